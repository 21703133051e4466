from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class AddedNumbers(Model):
    """Which shipment numbers were added to a subscription."""

    _json_names: ClassVar = {"added_numbers": "addedNumbers", "missed_numbers": "missedNumbers"}

    message: str | Unset = UNSET
    """What the service has to say, in words."""
    added_numbers: list[str] | Unset = UNSET
    """Numbers that were added."""
    missed_numbers: list[str] | Unset = UNSET
    """Numbers that were not, being invalid or followed already."""
