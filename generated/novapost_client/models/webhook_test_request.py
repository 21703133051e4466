from __future__ import annotations

from ..model import Model, model
from ..types import UNSET, Unset


@model
class WebhookTestRequest(Model):
    """A subscription to send a test event for."""

    numbers: list[str] | Unset = UNSET
    """Numbers for the test; SHPL0000000001 is the only one."""
    id: str | Unset = UNSET
    """Id of the subscription."""
    cid: str | Unset = UNSET
    """Id of the user."""
