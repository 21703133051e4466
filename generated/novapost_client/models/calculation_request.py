from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class CalculationRequest(_Model):
    """A shipment to calculate the price of. Lengths are in mm, weights in g."""

    payer_type: PayerType | str | _Unset = UNSET
    """Who pays for the delivery. ThirdPerson needs payerContractNumber."""
    payer_contract_number: str | _Unset = UNSET
    """Contract the delivery is charged to. Needed for ThirdPerson, except from Ukraine."""
    invoice: CalculationInvoice | _Unset = UNSET
    """What customs payments are calculated from."""
    parcels: list[CalculationParcel] | _Unset = UNSET
    """The parcels of the shipment."""
    sender: CalculationSender | _Unset = UNSET
    """From where the shipment is sent: a division or an address."""
    recipient: CalculationRecipient | _Unset = UNSET
    """Where the shipment is received: at a division or an address."""


from . import (
    CalculationInvoice,
    CalculationParcel,
    CalculationRecipient,
    CalculationSender,
    PayerType,
)
