from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model

if TYPE_CHECKING:
    from ..models.parent_region import ParentRegion


@model
class Region(Model):
    """District the settlement is in."""

    id: int
    """Id of the district."""
    name: str
    """At least 2 characters."""
    parent: ParentRegion
    """Region the district is in."""
