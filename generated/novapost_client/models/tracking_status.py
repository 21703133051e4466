from __future__ import annotations

import datetime as _dt

from ..model import UNSET, AsText as _AsText, Model as _Model, Unset as _Unset, model as _model


@_model
class TrackingStatus(_Model):
    """The current status of one shipment."""

    number: str | _Unset = UNSET
    """Number of the shipment."""
    created_date: _dt.datetime | None | _Unset = UNSET
    """When the shipment was created."""
    scheduled_date: _dt.datetime | None | _Unset = UNSET
    """When delivery is planned."""
    scheduled_date_original: _dt.datetime | None | _Unset = UNSET
    """When delivery was planned at first."""
    adjusted_date: _dt.datetime | None | _Unset = UNSET
    """When delivery is planned after it was moved. Null if it was not."""
    closing_date: _dt.datetime | None | _Unset = UNSET
    """When the shipment was closed, after delivery. Null, or a date in the year 1, if it was
    not."""
    status_code: _AsText | _Unset = UNSET
    """Status code:

    - 1: announced, ready to be handed over
    - 2: the shipment was deleted
    - 4: taken over from the sender
    - 5: left the division of the sender
    - 6: in the city of the recipient
    - 7: waits in the division
    - 8: waits in the parcel locker
    - 9: handed over
    - 10: handed over. The money collected is on its way to the sender
    - 11: handed over. The sender has the money collected
    - 13: reached a sorting centre
    - 16: given to a partner for delivery. By a newer reading, left the sorting centre on the
      way
    - 17: reached a warehouse on the way. Not in use
    - 19: left a warehouse on the way. Not in use
    - 30: reached the customs terminal
    - 31: left the customs terminal
    - 99: cannot be put into the parcel locker: too large, or a technical reason
    - 101: with the courier who delivers it
    - 102: the sender ordered it back. It moves on, to the sender
    - 103: the recipient refused it. It moves on, to the sender
    - 104: sent on to another place
    - 105: to be disposed of
    - 106: handed over, and a return shipment of documents was created
    - 111: the courier could not deliver it
    - 112: delivery by the courier was put off to another day
    - 113: the time in the parcel locker is over
    - 114: waits for customs
    - 115: reached the customs terminal
    - 116: the customs broker refused it. That is being settled
    - 117: not found at customs, or lost there
    - 118: customs found what is forbidden: no delivery
    - 119: customs are at work on it
    - 120: customs are done with it
    - 121: sent on to the city of the recipient after customs
    - 122: being prepared for customs
    - 123: information is awaited from the recipient
    - 125: being prepared for customs. By a newer reading, verified
    - 126: being prepared for customs. By a newer reading, its papers are
    - 127: the data of the declaration are being verified. By a newer reading, papers are
      prepared
    - 128: the accompanying papers are being prepared for customs
    - 130: customs forbid the import
    - 197: customs work on the papers. By a newer reading, inspect it
    - 198: customs inspect it
    - 199: has to go through customs
    - 999: not determined

    The portal is said to have more codes by now, the same here and in the history."""
    status: str | _Unset = UNSET
    """The status in words."""
    status_date: _dt.datetime | None | _Unset = UNSET
    """When the status was set."""
    delivery_type: str | _Unset = UNSET
    """Kind of delivery, such as Division."""
    delivery_country: str | _Unset = UNSET
    """Country of destination, ISO 3166-1 alpha-2."""
