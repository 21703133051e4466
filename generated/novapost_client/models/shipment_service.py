from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.shipment_service_parameters import ShipmentServiceParameters


@model
class ShipmentService(Model):
    """One service of a shipment, with its price."""

    id: int | Unset = UNSET
    """Internal to the service; not for use."""
    service_id: str | Unset = UNSET
    """Internal to the service; not for use."""
    service_type: str | Unset = UNSET
    """Type of the service, such as MainService, InternationalServices or AdditionalServices."""
    service_name: str | Unset = UNSET
    """Name of the service."""
    parcel_number: str | Unset = UNSET
    """Parcel the service belongs to."""
    payer_type: str | Unset = UNSET
    """Who pays for the service: Sender, Recipient or ThirdPerson."""
    amount: float | Unset = UNSET
    """Quantity of the service."""
    price: float | Unset = UNSET
    """Price before the discount."""
    discount: float | Unset = UNSET
    """Discount on the price."""
    cost: float | Unset = UNSET
    """Price after the discount."""
    cost_before_check: float | None | Unset = UNSET
    """Price before the parcel was measured again; null if it was not."""
    payment_status: str | Unset = UNSET
    """Whether the service is paid, such as Paid, NeedPay, ContractAfterPayment or FreeOfCharge."""
    additional_parameters: ShipmentServiceParameters | Unset = UNSET
    """Further parameters of a service."""
    shipment_parcel_row_number: int | None | Unset = UNSET
    """Position of the parcel the service is for; null if it is for the whole shipment. In the
    published example, not in the schema."""
