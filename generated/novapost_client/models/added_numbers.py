from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class AddedNumbers(_Model):
    """Which shipment numbers were added to a subscription."""

    _json_names = {"added_numbers": "addedNumbers", "missed_numbers": "missedNumbers"}

    message: str | _Unset = UNSET
    """What the service has to say, in words."""
    added_numbers: list[str] | _Unset = UNSET
    """Numbers that were added."""
    missed_numbers: list[str] | _Unset = UNSET
    """Numbers that were not, being invalid or followed already."""
