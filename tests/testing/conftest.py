from collections.abc import Iterator

import httpx
import pytest

from novapost_auth.testing import FakeClock, FakeNovaPost

START = 1_780_000_000.0


@pytest.fixture
def fake():
    """A fake whose time passes only when a test says so."""
    return FakeNovaPost(clock=FakeClock(START))


@pytest.fixture
def http(fake) -> Iterator[httpx.Client]:
    """An authorised plain client of the fake, in process."""
    base = "https://api.novapost.com/v.1.0"
    with httpx.Client(transport=fake.transport, base_url=base) as client:
        answer = client.get("/clients/authorization", params={"apiKey": fake.api_key})
        client.headers["Authorization"] = answer.json()["jwt"]
        yield client


@pytest.fixture
def order():
    """A shipment as a shop would order it."""
    return {
        "status": "ReadyToShip",
        "clientOrder": "shop-1",
        "payerType": "Sender",
        "invoice": {
            "currencyCode": "EUR",
            "exportReason": "Selling",
            "incoterm": "DAP",
            "items": [{"name": "Книга", "nameEng": "Book", "hsCode": "49019900", "amount": 1}],
        },
        "parcels": [
            {
                "cargoCategory": "parcel",
                "parcelDescription": "books",
                "insuranceCost": 100,
                "rowNumber": 1,
                "width": 200,
                "length": 300,
                "height": 100,
                "actualWeight": 2000,
            }
        ],
        "sender": {
            "phone": "48500100200",
            "name": "Jan Kowalski",
            "countryCode": "PL",
            "email": "jan@shop.example",
            "divisionId": 10000,
        },
        "recipient": {
            "phone": "380671234567",
            "name": "Оксана Шевченко",
            "email": "oksana@example.com",
            "countryCode": "UA",
            "settlementId": 1007,
            "addressParts": {"city": "Львів", "street": "просп. Свободи", "building": "1"},
        },
    }


@pytest.fixture
def shipment(http, order):
    """What the fake answered to that order."""
    answer = http.post("/shipments", json=order)
    assert answer.status_code == 201, answer.text
    return answer.json()
