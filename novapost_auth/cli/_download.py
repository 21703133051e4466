"""``novapost divisions download``."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Final

from rich.progress import DownloadColumn, TransferSpeedColumn

import novapost_auth
from novapost_auth.cli._arguments import OutputFile
from novapost_auth.cli._files import is_output, written
from novapost_auth.cli._progress import bar
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
    columns = DownloadColumn(), TransferSpeedColumn()
    with written(output) as file, bar(out, "divisions", *columns) as progress:
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
                # Half of a character becomes what JSON writes for it.
                file.write(line.encode(errors="backslashreplace") + b"\n")
    if out.as_json and not is_output(output):
        out.data({"file": str(output), "divisions": count})
    else:
        out.say(f"{count:,} divisions" if is_output(output) else f"{output}: {count:,} divisions")
