"""Plant faults in the token layer and the stores, and see which of them no test finds.

    make mutants [ARGS=number]

A sample of what mutmut would plant, so that it ends within a quarter of an hour; the same sample
each time. Prints what lives. Exit status 1 if that is more than one in twenty: some of it changes
nothing that can be seen, such as a thread's name.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SAMPLE = 300
MOST = 0.05
LIVES = ("survived", "no tests", "suspicious")
HERE = Path("mutants")


def mutmut(*args: str) -> subprocess.CompletedProcess[str]:
    # Tests that start processes of their own have these meet the faults too.
    path = os.pathsep.join(str(p.resolve()) for p in (HERE, HERE / "generated"))
    command = [str(Path(sys.executable).with_name("mutmut")), *args]
    return subprocess.run(
        command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


def names() -> Iterator[str]:
    for meta in sorted(HERE.rglob("*.meta")):
        yield from json.loads(meta.read_text("utf-8"))["exit_code_by_key"]


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    first = mutmut("run", "novapost_auth._tokens.thread*")  # Plants all, and times the tests.
    everything = sorted(names())
    if not everything:
        sys.exit(first.stdout[-2000:] + first.stderr[-2000:])
    sample = random.Random(13).sample(everything, min(size, len(everything)))
    mutmut("run", *sample)
    told = dict(
        line.strip().rsplit(": ", 1)
        for line in mutmut("results", "--all", "true").stdout.splitlines()
        if ": " in line
    )
    alive = sorted(name for name in sample if told.get(name) in LIVES)
    known = [name for name in sample if told.get(name) not in (None, "not checked")]
    for name in alive:
        changed = mutmut("show", name).stdout.splitlines()
        print(name)
        print("\n".join(f"    {line}" for line in changed if line[:1] in "+-" and line[1:2] == " "))
    print(f"{len(known)} of {len(everything)} planted, {len(alive)} live")
    sys.exit(not known or len(alive) > MOST * len(known))


if __name__ == "__main__":
    main()
