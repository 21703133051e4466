"""``python -m benchmarks``: measure, print the table and write it to ``docs/benchmarks.md``."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from benchmarks import (
    bench_calls,
    bench_generate,
    bench_imports,
    bench_models,
    bench_parts,
    bench_token,
    stock,
)
from benchmarks.figures import Figure, as_markdown, as_text
from benchmarks.turns import save

PAGE = stock.ROOT / "docs/benchmarks.md"

_LIBRARIES = (
    *("httpx", "httpcore", "h11", "anyio", "attrs", "orjson", "httptools", "aiohttp"),
    *("openapi-python-client", "pydantic", "msgspec"),
)

_INTRODUCTION = """\
# Benchmarks

Written by `make bench`, {date}. Ratios of one run, the contestants taking turns: the median of what
one took by what the other took in the same round. The clock is the processor's, which does not
count what other programs do meanwhile, unless a row names the one on the wall. What was measured is
kept by pyperf in `build/benchmarks.json`: `python -m pyperf stats build/benchmarks.json` shows how
it spreads.

A machine with {cores} cores, shared ({load:.0f} programs wanted them at the end); Python {python};
{libraries}; Node {node}.

- "As installed" is `novapost` alone, without httptools and orjson: processes in which they cannot
  be imported, or, where only JSON is read and written, json in the place of orjson. "With fast" is
  `novapost[fast]`, which has both. Rows that name neither are no matter of what is installed, and
  those without a bar are there to compare.
- Whoever makes calls is a process of its own, with what its users have: httpx, too, as it installs
  itself, and its clients as they are made without arguments.
- The stock client is what openapi-python-client writes with its own templates, from the same
  prepared document.
- The models of pydantic and the structs of msgspec are made from that document too, and hold the
  same: pydantic's keep unknown fields, as ours do.
- Importing any operation of the stock client imports all of its models. `import httpx` is without
  the packages of its command, which load more where they are installed.

{table}

## Where the time of a call goes

A small answer over loopback, one call after another. Each part by itself, in hundredths of what
`httpx.Client.get(...).json()` takes in the same process. "Before" is the client as it was when it
went through `httpx.Client.send`: that alone took 92 of the 108 µs of a call without a network. That
column was measured once, by hand, on 2026-11-28 (commit b0dd6a6, mean of four), not in this run.

{parts}

## How cost grows

`make bench-plots` draws these; where a line is level, cost grows linearly.

![Time a division against the size of a page](plots/page-time.svg)
![Memory a division against the size of a page](plots/page-memory.svg)

Reading slows down where a page has more than about 1,000 divisions, with every client: the garbage
collector looks again and again through all that has been made, none of which is garbage. The client
gives it less to do, as it lets go of what has become a model while the rest is read. It leaves the
collector itself alone, which belongs to the whole process, since pages of the service hold 100 at
most; whoever reads far more at once may call `gc.disable()` meanwhile.

![Time a call against the calls at a time](plots/concurrency.svg)
![Time a call against the processes](plots/processes.svg)

httpx's pool looks at all of its connections for each call, so calls cost more where there are more
at a time. Ours takes the connection that was given back last.
"""


def main() -> int:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        stock.generate(Path(folder))
        # Models first: what the others leave behind makes the garbage collector slower.
        for bench in (bench_models, bench_token, bench_calls, bench_imports, bench_generate):
            print(f"{bench.__name__} ...", file=sys.stderr)
            for figure in bench.figures():
                print(*figure.cells, sep=" | ", file=sys.stderr, flush=True)
                figures.append(figure)
        print("bench_parts ...", file=sys.stderr)
        parts = bench_parts.table()
    print(as_text(figures))
    print(parts)
    PAGE.write_text(
        _INTRODUCTION.format(
            date=datetime.now(UTC).date(),
            python=platform.python_version(),
            cores=os.cpu_count(),
            load=os.getloadavg()[0],
            node=_node(),
            parts=parts,
            libraries=", ".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES),
            table=as_markdown(figures),
        ),
        encoding="utf-8",
    )
    save(stock.ROOT / "build/benchmarks.json")
    return 0


def _node() -> str:
    if (node := shutil.which("node")) is None:
        return "none"
    return (
        subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
        .stdout[1:]
        .strip()
    )


if __name__ == "__main__":
    sys.exit(main())
