from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Party(_Model):
    """A party of a shipment: who sends or receives it, and where."""

    company_id: int | None | _Unset = UNSET
    """Internal to the service. Not for use."""
    company_tin: str | _Unset = UNSET
    """Tax number of the company. Empty or null for a private person. At most 20 characters."""
    company_name: str | None | _Unset = UNSET
    """Name of the company. Empty or null for a private person. At most 255 characters."""
    phone: str | _Unset = UNSET
    """Phone number in international form, digits only, such as 380XXXXXXXXX. From 8 to 15
    characters."""
    email: str | _Unset = UNSET
    name: str | _Unset = UNSET
    """Full name of the person, or of the contact person of the company. At most 100 characters."""
    country_code: str | _Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    settlement_id: int | str | _Unset = UNSET
    """Id of the settlement."""
    city_id: int | None | _Unset = UNSET
    """Id of the city."""
    address: str | _Unset = UNSET
    """The address, or the description of the division, in one line."""
    address_parts: AddressParts | _Unset = UNSET
    """A postal address in parts."""
    division_id: int | str | _Unset = UNSET
    """Id of the division. Empty if the party has an address."""
    division_category: str | _Unset = UNSET
    """Category of the division, such as Postomat or PostBranch."""
    archive: bool | _Unset = UNSET
    """Internal to the service. Not for use."""


from . import AddressParts
