from __future__ import annotations

import datetime as _dt

from attrs import field as _field

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Subscriber(_Model):
    """A webhook subscription with the numbers it follows."""

    id: str | _Unset = UNSET
    """Id of the subscription (UUID)."""
    type_: str | _Unset = UNSET
    """What is followed: numbers, individual (by phone) or legal (by tax numbers)."""
    url: str | _Unset = UNSET
    """URL the events are sent to."""
    is_active: bool | _Unset = UNSET
    """Whether events are sent."""
    phone: str | _Unset = UNSET
    """Phone whose shipments are followed, with type individual."""
    cid: str | _Unset = UNSET
    """Id of the user."""
    event_types: list[str] | _Unset = UNSET
    """Types of the events that are sent. Empty means all."""
    send_warnings: bool | _Unset = UNSET
    """Whether trouble with the URL is reported to warningEmail."""
    warning_email: str | _Unset = UNSET
    """Address that trouble with the URL is reported to."""
    company_tins: list[str] | _Unset = UNSET
    """Tax numbers of the companies whose shipments are followed, with type legal."""
    secret_token: str | _Unset = _field(default=UNSET, repr=False)
    """Secret the service sends with every event in a header, at most 600 characters. It is no
    signature."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the subscription was last changed."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the subscription was created."""
    numbers: list[str] | _Unset = UNSET
    """Numbers of the shipments that are followed, with type numbers."""
