from __future__ import annotations

import datetime as _dt
from typing import Any as _Any

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Register(_Model):
    """A register: a list of shipments that are handed over together."""

    id: str | _Unset = UNSET
    """Id of the register, a UUID in Ukraine."""
    number: str | _Unset = UNSET
    """Number of the register."""
    version_tracking: int | _Unset = UNSET
    """Version of the register."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the register was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the register was last changed. May be null."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the register was deleted. Null, or a date in the year 1, if it was not."""
    posted: bool | _Unset = UNSET
    """Whether the register has been processed. Documented as 0 and 1."""
    printed: bool | _Unset = UNSET
    """Whether the register has been printed, documented as 0 and 1. Then nothing can be added to
    it."""
    description: str | _Unset = UNSET
    """Name of the register."""
    sender_company_id: str | _Unset = UNSET
    """Id of the sender's company."""
    sender_company_tin: str | _Unset = UNSET
    """Tax number of the sender's company."""
    sender_phone: str | _Unset = UNSET
    """Phone number of the sender, in international form, digits only."""
    sender_country_code: str | _Unset = UNSET
    """Country of the sender, ISO 3166-1 alpha-2."""
    sender_settlement_id: int | str | _Unset = UNSET
    """Id of the settlement the sender is in."""
    sender_settlement_external_id: str | _Unset = UNSET
    """Second id of the settlement (UUID). Ukraine only."""
    sender_settlement_name: str | _Unset = UNSET
    """Name of the settlement the sender is in."""
    sender_division_id: int | str | _Unset = UNSET
    """Id of the division the shipments are sent from."""
    sender_division_external_id: str | _Unset = UNSET
    """Second id of the division (UUID). Ukraine only."""
    sender_division_name: str | _Unset = UNSET
    """Name of the division the shipments are sent from."""
    sender_address: str | _Unset = UNSET
    """The address of the sender, or the description of the division, in one line."""
    sender_address_parts: RegisterAddressParts | _Unset = UNSET
    """The address of the sender in parts. Null parts where there is none."""
    shipments: list[RegisterShipment] | _Unset = UNSET
    """The shipments in the register."""
    status: str | _Unset = UNSET
    """State of the register, such as Open. Published on the portal since April 2026."""
    scanned_barcodes_amount: int | _Unset = UNSET
    """How many parcels have been scanned. Published on the portal since April 2026."""
    for_scan_barcodes_amount: int | _Unset = UNSET
    """How many parcels are to be scanned. Published on the portal since April 2026."""
    shipments_info: list[dict[str, _Any]] | _Unset = UNSET
    """More of the shipments, if withShipmentsInfo asks for it. Its fields are not known.
    Published on the portal since April 2026."""


from . import RegisterAddressParts, RegisterShipment
