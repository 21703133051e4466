from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class Region(_Model):
    """District the settlement is in."""

    id: int
    """Id of the district."""
    name: str
    """At least 2 characters."""
    parent: ParentRegion
    """Region the district is in."""


from . import ParentRegion
