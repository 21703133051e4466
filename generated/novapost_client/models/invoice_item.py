from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class InvoiceItem(_Model):
    """One line of an invoice: goods of one kind."""

    id: str | _Unset = UNSET
    """Id of the item, unique within the shipment."""
    packing_type: PackingType | str | None | _Unset = UNSET
    """Kind of packing: PA is a box, PX a pallet."""
    hs_code: str | None | _Unset = UNSET
    """Harmonized System code of the goods; the dictionary of classifiers has it. What is no
    digit is removed first:

    - Moldova and Canada, sent from or to: exactly 10 digits. Further ones are cut off on the
      right
    - all other countries: 8 to 10 digits
    - 210690 and 630900: measurementCode must be kg, amount at most 10, and no two items may
      have the code

    Needed where the border of the EU is crossed. At most 255 characters."""
    name: str | _Unset = UNSET
    """Name of the item in the local language. At most 512 characters."""
    name_eng: str | _Unset = UNSET
    """Name of the item in English. At most 512 characters."""
    material: str | _Unset = UNSET
    """Main material, in the local language. At most 50 characters."""
    material_eng: str | _Unset = UNSET
    """Main material, in English. At most 255 characters."""
    made_in_country_code: str | None | _Unset = UNSET
    """Country the item was made in, ISO 3166-1 alpha-2. Customs give priority to shipments that
    have it."""
    producer_and_model: str | None | _Unset = UNSET
    """Producer and model. Needed for phones, computers, electrical and household appliances and
    the like. Customs give priority to shipments that have it. At most 255 characters."""
    actual_weight: int | None | _Unset = UNSET
    """Weight of the item in g. The service rounds down to full 10 g. At most 2147483647."""
    measurement_code: str | _Unset = UNSET
    """Unit of the amount: a code of the dictionary of measurements. At most 255 characters."""
    amount: float | _Unset = UNSET
    """Quantity, in the unit of measurementCode. At most 9999999.99."""
    cost: float | _Unset = UNSET
    """Value of the item in the currency of the sender's country. At most 9999999.99."""
    currency: str | _Unset = UNSET
    """Currency of the value, from Ukraine to the EU. UAH if not given, and the same for all
    items."""
    cost_usd: float | _Unset = UNSET
    """Value of the item in USD. At most 9999999.99."""
    cost_eur: float | _Unset = UNSET
    """Value of the item in EUR. At most 9999999.99."""


from . import PackingType
