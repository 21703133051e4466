from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Region(_Model):
    """District the settlement is in."""

    name: str
    """At least 2 characters."""
    id: int | _Unset = UNSET
    """Id of the district."""
    parent: ParentRegion | _Unset = UNSET
    """Region the district is in."""


from . import ParentRegion
