"""Where a part of a merged document comes from, and what is said when there are two of it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from codegen.read.differences import differences
from codegen.read.page import Page

_SHOWN = 3


class Source(NamedTuple):
    """A document of a page, and the line at which it begins."""

    page: Page
    line: int
    document: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.page.name} (line {self.line})"


class Teller:
    """Tells each choice once, and counts the conflicts among them."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told: set[str] = set()
        self.conflicts = 0

    def __call__(self, note: str, *, conflict: bool = False) -> None:
        """Tell something, unless it was told."""
        if note not in self._told:
            self._told.add(note)
            self.conflicts += conflict
            self._tell(note)

    def compare(self, what: str, kept: Source, left: Source, old: Any, new: Any) -> None:
        """Tell that one of two was kept, and where the other differs; prose alone is no choice."""
        places = differences(old, new)
        if not places:
            return
        some = ", ".join(places[:_SHOWN]) + (", ..." if len(places) > _SHOWN else "")
        names = (kept.page.name, left.page.name)
        kept_name, left_name = names if names[0] != names[1] else (str(kept), str(left))
        note = f"{what}: taken from {kept_name}, not from {left_name}, which differs at {some}"
        self(note, conflict=True)
