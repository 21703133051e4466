"""How long ``make generate`` takes apart from the generator itself."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Bar, Figure
from benchmarks.stock import ROOT

ROUNDS = 3

_TIMED = """
import sys, time
from codegen.write import generate
from codegen.__main__ import main
run = generate._run_generator
def timed(*arguments):
    began = time.perf_counter()
    run(*arguments)
    print("generator", time.perf_counter() - began)
generate._run_generator = timed
sys.exit(main(["generate", "--output", sys.argv[1]]))
"""


def figures() -> Iterator[Figure]:
    # The shortest, since this is no ratio: nothing else levels out what the machine does besides.
    whole, alone = min((_run() for _ in range(ROUNDS)), key=lambda run: run[0] - run[1])
    rest, note = whole - alone, f"{whole:.1f} s, of which the generator {alone:.1f}"
    what = "`make generate` without the generator's own time"
    yield Figure(what, "", rest, Bar("≤", 2, " s"), note, "")


def _run() -> tuple[float, float]:
    """Generate into a temporary folder; returns the seconds of the whole and of the generator."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-c", _TIMED, str(Path(folder) / "generated")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        whole = time.perf_counter() - began
    alone = next(line for line in run.stdout.splitlines() if line.startswith("generator "))
    return whole, float(alone.split()[1])
