from __future__ import annotations

import datetime as _dt
from typing import Any as _Any

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Division(_Model):
    """A division: a branch, a parcel locker or a pick-up point."""

    id: int | str | _Unset = UNSET
    """Id of the division. Shipments name it as divisionId."""
    name: str | _Unset = UNSET
    """Name in the language asked for, in English if it is not translated."""
    short_name: str | _Unset = UNSET
    """Short name in the language asked for, in English if it is not translated."""
    external_id: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    source: str | None | _Unset = UNSET
    """System or partner the division comes from, such as NPUA, NPAX or InPost."""
    country_code: str | _Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    settlement: Settlement | _Unset = UNSET
    """A city, town or village."""
    address: str | _Unset = UNSET
    """The whole address in one line. At most 255 characters."""
    number: str | _Unset = UNSET
    """Number of the division, such as 50/1. Shipments name it as divisionNumber. At most 255
    characters."""
    status: str | _Unset = UNSET
    """State of operation: Working, NotWorking, NotWorkingTemporary or InProcessOpening."""
    customer_service_available: bool | _Unset = UNSET
    """Whether customers are served. Documented as internal, not for use."""
    division_category: str | _Unset = UNSET
    """Category: Postomat (parcel locker), PostBranch, CargoBranch or PUDO (pick-up point of a
    partner)."""
    public_phones: list[str] | _Unset = UNSET
    """Phone numbers for customers. Documented as internal, not for use."""
    internal_phones: list[_Any] | _Unset = UNSET
    """Phone numbers within the service. Not for use."""
    responsible_person: str | None | _Unset = UNSET
    """Name of the person responsible. Documented as internal, not for use."""
    partner: int | None | _Unset = UNSET
    """Internal to the service. Not for use."""
    owner_division: int | None | _Unset = UNSET
    """Internal to the service. Not for use."""
    latitude: float | None | _Unset = UNSET
    """Latitude in degrees."""
    longitude: float | None | _Unset = UNSET
    """Longitude in degrees."""
    distance: int | None | _Unset = UNSET
    """Distance from the point asked for. Null if none was given."""
    max_weight_place_sender: int | _Unset = UNSET
    """Largest weight of a parcel that can be sent from here, in g."""
    max_length_place_sender: int | _Unset = UNSET
    """Largest length of a parcel that can be sent from here, in mm."""
    max_width_place_sender: int | _Unset = UNSET
    """Largest width of a parcel that can be sent from here, in mm."""
    max_height_place_sender: int | _Unset = UNSET
    """Largest height of a parcel that can be sent from here, in mm."""
    max_weight_place_recipient: int | _Unset = UNSET
    """Largest weight of a parcel that can be received here, in g."""
    max_length_place_recipient: int | _Unset = UNSET
    """Largest length of a parcel that can be received here, in mm."""
    max_width_place_recipient: int | _Unset = UNSET
    """Largest width of a parcel that can be received here, in mm."""
    max_height_place_recipient: int | _Unset = UNSET
    """Largest height of a parcel that can be received here, in mm."""
    max_cost_place: float | _Unset = UNSET
    """Largest cost of one shipment. The currency is not published. At least 0.01."""
    max_declared_cost_place: float | _Unset = UNSET
    """Largest declared value of one shipment. The currency is not published. At least 0.01."""
    work_schedule: list[WorkScheduleDay] | _Unset = UNSET
    """Opening hours, one entry for each day."""
    settings: list[_Any] | _Unset = UNSET
    """Further settings of the division. Their form is not published."""
    logistics_code: str | _Unset = UNSET
    """Code of the logistics district that shipments are routed by. Moldova only."""
    attributes: DivisionAttributes | _Unset = UNSET
    """Further attributes of the division."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the record was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the record was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the record was deleted. Null, or a date in the year 1, if it was not."""
    full_address: FullAddress | _Unset = UNSET
    """The address in parts."""
    prohibited_sending: bool | _Unset = UNSET
    """Whether shipments cannot be sent from here. In the published example, not in the schema."""
    prohibited_issuance: bool | _Unset = UNSET
    """Whether shipments cannot be received here. In the published example, not in the schema."""


from . import DivisionAttributes, FullAddress, Settlement, WorkScheduleDay
