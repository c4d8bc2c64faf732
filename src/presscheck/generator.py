"""Which site generator a draft is written for, told from the project's own files, and what that one renders."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args

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


def generator_of(path: str) -> frozenset[Capability]:
    """Return what the generators render whose files stand in the folder of `path` or above it.

    The search ends at the root of the repository. A path that leads to no file, as that of standard input, is in
    no folder.
    """
    if not os.path.isfile(path):
        return frozenset()
    return _rendered_in(os.path.abspath(os.path.dirname(path)))


@lru_cache(maxsize=4096)
def _rendered_in(folder: str) -> frozenset[Capability]:
    return frozenset[Capability]().union(*(GENERATORS[name] for name in generators_of(folder)))


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
