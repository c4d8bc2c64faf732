import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from presscheck.trouble import Trouble
from presscheck.web.answer import Refused
from presscheck.web.workers import Workers


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    pool = Workers(1, seconds=1.5, waiting=1)
    yield pool
    pool.close()


def where() -> str:
    return os.getcwd()


def forever() -> None:
    for _ in count():
        pass


def die() -> None:
    os._exit(9)


def swell() -> int:
    try:
        return len(bytearray(8 << 30))
    except MemoryError:
        raise Trouble("a.txt: too large") from None


def fail() -> None:
    raise Trouble("a.txt: cannot be read")


def run(workers: Workers, work: Callable[[], object]) -> object:
    return asyncio.run(workers.run("a.txt", work))


def test_a_worker_stands_in_an_empty_folder_of_its_own(workers: Workers) -> None:
    folder = str(run(workers, where))
    assert folder != os.getcwd()
    assert os.listdir(folder) == []


@pytest.mark.parametrize(
    ("work", "said"),
    [(forever, "a.txt: takes longer than 1.5 s to check; given up"), (die, "a.txt: too large to check; given up")],
)
def test_a_draft_costs_its_own_worker_and_no_more(workers: Workers, work: Callable[[], None], said: str) -> None:
    with pytest.raises(Refused) as refused:
        run(workers, work)
    assert (refused.value.status, refused.value.detail) == (422, said)
    assert run(workers, where)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits a process's memory so")
def test_a_worker_has_memory_for_a_draft_only(workers: Workers) -> None:
    with pytest.raises(Trouble, match="too large"):
        run(workers, swell)


def test_what_a_worker_raises_is_raised(workers: Workers) -> None:
    with pytest.raises(Trouble, match=r"a\.txt: cannot be read"):
        run(workers, fail)


def test_more_than_can_wait_are_told_to_come_again(workers: Workers) -> None:
    async def three() -> list[object]:
        jobs = (workers.run("a.txt", where) for _ in range(3))
        return await asyncio.gather(*jobs, return_exceptions=True)

    outcomes = asyncio.run(three())
    assert [getattr(outcome, "status", 200) for outcome in outcomes] == [200, 200, 503]


def test_their_folder_goes_with_them() -> None:
    pool = Workers(1)
    folder = Path(str(run(pool, where)))
    pool.close()
    assert not folder.exists()
