from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset

if TYPE_CHECKING:
    from ..models.classifier_item import ClassifierItem


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
