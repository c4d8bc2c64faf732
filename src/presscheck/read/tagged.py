"""Code that a site generator's tags mark: `{% highlight ruby %}` of Jekyll, `{{< highlight go >}}` of Hugo."""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.late import late

_OPENING = late(
    r"\{%-?[ \t]*(?P<name>highlight|codeblock)\b[^%\n]*%\}"
    r"|\{\{(?P<sign>[<%])[ \t]*highlight\b(?:[^}\n]|\}(?!\}))*\}\}"
)
_CLOSING = {
    "highlight": late(r"\{%-?[ \t]*endhighlight[ \t]*-?%\}"),
    "codeblock": late(r"\{%-?[ \t]*endcodeblock[ \t]*-?%\}"),
    "<": late(r"\{\{<[ \t]*/[ \t]*highlight[ \t]*>\}\}"),
    "%": late(r"\{\{%[ \t]*/[ \t]*highlight[ \t]*%\}\}"),
}


def tagged_code(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the code that tags mark, tags included; what is never closed is no code."""
    if "highlight" not in text and "codeblock" not in text:
        return
    at = 0
    unclosed = set()
    while opening := _OPENING.search(text, at):
        at = opening.end()
        kind = opening["name"] or opening["sign"]
        closing = None if kind in unclosed else _CLOSING[kind].search(text, at)
        if closing:
            at = closing.end()
            yield opening.start(), at
        else:
            unclosed.add(kind)
