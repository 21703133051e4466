from __future__ import annotations

from attrs import field as _field

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class SubscriberUpdate(_Model):
    """A webhook subscription as it shall be."""

    url: str
    """URL the events are sent to. It must answer POST requests."""
    is_active: bool
    """Whether events are sent."""
    type_: str | _Unset = UNSET
    """What is followed: numbers, individual (by phone) or legal (by tax numbers)."""
    event_types: list[str] | _Unset = UNSET
    """Types of the events that are sent. Empty means all."""
    send_warnings: bool | _Unset = UNSET
    """Whether trouble with the URL is reported to warningEmail."""
    warning_email: str | _Unset = UNSET
    """Address that trouble with the URL is reported to. Needed with sendWarnings."""
    secret_token: str | _Unset = _field(default=UNSET, repr=False)
    """Secret the service sends with every event in a header, at most 600 characters. It is no
    signature."""
    secret_token_header_name: str | _Unset = UNSET
    """Name of the header that carries secretToken. Published on the portal since April 2026."""
