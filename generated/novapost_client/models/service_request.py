from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class ServiceRequest(_Model):
    """An additional service."""

    _json_names = {
        "service_code": "serviceCode",
        "payer_type": "payerType",
        "additional_parameters": "additionalParameters",
        "contract_number": "contractNumber",
        "shipment_parcel_row_number": "shipmentParcelRowNumber",
    }

    service_code: str | _Unset = UNSET
    """Code of the service; COD is cash on delivery."""
    amount: float | _Unset = UNSET
    """Amount the recipient pays on delivery, for COD."""
    payer_type: str | _Unset = UNSET
    """Who pays for the service; for COD it must be Recipient."""
    additional_parameters: ServiceParameters | _Unset = UNSET
    """What the service needs to know; for COD, where the money goes."""
    contract_number: str | None | _Unset = UNSET
    """Contract the service is charged to; null if there is none. Published on the portal since."""
    shipment_parcel_row_number: int | None | _Unset = UNSET
    """Position of the parcel the service is for; null if it is for the whole shipment. Published
    on the portal since."""


from ..models.service_parameters import ServiceParameters
