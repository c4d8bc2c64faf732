"""Twenty commits in the life of a few drafts: at each of them baseline, stets and changed lines are right.

The baseline is recorded, and the branch starts, at the second commit. A step says what is done, and what must be
reported then: `staged` of the commit itself, `new` against the baseline, `changed` since the branch started, `stet`
what stands by a writer's word, `gone` how much of the baseline is there no more.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from git_repository import Repository

from presscheck.config.configuration import Configuration
from presscheck.config.options import layer_of
from presscheck.keep import Keeping
from presscheck.keep.baseline.find import NAME
from presscheck.keep.baseline.known import open_baseline
from presscheck.keep.changed import since, staged
from presscheck.keep.stet.command import write_stet
from presscheck.model import Report
from presscheck.run import check_paths

RULES = Configuration(layer_of({"select": ["bracketed-slot", "hope-this-helps", "stet"]}, "--{}"), search=False)

BRIDGE = """\
# The old bridge closes

The council met on Monday evening in the hall by the river, and [Name of Mayor] said that the old bridge would stay
shut to all but buses for the whole of the coming winter.

A second vote, for which [Name of Councillor] had asked, was put off until the spring, when the engineers are to say
how long the piers will hold.

Nobody in the hall spoke against it. The ferry will run every hour until then, from six in the morning to ten.
"""

MARKET = """\
# Market moves to the square

The fish market moves on Friday. Stalls open at six, and [Name of Trader] will be the first to sell there, as his
father was.

The town clerk has drawn lines on the stones, so that nobody has to ask where to stand. There is room for forty
stalls, and for the vans behind them.

Parking is free until noon on the first day, and the market hall stays open for those who would rather be dry. The
butchers stay where they are.

