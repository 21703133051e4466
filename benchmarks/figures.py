"""A figure, the bar it has to clear, and the table they are shown in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

AS_INSTALLED, WITH_FAST = "as installed", "with fast"


@frozen
class Bar:
    """What a figure may be at most, or has to be at least."""

    side: Literal["≤", "≥"]
    value: float
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.side} {self.value:g}{self.unit}"

    def holds(self, value: float) -> bool:
        # Judged as it is shown, with two decimals.
        shown = round(value, 2)
        return shown <= self.value if self.side == "≤" else shown >= self.value


@frozen
class Figure:
    """One row of the table. A value of None was not measured; the note says why."""

    what: str
    against: str
    value: float | None
    bar: Bar | None = None
    note: str = ""
    installed: str = AS_INSTALLED
    """Whether `novapost` had its extra `fast`."""

    @property
    def cells(self) -> tuple[str, ...]:
        unit = self.bar.unit if self.bar else ""
        measured = "-" if self.value is None else f"{self.value:.2f}{unit}"
        if self.bar is None or self.value is None:
            verdict = ""
        else:
            verdict = "yes" if self.bar.holds(self.value) else "NO"
        bar = str(self.bar) if self.bar else ""
        return self.what, self.against, self.installed, bar, measured, verdict, self.note


HEAD = ("what", "against", "`novapost`", "bar", "measured", "holds", "how")


def as_text(figures: Iterable[Figure]) -> str:
    """Lay the figures out for a terminal."""
    rows = [HEAD, *(figure.cells for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)


def as_markdown(figures: Iterable[Figure]) -> str:
    """Lay the figures out as a table of Markdown."""
    rows = [HEAD, ("---",) * len(HEAD), *(figure.cells for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
