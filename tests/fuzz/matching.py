"""Fuzz targets for what finds: every matcher of our own rules, and patterns of users."""

from __future__ import annotations

from functools import cache

from drafts import SUFFIXES, Feed
from laws import hold_findings, hold_said

from presscheck.across import Across
from presscheck.lint import lint, lint_naively, surely_nothing
from presscheck.match import check_spec, finder, probes_of
from presscheck.match.duplicate import ACROSS
from presscheck.model import Severity, Source
from presscheck.read import format_of, open_document
from presscheck.rule import Example, Rule
from presscheck.rules import load_rules
from presscheck.rules.load import PROSE
from presscheck.rules.schema import parse
from presscheck.trouble import Trouble

RULES = tuple(load_rules())
_COMPARING = [rule for rule in RULES if rule.spec.get("of") in ACROSS]


def matching(data: bytes) -> None:
    """The fast way finds what every rule on every block does, twice the same, where the file has it."""
    feed = Feed(data)
    path = f"draft.{feed.pick(SUFFIXES)}"
    hold_found(Source(path, feed.draft(), format_of(path)), RULES)


def hold_found(source: Source, rules: tuple[Rule, ...]) -> None:
    """Check a source with rules, in both ways, and hold what is found to the laws."""
    found = lint(source, rules)
    hold_findings(found, source)
    assert found == lint_naively(source, rules), "the fast way and the slow one differ"
    assert found == lint(Source(source.path, source.text, source.format), rules), "twice is not the same"
    content = source.text.encode("utf-8", "surrogatepass")
    if found:
        assert not surely_nothing(content, source.format, rules), "passed over unread"


def near(data: bytes) -> None:
    """What a rule's examples flag, cut anywhere by markup, is found the same in the fast way and the slow one."""
    feed = Feed(data)
    rules, examples = feed.pick(_groups())
    example = examples[(feed.byte() * 256 + feed.byte()) % len(examples)]
    path = f"draft.{feed.pick(SUFFIXES)}"
    pieces, at = [feed.draft(feed.byte() % 4)], 0
    while feed and at < len(example):
        before, at = at, at + 1 + feed.byte() % len(example)
        pieces += example[before:at], feed.draft(feed.byte() % 4)
    text = "".join([*pieces, example[at:], feed.draft(4)])
    hold_found(Source(path, text, format_of(path)), rules)


@cache
def _groups() -> tuple[tuple[tuple[Rule, ...], tuple[str, ...]], ...]:
    """Return our rules in a few groups, each with what its examples hold: for fewer rules more can be tried."""
    groups = [RULES[number::_GROUPS] for number in range(_GROUPS)]
    return tuple(
        (group, tuple(example.text for rule in group for example in rule.flagged if len(example.text) <= 400))
        for group in groups
    )


_GROUPS = 8  # as many as `prefilter` keeps

_SIGNS = (
    *("a", "b", "ß", "i", "the ", "name", "TK", " ", "-", "'", "[", "]", "\\[", "\\]", "(", ")", "(?:", "|", "*"),
    *("+", "?", "{2,}", "{0,3}", "{1}", ".", "\\w", "\\b", "\\s", "\\d", "^", "$", "\\A", "\\Z", "[^a]", "[a-z]"),
    *("(?=", "(?!", "(?<=", "(?<!", "(?i)", "(?P<n>", "\\1", "++", "*?", "\\p{Lu}", "(?-i:", "&", "<", ">", "_"),
    *("\n", "“", "é", "\\x41"),
)  # fmt: skip


def patterns(data: bytes) -> None:
    """A pattern or phrase of a user is refused in one line, or found the same in the fast way and the slow one."""
    feed = Feed(data)
    matcher = feed.pick(("pattern", "pattern", "phrase"))
    words: list[str] = []
    while feed and len(words) < 12 and (byte := feed.byte()) < 0xF0:
        words.append(_SIGNS[byte % len(_SIGNS)])
    key = {"pattern": "patterns", "phrase": "phrases"}[matcher]
    flow = "".join(words).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    try:
        spec = check_spec(matcher, parse(f'{key}: ["{flow}"]', "rule.yaml"))
        rule = _rule(matcher, spec)
    except Trouble as trouble:
        hold_said(trouble)
        return
    path = f"draft.{feed.pick(SUFFIXES)}"
    text = "".join(feed.pick(_SIGNS) if feed.byte() % 2 else feed.draft(1) for _ in range(30) if feed)
    hold_found(Source(path, text, format_of(path)), (rule,))
    finder.cache_clear()  # which keeps every rule that it is asked for


def _rule(matcher: str, spec: dict[str, object]) -> Rule:
    return Rule(
        id="ZZ101",
        name="needle",
        family="custom",
        severity=Severity.ERROR,
        summary="a needle",
        message="a needle: {match}",
        why="It pricks.",
        fix="Take it out.",
        matcher=matcher,
        spec=spec,
        kinds=PROSE | {"link"},
        formats=frozenset({"text", "markdown", "html"}),
        probes=probes_of(matcher, spec),
        flagged=(Example("a"),),
        clean=(),
        path="rule.yaml",
    )


def across(data: bytes) -> None:
    """Drafts compared with one another give the same in any order, each finding where its file has it."""
    feed = Feed(data)
    sources: list[Source] = []
    while feed and len(sources) < 6:
        path = f"draft-{len(sources)}.{feed.pick(SUFFIXES)}"
        sources.append(Source(path, feed.draft(4), format_of(path)))
        if feed.byte() % 2 and sources[-1].text:
            sources.append(Source(f"copy-{len(sources)}.txt", sources[-1].text, "text"))
    told = {source.path: source for source in sources}
    found = []
    for order in (sources, sources[::-1]):
        run = Across()
        for source in order:
            run.add(open_document(source), _COMPARING)
        found.append(run.findings(told.__getitem__))
    assert found[0] == found[1]
    for finding in found[0]:
        hold_findings([finding], told[finding.place.path])
