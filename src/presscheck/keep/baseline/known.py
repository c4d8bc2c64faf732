"""What is known already: findings that were recorded once, so that a run reports only new ones.

A finding is known by its identity (`keep.identity`): its rule, its text and the words around it, wherever they
stand by now. The baseline counts how often an identity stands; of more than that, the rest is new.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from presscheck.config.find import show
from presscheck.finding import shorten
from presscheck.keep.baseline.file import Entries, Entry, read_entries, written
from presscheck.keep.identity import identity
from presscheck.model import Finding, Suppressed
from presscheck.trouble import Trouble
from presscheck.whole import MB, read_whole
from presscheck.write import replace_file

_LARGEST = 500 * MB
"""A million findings take a third of it."""

LookedFor = Callable[[str, str], bool]
"""Tells of a rule's id and a path whether the run would have found what that rule finds there."""


@dataclass(frozen=True)
class Baseline:
    """A baseline and the file it is kept in; `data` are that file's bytes, None where there is none yet."""

    path: str
    entries: Entries
    data: bytes | None = None

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Suppressed]]:
        """Return the findings that are new, and those that are known, both in their order.

        Where an identity stands more often than it did, those in files where it stood are the known ones.
        """
        every = list(findings)
        names = [identity(finding) for finding in every]
        left = {name: entry.count for name, entry in self.entries.items()}
        numbers = [number for number, name in enumerate(names) if name in left]
        moved = {n: self._from_here(every[n].place.path) not in self.entries[names[n]].paths for n in numbers}
        known: set[int] = set()
        for number in sorted(numbers, key=moved.__getitem__):
            if left[names[number]]:
                left[names[number]] -= 1
                known.add(number)
        new = [finding for number, finding in enumerate(every) if number not in known]
        return new, [Suppressed(every[number], "baseline") for number in sorted(known)]

    def knows(self, finding: Finding) -> bool:
        """Tell whether a finding is known, however often it stands."""
        return identity(finding) in self.entries

    def gone(self, known: Iterable[Suppressed], looked_for: LookedFor) -> dict[str, int]:
        """Return how many of each identity are there no more, told by those of a run that are known.

        An entry says nothing where the run did not look for it in every file that it stood in.
        """
        found = Counter(identity(each.finding) for each in known)
        return {
            name: entry.count - found[name]
            for name, entry in self.entries.items()
            if entry.count > found[name] and all(looked_for(entry.rule, self._path(path)) for path in entry.paths)
        }

    def without(self, gone: Mapping[str, int]) -> Baseline:
        """Return the baseline without so many of each identity."""
        entries = {
            name: replace(entry, count=entry.count - gone.get(name, 0))
            for name, entry in self.entries.items()
            if entry.count > gone.get(name, 0)
        }
        return replace(self, entries=entries)

    def renewed(self, new: Iterable[Finding], known: Iterable[Suppressed], gone: Mapping[str, int]) -> Baseline:
        """Return the baseline that knows what a run with it found, as it stands now, and not what is gone."""
        found: dict[str, list[Finding]] = {}
        for finding in (*(each.finding for each in known if each.by == "baseline"), *new):
            found.setdefault(identity(finding), []).append(finding)
        entries = dict(self.without(gone).entries)
        for name, same in found.items():
            entries[name] = self._entry(same, entries.get(name))
        return replace(self, entries=entries)

    def saved(self) -> Baseline:
        """Write the baseline to its file, all of it or nothing, and return it as it is in there now.

        Raises Trouble where that cannot be done.
        """
        new = written(self.entries)
        if new != self.data:
            replace_file(show(self.path), self.data, new)
        return replace(self, data=new)

    def _entry(self, findings: Sequence[Finding], before: Entry | None) -> Entry:
        paths = {self._from_here(finding.place.path) for finding in findings}
        elsewhere = [path for path in before.paths if os.path.lexists(self._path(path))] if before else []
        count = max(len(findings), before.count if before else 0)
        text = shorten(" ".join(findings[0].text.split()))
        return Entry(findings[0].rule, count, text, tuple(sorted({*paths, *elsewhere})))

    def _from_here(self, path: str) -> str:
        """Return a path from the baseline's folder, with forward slashes."""
        try:
            return os.path.relpath(path, os.path.dirname(self.path)).replace(os.sep, "/")
        except ValueError:  # on another drive
            return path

    def _path(self, path: str) -> str:
        return os.path.join(os.path.dirname(self.path), path)


def open_baseline(path: str, *, must_exist: bool = True) -> Baseline:
    """Read a baseline. Raises Trouble where it is broken, or is missing and must exist."""
    whole, shown = os.path.abspath(path), show(os.path.abspath(path))
    try:
        data = read_whole(whole, _LARGEST)
    except FileNotFoundError:
        if must_exist:
            raise Trouble(f"{shown}: no such baseline; `presscheck baseline` writes one") from None
        return Baseline(whole, {})
    except OSError as error:
        raise Trouble(f"{shown}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    return Baseline(whole, read_entries(data, shown), data)


def gone_note(gone: Mapping[str, int], baseline: Baseline, *, pruned: bool) -> str:
    """Return the line that says what a baseline holds in vain, or, once it is `pruned`, held."""
    number, shown = sum(gone.values()), show(baseline.path)
    what, are, them = (f"{number:,} findings", "are", "them") if number != 1 else ("1 finding", "is", "it")
    if pruned:
        return f"{shown}: took out {what} that {are} there no more"
    return f"{shown}: {what} in it {are} there no more; --prune takes {them} out"


def renewal_note(before: Baseline, after: Baseline) -> str:
    """Return the line that says what a baseline knows now, and what is new and gone in it."""
    added = removed = 0
    for name in before.entries.keys() | after.entries.keys():
        more = _count(after, name) - _count(before, name)
        added, removed = added + max(0, more), removed + max(0, -more)
    number = sum(entry.count for entry in after.entries.values())
    differs = [f"{count:,} {word}" for count, word in ((added, "new"), (removed, "gone")) if count]
    told = f" ({', '.join(differs)})" if before.data is not None and differs else ""
    return f"{number:,} finding{'s' * (number != 1)} on record in {show(after.path)}{told}"


def _count(baseline: Baseline, name: str) -> int:
    return baseline.entries[name].count if name in baseline.entries else 0
