from __future__ import annotations

from ..model import Model, model


@model
class ParentRegion(Model):
    """Region the district is in."""

    id: int
    """Id of the region."""
    name: str
    """At least 2 characters."""
