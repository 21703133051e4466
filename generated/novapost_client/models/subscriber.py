from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from attrs import field

from ..model import Model, model
from ..types import UNSET, Unset


@model
class Subscriber(Model):
    """A webhook subscription with the numbers it follows."""

    _json_names: ClassVar = {
        "type_": "type",
        "is_active": "isActive",
        "event_types": "eventTypes",
        "send_warnings": "sendWarnings",
        "warning_email": "warningEmail",
        "company_tins": "companyTins",
        "secret_token": "secretToken",
        "updated_at": "updatedAt",
        "created_at": "createdAt",
    }

    id: str | Unset = UNSET
    """Id of the subscription (UUID)."""
    type_: str | Unset = UNSET
    """What is followed: numbers, individual (by phone) or legal (by tax numbers)."""
    url: str | Unset = UNSET
    """URL the events are sent to."""
    is_active: bool | Unset = UNSET
    """Whether events are sent."""
    phone: str | Unset = UNSET
    """Phone whose shipments are followed, with type individual."""
    cid: str | Unset = UNSET
    """Id of the user."""
    event_types: list[str] | Unset = UNSET
    """Types of the events that are sent; empty means all."""
    send_warnings: bool | Unset = UNSET
    """Whether trouble with the URL is reported to warningEmail."""
    warning_email: str | Unset = UNSET
    """Address that trouble with the URL is reported to."""
    company_tins: list[str] | Unset = UNSET
    """Tax numbers of the companies whose shipments are followed, with type legal."""
    secret_token: str | Unset = field(default=UNSET, repr=False)
    """Secret the service sends with every event in a header, at most 600 characters; it is no
    signature."""
    updated_at: datetime | None | Unset = UNSET
    """When the subscription was last changed."""
    created_at: datetime | None | Unset = UNSET
    """When the subscription was created."""
    numbers: list[str] | Unset = UNSET
    """Numbers of the shipments that are followed, with type numbers."""
