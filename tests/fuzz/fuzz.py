"""`make fuzz`: so many inputs for every target, and a table of what came of them.

With atheris, which finds inputs that reach new code, where it is installed (`pip install --group fuzz`; it has
wheels for Linux only); with hypothesis elsewhere. What breaks a law is shortened and kept in `.fuzz/broken`, and
what atheris finds worth keeping in `.fuzz/corpus`, from which the next run starts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).resolve().parent
KEPT = HERE.parents[1] / ".fuzz"
KNOWN = HERE / "corpus"
HANG = 60
"""Seconds after which an input counts as one that hangs."""
MEMORY = 2048
"""Megabytes that a target may take."""
MOST = 100
"""So many inputs of each target the repository holds: they are run with the tests."""


def main() -> int:
    """Run every target, or those that are named, each in a process of its own; return 1 where a law was broken."""
    parser = argparse.ArgumentParser(prog="fuzz.py", description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, help="how many in all, shared out among the targets")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many targets at a time")
    parser.add_argument("--engine", choices=["atheris", "hypothesis"], default=_engine())
    parser.add_argument(
        "--keep", action="store_true", help="put what atheris kept, the shortest, into tests/fuzz/corpus"
    )
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    asked = parser.parse_args()
    if asked.one:
        return _one(asked.one, asked.inputs, asked.engine)
    from targets import TARGETS

    if unknown := sorted(set(asked.targets) - set(TARGETS)):
        parser.error(f"no target {unknown[0]}; there are {', '.join(TARGETS)}")
    chosen = {name: TARGETS[name] for name in asked.targets or TARGETS}
    if asked.keep:
        for name in chosen:
            _keep(name)
        return 0
    shares = sum(target.share for target in chosen.values())
    print(
        f"{'target':<14}{'inputs':>10}{'seconds':>9}{'a second':>10}  broken laws, hangs ({asked.engine})",
        flush=True,
    )
    bad = done = 0
    began = perf_counter()
    numbers = {name: max(1, asked.inputs * target.share // shares) for name, target in chosen.items()}
    with ThreadPoolExecutor(asked.jobs) as pool:
        runs = {name: pool.submit(_run, name, number, asked.engine) for name, number in numbers.items()}
        for name, number in numbers.items():
            faults, seconds = runs[name].result()
            done, bad = done + number, bad + len(faults)
            print(
                f"{name:<14}{number:>10,}{seconds:>9.1f}{number / seconds:>10,.0f}  {len(faults) or '-'}",
                flush=True,
            )
            for fault in faults:
                print(f"    {fault}", flush=True)
    print(f"{'in all':<14}{done:>10,}{perf_counter() - began:>9.1f}", flush=True)
    return int(bad > 0)


def _engine() -> str:
    return "atheris" if find_spec("atheris") else "hypothesis"


def _run(name: str, number: int, engine: str) -> tuple[list[str], float]:
    """Run one target in its own process; return what went wrong, a line each, and the seconds it took."""
    started = perf_counter()
    broken = KEPT / "broken" / name
    before = set(broken.glob("*")) if broken.is_dir() else set()
    command = [sys.executable, str(HERE / "fuzz.py"), "--one", name, "--inputs", str(number), "--engine", engine]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    faults = [
        path.with_suffix(".txt").read_text(encoding="utf-8").strip()
        for path in sorted(broken.glob("*.bin"))
        if path not in before
    ]
    if ended.returncode:
        log = broken / "stderr.txt"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(ended.stderr, encoding="utf-8")
        faults.append(f"the process ended with {ended.returncode}, see {log}")
    return faults, perf_counter() - started


def _one(name: str, number: int, engine: str) -> int:
    """Give one target its inputs, in this process."""
    os.environ["PRESSCHECK_CACHE_DIR"] = os.devnull  # what held nothing is looked through each time
    if engine == "atheris":
        _with_atheris(name, number)
    else:
        _with_hypothesis(name, number)
    return 0


def _with_atheris(name: str, number: int) -> None:
    import atheris

    with atheris.instrument_imports(include=["presscheck"]):
        from targets import TARGETS
    target = TARGETS[name]
    judge = _Judge(name)
    corpus = KEPT / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    known = kept_inputs(name)
    for seed in known:
        (corpus / _name(seed)).write_bytes(seed)
    hangs = KEPT / "broken" / name
    hangs.mkdir(parents=True, exist_ok=True)
    options = [
        f"-runs={number}",
        f"-max_len={target.longest}",
        f"-timeout={HANG}",
        f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={hangs}{os.sep}",
        "-verbosity=0",
        "-len_control=20",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], judge)
    atheris.Fuzz()


def _with_hypothesis(name: str, number: int) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
    from targets import TARGETS

    judge = _Judge(name)
    for seed in kept_inputs(name):
        judge(seed)
    quiet = settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    @quiet
    @given(st.binary(max_size=TARGETS[name].longest))
    def run(data: bytes) -> None:
        judge(data)

    run()


class _Judge:
    """Gives inputs to a target and puts on record, shortened and once each, in what ways they break a law."""

    def __init__(self, name: str) -> None:
        from targets import TARGETS

        self._target = TARGETS[name]
        self._folder = KEPT / "broken" / name
        self._seen: set[str] = set()

    def __call__(self, data: bytes) -> None:
        from targets import broken, shrunk

        fault = broken(self._target, data)
        if fault is None or fault in self._seen:
            return
        self._seen.add(fault)
        data = shrunk(self._target, data)
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{_name(fault.encode())}.bin"
        file.write_bytes(data)
        file.with_suffix(".txt").write_text(f"{fault}: {file}\n", encoding="utf-8")


def kept_inputs(name: str) -> list[bytes]:
    """Return the inputs that the repository holds for a target: a line each, in hexadecimal digits."""
    file = KNOWN / f"{name}.txt"
    return [bytes.fromhex(line) for line in file.read_text(encoding="ascii").split()] if file.is_file() else []


def _keep(name: str) -> None:
    """Add to the inputs that the repository holds for a target the shortest of those that reached new code."""
    found = {path.read_bytes() for path in (KEPT / "corpus" / name).glob("*")}
    kept = sorted({*kept_inputs(name), *found}, key=lambda data: (len(data), data))[:MOST]
    if kept:
        KNOWN.mkdir(exist_ok=True)
        (KNOWN / f"{name}.txt").write_text("".join(f"{data.hex()}\n" for data in kept if data), encoding="ascii")


def _name(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
