from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ShipmentService(_Model):
    """One service of a shipment, with its price."""

    _json_names = {
        "service_id": "service_id", "service_type": "service_type", "service_name": "service_name",
        "parcel_number": "parcel_number", "payer_type": "payer_type",
        "cost_before_check": "cost_before_check", "payment_status": "payment_status",
        "additional_parameters": "additional_parameters",
        "shipment_parcel_row_number": "shipment_parcel_row_number",
    }  # fmt: skip

    id: int | _Unset = UNSET
    """Internal to the service. Not for use."""
    service_id: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    service_type: str | _Unset = UNSET
    """Type of the service, such as MainService, InternationalServices or AdditionalServices."""
    service_name: str | _Unset = UNSET
    """Name of the service."""
    parcel_number: str | _Unset = UNSET
    """Parcel the service belongs to."""
    payer_type: str | _Unset = UNSET
    """Who pays for the service: Sender, Recipient or ThirdPerson."""
    amount: float | _Unset = UNSET
    """Quantity of the service."""
    price: float | _Unset = UNSET
    """Price before the discount."""
    discount: float | _Unset = UNSET
    """Discount on the price."""
    cost: float | _Unset = UNSET
    """Price after the discount."""
    cost_before_check: float | None | _Unset = UNSET
    """Price before the parcel was measured again. Null if it was not."""
    payment_status: str | _Unset = UNSET
    """Whether the service is paid, such as Paid, NeedPay, ContractAfterPayment or FreeOfCharge."""
    additional_parameters: ShipmentServiceParameters | _Unset = UNSET
    """Further parameters of a service."""
    shipment_parcel_row_number: int | None | _Unset = UNSET
    """Position of the parcel the service is for. Null if it is for the whole shipment. In the
    published example, not in the schema."""


from . import ShipmentServiceParameters
