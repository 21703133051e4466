"""The main job from end to end: a token, typed calls, a label, a mapped error.

Without a key it runs against a fake service on loopback. With ``NOVAPOST_API_KEY`` set it runs
against the real sandbox (or ``NOVAPOST_SERVER``), and leaves out the steps that create something.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from novapost_auth import NovaPost, NovaPostError, Server, ValidationError, delivery_costs
from novapost_auth.testing import FakeNovaPost
from novapost_client.models import (
    CalculationParcel,
    CalculationRecipient,
    CalculationRequest,
    CalculationSender,
    CreatedShipment,
    Division,
    ShipmentParcel,
    ShipmentRecipient,
    ShipmentRequest,
    ShipmentSender,
)

LABEL = Path("build/label.pdf")
BERLIN = 10100
"""A division there, in the fake; `divisions.find` tells those of the service."""


def main() -> None:
    """Run the steps, each with a line that says what came of it."""
    with service() as (novapost, creates):
        token = novapost.token()
        minutes = (token.expires_at - datetime.now(UTC)).total_seconds() / 60
        step("Token", f"{token.value!r}, good for {minutes:.0f} minutes")
        division = find_divisions(novapost)
        calculate(novapost, division)
        if creates:
            shipment = create(novapost, division)
            print_label(novapost, shipment)
            track(novapost, shipment)
        show_an_error(novapost)


@contextmanager
def service() -> Iterator[tuple[NovaPost, bool]]:
    """Give a client, and whether it may create things where it is."""
    if os.environ.get("NOVAPOST_API_KEY"):
        named = os.environ.get("NOVAPOST_SERVER")
        server = named or Server.SANDBOX.url
        where = "as NOVAPOST_SERVER says" if named else "the real sandbox"
        step("Service", f"{server}, {where}; nothing is created")
        with NovaPost(server=server) as novapost:
            yield novapost, False
    else:
        fake = FakeNovaPost()
        with fake.serve() as served, NovaPost(fake.api_key, server=served.url) as novapost:
            step("Service", f"a fake on loopback, {served.url}")
            yield novapost, True


def find_divisions(novapost: NovaPost) -> Division:
    """Find divisions in Poland and return one of them."""
    page = novapost.divisions.find(country_codes=["PL"], limit=3)
    step("Divisions", f"{page.total} in Poland, among them")
    for division in page.items:
        print(f"{'':12}{division.name}, {division.address}")
    return page.items[0]


def calculate(novapost: NovaPost, division: Division) -> None:
    """Ask what a parcel from that division to Berlin would cost."""
    calculation = novapost.shipments.calculate(
        CalculationRequest(
            payer_type="Sender",
            parcels=[
                CalculationParcel(
                    row_number=1,
                    cargo_category="parcel",
                    insurance_cost=100,
                    width=200,
                    length=300,
                    height=100,
                    actual_weight=1500,
                )
            ],
            sender=CalculationSender(country_code="PL", division_id=division.id or None),
            recipient=CalculationRecipient(country_code="DE", division_id=BERLIN),
        )
    )
    for one in delivery_costs(calculation):
        step("Price", f"{one.kind or 'delivery'}: {one.cost} {one.currency}".rstrip())


def create(novapost: NovaPost, division: Division) -> CreatedShipment:
    """Create a shipment."""
    shipment = novapost.shipments.create(
        ShipmentRequest(
            payer_type="Sender",
            client_order="demo-1",
            parcels=[
                ShipmentParcel(
                    row_number=1,
                    cargo_category="parcel",
                    parcel_description="Books",
                    insurance_cost=100,
                    width=200,
                    length=300,
                    height=100,
                    actual_weight=1500,
                )
            ],
            sender=ShipmentSender(
                name="Jan Kowalski",
                phone="48500100200",
                country_code="PL",
                division_id=division.id or None,
            ),
            recipient=ShipmentRecipient(
                name="Lena Schmidt",
                phone="4915112345678",
                country_code="DE",
                division_id=BERLIN,
            ),
        )
    )
    step("Shipment", f"{shipment.number} (id {shipment.id}), {shipment.status}")
    return shipment


def print_label(novapost: NovaPost, shipment: CreatedShipment) -> None:
    """Fetch the label, check that it is one, and write it to a file."""
    label = novapost.shipments.print_documents(
        numbers=[shipment.number], type_="marking", print_size_type="size_100_100"
    )
    if not label.startswith(b"%PDF-") or not label.rstrip().endswith(b"%%EOF"):
        sys.exit("the label is not a PDF")
    LABEL.parent.mkdir(exist_ok=True)
    LABEL.write_bytes(label)
    step("Label", f"{LABEL}, {len(label):,} bytes of PDF")


def track(novapost: NovaPost, shipment: CreatedShipment) -> None:
    """Follow the shipment."""
    for tracked in novapost.shipments.track(numbers=[shipment.number]).items or ():
        for event in tracked.history_tracking or ():
            step("Tracking", f"{tracked.number}: {event.code_name}, {event.date}")


def show_an_error(novapost: NovaPost) -> None:
    """Ask what a parcel without width would cost."""
    try:
        novapost.shipments.calculate({"payerType": "Sender", "parcels": [{"width": 0}]})
    except ValidationError as error:
        step("A refusal", f"as is meant: {type(error).__name__}, {error}")
        for field, messages in list(error.errors.items())[:3]:
            print(f"{'':12}{field}: {' '.join(messages)}")


def step(name: str, text: str) -> None:
    """Print one line of the demonstration."""
    print(f"{name:12}{text}")


if __name__ == "__main__":
    try:
        main()
    except NovaPostError as error:
        sys.exit(f"demo: {error}")
