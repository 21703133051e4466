from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class CalculatedParty(_Model):
    """One end of the route, as the service found it."""

    _json_names = {
        "country_code": "countryCode",
        "settlement_id": "settlementId",
        "division_id": "divisionId",
    }

    country_code: str | _Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    settlement_id: int | str | None | _Unset = UNSET
    """Id of the settlement; null if an address was given."""
    division_id: int | str | None | _Unset = UNSET
    """Id of the division; null if an address was given."""
