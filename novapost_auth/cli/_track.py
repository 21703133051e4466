"""``novapost track``: where shipments are."""

from __future__ import annotations

import re
from typing import Annotated, Final

from rich.progress import MofNCompleteColumn

import novapost_auth
from novapost_auth.cli import _tracked
from novapost_auth.cli._arguments import SECONDS
from novapost_auth.cli._exits import Exit, Stop
from novapost_auth.cli._files import read_words
from novapost_auth.cli._progress import bar
from novapost_auth.cli._session import Here
from novapost_auth.cli._watch import watch as keep_looking

# As labels in Ukraine print a number: 20 4500 1234 5678.
_IN_GROUPS: Final = re.compile(r"(?<!\S)(\d\d) (\d{4}) (\d{4}) (\d{4})(?!\S)")


def track(
    *numbers: str,
    history: bool = False,
    watch: bool = False,
    interval: Annotated[float, SECONDS] = 60.0,
    session: Here,
) -> None:
    """Show where shipments are.

    Args:
        numbers: Numbers of shipments; @FILE reads them from a file, - from the standard input.
        history: Show all events, not the last one alone.
        watch: Look again and again, until all are closed; with --json one line a change.
        interval: Seconds between two looks; default: 60.

    """
    words = " ".join(word for argument in numbers for word in read_words(argument))
    wanted = list(dict.fromkeys(_IN_GROUPS.sub(r"\1\2\3\4", words).split()))
    if not wanted:
        raise Stop("there is no number to track")
    with session.connect() as novapost:
        if watch:
            keep_looking(lambda: _all(novapost, wanted), wanted, interval, session.out)
            return
        with bar(session.out, "shipments", MofNCompleteColumn()) as progress:
            tracked = novapost.track_many(wanted, progress=progress)
    told = [number for number in wanted if number not in tracked.failed]
    if session.out.as_json:
        session.out.data(list(tracked.found.values()))
    elif told:
        rows = _tracked.history if history else _tracked.state
        table = (row for number in told for row in rows(number, tracked.found))
        session.out.table(_tracked.COLUMNS, table)
    if tracked.failed:
        session.out.complain(f"could not be asked for: {', '.join(tracked.failed)}")
        raise next(iter(tracked.failed.values()))
    if tracked.missing:
        raise Stop(f"not known to the service: {', '.join(tracked.missing)}", Exit.REFUSED)


def _all(novapost: novapost_auth.NovaPost, numbers: list[str]) -> _tracked.Found:
    tracked = novapost.track_many(numbers)
    for error in tracked.failed.values():
        raise error
    return tracked.found
