from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model

if TYPE_CHECKING:
    from ..models.region import Region


@_model
class Settlement(_Model):
    """Settlement the division is in."""

    id: int
    """Id of the settlement."""
    name: str
    region: Region
    """District the settlement is in."""
