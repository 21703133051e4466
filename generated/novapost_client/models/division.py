from __future__ import annotations

import datetime as _dt
from typing import Any as _Any

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class Division(_Model):
    """A division: a branch, a parcel locker or a pick-up point."""

    _json_names = {
        "short_name": "shortName",
        "external_id": "externalId",
        "country_code": "countryCode",
        "customer_service_available": "customerServiceAvailable",
        "division_category": "divisionCategory",
        "public_phones": "publicPhones",
        "internal_phones": "internalPhones",
        "responsible_person": "responsiblePerson",
        "owner_division": "ownerDivision",
        "max_weight_place_sender": "maxWeightPlaceSender",
        "max_length_place_sender": "maxLengthPlaceSender",
        "max_width_place_sender": "maxWidthPlaceSender",
        "max_height_place_sender": "maxHeightPlaceSender",
        "max_weight_place_recipient": "maxWeightPlaceRecipient",
        "max_length_place_recipient": "maxLengthPlaceRecipient",
        "max_width_place_recipient": "maxWidthPlaceRecipient",
        "max_height_place_recipient": "maxHeightPlaceRecipient",
        "max_cost_place": "maxCostPlace",
        "max_declared_cost_place": "maxDeclaredCostPlace",
        "work_schedule": "workSchedule",
        "logistics_code": "logisticsCode",
        "created_at": "createdAt",
        "updated_at": "updatedAt",
        "deleted_at": "deletedAt",
        "full_address": "fullAddress",
        "prohibited_sending": "prohibitedSending",
        "prohibited_issuance": "prohibitedIssuance",
    }

    id: int | str | _Unset = UNSET
    """Id of the division; shipments name it as divisionId."""
    name: str | _Unset = UNSET
    """Name in the language asked for, in English if it is not translated."""
    short_name: str | _Unset = UNSET
    """Short name in the language asked for, in English if it is not translated."""
    external_id: str | _Unset = UNSET
    """Internal to the service; not for use."""
    source: str | None | _Unset = UNSET
    """System or partner the division comes from, such as NPUA, NPAX or InPost."""
    country_code: str | _Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    settlement: Settlement | _Unset = UNSET
    """A city, town or village."""
    address: str | _Unset = UNSET
    """The whole address in one line. At most 255 characters."""
    number: str | _Unset = UNSET
    """Number of the division, such as 50/1; shipments name it as divisionNumber. At most 255
    characters."""
    status: str | _Unset = UNSET
    """State of operation: Working, NotWorking, NotWorkingTemporary or InProcessOpening."""
    customer_service_available: bool | _Unset = UNSET
    """Whether customers are served; documented as internal, not for use."""
    division_category: str | _Unset = UNSET
    """Category: Postomat (parcel locker), PostBranch, CargoBranch or PUDO (pick-up point of a
    partner)."""
    public_phones: list[str] | _Unset = UNSET
    """Phone numbers for customers; documented as internal, not for use."""
    internal_phones: list[_Any] | _Unset = UNSET
    """Phone numbers within the service; not for use."""
    responsible_person: str | None | _Unset = UNSET
    """Name of the person responsible; documented as internal, not for use."""
    partner: int | None | _Unset = UNSET
    """Internal to the service; not for use."""
    owner_division: int | None | _Unset = UNSET
    """Internal to the service; not for use."""
    latitude: float | None | _Unset = UNSET
    """Latitude in degrees."""
    longitude: float | None | _Unset = UNSET
    """Longitude in degrees."""
    distance: int | None | _Unset = UNSET
    """Distance from the point asked for; null if none was given."""
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
    """Largest cost of one shipment; the currency is not published. At least 0.01."""
    max_declared_cost_place: float | _Unset = UNSET
    """Largest declared value of one shipment; the currency is not published. At least 0.01."""
    work_schedule: list[WorkScheduleDay] | _Unset = UNSET
    """Opening hours, one entry for each day."""
    settings: list[_Any] | _Unset = UNSET
    """Further settings of the division; their form is not published."""
    logistics_code: str | _Unset = UNSET
    """Code of the logistics district that shipments are routed by; Moldova only."""
    attributes: DivisionAttributes | _Unset = UNSET
    """Further attributes of the division."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the record was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the record was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the record was deleted; null, or a date in the year 1, if it was not."""
    full_address: FullAddress | _Unset = UNSET
    """The address in parts."""
    prohibited_sending: bool | _Unset = UNSET
    """Whether shipments cannot be sent from here. In the published example, not in the schema."""
    prohibited_issuance: bool | _Unset = UNSET
    """Whether shipments cannot be received here. In the published example, not in the schema."""


from ..models.division_attributes import DivisionAttributes
from ..models.full_address import FullAddress
from ..models.settlement import Settlement
from ..models.work_schedule_day import WorkScheduleDay
