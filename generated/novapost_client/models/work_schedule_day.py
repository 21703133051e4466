from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class WorkScheduleDay(Model):
    """Opening hours on one day of the week."""

    _json_names: ClassVar = {"from_": "from", "break_from": "breakFrom", "break_to": "breakTo"}

    day: str | Unset = UNSET
    """Day of the week in English, in small letters."""
    from_: str | Unset = UNSET
    """When the division opens, HH:MM, 24 hours."""
    to: str | Unset = UNSET
    """When the division closes, HH:MM, 24 hours."""
    break_from: str | None | Unset = UNSET
    """Start of the break, HH:MM, 24 hours; null if there is none."""
    break_to: str | None | Unset = UNSET
    """End of the break, HH:MM, 24 hours; null if there is none."""
