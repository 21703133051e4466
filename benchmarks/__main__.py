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

PAGE = stock.ROOT / "docs/benchmarks.md"

_LIBRARIES = (
    *("httpx", "httpcore", "attrs", "orjson", "aiohttp", "httpx-aiohttp"),
    *("openapi-python-client", "pydantic", "msgspec"),
)

_INTRODUCTION = """\
# Benchmarks

Written by `make bench`, {date}. Ratios of medians taken in one run, the contestants taking turns;
work that is the processor's alone is measured by its clock. A machine with {cores} cores, shared;
Python {python}; {libraries}.

What the other clients are:

- The stock client is what openapi-python-client writes with its own templates, from the same
  prepared document.
- The models of pydantic and the structs of msgspec are made from that document too, and hold the
  same: pydantic's keep unknown fields, as ours do.
- "As installed" is `novapost` alone, `novapost[fast]` has orjson and aiohttp.

{table}
"""


def main() -> int:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        stock.generate(Path(folder))
        for bench in (bench_token, bench_calls, bench_models, bench_imports, bench_generate):
            print(f"{bench.__name__} ...", file=sys.stderr)
            figures += bench.figures()
    print(as_text(figures))
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
