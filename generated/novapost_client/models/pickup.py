from __future__ import annotations

import datetime as _dt
from typing import Any as _Any

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Pickup(_Model):
    """A pickup of the account."""

    id: int | str | _Unset = UNSET
    """Id of the pickup."""
    number: str | _Unset = UNSET
    """Number of the pickup, such as PUCZ0000002671."""
    status: str | _Unset = UNSET
    """Status of the pickup:

    - Draft: not yet complete
    - Created: complete, goes to the courier service
    - AppointedCourier: a courier was assigned
    - InProgress: under way
    - Done: collected
    - ClientCanceled: called off by the client
    - NotCompleted: not collected
    - Deleted: deleted
    - ReceivedByCourier: the courier has the parcel."""
    status_date_time: _dt.datetime | None | _Unset = UNSET
    """When the status last changed."""
    source: str | _Unset = UNSET
    """Where the pickup was ordered, usually clientapi."""
    executor: str | None | _Unset = UNSET
    """Who carries the pickup out. Null if nobody was named."""
    company_tin: str | _Unset = UNSET
    """Tax or contract number of the company that orders the pickup."""
    company_name: str | None | _Unset = UNSET
    """Name of the company that orders the pickup."""
    full_name: str | _Unset = UNSET
    """Full name of the person the courier meets. At most 100 characters."""
    phone: str | _Unset = UNSET
    """Phone number in international form, digits only. The courier calls it. From 8 to 14
    characters."""
    email: str | None | _Unset = UNSET
    country_code: str | _Unset = UNSET
    """Country of the pickup, ISO 3166-1 alpha-2."""
    external_id: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    created_by_user: str | _Unset = UNSET
    """Id of the user who created the pickup."""
    division_id: int | str | None | _Unset = UNSET
    """Id of the division that serves the pickup. Null if there is none."""
    settlement_id: int | str | _Unset = UNSET
    """Id of the settlement of the pickup."""
    city_district: str | None | _Unset = UNSET
    """District of the city. Null if not known."""
    delivery_partner: str | None | _Unset = UNSET
    """Partner who carries the pickup out. Null if there is none."""
    lock_version: int | _Unset = UNSET
    """Version of the pickup. Every change raises it by 1."""
    address: PickupAddress | _Unset = UNSET
    """The place of the pickup: the address in one line, and the point on the map."""
    address_parts: AddressParts | _Unset = UNSET
    """A postal address in parts."""
    picked_time_from: _dt.datetime | None | _Unset = UNSET
    """Start of the time the courier shall come in, UTC. Without it the courier chooses."""
    picked_time_to: _dt.datetime | None | _Unset = UNSET
    """End of the time the courier shall come in, UTC. Without it the courier chooses."""
    currency_code: str | _Unset = UNSET
    """Currency of payments for the pickup, ISO 4217."""
    shipments: list[dict[str, _Any]] | _Unset = UNSET
    """The shipments in the pickup. Their form is not published."""
    services: list[dict[str, _Any]] | _Unset = UNSET
    """Additional services. Not offered yet."""
    statuses: list[PickupStatus] | _Unset = UNSET
    """The statuses the pickup has had."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the pickup was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the pickup was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the pickup was deleted. Null, or a date in the year 1, if it was not."""
    note: str | _Unset = UNSET
    """Remarks on the pickup. In the published example, not in the schema."""
    country: str | _Unset = UNSET
    """Name of the country. In the published example, not in the schema."""
    settlement_name: str | _Unset = UNSET
    """Name of the settlement. In the published example, not in the schema."""
    settlement_external_id: str | None | _Unset = UNSET
    """Id of the settlement in another system. May be null. In the published example, not in the
    schema."""
    city_district_external_id: str | None | _Unset = UNSET
    """Id of the district in another system. May be null. In the published example, not in the
    schema."""
    version_tracking: int | None | _Unset = UNSET
    """Internal to the service. May be null. In the published example, not in the schema."""
    last_published_at: _dt.datetime | None | _Unset = UNSET
    """When the service last passed the pickup on. In the published example, not in the schema."""
    last_updated_at: _dt.datetime | None | _Unset = UNSET
    """When the pickup was last changed. In the published example, not in the schema."""


from . import AddressParts, PickupAddress, PickupStatus
