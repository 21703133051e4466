from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class Settlement(_Model):
    """A city, town or village."""

    id: int | str
    """Id of the settlement."""
    name: str
    """At least 2 characters."""
    region: Region
    """District the settlement is in."""


from . import Region
