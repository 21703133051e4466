"""``python -m benchmarks``: measure, print the table and write it to ``docs/benchmarks.md``."""

from __future__ import annotations

import os
import platform
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
    bench_token,
    stock,
)
from benchmarks.figures import Figure, as_markdown, as_text
from benchmarks.turns import save

PAGE = stock.ROOT / "docs/benchmarks.md"

_LIBRARIES = (
    *("httpx", "httpcore", "anyio", "sniffio", "attrs", "orjson", "aiohttp", "httpx-aiohttp"),
    *("openapi-python-client", "pydantic", "msgspec"),
)

_INTRODUCTION = """\
# Benchmarks

Written by `make bench`, {date}. Ratios of medians taken in one run, the contestants taking turns;
work that is the processor's alone is measured by its clock. What was measured is kept by pyperf in
`build/benchmarks.json`: `python -m pyperf stats build/benchmarks.json` shows how it spreads.

A machine with {cores} cores, shared; Python {python}; {libraries}.

What the other clients are:

- The stock client is what openapi-python-client writes with its own templates, from the same
  prepared document.
- The models of pydantic and the structs of msgspec are made from that document too, and hold the
  same: pydantic's keep unknown fields, as ours do.
- "As installed" is `novapost` alone, `novapost[fast]` has orjson and aiohttp.
- The stock client and httpx alone do without sniffio, as they are installed; `novapost` brings it,
  since httpcore looks for it with each request and takes long not to find it.
- Importing any operation of the stock client imports all of its models.

{table}

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
at a time. Ours are pools of a few connections ([why](decisions/0010-small-pools.md)).
"""


def main() -> int:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        stock.generate(Path(folder))
        # Models first: what the others leave behind makes the garbage collector slower.
        for bench in (bench_models, bench_token, bench_calls, bench_imports, bench_generate):
            print(f"{bench.__name__} ...", file=sys.stderr)
            figures += bench.figures()
    print(as_text(figures))
    save(stock.ROOT / "build/benchmarks.json")
    PAGE.write_text(
        _INTRODUCTION.format(
            date=datetime.now(UTC).date(),
            python=platform.python_version(),
            cores=os.cpu_count(),
            libraries=", ".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES),
            table=as_markdown(figures),
        ),
        encoding="utf-8",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
