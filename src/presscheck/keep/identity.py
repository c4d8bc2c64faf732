"""What makes two findings of different runs the same one: its rule, its text and the words around it."""

from __future__ import annotations

import re
from hashlib import blake2b

from presscheck.match.normal import normal
from presscheck.model import Finding

_WORDS = 4
_FOLDED = re.compile(r"(?:\r\n?|\n)[ \t>]*")
"""A line end in a file, and the marks of a quotation after it."""


def identity(finding: Finding) -> str:
    """Return sixteen hexadecimal digits that stay the same while a finding does.

    They are made of the rule, the normal form of the text, and that of the four words before and after it in its
    block. Neither file, line nor wrapping counts, so that what is moved keeps it. Two findings may share it where
    a text stands twice in the same words.
    """
    before, after = finding.prose
    told = (
        finding.rule,
        normal(_FOLDED.sub(" ", finding.text)),
        *normal(before).split()[-_WORDS:],
        "",
        *normal(after).split()[:_WORDS],
    )
    return blake2b("\0".join(told).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
