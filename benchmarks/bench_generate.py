"""How long ``make generate`` takes apart from the generator itself."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Bar, Figure
from benchmarks.stock import ROOT

ROUNDS = 3

_TIMED = """
import resource, sys, time
from codegen.write import generate
from codegen.__main__ import main
def of_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
run = generate._run_generator
def timed(*arguments):
    began = of_children()
    run(*arguments)
    print("generator", of_children() - began)
generate._run_generator = timed
status = main(["generate", "--output", sys.argv[1]])
print("whole", time.process_time() + of_children())
sys.exit(status)
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
        run = subprocess.run(
            [sys.executable, "-c", _TIMED, str(Path(folder) / "generated")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    took = dict(line.split(" ") for line in run.stdout.splitlines() if line.count(" ") == 1)
    return float(took["whole"]), float(took["generator"])
