from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ClassifierResult(_Model):
    """The goods of the customs classifier that match a keyword."""

    status: bool | _Unset = UNSET
    """Whether the search succeeded."""
    source: str | _Unset = UNSET
    """Classifier the matches come from."""
    error: str | _Unset = UNSET
    """Why the search failed. Empty if it did not."""
    items: list[ClassifierItem] | None | _Unset = UNSET
    """The matches. Null if there are none."""


from . import ClassifierItem
