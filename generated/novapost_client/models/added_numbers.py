from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class AddedNumbers(_Model):
    """Which shipment numbers were added to a subscription."""

    message: str | _Unset = UNSET
    """What the service has to say, in words."""
    added_numbers: list[str] | _Unset = UNSET
    """Numbers that were added."""
    missed_numbers: list[str] | _Unset = UNSET
    """Numbers that were not, being invalid or followed already."""
