from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model

if TYPE_CHECKING:
    from . import TrackedShipment


@_model
class Tracking(_Model):
    """The events of shipments."""

    items: list[TrackedShipment] | _Unset = UNSET
    """The shipments, one entry each."""
