"""Looking again and again: on a terminal one table that changes, elsewhere a line a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from time import sleep
from typing import TypeAlias

from rich.console import Group
from rich.live import Live

import novapost_auth
from novapost_auth.cli._exits import explain
from novapost_auth.cli._output import Output, cell, table
from novapost_auth.cli._tracked import COLUMNS, Found, Rows, is_closed, state

Show: TypeAlias = Callable[[Found, str | None], None]


def watch(look: Callable[[], Found], numbers: Sequence[str], every: float, out: Output) -> None:
    """Show shipments until all are closed.

    Args:
        look: asks the service.
        numbers: the shipments to wait for.
        every: seconds between two looks.
        out: where to show them.

    Raises:
        NovaPostError: the first look failed, or a later one for a reason that stays.

    """
    on_screen = out.console.is_terminal and not out.as_json
    with (_screen if on_screen else _lines)(numbers, out) as show:
        found = look()
        show(found, None)
        while not all(is_closed(number, found) for number in numbers):
            sleep(every)
            trouble = None
            try:
                found = look()
            except (
                novapost_auth.TransportError,
                novapost_auth.ServerError,
                novapost_auth.RateLimited,
            ) as error:  # These pass.
                trouble = explain(error)[0]
            show(found, trouble)


@contextmanager
def _screen(numbers: Sequence[str], out: Output) -> Iterator[Show]:
    with Live(console=out.console, auto_refresh=False) as live:

        def show(found: Found, trouble: str | None) -> None:
            note = trouble or f"{datetime.now():%H:%M:%S}, Ctrl-C ends"  # noqa: DTZ005 - as on the wall
            rows = (row for number in numbers for row in state(number, found))
            live.update(Group(table(COLUMNS, rows), cell(note)), refresh=True)

        yield show


@contextmanager
def _lines(numbers: Sequence[str], out: Output) -> Iterator[Show]:
    told: dict[str, Rows] = {}

    def show(found: Found, trouble: str | None) -> None:
        if trouble is not None:
            out.complain(trouble)
        for number in numbers:
            rows = state(number, found)
            if told.get(number) == rows:
                continue
            told[number] = rows
            if not out.as_json:
                out.line("  ".join(map(str, rows[0])))
            elif number in found:
                out.data(found[number], line=True)

    yield show
