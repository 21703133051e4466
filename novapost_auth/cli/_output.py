"""What commands print: answers on the standard output, messages on the standard error."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import TextIOWrapper
from typing import IO, Any, Final, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from novapost_client.shown import without_keys
from novapost_client.types import json_ready

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
# What JSON leaves as it is: no answer shall steer a terminal, or lose half of a character.
_UNSAFE: Final = re.compile("[\x7f-\x9f\ud800-\udfff]")
STDOUT: Final = "the standard output"
_UNBOUNDED: Final = 10_000  # Columns: what reads a pipe wants one line a row, however long.
_NARROWEST: Final = 40  # Columns: with fewer, tables lose whole columns, and help has no end.


class Output:
    """The two streams of a command.

    Args:
        as_json: answers are for programs, not for people.

    """

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json
        self.console = _console(sys.stdout)
        self.messages = _console(sys.stderr)

    def data(self, value: object, *, line: bool = False) -> None:
        """Print JSON, indented; or as one ``line`` of many."""
        encoding = getattr(sys.stdout, "encoding", None) or "ascii"
        text = json.dumps(
            json_ready(value),
            ensure_ascii=not encoding.lower().startswith("utf"),
            indent=None if line else 2,
        )
        print(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text), flush=line)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print a table. Columns whose names begin with ``>`` are aligned to the right."""
        self._print(table(columns, rows))

    def facts(self, facts: Mapping[str, object]) -> None:
        """Print names and values, one pair a line."""
        self._print(table((), ((Text(name, "bold"), facts[name]) for name in facts)))

    def _print(self, grid: Table) -> None:
        if self.console.is_terminal:
            self.console.print(grid)
            return
        with self.console.capture() as capture:
            self.console.print(grid)
        for line in capture.get().splitlines():
            self.line(line.rstrip())

    def line(self, text: object) -> None:
        """Print one line as it is."""
        self.console.print(cell(text), soft_wrap=True)

    def say(self, message: str) -> None:
        """Tell the person something that is no answer, in one line; the answer comes first."""
        if sys.stdout is not None:  # It may be closed.
            sys.stdout.flush()
        try:
            self.messages.print(cell(without_keys(message)), soft_wrap=True)
        except OSError:  # What was asked for is done all the same, and ends as it does.
            drop(sys.stderr)

    def complain(self, message: str) -> None:
        """Tell what is wrong, as the command by name: its message may stand among others."""
        self.say(f"novapost: {message}")


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError  # Whoever runs the command knows what to do.


class Told:
    """A stream whose failures say which one it is, as those of files do.

    Args:
        stream: What is written to.
        name: What people call it.

    """

    def __init__(self, stream: IO[Any], name: str) -> None:
        self._stream = stream
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, data: Any) -> Any:
        """Write ``data``."""
        with self._named():
            return self._stream.write(data)

    def flush(self) -> None:
        """Write what is still to be written."""
        with self._named():
            self._stream.flush()

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            error.filename = self._name
            raise


def drop(stream: TextIO) -> None:
    """Send nowhere what is still to be written, which the end of the process would try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def help_console() -> Console:
    """Return what help is printed to: as wide as the terminal, or 80 columns."""
    return _wide_enough(_Console(highlight=False))


def _console(stream: TextIO | None) -> _Console:
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")  # A city's name shall not end a command.
    console = _Console(file=stream, emoji=False, highlight=False, markup=False)
    if not console.is_terminal:
        console.width = _UNBOUNDED
    return _wide_enough(console)


def _wide_enough(console: _Console) -> _Console:
    """See that there is room for what is laid out: the terminal itself wraps what it has not."""
    if console.width < _NARROWEST:  # noqa: PLR1730 - a width that is set follows no terminal
        console.width = _NARROWEST
    return console


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Make a table, of which nothing is cut off."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=bool(columns))
    for name in columns:
        grid.add_column(
            name.removeprefix(">"),
            justify="right" if name.startswith(">") else "left",
            overflow="fold",
        )
    for row in rows:
        grid.add_row(*map(cell, row))
    return grid


def cell(value: object) -> Text:
    """Turn whatever an answer holds into text that cannot steer a terminal."""
    if isinstance(value, Text):
        return value
    if value is None:
        return Text()
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False)
    return Text(_CONTROLS.sub(" ", str(value)))


def dicts(value: object) -> list[dict[str, Any]]:
    """Return the JSON objects of a list, or none where an answer holds something else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def dig(data: Any, *path: str) -> Any:
    """Return what stands at a path of names in JSON data, or None, whatever the data."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def when(value: object) -> str:
    """Return a date-time of the service by the clock on the wall here, to the minute."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if not isinstance(moment, datetime) or moment.year == 1:  # How the service writes "none".
            return ""
        return f"{moment.astimezone() if moment.tzinfo else moment:%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return str(value)
