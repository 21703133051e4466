from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class WorkScheduleDay(_Model):
    """Opening hours on one day of the week."""

    day: str | _Unset = UNSET
    """Day of the week in English, in small letters."""
    from_: str | _Unset = UNSET
    """When the division opens, HH:MM, 24 hours."""
    to: str | _Unset = UNSET
    """When the division closes, HH:MM, 24 hours."""
    break_from: str | None | _Unset = UNSET
    """Start of the break, HH:MM, 24 hours. Null if there is none."""
    break_to: str | None | _Unset = UNSET
    """End of the break, HH:MM, 24 hours. Null if there is none."""
