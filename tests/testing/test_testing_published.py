"""The fake takes what is published as an example of a request, but the one that is wrong."""

import pytest
from publishers_document import examples, needs_it

REQUESTS = [one for one in examples() if one.part == "body"]
WRONG = {("POST /shipments", "example3"): "services"}  # An object where all others have a list.

pytestmark = needs_it


@pytest.fixture(autouse=True)
def world(fake, http, order):
    """Let there be one of everything, under the ids and numbers that the examples name."""
    world = fake._service.world
    parcels = [{**order["parcels"][0], "rowNumber": number} for number in (1, 2, 3)]
    order = {**order, "parcels": parcels}
    for kind, body in (("shipments", order), ("pickups", {"countryCode": "CZ"})):
        http.post(f"/{kind}", json=body)
        records = getattr(world, kind)
        records["7"] = next(iter(records.values()))
    first = world.shipments["7"]
    for key in (
        *("42cd5e04-986d-11f0-903f-005056bd9e02", "5bd6a533-986d-11f0-903f-005056bd9e02"),
        *("d818d8ca-9a00-11f0-903f-005056bd9e02", "370681"),
    ):
        world.shipments[key] = {**first, "id": key, "number": f"SHPL{key[:10]}", "files": []}
    world.shipments["returned"] = {**first, "id": "r", "number": "SHMD0000000000"}
    fake.add_event("SHMD0000000000", "9", "Received")
    ids = ["d818d8ca-9a00-11f0-903f-005056bd9e02"]
    register = http.post("/registry", json={"description": "a", "shipments": ids}).json()
    http.request("DELETE", f"/registry/{register['id']}/shipments", json={"shipments": ids})
    world.registers["7"] = world.registers[register["id"]]
    subscription = {"type": "numbers", "url": "https://shop.example/hook", "isActive": True}
    subscriber = http.post("/tracking-push/subscribers", json=subscription).json()
    for key in ("7", "f5300824-58a9-496b-ac3b-bee156844fdf"):
        world.subscribers[key] = world.subscribers[subscriber["id"]]
    world.pickups["7"]["lockVersion"] = 2
    world.pickups["28884"] = world.pickups["7"]


@pytest.mark.parametrize("example", REQUESTS, ids=lambda one: f"{one.operation} {one.name}")
def test_a_published_request_is_taken(http, example):
    key = example.value["id"] if example.operation == "PUT /pickups/{id}/status" else 7
    method, path = example.operation.replace("{id}", str(key)).split()
    answer = http.request(method, path, json=example.value)

    if wrong := WRONG.get((example.operation, example.name)):
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [wrong])
    elif example.value.get("divisionId") == "1000001":  # No division of this world.
        assert answer.status_code in {200, 422}
    else:
        assert answer.status_code in {200, 201, 202}, answer.text


@pytest.mark.parametrize("number", ["10", "10.0", 10])
def test_numbers_may_come_as_text(http, order, number):
    order["invoice"]["items"][0]["amount"] = number
    order["parcels"][0]["insuranceCost"] = str(order["parcels"][0]["insuranceCost"])

    assert http.post("/shipments", json=order).status_code == 201


def test_there_are_as_many_examples_as_were_counted():
    assert len(REQUESTS) == 32
    assert {(one.operation, one.name) for one in REQUESTS} >= WRONG.keys()
