"""Every operation of the prepared document is answered with what the document says."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft4Validator

from novapost_auth.testing._document import prepared
from novapost_auth.testing._samples import Shaper
from novapost_auth.testing._validate import check
from novapost_auth.testing._world import HANDLERS

DOCUMENT = json.loads(files("novapost_client").joinpath("openapi.json").read_text("utf-8"))
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if method in ("get", "post", "put", "delete", "patch")
}


def success(operation):
    return next(
        (int(code), response.get("content", {}))
        for code, response in operation["responses"].items()
        if code.startswith("2")
    )


def json_schema(node):
    """Say ``nullable`` in the words of JSON Schema; draft 4 has the rest as OpenAPI 3.0 does."""
    if isinstance(node, list):
        return [json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {key: json_schema(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [{"type": "null"}, plain]} if node.get("nullable") is True else plain


COMPONENTS = json_schema(DOCUMENT["components"])


def assert_fits(schema, value):
    # The references in a schema are looked up from its own root.
    validator = Draft4Validator({**json_schema(schema), "components": COMPONENTS})
    assert [f"{one.json_path}: {one.message}" for one in validator.iter_errors(value)] == []


JSON_SCHEMAS = {
    **{
        f"answer of {name}": success(operation)[1]["application/json"]["schema"]
        for name, operation in OPERATIONS.items()
        if "application/json" in success(operation)[1]
    },
    **{
        f"body of {name}": operation["requestBody"]["content"]["application/json"]["schema"]
        for name, operation in OPERATIONS.items()
        if "requestBody" in operation
    },
}


@pytest.mark.parametrize("name", JSON_SCHEMAS)
def test_samples_fit_their_schema(name):
    sample = Shaper(prepared(), "2026-01-31T12:00:00.000000Z").shape(JSON_SCHEMAS[name])

    assert_fits(JSON_SCHEMAS[name], sample)
    assert list(check(prepared(), JSON_SCHEMAS[name], sample)) == []


def test_every_operation_has_a_handler_and_no_handler_is_without_an_operation():
    assert set(HANDLERS) == set(OPERATIONS)


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
    free = http.post("/shipments", json=order).json()
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
        "POST /shipments/light-return": ("", {"json": {"number": number}}),
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


def test_every_operation_is_asked_below(requests):
    assert set(requests) == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_answers_fit_the_document(name, http, requests):
    values, sent = requests[name]
    method, path = name.split()
    for value in str(values).split():
        start, _, end = path.partition("{")
        path = f"{start}{value}{end.partition('}')[2]}"

    answer = http.request(method, path, **sent)

    status, content = success(OPERATIONS[name])
    assert (answer.status_code, answer.is_error and answer.text) == (status, False)
    if "application/json" in content:
        assert_fits(content["application/json"]["schema"], answer.json())
    elif content:
        assert answer.headers["Content-Type"] in {*content, "application/pdf"}
    else:
        assert answer.content == b""
