from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.calculated_service_parameters import CalculatedServiceParameters


@model
class CalculatedServiceRow(Model):
    """One service of the calculated shipment, with its price."""

    _json_names: ClassVar = {
        "shipment_id": "shipmentId",
        "shipment_parcel_row_number": "shipmentParcelRowNumber",
        "service_id": "serviceId",
        "service_type": "serviceType",
        "service_name": "serviceName",
        "service_code": "serviceCode",
        "contract_number": "contractNumber",
        "payment_status": "paymentStatus",
        "division_id": "divisionId",
        "shipment_lock_version": "shipmentLockVersion",
        "created_at": "createdAt",
        "updated_at": "updatedAt",
        "currency_code": "currencyCode",
    }

    shipment_id: int | str | None | Unset = UNSET
    """Id of the shipment; null or 0, since none was created."""
    shipment_parcel_row_number: int | None | Unset = UNSET
    """Position of the parcel the service is for; null if it is for the whole shipment."""
    service_id: str | Unset = UNSET
    """Id of the service."""
    service_type: str | Unset = UNSET
    """Type of the service."""
    service_name: str | Unset = UNSET
    """Name of the service."""
    service_code: str | Unset = UNSET
    """Code of the service, such as COD."""
    amount: float | Unset = UNSET
    """Quantity of the service."""
    contract_number: str | None | Unset = UNSET
    """Contract the service is charged to; null if there is none. From 2 to 20 characters."""
    payer_type: str | Unset = UNSET
    """Who pays for the service: Sender, Recipient or ThirdPerson."""
    payment_status: str | Unset = UNSET
    """Whether the service is paid, such as Paid, NeedPay, ContractAfterPayment or FreeOfCharge."""
    division_id: int | str | None | Unset = UNSET
    """Id of the division; null if there is none."""
    price: float | Unset = UNSET
    """Price before the discount."""
    discount: float | Unset = UNSET
    """Discount on the price."""
    cost: float | Unset = UNSET
    """Price after the discount."""
    user: str | Unset = UNSET
    """Internal to the service; not for use. At most 50 characters."""
    shipment_lock_version: int | Unset = UNSET
    """Version of the shipment the price is for."""
    additional_parameters: CalculatedServiceParameters | Unset = UNSET
    """Further parameters of a service."""
    created_at: datetime | None | Unset = UNSET
    """When the record was created."""
    updated_at: datetime | None | Unset = UNSET
    """When the record was last changed."""
    currency_code: str | Unset = UNSET
    """Currency of the price, ISO 4217. In the published example, not in the schema."""
