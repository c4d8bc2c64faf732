"""Fuzz targets for what changes a draft: fixes, filled slots, stets."""

from __future__ import annotations

from collections.abc import Sequence

from drafts import SUFFIXES, Feed
from laws import hold_findings, hold_said, is_rest
from matching import RULES
from reading import document

from presscheck.check import check_source
from presscheck.fill import fill, open_draft, slots_of
from presscheck.fix import Again, fixed
from presscheck.keep import Kept
from presscheck.keep.stet.write import Wish, let_stand
from presscheck.lint import lint
from presscheck.model import Finding, Source
from presscheck.read import open_document, read_source
from presscheck.rules import RuleSet
from presscheck.trouble import Trouble

_ALL = RuleSet(RULES)
_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16-le", "cp1252")


def _check(source: Source) -> Sequence[Finding]:
    return lint(source, RULES)


def _kept(source: Source) -> Kept:
    return check_source(source, _ALL)


def _stored(feed: Feed) -> tuple[bytes, str]:
    """Return the bytes of a draft, and a path for it."""
    path, encoding = f"draft.{feed.pick(SUFFIXES)}", feed.pick(_ENCODINGS)
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    return mark + feed.plain_draft().encode(encoding, "ignore"), path


def _hold_stored(content: bytes, source: Source) -> None:
    """The bytes of a changed draft are what its source says, in the encoding that it was read in."""
    if source.layout:
        assert read_source(content, source.path, source.format).text == source.text
    else:
        text = content.decode(source.encoding)
        assert (text if source.encoding == "utf-8-sig" else text.removeprefix("\ufeff")) == source.text


def fixing(data: bytes) -> None:
    """A mended draft is the draft with stretches left out; nothing that may be mended is left in it."""
    feed = Feed(data)
    unsafe = bool(feed.byte() % 2)
    content, path = _stored(feed)
    try:
        once = fixed(content, path, _check, unsafe=unsafe)
    except Trouble as trouble:
        hold_said(trouble)
        return
    hold_findings(once.left, once.after)
    left = [finding.text for finding in once.left if finding.fix and (finding.fix.safe or unsafe)]
    assert not left, "what could be mended is left"
    assert is_rest(once.after.text, once.before.text)
    _hold_stored(once.new, once.after)
    assert fixed(once.new, path, _check, unsafe=unsafe).new == once.new
    if not once.fixed:
        assert once.new == content


def fixing_documents(data: bytes) -> None:
    """The same for a document of a word processor."""
    feed = Feed(data)
    content = document(feed, open_document_text=bool(feed.byte() % 2))
    try:
        once = fixed(content, "draft.docx", _check, unsafe=True)
    except Trouble as trouble:
        hold_said(trouble)
        return
    assert is_rest(once.after.text, once.before.text)
    _hold_stored(once.new, once.after)


def filling(data: bytes) -> None:
    """A slot that is filled is gone, a reader reads the words, and whatever stands between slots stays."""
    feed = Feed(data)
    words = ("Ely", "A & B", "<b>", "*x*", "a_b_c", "C|D", "$5 and $6", "# 1", "- x", "\\", "`", "[x](y)", "&amp;")
    answer = feed.pick(words)
    content, path = _stored(feed)
    try:
        draft = open_draft(path, Again(lambda _: content, lambda _: _check, lambda _: _kept))
    except Trouble:
        return
    slots = draft.slots[:3]
    try:
        filled = fill(draft, dict.fromkeys(slots, answer))
    except Trouble as trouble:
        hold_said(trouble)
        return
    _hold_stored(filled.data, filled.source)
    assert len(filled.done) + len(filled.left) == sum(len(slot.gaps) for slot in slots)
    if not filled.done:
        assert filled.data == content
    places = sorted((gap.place.start, gap.place.end) for gap in filled.done)
    at, text = 0, filled.source.text
    for start, end in [*places, (len(draft.source.text), len(draft.source.text))]:
        between = draft.source.text[at:start].strip("*_~<>/abcdefghijklmnopqrstuvwxyz ")  # marks that go along
        found = text.find(between)
        assert found >= 0, "what stands between slots is not there any more"
        at, text = end, text[found + len(between) :]


def letting_stand(data: bytes) -> None:
    """Stets of any kind are heeded; one that is written lets its finding stand and changes nothing else."""
    feed = Feed(data)
    number = feed.byte()
    content, path = _stored(feed)
    try:
        source = read_source(content, path)
    except Trouble:
        return
    before = _kept(source)
    hold_findings(before.findings, source)
    hold_findings([each.finding for each in before.suppressed], source)
    if not before.findings:
        return
    finding = before.findings[number % len(before.findings)]
    wish = Wish(finding.place.line, finding.place.column, finding.rule, "ours")
    try:
        new, stands = let_stand(content, path, wish, _kept)
    except Trouble as trouble:
        hold_said(trouble)
        return
    assert stands.text == finding.text
    assert is_rest(content.decode("latin-1"), new.decode("latin-1"))
    after = read_source(new, path)
    if after.encoding == source.encoding:  # which may have been a guess
        assert len(_kept(after).findings) < len(before.findings)


def slots(data: bytes) -> None:
    """Every slot of a draft is asked for once, and each of its places holds its words."""
    feed = Feed(data)
    content, path = _stored(feed)
    try:
        source = read_source(content, path)
    except Trouble:
        return
    found = slots_of(source, _check(source))
    assert len({slot.text for slot in found}) == len(found)
    for slot in found:
        assert slot.gaps
        for gap in slot.gaps:
            assert " ".join(gap.block.text[gap.start : gap.end].split()) == slot.text
            assert any(gap.block.runs == block.runs for block in open_document(source).blocks)
