from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class CalculatedService(_Model):
    """A kind of delivery with its price: one of several to choose from. In the older form of the
    answer, one row of a price that is the sum of all rows; then there is no deliveryType."""

    _json_names = {
        "payer_type": "payer_type", "additional_parameters": "additional_parameters",
    }  # fmt: skip

    shipment_id: int | str | None | _Unset = UNSET
    """Id of the shipment. Null or 0, since none was created."""
    shipment_parcel_row_number: int | None | _Unset = UNSET
    """Position of the parcel the service is for. Null if it is for the whole shipment."""
    service_id: str | _Unset = UNSET
    """Id of the service."""
    service_type: str | _Unset = UNSET
    """Type of the service."""
    service_name: str | _Unset = UNSET
    """Name of the service."""
    service_code: str | _Unset = UNSET
    """Code of the service, such as COD."""
    amount: float | _Unset = UNSET
    """Quantity of the service."""
    contract_number: str | None | _Unset = UNSET
    """Contract the service is charged to. Null if there is none. From 2 to 20 characters."""
    payer_type: str | _Unset = UNSET
    """Who pays for the service: Sender, Recipient or ThirdPerson."""
    payment_status: str | _Unset = UNSET
    """Whether the service is paid, such as Paid, NeedPay, ContractAfterPayment or FreeOfCharge."""
    division_id: int | str | None | _Unset = UNSET
    """Id of the division. Null if there is none."""
    price: float | _Unset = UNSET
    """Price before the discount."""
    discount: float | _Unset = UNSET
    """Discount on the price."""
    cost: float | _Unset = UNSET
    """Price after the discount."""
    user: str | _Unset = UNSET
    """Internal to the service. Not for use. At most 50 characters."""
    shipment_lock_version: int | _Unset = UNSET
    """Version of the shipment the price is for."""
    additional_parameters: CalculatedServiceParameters | _Unset = UNSET
    """Further parameters of a service."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the record was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the record was last changed."""
    currency_code: str | _Unset = UNSET
    """Currency of the price, ISO 4217. In the published example, not in the schema."""
    delivery_type: str | _Unset = UNSET
    """Id of the kind of delivery (UUID). Published on the portal since April 2026."""
    delivery_type_name: str | _Unset = UNSET
    """Name of the kind of delivery, such as economy. Published on the portal since April 2026."""
    items: list[CalculatedServiceRow] | _Unset = UNSET
    """The services that make up the price of this kind of delivery. Published on the portal
    since April 2026."""


from . import CalculatedServiceParameters, CalculatedServiceRow
