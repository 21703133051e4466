from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class TrackingDetails(_Model):
    """Status, events, parcels and relations of shipments."""

    _json_names = {
        "alternative_numbers_gw": "alternativeNumbersGW",
    }  # fmt: skip

    current_status: TrackingStatus | list[TrackingStatus] | _Unset = UNSET
    """The current status of each shipment."""
    details_tracking: list[TrackingDetailsEvent] | _Unset = UNSET
    """All events, planned ones and those of related shipments included."""
    history_online_tracking: list[TrackingDetailsEvent] | _Unset = UNSET
    """The events so far, without repetitions."""
    parcels: list[TrackedParcel] | _Unset = UNSET
    """The parcels of the shipments."""
    alternative_numbers: list[str] | _Unset = UNSET
    """Numbers of related shipments."""
    alternative_numbers_gw: list[AlternativeNumber] | _Unset = UNSET
    """Related shipments with their owners."""
    undelivery_reasons: list[UndeliveryReason] | _Unset = UNSET
    """Why delivery did not succeed, if that was asked for."""
    created_on_the_basis: list[DerivedShipment] | _Unset = UNSET
    """Shipments created from this one, if they were asked for."""
    items: list[ShipmentTracking] | _Unset = UNSET
    """The shipments, one entry each, as the published example answers; the fields beside it are
    the older form, in which one object tells of all of them."""


from . import (
    AlternativeNumber,
    DerivedShipment,
    ShipmentTracking,
    TrackedParcel,
    TrackingDetailsEvent,
    TrackingStatus,
    UndeliveryReason,
)
