from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class CalculatedParty(Model):
    """One end of the route, as the service found it."""

    _json_names: ClassVar = {
        "country_code": "countryCode",
        "settlement_id": "settlementId",
        "division_id": "divisionId",
    }

    country_code: str | Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    settlement_id: int | str | None | Unset = UNSET
    """Id of the settlement; null if an address was given."""
    division_id: int | str | None | Unset = UNSET
    """Id of the division; null if an address was given."""
