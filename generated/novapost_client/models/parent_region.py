from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ParentRegion(_Model):
    """Region the district is in."""

    name: str
    """At least 2 characters."""
    id: int | _Unset = UNSET
    """Id of the region."""
