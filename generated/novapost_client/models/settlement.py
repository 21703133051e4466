from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Settlement(_Model):
    """A city, town or village."""

    id: int | str
    """Id of the settlement."""
    name: str
    """At least 2 characters."""
    region: Region | _Unset = UNSET
    """District the settlement is in."""


from . import Region
