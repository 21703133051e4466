from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.service_parameters import ServiceParameters


@model
class ServiceRequest(Model):
    """An additional service."""

    _json_names: ClassVar = {
        "service_code": "serviceCode",
        "payer_type": "payerType",
        "additional_parameters": "additionalParameters",
        "contract_number": "contractNumber",
        "shipment_parcel_row_number": "shipmentParcelRowNumber",
    }

    service_code: str | Unset = UNSET
    """Code of the service; COD is cash on delivery."""
    amount: float | Unset = UNSET
    """Amount the recipient pays on delivery, for COD."""
    payer_type: str | Unset = UNSET
    """Who pays for the service; for COD it must be Recipient."""
    additional_parameters: ServiceParameters | Unset = UNSET
    """What the service needs to know; for COD, where the money goes."""
    contract_number: str | None | Unset = UNSET
    """Contract the service is charged to; null if there is none. Published on the portal since."""
    shipment_parcel_row_number: int | None | Unset = UNSET
    """Position of the parcel the service is for; null if it is for the whole shipment. Published
    on the portal since."""
