"""Create a shipment once, and only once, over a network that loses answers.

The service has no idempotency key, and a second shipment costs money. So the client never sends
a creation twice by itself; its error says ``maybe_sent`` where nobody knows whether there is a
shipment now. What helps is ``clientOrder``: a name of your own, at most 50 characters, by which
the service finds the shipment again. Keep it with your order before you begin; then this may be
run again after anything, a crash of your program included.

Run it with ``NOVAPOST_API_KEY`` set, against the sandbox:
``python examples/create_shipment_safely.py ORDER DIVISION_ID``
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

from novapost_auth import NovaPost, NovaPostError, Server
from novapost_client.models import (
    ShipmentParcel,
    ShipmentRecipient,
    ShipmentRequest,
    ShipmentSender,
)


def create_once(
    novapost: NovaPost,
    shipment: ShipmentRequest,
    *,
    pauses: Sequence[float] = (2.0, 10.0, 30.0),
    sleep: Callable[[float], object] = time.sleep,
) -> str:
    """Return the number of the shipment with this ``client_order``, creating it if need be.

    Args:
        novapost: The client.
        shipment: What to create; its ``client_order`` is yours alone.
        pauses: Seconds to wait where the outcome is unknown, before looking for the shipment:
            the service may still be at work.
        sleep: What waits.

    Raises:
        NovaPostError: The service refused it, or nobody knows whether it was created.

    """
    order = shipment.client_order
    if not isinstance(order, str) or not 0 < len(order) <= 50:
        raise ValueError("the shipment needs a client_order of 1 to 50 characters")
    lost: NovaPostError | None = None
    for pause in (*pauses, None):
        if number := find_by_order(novapost, order):
            return number
        if pause is None:
            break
        try:
            return novapost.shipments.create(shipment).number
        except NovaPostError as error:
            if not error.maybe_sent:
                raise
            lost = error
        sleep(pause)
    raise lost or RuntimeError("there must be at least one pause")


def find_by_order(novapost: NovaPost, order: str) -> str | None:
    """Return the number of the shipment with this ``clientOrder``.

    The parameter is not in the published documentation, so it goes by way of ``request``.
    """
    answer = novapost.request("GET", "/shipments", params={"clientOrder": order, "limit": 2})
    found = answer.json()["items"]
    if any(one.get("clientOrder", order) != order for one in found):
        raise RuntimeError("the service does not search by clientOrder: look by hand")
    return str(found[0]["number"]) if found else None


def main(order: str, division: str) -> None:
    """Send a book from one division to itself."""
    shipment = ShipmentRequest(
        client_order=order,
        payer_type="Sender",
        parcels=[
            ShipmentParcel(
                row_number=1,
                cargo_category="parcel",
                parcel_description="Book",
                insurance_cost=10,
                width=200,
                length=300,
                height=50,
                actual_weight=500,
            )
        ],
        sender=ShipmentSender(
            name="Jan Kowalski", phone="48500100200", country_code="PL", division_id=int(division)
        ),
        recipient=ShipmentRecipient(
            name="Anna Nowak", phone="48600200300", country_code="PL", division_id=int(division)
        ),
    )
    with NovaPost(server=Server.SANDBOX) as novapost:
        print(create_once(novapost, shipment))


if __name__ == "__main__":
    main(*sys.argv[1:])
