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
            "totalCostEur": 20,
            "items": [
                {
                    "name": "Книга",
                    "nameEng": "Book",
                    "hsCode": "49019900",
                    "measurementCode": "pcs",
                    "amount": 1,
                    "costEur": 20,
                }
            ],
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


@pytest.fixture
def requests(fake, http, order, shipment):
    """A good request for each operation, in a house where there is one of everything."""
    number, key = shipment["number"], str(shipment["id"])
    http.post(f"/shipments/uploads/{key}", json={"file": "JVBERi0xLjQ="})
    file = http.get(f"/shipments/{number}/attachments").json()[0]["storageInfo"]["id"]
    subscription = {"type": "numbers", "url": "https://shop.example/hook", "isActive": True}
    subscriber = http.post("/tracking-push/subscribers", json=subscription).json()["id"]
    register = http.post("/registry", json={"description": "a", "shipments": [key]}).json()["id"]
    courier = {"countryCode": "PL", "phone": "48500100200", "fullName": "Jan Kowalski"}
    pickup = http.post("/pickups", json=courier).json()["id"]
    free, received = (http.post("/shipments", json=order).json() for _ in range(2))
    fake.add_event(received["number"], "9", "Received")
    taken = {"shipments": [{"shipmentId": shipment["id"]}]}
    status = {"status": "Created", "lockVersion": 1}
    return {
        "POST /test-api-keys": ("", {"json": {"phone": "48500100200"}}),
        "GET /clients/authorization": ("", {"params": {"apiKey": fake.api_key}}),
        "GET /divisions": ("", {"params": {"countryCodes[]": ["PL", "UA"]}}),
        "GET /dictionary/measurements": ("", {}),
        "GET /dictionary/currencies": ("", {}),
        "GET /dictionary/classifier": ("", {"params": {"country-code": "PL", "keyword": "book"}}),
        "GET /dictionary/customs-fees/{code}": ("PL", {}),
        "POST /exchange-rates/conversion": ("", {"json": {"amount": 1, "currencyCode": "EUR"}}),
        "POST /shipments": ("", {"json": order}),
        "GET /shipments": ("", {}),
        "POST /shipments/light-return": ("", {"json": {"number": received["number"]}}),
        "GET /shipments/international/status": (
            "",
            {"params": {"refs[]": ["a", "b"], "state": "Closed"}},
        ),
        "POST /shipments/calculations": ("", {"json": order}),
        "PUT /shipments/{id}": (key, {"json": {"note": "fragile"}}),
        "DELETE /shipments/{id}": (key, {}),
        "POST /shipments/uploads/{id}": (key, {"json": {"file": "JVBERi0xLjQ="}}),
        "GET /shipments/print": ("", {"params": {"numbers[]": number, "type": "marking"}}),
        "GET /shipments/tracking/history": ("", {"params": {"numbers[]": number}}),
        "GET /shipments/tracking": ("", {"params": {"ids[]": key}}),
        "GET /shipments/{shipmentNumber}/attachments": (number, {}),
        "GET /shipments/{shipmentNumber}/attachments/{fileId}": (f"{number} {file}", {}),
        "POST /registry": ("", {"json": {"description": "b", "shipments": [str(free["id"])]}}),
        "GET /registry": ("", {}),
        "POST /registry/{id}/shipments": (register, {"json": {"shipments": [str(free["id"])]}}),
        "DELETE /registry/{id}/shipments": (register, {"json": {"shipments": [key]}}),
        "PUT /registry/{id}/rename": (register, {"json": {"description": "c"}}),
        "DELETE /registry/{id}": (register, {}),
        "POST /pickups": ("", {"json": courier}),
        "GET /pickups": ("", {}),
        "PUT /pickups/{id}": (pickup, {"json": {"note": "ring", "lockVersion": 1}}),
        "DELETE /pickups/{id}": (pickup, {}),
        "POST /pickups/{id}/shipments": (pickup, {"json": taken}),
        "DELETE /pickups/{id}/shipments": (pickup, {"json": taken}),
        "PUT /pickups/{id}/status": (pickup, {"json": {"id": pickup, **status}}),
        "POST /time-intervals/find": (
            "",
            {"json": {"type": "PickupNextDay", "countryCode": "PL"}},
        ),
        "POST /tracking-push/subscribers": ("", {"json": subscription}),
        "GET /tracking-push/subscribers": ("", {}),
        "PUT /tracking-push/subscribers/{id}": (subscriber, {"json": subscription}),
        "DELETE /tracking-push/subscribers/{id}": (subscriber, {}),
        "POST /tracking-push/subscribers/{id}/numbers": (
            subscriber,
            {"json": {"numbers": [number]}},
        ),
        "DELETE /tracking-push/subscribers/{id}/numbers": (
            subscriber,
            {"json": {"numbers": [number]}},
        ),
        "POST /tracking-push/subscribers/test-webhook": ("", {"json": {"numbers": [number]}}),
        "GET /settlements": ("", {"params": {"textSearch": "lodz"}}),
        "GET /dictionary/settlements/prohibited-issuance": ("", {}),
        "PATCH /fulfillment/{countrycode}/goods/{objectId}": ("pl 7", {"json": {"price": 2.5}}),
    }
