"""What the site that a draft is written for renders, so that its markup is no leftover there.

Told from the project's own files, looked for from the draft's folder upwards, from its front matter, and from the
template tags in the text itself. A draft that nothing is known of is taken for one that is printed as it stands.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePath

import regex

from presscheck.generator import GENERATORS, Capability, generator_of
from presscheck.late import late_regex
from presscheck.model import Document
from presscheck.read.frontmatter import has_front_matter

_TEMPLATE_FOLDERS = frozenset(
    {
        "_includes",
        "_layouts",
        "_partials",
        "_templates",
        "archetypes",
        "includes",
        "layouts",
        "partials",
        "templates",
    }
)
_FORGE_PAGES = late_regex(r"(?i:readme|contributing|changelog|code_of_conduct|security)(?:[._-][\w-]+)*\.\w+")
# Statements that build a page: nobody leaves `{% if %}` and `{% endif %}` behind by mistake.
_STATEMENT = late_regex(
    r"\{%-?\s*(?:end\w+|els(?:e|if|eif)|extends|block|assign|capture|set|macro|layout|raw|comment)\b"
    r"|\{\{-?\s*(?:end|else|(?:range|with|if|define|block)\s[^{}\n]*)-?\}\}"
)
_FRONT_MATTER_OF_CODE = late_regex(r"---\w{2,10}[ \t]*\n")
_CUT_FRONT_MATTER = late_regex(r"(?:[\w.-]+:(?:[ \t][^\n]*)?\n|[ \t]*-[ \t][^\n]*\n|[ \t]*\n)++---[ \t]*(?:\n|\Z)")
# A link or an attribute whose target the generator works out.
_TARGET = late_regex(r"""\]\(\s*\{[{%]|=["']\{[{%]""")
_MARKUP = late_regex(
    r"^\#{1,6}[ ]\S|\*\*\S[^*\n]{0,200}\*\*|\]\((?:https?:|/|\.)"
    r"|</?(?:div|figure|figcaption|p|br|img|table|span|section)\b[^<>\n]*>",
    regex.MULTILINE,
)
_TAG = late_regex(r"\{[{%][^{}\n]*[%}]\}")
_WORD = late_regex(r"\p{L}")
_ANY_TEMPLATE: frozenset[Capability] = frozenset({"templates", "shortcodes", "emoji"})
_BY_SUFFIX: Mapping[str, frozenset[Capability]] = {
    ".mdx": frozenset({"jsx"}),
    ".qmd": frozenset({"shortcodes"}),
    ".rmd": frozenset({"shortcodes"}),
}


@lru_cache(maxsize=8)
def rendered(document: Document) -> frozenset[Capability]:
    """Return what the site of a document renders: as its house says, or as its text and its project's files tell.

    A page of HTML is what a generator made, and renders nothing, but for one that is a template by its own text or
    folder.
    """
    site = document.house.site
    if site != "auto":
        return GENERATORS.get(site, frozenset())
    source = document.source
    text = source.text
    found: set[Capability] = set()
    if _is_template(text):
        found |= _ANY_TEMPLATE
    if source.format == "text" and (_MARKUP.search(text) or not _WORD.search(_TAG.sub("", text))):
        # Markdown kept as plain text, or nothing but tags: a piece of a source, which something renders.
        found.add("shortcodes")
    path = PurePath(source.path)
    found |= _BY_SUFFIX.get(path.suffix.lower(), frozenset())
    if source.format == "html":
        if not found and os.path.isfile(source.path) and _TEMPLATE_FOLDERS & set(path.parts[:-1]):
            found |= _ANY_TEMPLATE
        return frozenset(found)
    if _FORGE_PAGES.fullmatch(path.name) or ".github" in path.parts:
        found.add("emoji")
    return frozenset(found | generator_of(source.path))


def _is_template(text: str) -> bool:
    """Tell whether a text shows that a generator reads it: by its front matter, its statements or its links."""
    # Most drafts lack the signs, and to look for these is faster than to compile a pattern.
    start = text.lstrip()
    if has_front_matter(start):
        return True
    if "---" in text and (_FRONT_MATTER_OF_CODE.match(start) or _CUT_FRONT_MATTER.match(start)):
        return True
    return ("{%" in text or "{{" in text) and bool(_STATEMENT.search(text) or _TARGET.search(text))
