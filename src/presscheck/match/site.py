"""What the site that a draft is written for renders, so that its markup is no leftover there.

Told from the project's own files, looked for from the draft's folder upwards, from its front matter, and from the
template tags in the text itself. A draft that nothing is known of is taken for one that is printed as it stands.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Literal, get_args

import regex

from presscheck.model import Document
from presscheck.read.frontmatter import has_front_matter

Capability = Literal["templates", "shortcodes", "bracket-codes", "wiki-links", "jsx", "emoji"]
"""What a site may render.

`templates` are `{{ page.title }}` and `{% include %}`, `shortcodes` are `{{< figure >}}`, `bracket-codes` are
`[gallery]`, `jsx` is `<Card title="…">` and `{name}`, `emoji` is `:smile:`.
"""

CAPABILITIES: tuple[Capability, ...] = get_args(Capability)

GENERATORS: Mapping[str, frozenset[Capability]] = {
    "astro": frozenset({"jsx", "templates"}),
    "docusaurus": frozenset({"jsx", "emoji"}),
    "eleventy": frozenset({"templates", "shortcodes", "emoji"}),
    "gatsby": frozenset({"jsx", "emoji"}),
    "gitbook": frozenset({"templates", "emoji"}),
    "hugo": frozenset({"templates", "shortcodes", "emoji"}),
    "jekyll": frozenset({"templates", "emoji"}),
    "mdbook": frozenset({"templates"}),
    "mintlify": frozenset({"jsx"}),
    "mkdocs": frozenset({"templates", "emoji"}),
    "next": frozenset({"jsx"}),
    "obsidian": frozenset({"wiki-links"}),
    "quarto": frozenset({"shortcodes"}),
    "svelte": frozenset({"jsx"}),
    "vue": frozenset({"jsx", "templates", "emoji"}),
    "wiki": frozenset({"wiki-links", "templates"}),
    "wordpress": frozenset({"bracket-codes"}),
    "zola": frozenset({"templates", "shortcodes"}),
}
"""What each generator renders, its usual extensions among it: a wrong warning costs more than a missed one."""

MARKERS: Mapping[str, str] = {
    "_config.yml": "jekyll",
    "_config.yaml": "jekyll",
    "_config.toml": "jekyll",
    "_config.ts": "eleventy",
    "_config.js": "eleventy",
    "hugo.toml": "hugo",
    "hugo.yaml": "hugo",
    "hugo.yml": "hugo",
    "hugo.json": "hugo",
    "config/_default": "hugo",
    "astro.config.mjs": "astro",
    "astro.config.js": "astro",
    "astro.config.ts": "astro",
    "astro.config.mts": "astro",
    "astro.config.cjs": "astro",
    "mkdocs.yml": "mkdocs",
    "mkdocs.yaml": "mkdocs",
    "docusaurus.config.js": "docusaurus",
    "docusaurus.config.ts": "docusaurus",
    "docusaurus.config.mjs": "docusaurus",
    "docusaurus.config.cjs": "docusaurus",
    ".eleventy.js": "eleventy",
    "eleventy.config.js": "eleventy",
    "eleventy.config.mjs": "eleventy",
    "eleventy.config.cjs": "eleventy",
    "eleventy.config.ts": "eleventy",
    "gatsby-config.js": "gatsby",
    "gatsby-config.ts": "gatsby",
    "gatsby-config.mjs": "gatsby",
    "next.config.js": "next",
    "next.config.mjs": "next",
    "next.config.ts": "next",
    "svelte.config.js": "svelte",
    ".vitepress": "vue",
    ".vuepress": "vue",
    "nuxt.config.ts": "vue",
    "nuxt.config.js": "vue",
    "_quarto.yml": "quarto",
    "_quarto.yaml": "quarto",
    "book.toml": "mdbook",
    ".gitbook.yaml": "gitbook",
    "mint.json": "mintlify",
    "bridgetown.config.yml": "jekyll",
    "pelicanconf.py": "jekyll",
    ".obsidian": "obsidian",
    ".foam": "obsidian",
    "logseq": "obsidian",
    "quartz.config.ts": "obsidian",
    "LocalSettings.php": "wiki",
    ".gollum": "wiki",
    "_Sidebar.md": "wiki",
    "wp-config.php": "wordpress",
    "wp-content": "wordpress",
    ".wp-env.json": "wordpress",
}
"""The generator that a file or folder of a project's stands for."""

_SHARED_NAMES = ("config.toml", "config.yaml", "config.yml", "config.json")
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
_FORGE_PAGES = regex.compile(r"(?i:readme|contributing|changelog|code_of_conduct|security)(?:[._-][\w-]+)*\.\w+")
# Statements that build a page: nobody leaves `{% if %}` and `{% endif %}` behind by mistake.
_STATEMENT = regex.compile(
    r"\{%-?\s*(?:end\w+|els(?:e|if|eif)|extends|block|assign|capture|set|macro|layout|raw|comment)\b"
    r"|\{\{-?\s*(?:end|else|(?:range|with|if|define|block)\s[^{}\n]*)-?\}\}"
)
_FRONT_MATTER_OF_CODE = regex.compile(r"---\w{2,10}[ \t]*\n")
_CUT_FRONT_MATTER = regex.compile(
    r"(?:[\w.-]+:(?:[ \t][^\n]*)?\n|[ \t]*-[ \t][^\n]*\n|[ \t]*\n)++---[ \t]*(?:\n|\Z)"
)
# A link or an attribute whose target the generator works out.
_TARGET = regex.compile(r"""\]\(\s*\{[{%]|=["']\{[{%]""")
_MARKUP = regex.compile(
    r"^\#{1,6}[ ]\S|\*\*\S[^*\n]{0,200}\*\*|\]\((?:https?:|/|\.)"
    r"|</?(?:div|figure|figcaption|p|br|img|table|span|section)\b[^<>\n]*>",
    regex.MULTILINE,
)
_TAG = regex.compile(r"\{[{%][^{}\n]*[%}]\}")
_WORD = regex.compile(r"\p{L}")
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
    start = text.lstrip()
    return bool(
        has_front_matter(start)
        or _FRONT_MATTER_OF_CODE.match(start)
        or _CUT_FRONT_MATTER.match(start)
        or _STATEMENT.search(text)
        or _TARGET.search(text)
    )


def generator_of(path: str) -> frozenset[Capability]:
    """Return what the generators render whose files stand in the folder of `path` or above it.

    The search ends at the root of the repository. A path that leads to no file, as that of standard input, is in
    no folder.
    """
    if not os.path.isfile(path):
        return frozenset()
    return frozenset[Capability]().union(*(GENERATORS[name] for name in generators_of(os.path.dirname(path))))


def generators_of(folder: str) -> frozenset[str]:
    """Return the names of the generators whose files stand in a folder or above it, in its repository."""
    folder = os.path.abspath(folder)
    found: set[str] = set()
    while True:
        names, is_root = _project_files(folder)
        found.update(names)
        above = os.path.dirname(folder)
        if is_root or above == folder:
            return frozenset(found)
        folder = above


@lru_cache(maxsize=4096)
def _project_files(folder: str) -> tuple[Sequence[str], bool]:
    """Return the generators whose files stand in a folder, and whether it is the root of a repository."""

    def there(name: str) -> bool:
        return os.path.exists(os.path.join(folder, name))

    names = {generator for marker, generator in MARKERS.items() if there(marker)}
    if there("content") and any(map(there, _SHARED_NAMES)):
        names |= {"hugo", "zola"}
    if folder.endswith(".wiki"):
        names.add("wiki")
    return sorted(names), there(".git")
