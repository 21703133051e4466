from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class ParentRegion(_Model):
    """Region the district is in."""

    id: int
    """Id of the region."""
    name: str
    """At least 2 characters."""
