from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class PickupStatusUpdate(_Model):
    """A status for a pickup."""

    id: int | str
    """Id of the pickup, the same as in the path."""
    status: NewPickupStatus | str
    """The status to set. Created hands the pickup over to the courier service."""
    lock_version: int
    """Version of the pickup, against overwriting other changes. Every change must raise it by 1."""
    note: str | _Unset = UNSET
    """Comment on the change. Documented as required. At most 255 characters."""


from . import NewPickupStatus
