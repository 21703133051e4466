from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class ClassifierResult(_Model):
    """The goods of the customs classifier that match a keyword."""

    status: bool | _Unset = UNSET
    """Whether the search succeeded."""
    source: str | _Unset = UNSET
    """Classifier the matches come from."""
    error: str | _Unset = UNSET
    """Why the search failed; empty if it did not."""
    items: list[ClassifierItem] | None | _Unset = UNSET
    """The matches; null if there are none."""


from ..models.classifier_item import ClassifierItem
