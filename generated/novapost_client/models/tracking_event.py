from __future__ import annotations

import datetime as _dt

from ..model import UNSET, AsText as _AsText, Model as _Model, Unset as _Unset, model as _model


@_model
class TrackingEvent(_Model):
    """One event on the way of a shipment."""

    _json_names = {
        "code_name": "code_name", "country_code": "country_code",
    }  # fmt: skip

    code: _AsText | _Unset = UNSET
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
    - 101: with the courier who delivers it
    - 102: the sender ordered it back. It moves on, to the sender
    - 103: the recipient refused it. It moves on, to the sender
    - 104: sent on to another place
    - 105: to be disposed of
    - 106: handed over, and a return shipment of documents was created
    - 111: the courier could not deliver it
    - 112: delivery by the courier was put off to another day
    - 999: not determined

    The portal is said to list the codes of tracking in detail here as well by now."""
    code_name: str | _Unset = UNSET
    """Name of the status. In detail if extended history was asked for."""
    country_code: str | _Unset = UNSET
    """Country of the event, ISO 3166-1 alpha-2."""
    settlement: str | _Unset = UNSET
    """Settlement of the event."""
    date: _dt.datetime | None | _Unset = UNSET
    """When it happened."""
