from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ServiceRequest(_Model):
    """An additional service."""

    service_code: str | _Unset = UNSET
    """Code of the service. COD is cash on delivery."""
    amount: float | _Unset = UNSET
    """Amount the recipient pays on delivery, for COD."""
    payer_type: str | _Unset = UNSET
    """Who pays for the service. For COD it must be Recipient."""
    additional_parameters: ServiceParameters | _Unset = UNSET
    """What the service needs to know. For COD, where the money goes."""
    contract_number: str | None | _Unset = UNSET
    """Contract the service is charged to. Null if there is none. Published on the portal since
    April 2026."""
    shipment_parcel_row_number: int | None | _Unset = UNSET
    """Position of the parcel the service is for. Null if it is for the whole shipment. Published
    on the portal since April 2026."""
    service_name: str | _Unset = UNSET
    """Name of the service, such as COD or AfterpaymentOnGoodsCost. In the published examples,
    not in the schema."""
    service_id: str | _Unset = UNSET
    """Id of the service. In the published examples, not in the schema."""


from . import ServiceParameters
