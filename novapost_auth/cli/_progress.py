"""How far what takes long is: a bar on the standard error, where that is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn

from novapost_auth.cli._output import Output


@contextmanager
def bar(
    out: Output, what: str, *columns: ProgressColumn
) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar; give what is told how much is done, and how much there is."""
    console = out.messages
    if not console.is_terminal:  # A bar that shows nothing may still end with an empty line.
        yield lambda _done, _total: None
        return
    with Progress(
        TextColumn(what), BarColumn(), *columns, console=console, transient=True
    ) as shown:
        task = shown.add_task("", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
