from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class PickupUpdate(_Model):
    """A pickup as it shall be."""

    note: str | _Unset = UNSET
    """Remarks for the courier. At most 255 characters."""
    services: list[str] | None | _Unset = UNSET
    """Additional services. Not offered yet."""
    phone: str | _Unset = UNSET
    """Phone number in international form, digits only. The courier calls it. From 8 to 14
    characters."""
    email: str | None | _Unset = UNSET
    full_name: str | _Unset = UNSET
    """Full name of the person the courier meets. At most 100 characters."""
    company_tin: str | _Unset = UNSET
    """Tax or contract number of the company that orders the pickup. From 2 to 20 characters."""
    company_name: str | _Unset = UNSET
    """Name of the company that orders the pickup. From 2 to 255 characters."""
    lock_version: int | _Unset = UNSET
    """Version of the pickup, against overwriting other changes. Every change must raise it by 1."""
    country_code: str | _Unset = UNSET
    """Country of the pickup, ISO 3166-1 alpha-2."""
    address_parts: AddressParts | _Unset = UNSET
    """A postal address in parts."""
    picked_time_from: _dt.datetime | None | _Unset = UNSET
    """Start of the time the courier shall come in, UTC. Without it the courier chooses."""
    picked_time_to: _dt.datetime | None | _Unset = UNSET
    """End of the time the courier shall come in, UTC. Without it the courier chooses."""


from . import AddressParts
