"""How a small shop ships what it sold.

One function, `ship`. It may be called again for the same order after anything, a crash included:
`create_once` looks whether the shipment is there. So an order is shipped once, and what the shop
does about trouble is to call it again later.
"""

from __future__ import annotations

from dataclasses import dataclass

from novapost_auth import NovaPost, NovaPostError, ValidationError
from novapost_client.models import (
    ShipmentParcel,
    ShipmentRecipient,
    ShipmentRequest,
    ShipmentSender,
)

SHOP = ShipmentSender(
    name="Jan Kowalski", phone="48500100200", country_code="PL", division_number="0/1"
)


@dataclass(frozen=True)
class Order:
    """What a customer bought, and where it goes."""

    id: str
    name: str
    phone: str
    country: str
    division: str
    grams: int
    euros: int


class CannotShipError(Exception):
    """The order must be changed first; the text says what is wrong with it."""


class TryLaterError(Exception):
    """Nova Post cannot be asked now, or has not said what it did."""


def ship(order: Order, novapost: NovaPost) -> str:
    """Return the number of the order's shipment, creating it if there is none.

    Raises:
        CannotShipError: Nova Post does not take it as it is.
        TryLaterError: Call again later.

    """
    request = _request(order)
    try:
        return novapost.shipments.create_once(request).number
    except ValidationError as error:
        places = error.locate(request)
        wrong = ", ".join(str(place) for place in places) or ", ".join(error.codes)
        raise CannotShipError(wrong or error.message) from error
    except NovaPostError as error:
        raise TryLaterError(str(error)) from error


def _request(order: Order) -> ShipmentRequest:
    return ShipmentRequest(
        client_order=order.id,
        payer_type="Sender",
        sender=SHOP,
        recipient=ShipmentRecipient(
            name=order.name,
            phone=order.phone,
            country_code=order.country,
            division_number=order.division,
        ),
        parcels=[
            ShipmentParcel(
                row_number=1,
                cargo_category="parcel",
                parcel_description="Books",
                insurance_cost=order.euros,
                width=200,
                length=300,
                height=100,
                actual_weight=order.grams,
            )
        ],
    )
