from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class CalculationSender(_Model):
    """From where the shipment is sent: a division or an address."""

    company_tin: str | None | _Unset = UNSET
    """Tax number of the company, whose discount then applies. Empty or null for a private
    person. At most 20 characters."""
    company_name: str | None | _Unset = UNSET
    """Name of the company, whose discount then applies. Empty or null for a private person. At
    most 100 characters."""
    country_code: str | _Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    division_number: str | None | _Unset = UNSET
    """Number of the division, such as 32521/1. In some countries not unique, the id is."""
    division_id: int | str | None | _Unset = UNSET
    """Id of the division. Stands for divisionNumber and addressParts."""
    address_parts: AddressParts | _Unset = UNSET
    """A postal address in parts."""
    settlement_id: int | str | None | _Unset = UNSET
    """Id of the settlement, a number in Europe and a UUID in Ukraine, where a city given by its
    name alone is refused. In use, not published."""


from . import AddressParts
