from __future__ import annotations

import datetime as _dt
from typing import Any as _Any

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Shipment(_Model):
    """A shipment of the account."""

    id: int | str
    """Id of the shipment: an integer in Europe, a UUID in Ukraine."""
    number: str
    """Number of the shipment, such as SHPL6145344878. 14 digits in Ukraine."""
    version: int | _Unset = UNSET
    """Version of the shipment. Every change raises it by 1."""
    date_time: _dt.datetime | None | _Unset = UNSET
    """When the shipment was created."""
    scheduled_delivery_date: _dt.datetime | None | _Unset = UNSET
    """When delivery is planned. Null if not known."""
    closing_date: _dt.datetime | None | _Unset = UNSET
    """When the shipment was closed, after delivery. Null, or a date in the year 1, if it was
    not."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the shipment was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the shipment was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the shipment was deleted. Null, or a date in the year 1, if it was not."""
    user_create: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    status: str | _Unset = UNSET
    """Status, such as Draft, ReadyToShip, Accepted, Issued, Returned, Utilized or Deleted."""
    gtid: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    payment_status: str | _Unset = UNSET
    """Whether the delivery is paid, such as Paid, NeedPay or ContractAfterPayment."""
    currency_code: str | _Unset = UNSET
    """Currency of the prices, ISO 4217, as the payer's contract has it."""
    parcels_amount: int | _Unset = UNSET
    """Number of parcels."""
    note: str | _Unset = UNSET
    """Remarks on the shipment. At most 255 characters."""
    payer_type: str | _Unset = UNSET
    """Who pays for the delivery: Sender, Recipient or ThirdPerson."""
    payer_contract_id: int | None | _Unset = UNSET
    """Id of who pays for the delivery."""
    payer_contract_number: str | None | _Unset = UNSET
    """Contract the delivery is charged to. Null if it is paid in cash."""
    postomat_cell_reservation: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    postomat_order_ref: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    first_day_storage: _dt.datetime | None | _Unset = UNSET
    """When storage at the division began. Null, or a date in the year 1, if it has not."""
    cargo_auto_return_date: _dt.datetime | None | _Unset = UNSET
    """When the shipment goes back by itself, if that was ordered. Otherwise null, or a date in
    the year 1."""
    marketplace_partner: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    register_number: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    customer_note: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    creation_date_note: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    sender: Party | _Unset = UNSET
    """A party of a shipment: who sends or receives it, and where."""
    recipient: Party | _Unset = UNSET
    """A party of a shipment: who sends or receives it, and where."""
    parcels: list[Parcel] | _Unset = UNSET
    """The parcels of the shipment."""
    services: list[ShipmentService] | _Unset = UNSET
    """The services that make up the price."""
    online_tracking: OnlineTracking | _Unset = UNSET
    """Where the shipment is, in short."""
    tracking: list[_Any] | _Unset = UNSET
    """All stages of the way, in detail. Their form is not published."""
    total_weight: int | _Unset = UNSET
    """Weight of all parcels, in g."""
    total_insurance_cost: float | _Unset = UNSET
    """Declared value of all parcels. Above 1."""
    total_cost: float | _Unset = UNSET
    """Price of the delivery. Above 1."""


from . import OnlineTracking, Parcel, Party, ShipmentService
