"""What a shop sends."""

from __future__ import annotations

from novapost_client.models import (
    AddressParts,
    Invoice,
    PayerType,
    ShipmentParcel,
    ShipmentRecipient,
    ShipmentRequest,
    ShipmentSender,
)


def shipment() -> ShipmentRequest:
    """Return the body of a new shipment of two parcels, about 1 kB of JSON."""
    return ShipmentRequest(
        payer_type=PayerType.SENDER,
        client_order="shop-100042",
        note="Зателефонуйте перед доставкою",
        parcels=[
            ShipmentParcel(
                cargo_category="parcel",
                parcel_description="Книги",
                insurance_cost=25.0,
                row_number=number,
                width=200,
                length=300,
                height=100,
                actual_weight=1500,
            )
            for number in (1, 2)
        ],
        sender=ShipmentSender(
            name="Jan Kowalski",
            phone="48500100200",
            country_code="PL",
            division_id=10_001,
            email="jan@example.com",
        ),
        recipient=ShipmentRecipient(
            name="Олена Шевченко",
            phone="380501112233",
            country_code="UA",
            address_parts=AddressParts(
                city="Львів",
                region="Львівська",
                street="просп. Свободи",
                post_code="79000",
                building="1",
                flat="10",
            ),
        ),
        invoice=Invoice(incoterm="DAP", currency_code="EUR", total_cost=50.0),
    )
