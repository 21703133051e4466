"""Create a shipment once, and only once, over a network that loses answers.

The service has no idempotency key, and a second shipment costs money. What helps is
``clientOrder``: a name of your own, at most 50 characters, by which the service finds the
shipment again. Keep it with your order before you begin; then this may be run again after
anything, a crash of your program included.

Run it with ``NOVAPOST_API_KEY`` and ``NOVAPOST_SERVER`` set, against the fake or the sandbox:
``python examples/create_shipment_safely.py ORDER DIVISION_ID``
"""

from __future__ import annotations

import sys

from novapost_auth import NovaPost, NovaPostError
from novapost_client.models import (
    ShipmentParcel,
    ShipmentRecipient,
    ShipmentRequest,
    ShipmentSender,
)


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
    with NovaPost() as novapost:
        try:
            created = novapost.shipments.create_once(shipment)
        except NovaPostError as error:
            done = "nobody knows whether there is one" if error.maybe_sent else "there is none"
            sys.exit(f"{error} ({done})")
    print(created.number, "is new" if created.created else "was there already")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
