"""Plant faults in the token layer and the stores, and see which of them no test finds.

    make mutants [ARGS='--seed 7 --minutes 12 --only refresh']

A sample of what mutmut would plant, the same for the same seed, as much of it as there is time for:
it ends within a quarter of an hour on two cores. Prints what lives, but for what is known to change
nothing (mutants.toml). Exit status 1 if more than one in twenty lives.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MOST = 0.05  # Of those that were judged and change something.
CORES = 2
SECONDS_TO_END = 30.0
SECONDS_TO_JUDGE = 60.0  # In less, no sample says anything.
HERE = Path("mutants")
KNOWN = Path(__file__).with_suffix(".toml")
STATS = HERE / "mutmut-stats.json"
# How mutmut says by an exit status that nobody has found a mutant; None: nothing is known yet.
LIVES, UNTESTED = {0}, {5, 33}
# What other processes do, mutmut cannot see: it is tried by all that start some.
ELSEWHERE = (
    "fork",
    "restart",
    "renew_locks",
    "forget",
    "at_exit",
    "let_them",
    "ending",
    "__getattr__",
)
STARTERS = (
    "test_tokens_fork",
    "test_a_fork_",
    "after_fork",
    "forked",
    "at_the_exit",
    "exits_during",
    "stores_package",
)


def mutmut(*args: str, **environ: str) -> subprocess.Popen[str]:
    command = ["nice", str(Path(sys.executable).with_name("mutmut")), *args]
    return subprocess.Popen(
        command,
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def verdicts() -> dict[str, int | None]:
    """What is known of each mutant."""
    found: dict[str, int | None] = {}
    for meta in sorted(HERE.rglob("*.meta")):
        found |= json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    return found


def have_starters_try_what_they_start() -> None:
    stats = json.loads(STATS.read_text("utf-8"))
    starters = {
        test for test in stats["duration_by_test"] if any(name in test for name in STARTERS)
    }
    by_function = stats["tests_by_mangled_function_name"]
    for name in {mutant.rpartition("__mutmut")[0] for mutant in verdicts()}:
        if any(word in name.rpartition(".")[2] for word in ELSEWHERE):
            by_function[name] = sorted({*by_function.get(name, ()), *starters})
    STATS.write_text(json.dumps(stats), "utf-8")


def changes(mutant: str) -> list[str]:
    out, _ = mutmut("show", mutant).communicate()
    return [line for line in out.splitlines() if line[:1] in ("+", "-") and line[1:2] == " "]


def progress(process: subprocess.Popen[str], sample: list[str], until: float) -> str:
    """Print how far it is until it ends, or end it when time is up; return what it said."""
    said = ""
    while process.poll() is None:
        try:
            said, _ = process.communicate(timeout=min(30.0, max(until - time.monotonic(), 0.1)))
        except subprocess.TimeoutExpired:
            codes = Counter(kind(code) for name, code in verdicts().items() if name in sample)
            told = ", ".join(f"{count} {what}" for what, count in sorted(codes.items()))
            print(f"{max(until - time.monotonic(), 0.0):4.0f} s left: {told}", flush=True)
            if time.monotonic() >= until:
                os.killpg(process.pid, signal.SIGKILL)
                said, _ = process.communicate()
    return said


def kind(code: int | None) -> str:
    if code is None:
        return "to do"
    return "live" if code in LIVES | UNTESTED else "killed"


def known() -> Iterator[tuple[str, list[str]]]:
    for entry in tomllib.loads(KNOWN.read_text("utf-8")).get("equivalent", ()):
        yield entry["where"], [line.strip() for line in entry["change"].strip().splitlines()]


def is_known(mutant: str, changed: list[str], equivalent: list[tuple[str, list[str]]]) -> bool:
    stripped = [f"{line[0]} {line[1:].strip()}" for line in changed]
    return any(where in mutant and lines == stripped for where, lines in equivalent)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=13)
    options.add_argument("--sample", type=int, default=400)
    options.add_argument("--minutes", type=float, default=14.0)
    options.add_argument("--only", default="")
    chosen = options.parse_args()
    began = time.monotonic()
    until = began + chosen.minutes * 60 - SECONDS_TO_END

    print("planting, and timing the tests", flush=True)
    said, _ = mutmut("run", "nothing*").communicate()
    planted = sorted(name for name in verdicts() if chosen.only in name)
    if not (planted and STATS.exists()):
        sys.exit(said[-3000:])
    if why := too_short(chosen.minutes, time.monotonic() - began):
        sys.exit(why)
    have_starters_try_what_they_start()
    sample = random.Random(chosen.seed).sample(planted, min(chosen.sample, len(planted)))
    forget(sample)
    process = mutmut("run", "--max-children", str(CORES), *sample, PYTHONPATH=str(HERE.absolute()))
    said = progress(process, sample, until)

    found = {name: code for name, code in verdicts().items() if name in sample and code is not None}
    if not found:
        sys.exit(f"nothing was judged: {said[-3000:]}")
    equivalent, alive, excused = list(known()), 0, 0
    for name in sorted(name for name, code in found.items() if kind(code) == "live"):
        changed = changes(name)
        if is_known(name, changed, equivalent):
            excused += 1
            continue
        alive += 1
        print(f"{name}{' (no test)' if found[name] in UNTESTED else ''}")
        print("\n".join(f"    {line}" for line in changed))
    counted = len(found) - excused
    print(
        f"seed {chosen.seed}: {len(planted)} planted, {len(sample)} drawn, {len(found)} judged,"
        f" {counted - alive} killed, {excused} change nothing, {alive} live"
        f" ({100 * (counted - alive) / max(counted, 1):.1f} % killed)"
    )
    sys.exit(alive > MOST * counted)


def too_short(minutes: float, spent: float) -> str:
    """Say that after `spent` seconds of planting no time is left to judge anything, or nothing."""
    needed = spent + SECONDS_TO_JUDGE + SECONDS_TO_END
    if minutes * 60 >= needed:
        return ""
    return (
        f"nothing was judged: planting and timing took {spent / 60:.1f} of {minutes:g} minutes,"
        f" and {SECONDS_TO_END:.0f} s are for the end; give ARGS='--minutes {-(-needed // 60):.0f}'"
        " or more"
    )


def forget(sample: list[str]) -> None:
    """Let nothing be known of ``sample`` from before."""
    for meta in HERE.rglob("*.meta"):
        data = json.loads(meta.read_text("utf-8"))
        data["exit_code_by_key"] |= dict.fromkeys(set(data["exit_code_by_key"]) & set(sample))
        meta.write_text(json.dumps(data), "utf-8")


if __name__ == "__main__":
    main()
