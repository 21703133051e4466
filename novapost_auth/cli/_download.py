"""``novapost divisions download``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

import novapost_auth
from novapost_auth.cli._arguments import OutputFile
from novapost_auth.cli._files import STREAM, written
from novapost_auth.cli._output import Output
from novapost_auth.cli._session import Here

_FILE: Final = Path("divisions.jsonl")


def download(*, output: OutputFile = _FILE, cache: Path | None = None, session: Here) -> None:
    """Download all divisions, as one JSON object a line; no key is needed.

    Args:
        output: The file; default: divisions.jsonl. - is the standard output.
        cache: Directory that keeps what was downloaded: next time only what is new is.

    """
    options, out = session.options, session.out
    count = 0
    with written(output) as file, _bar(out) as progress:
        divisions = novapost_auth.download_divisions(
            server=options.server,
            language=options.language,
            timeout=options.timeout,
            cache_dir=cache,
            progress=progress,
        )
        with closing(divisions):
            for count, division in enumerate(divisions, 1):  # noqa: B007 - told below
                line = json.dumps(division.to_dict(), ensure_ascii=False)
                file.write(line.encode() + b"\n")
    if out.as_json and str(output) != STREAM:
        out.data({"file": str(output), "divisions": count})
    else:
        out.say(
            f"{count:,} divisions" if str(output) == STREAM else f"{output}: {count:,} divisions"
        )


@contextmanager
def _bar(out: Output) -> Iterator[Callable[[int, int | None], None]]:
    columns = (TextColumn("divisions"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = out.messages
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
