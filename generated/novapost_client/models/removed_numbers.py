from __future__ import annotations

from ..model import Model, model
from ..types import UNSET, Unset


@model
class RemovedNumbers(Model):
    """A message of the service."""

    message: str | Unset = UNSET
    """What the service has to say, in words."""
