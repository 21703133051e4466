from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class LightReturnInvoiceItem(_Model):
    """One line of an invoice: goods of one kind."""

    id: str | _Unset = UNSET
    """Id of the item, unique within the shipment."""
    packing_type: PackingType | str | _Unset = UNSET
    """Kind of packing: PA is a box, PX a pallet."""
    hs_code: str | _Unset = UNSET
    """Harmonized System code of the goods, 8 to 10 digits. Exactly 10 for Moldova and Canada."""
    name: str | _Unset = UNSET
    """Name of the item in the local language."""
    name_eng: str | _Unset = UNSET
    """Name of the item in English."""
    material: str | _Unset = UNSET
    """Main material, in the local language."""
    made_in_country_code: str | _Unset = UNSET
    """Country the item was made in, ISO 3166-1 alpha-2."""
    actual_weight: int | _Unset = UNSET
    """Weight of the item in g. The service rounds down to full 10 g."""
    measurement_code: str | _Unset = UNSET
    """Unit of the amount: a code of the dictionary of measurements."""
    amount: float | _Unset = UNSET
    """Quantity, in the unit of measurementCode."""
    cost: float | _Unset = UNSET
    """Value of the item in the currency of the sender's country."""
    cost_usd: float | _Unset = UNSET
    """Value of the item in USD."""
    cost_eur: float | _Unset = UNSET
    """Value of the item in EUR."""


from . import PackingType
