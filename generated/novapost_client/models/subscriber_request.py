from __future__ import annotations

from attrs import field as _field

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class SubscriberRequest(_Model):
    """A webhook subscription to create."""

    type_: SubscriberType | str
    """What is followed: numbers follows shipments by number, individual those of a phone, legal
    those of companies by tax number, creator those the account created, whoever sends them.
    creator is published on the portal since April 2026."""
    url: str
    """URL the events are sent to. It must answer POST requests. At least 3 characters."""
    is_active: bool
    """Whether events are sent."""
    phone: str | _Unset = UNSET
    """Phone whose shipments are followed, with type individual."""
    secret_token: str | _Unset = _field(default=UNSET, repr=False)
    """Secret the service sends with every event in a header, at most 600 characters; it is no
    signature."""
    secret_token_header_name: str | _Unset = UNSET
    """Name of the header that carries secretToken. Published on the portal since April 2026."""
    event_types: list[str] | _Unset = UNSET
    """Types of the events that are sent, such as ReadyToShip, Received and Returned. All if not
    given."""
    send_warnings: bool | _Unset = UNSET
    """Whether trouble with the URL is reported to warningEmail."""
    warning_email: str | _Unset = UNSET
    """Address that trouble with the URL is reported to. Needed with sendWarnings."""
    company_tins: list[str] | _Unset = UNSET
    """Tax numbers of the companies whose shipments are followed, with type legal."""


from . import SubscriberType
