from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class CalculatedParty(_Model):
    """One end of the route, as the service found it."""

    country_code: str | _Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    settlement_id: int | str | None | _Unset = UNSET
    """Id of the settlement. Null if an address was given."""
    division_id: int | str | None | _Unset = UNSET
    """Id of the division. Null if an address was given."""
