from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.classifier_item import ClassifierItem


@model
class ClassifierResult(Model):
    """The goods of the customs classifier that match a keyword."""

    status: bool | Unset = UNSET
    """Whether the search succeeded."""
    source: str | Unset = UNSET
    """Classifier the matches come from."""
    error: str | Unset = UNSET
    """Why the search failed; empty if it did not."""
    items: list[ClassifierItem] | None | Unset = UNSET
    """The matches; null if there are none."""