I hope this helps!
"""


Do = Callable[[Repository], object]


@dataclass(frozen=True)
class Step:
    """A commit: what is done, and what is reported of it and after it."""

    message: str
    do: Do
    staged: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    stet: tuple[str, ...] = ()
    gone: int = 0


def edit(name: str, old: str, new: str) -> Do:
    def do(repository: Repository) -> object:
        text = (repository.folder / name).read_text(encoding="utf-8")
        assert old in text
        return repository.write(name, text.replace(old, new, 1))

    return do


def append(name: str, text: str) -> Do:
    return lambda repository: repository.write(
        name, (repository.folder / name).read_text(encoding="utf-8") + f"\n{text}\n"
    )


def rewrap(name: str, width: int) -> Do:
    def do(repository: Repository) -> object:
        paragraphs = (repository.folder / name).read_text(encoding="utf-8").strip().split("\n\n")
        wrapped = [p if p.startswith("<!--") else textwrap.fill(p, width) for p in paragraphs]
        return repository.write(name, "\n\n".join(wrapped) + "\n")

    return do


def order(name: str, *numbers: int) -> Do:
    def do(repository: Repository) -> object:
        paragraphs = (repository.folder / name).read_text(encoding="utf-8").strip().split("\n\n")
        assert sorted(numbers) == list(range(len(paragraphs)))
        return repository.write(name, "\n\n".join(paragraphs[number] for number in numbers) + "\n")

    return do


def move(old: str, new: str) -> Do:
    def do(repository: Repository) -> object:
        (repository.folder / new).parent.mkdir(parents=True, exist_ok=True)
        return repository.git("mv", old, new)

    return do


def write(name: str, text: str) -> Do:
    return lambda repository: repository.write(name, text)


def both(*steps: Do) -> Do:
    return lambda repository: [do(repository) for do in steps]


def copy(old: str, new: str) -> Do:
    return lambda repository: repository.write(new, (repository.folder / old).read_bytes())


def hand_over(old: str, new: str, word: str) -> Do:
    def do(repository: Repository) -> object:
        paragraphs = (repository.folder / old).read_text(encoding="utf-8").strip().split("\n\n")
        (moved,) = (paragraph for paragraph in paragraphs if word in paragraph)
        paragraphs.remove(moved)
        repository.write(old, "\n\n".join(paragraphs) + "\n")
        return append(new, moved)(repository)

    return do


def let_stand(name: str, words: str, rule: str, reason: str) -> Do:
    def do(repository: Repository) -> object:
        lines = (repository.folder / name).read_text(encoding="utf-8").splitlines()
        (line,) = (number for number, text in enumerate(lines, 1) if words in text)
        return write_stet(f"{name}:{line}", rule, reason, RULES)

    return do


MAYOR, COUNCILLOR = "old-bridge: [Name of Mayor]", "old-bridge: [Name of Councillor]"
FORECASTER, TRADER = "fish: [Name of Forecaster]", "fish: [Name of Trader]"
OLD, FISH = "published/2025/old-bridge.md", "drafts/fish.md"
HEARD = "It was a long evening, and a loud one."
STANDS = "[Name of Forecaster]"
HELPS = "I hope this helps!"

STEPS = (
    Step(
        "A draft",
        write("drafts/bridge.md", BRIDGE),
        staged=("bridge: [Name of Mayor]", "bridge: [Name of Councillor]"),
    ),
    Step("Another one", write("drafts/market.md", MARKET), staged=("market: [Name of Trader]", f"market: {HELPS}")),
    Step("Prose above", edit("drafts/bridge.md", "\nThe council", f"\n{HEARD}\n\nThe council")),
    Step(
        "Wrapped at 60",
        rewrap("drafts/bridge.md", 60),
        staged=("bridge: [Name of Mayor]", "bridge: [Name of Councillor]"),
        changed=("bridge: [Name of Mayor]", "bridge: [Name of Councillor]"),
    ),
    Step(
        "A new slot",
        append("drafts/market.md", "Rain is likely, said [Name of Forecaster]."),
        staged=("market: [Name of Forecaster]",),
        new=("market: [Name of Forecaster]",),
        changed=("bridge: [Name of Mayor]", "bridge: [Name of Councillor]", "market: [Name of Forecaster]"),
    ),
    Step(
        "A paragraph goes to the end",
        order("drafts/bridge.md", 0, 1, 3, 4, 2),
        staged=("bridge: [Name of Mayor]",),
        new=("market: [Name of Forecaster]",),
        changed=("bridge: [Name of Councillor]", "bridge: [Name of Mayor]", "market: [Name of Forecaster]"),
    ),
    Step(
        "A draft is published under another name",
        move("drafts/bridge.md", OLD),
        new=("market: [Name of Forecaster]",),
        changed=("market: [Name of Forecaster]", COUNCILLOR, MAYOR),
    ),
    Step(
        "Wrapped at 90",
        rewrap(OLD, 90),
        staged=(COUNCILLOR, MAYOR),
        new=("market: [Name of Forecaster]",),
        changed=("market: [Name of Forecaster]", COUNCILLOR, MAYOR),
    ),
    Step(
        "The new slot may stand",
        let_stand("drafts/market.md", "Rain is likely", "PH101", "he gave no name"),
        changed=(COUNCILLOR, MAYOR),
        stet=(STANDS,),
    ),
    Step(
        "Another name, and an edit beside a known slot",
        both(move("drafts/market.md", FISH), edit(FISH, "on Friday", "on Saturday")),
        staged=(TRADER,),
        changed=(TRADER, COUNCILLOR, MAYOR),
        stet=(STANDS,),
    ),
    Step(
        "A paragraph goes to the other draft",
        both(edit(OLD, f"{HEARD}\n\n", ""), append(FISH, HEARD)),
        changed=(TRADER, COUNCILLOR, MAYOR),
        stet=(STANDS,),
    ),
    Step(
        "A slot is filled in",
        edit(FISH, "[Name of Trader]", "Ann Lee"),
        changed=(COUNCILLOR, MAYOR),
        stet=(STANDS,),
        gone=1,
    ),
    Step(
        "The same slot elsewhere, where nobody let it stand",
        append(FISH, "The fish was fresh, said [Name of Forecaster]."),
        staged=(FORECASTER,),
        new=(FORECASTER,),
        changed=(FORECASTER, COUNCILLOR, MAYOR),
        stet=(STANDS,),
        gone=1,
    ),
    Step(
        "A draft is copied",
        copy(OLD, "published/2025/copy.md"),
        staged=("copy: [Name of Councillor]", "copy: [Name of Mayor]"),
        new=(FORECASTER, COUNCILLOR, MAYOR),
        changed=(FORECASTER, "copy: [Name of Councillor]", "copy: [Name of Mayor]", COUNCILLOR, MAYOR),
        stet=(STANDS,),
        gone=1,
    ),
    Step(
        "The copy goes",
        lambda repository: repository.git("rm", "--quiet", "published/2025/copy.md"),
        new=(FORECASTER,),
        changed=(FORECASTER, COUNCILLOR, MAYOR),
        stet=(STANDS,),
        gone=1,
    ),
    Step(
        "A stet for the file, of what the baseline knows",
        append(FISH, "<!-- stet-file chat a quote -->"),
        new=(FORECASTER,),
        changed=(FORECASTER, COUNCILLOR, MAYOR),
        stet=(HELPS, STANDS),
        gone=2,
    ),
    Step(
        "Words change around a known slot",
        edit(OLD, "said that", "swore that"),
        staged=(MAYOR,),
        new=(FORECASTER, MAYOR),
        changed=(FORECASTER, COUNCILLOR, MAYOR),
        stet=(HELPS, STANDS),
        gone=3,
    ),
    Step(
        "Saved on Windows",
        lambda r: r.write(FISH, (r.folder / FISH).read_bytes().replace(b"\n", b"\r\n")),
        new=(FORECASTER, MAYOR),
        changed=(FORECASTER, COUNCILLOR, MAYOR),
        stet=(HELPS, STANDS),
        gone=3,
    ),
    Step(
        "A known slot goes to the other draft",
        hand_over(OLD, FISH, "Councillor"),
        staged=("fish: [Name of Councillor]",),
        new=(FORECASTER, MAYOR),
        changed=(FORECASTER, "fish: [Name of Councillor]", MAYOR),
        stet=(HELPS, STANDS),
        gone=3,
    ),
    Step(
        "The stet has nothing left to let stand",
        edit(FISH, "said [Name of Forecaster].", "said Bo Ek."),
        new=("fish: PH101", FORECASTER, MAYOR),
        changed=("fish: PH101", FORECASTER, "fish: [Name of Councillor]", MAYOR),
        stet=(HELPS,),
        gone=3,
    ),
)


def run(keeping: Keeping) -> Report:
    report = check_paths(["."], RULES, keeping=keeping)
    assert report.troubles == ()
    return report


def told(report: Report) -> tuple[str, ...]:
    return tuple(f"{Path(finding.place.path).stem}: {finding.text}" for finding in report.findings)


def test_every_commit_is_told_right(repository: Repository) -> None:
    assert len(STEPS) == 20
    for number, step in enumerate(STEPS, 1):
        step.do(repository)
        repository.git("add", "--all")
        assert (step.message, told(run(Keeping(changes=staged(["."]))))) == (step.message, step.staged)
        repository.commit(step.message)
        if number == 2:
            record()
            repository.git("tag", "start")
        if number < 2:
            continue
        against = run(Keeping(baseline=open_baseline(NAME)))
        stands = tuple(each.finding.text for each in against.suppressed if each.by == "stet")
        branch = run(Keeping(changes=since("start", ["."])))
        assert step == replace(
            step, new=told(against), changed=told(branch), stet=stands, gone=sum(against.gone.values())
        )


def record() -> None:
    known = open_baseline(NAME, must_exist=False)
    found = run(Keeping(baseline=known))
    known.renewed(found.findings, found.suppressed, found.gone).saved()
