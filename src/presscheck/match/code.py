"""The fenced code of a Markdown text, told from its bytes."""

from __future__ import annotations

_ODD_FENCES = (
    b"````",
    b" ```",
    b"\t```",
    b">```",
    b"~~~",
    b"<!",
    b"<?",
    b"<pre",
    b"<script",
    b"<style",
    b"<textarea",
)
"""Where any of these stands, what is fenced is not told by lines that start with three backticks alone."""


def without_code(data: bytes) -> bytes:
    """Return a text without its fenced code; all of it where its fences are more than plain pairs."""
    if b"\n```" not in data or data.startswith(b"```") or any(sign in data for sign in _ODD_FENCES):
        return data
    first, *others = data.split(b"\n```")
    kept = [first]
    code = False
    for other in others:
        line, _, rest = other.partition(b"\n")
        if code:
            if not line.strip():
                code = False
                kept.append(rest)
        elif b"`" in line:  # code within a line
            return data
        else:
            code = True
    # In a block of HTML no code is fenced.
    if code or any(b"<" in before.rpartition(b"\n\n")[2] for before in kept[:-1]):
        return data
    return b"\n\n".join(kept)
