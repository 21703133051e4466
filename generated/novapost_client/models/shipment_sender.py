from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ShipmentSender(_Model):
    """Who sends the shipment, and from where: a division or an address."""

    phone: str
    """Phone number in international form, digits only, such as 380XXXXXXXXX. It must be one that
    is answered."""
    name: str
    """Full name of the person, or of the contact person of the company. At most 100 characters."""
    country_code: str
    """Country, ISO 3166-1 alpha-2."""
    company_tin: str | None | _Unset = UNSET
    """Tax number of the company. Empty or null for a private person. At most 20 characters."""
    company_name: str | None | _Unset = UNSET
    """Name of the company. Empty or null for a private person. At most 100 characters."""
    eori_code: str | None | _Unset = UNSET
    """EORI number, under which the customs of the EU know the party. Recommended for shipments
    to the EU. From 3 to 17 characters."""
    email: str | _Unset = UNSET
    """E-mail address. Needed when the goods cross the border of the EU."""
    ioss: str | None | _Unset = UNSET
    """IOSS number (VAT), for goods up to 150 EUR that enter the EU for private persons. At most
    12 characters."""
    division_number: str | None | _Unset = UNSET
    """Number of the division, such as 32521/1. In some countries not unique, the id is."""
    address_parts: AddressParts | _Unset = UNSET
    """A postal address in parts."""
    division_id: int | str | None | _Unset = UNSET
    """Id of the division. Stands for divisionNumber and addressParts."""
    settlement_id: int | str | None | _Unset = UNSET
    """Id of the settlement, a number in Europe and a UUID in Ukraine, where a city given by its
    name alone is refused. In use, not published."""


from . import AddressParts
