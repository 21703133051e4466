from __future__ import annotations

from typing import ClassVar

from attrs import field

from ..model import Model, model
from ..types import UNSET, Unset


@model
class SubscriberUpdate(Model):
    """A webhook subscription as it shall be."""

    _json_names: ClassVar = {
        "is_active": "isActive",
        "type_": "type",
        "event_types": "eventTypes",
        "send_warnings": "sendWarnings",
        "warning_email": "warningEmail",
        "secret_token": "secretToken",
        "secret_token_header_name": "secretTokenHeaderName",
    }

    url: str
    """URL the events are sent to; it must answer POST requests."""
    is_active: bool
    """Whether events are sent."""
    type_: str | Unset = UNSET
    """What is followed: numbers, individual (by phone) or legal (by tax numbers)."""
    event_types: list[str] | Unset = UNSET
    """Types of the events that are sent; empty means all."""
    send_warnings: bool | Unset = UNSET
    """Whether trouble with the URL is reported to warningEmail."""
    warning_email: str | Unset = UNSET
    """Address that trouble with the URL is reported to; needed with sendWarnings."""
    secret_token: str | Unset = field(default=UNSET, repr=False)
    """Secret the service sends with every event in a header, at most 600 characters; it is no
    signature."""
    secret_token_header_name: str | Unset = UNSET
    """Name of the header that carries secretToken. Published on the portal since."""
