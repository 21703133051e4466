"""Registers and pickups: their shipments, their rules, their ends."""

import pytest


def errors_of(answer, status=422):
    assert answer.status_code == status, answer.text
    return answer.json()["errors"]


@pytest.fixture
def other(http, order):
    """A second shipment."""
    return http.post("/shipments", json=order).json()


@pytest.fixture
def register(http, shipment):
    body = {"description": "evening", "shipments": [str(shipment["id"])]}
    return http.post("/registry", json=body).json()


@pytest.fixture
def pickup(http):
    body = {"countryCode": "PL", "phone": "48500100200", "note": "ring", "services": ["lift"]}
    return http.post("/pickups", json=body).json()


def numbers_in(record):
    return [one["shipmentNumber"] for one in record["shipments"]]


def test_a_register_holds_what_it_was_given(http, register, shipment):
    found = http.get("/registry", params={"ids[]": register["id"]}).json()

    assert (found["total"], found["items"][0]) == (1, register)
    assert (register["description"], numbers_in(register)) == ("evening", [shipment["number"]])
    assert register["senderSettlementName"] == "Warszawa"
    assert http.get("/shipments").json()["items"][0]["registerNumber"] == register["number"]


def test_shipments_go_in_and_out_of_a_register(http, register, shipment, other):
    path = f"/registry/{register['id']}/shipments"

    fuller = http.post(path, json={"shipments": [str(other["id"])]}).json()
    emptier = http.request("DELETE", path, json={"shipments": [str(shipment["id"]), "1"]}).json()

    assert numbers_in(fuller) == [shipment["number"], other["number"]]
    assert numbers_in(emptier) == [other["number"]]
    assert emptier["versionTracking"] == register["versionTracking"] + 2


def test_a_shipment_is_in_one_register_at_most(http, register, shipment):
    body = {"description": "again", "shipments": [str(shipment["id"])]}
    refused = errors_of(http.post("/registry", json=body))
    http.delete(f"/registry/{register['id']}")

    assert refused == {"shipments.0": "The selected shipments.0 is in a register already."}
    assert http.post("/registry", json=body).status_code == 200


def test_a_register_takes_living_shipments_alone(http, shipment, other):
    http.delete(f"/shipments/{other['id']}")
    body = {"description": "a", "shipments": [str(shipment["id"]), str(other["id"])]}

    assert errors_of(http.post("/registry", json=body)) == {
        "shipments.1": "The selected shipments.1 does not exist."
    }


def test_a_register_takes_what_is_ready_to_be_handed_over(http, fake, shipment):
    fake.add_event(shipment["number"], "4")
    body = {"description": "a", "shipments": [str(shipment["id"])]}

    assert errors_of(http.post("/registry", json=body)) == {
        "shipments.0": "The selected shipments.0 must be ReadyToShip, not Accepted."
    }


def test_a_register_is_renamed_and_dissolved_once(http, register):
    path = f"/registry/{register['id']}"

    renamed = http.put(f"{path}/rename", json={"description": "morning"}).json()
    dissolved = http.delete(path).json()

    assert renamed["description"] == "morning"
    assert dissolved == {"success": True}
    assert errors_of(http.delete(path)) == {"errorMessage": "register_was_deleted"}
    assert http.get("/registry").json()["total"] == 0


@pytest.mark.parametrize(
    ("params", "total"),
    [
        ({"createdAtFrom": "28.05.2026"}, 1),
        ({"createdAtFrom": "29.05.2026"}, 0),
        ({"createdAtTo": "2026-05-28"}, 1),
        ({"createdAtTo": "27.05.2026"}, 0),
        ({"settlementIds[]": "1000"}, 1),
        ({"settlementIds[]": "1001"}, 0),
        ({"numbers[]": "REGL0000000000"}, 0),
    ],
)
@pytest.mark.usefixtures("register")
def test_finds_registers(http, params, total):
    assert http.get("/registry", params=params).json()["total"] == total


def test_a_day_must_be_one(http):
    text = "The createdAtFrom field must be a day, such as 23.09.2025."

    answer = http.get("/registry", params={"createdAtFrom": "yesterday"})

    assert errors_of(answer) == {"createdAtFrom": text}


def test_a_pickup_is_found_as_ordered(http, pickup):
    found = http.get("/pickups", params={"numbers[]": pickup["number"]}).json()["items"][0]

    assert found["phone"] == "48500100200"
    assert (pickup["note"], pickup["status"], pickup["lockVersion"]) == ("ring", "Draft", 1)
    assert pickup["services"] == [{"serviceCode": "lift"}]
    assert "companyTin" not in pickup  # Nobody gave one.


def test_a_change_must_be_based_on_the_present_version(http, pickup):
    path = f"/pickups/{pickup['id']}"

    first = http.put(path, json={"note": "knock", "lockVersion": 1})
    second = http.put(path, json={"note": "shout", "lockVersion": 1})

    assert (first.json()["note"], first.json()["lockVersion"]) == ("knock", 2)
    assert errors_of(second) == {"errorMessage": "pickup_lock_version_mismatch"}


def test_a_status_is_entered(http, pickup):
    body = {"id": pickup["id"], "status": "Created", "lockVersion": 1, "note": "second try"}

    assert http.put(f"/pickups/{pickup['id']}/status", json=body).json() == {"success": True}
    statuses = http.get("/pickups").json()["items"][0]["statuses"]
    assert [one["note"] for one in statuses] == [None, "second try"]


def test_what_has_been_ordered_is_a_draft_no_more(http, pickup, shipment):
    path = f"/pickups/{pickup['id']}"
    body = {"id": str(pickup["id"]), "status": "Created", "lockVersion": 1}
    http.put(f"{path}/status", json=body)

    taken = {"shipments": [{"shipmentId": shipment["id"]}]}
    answers = [
        http.post(f"{path}/shipments", json=taken),
        http.put(f"{path}/status", json={**body, "lockVersion": 2}),
    ]

    assert [errors_of(one) for one in answers] == [{"errorMessage": "pickup_is_not_a_draft"}] * 2


def test_a_status_is_entered_for_the_pickup_of_the_path(http, pickup):
    body = {"id": 7, "status": "Created", "lockVersion": 1}

    told = errors_of(http.put(f"/pickups/{pickup['id']}/status", json=body))

    assert told == {"id": "The id field must be the same as in the path."}


def test_shipments_go_in_and_out_of_a_pickup(http, pickup, shipment, other):
    path = f"/pickups/{pickup['id']}/shipments"
    both = [{"shipmentId": one["id"]} for one in (shipment, other, shipment)]

    taken = http.post(path, json={"shipments": both}).json()["shipments"]
    left = http.request("DELETE", path, json={"shipments": both[:1]}).json()["shipments"]
    rest = http.post(path, json={"shipments": []}).json()["shipments"]

    assert [one["shipmentId"] for one in taken] == [shipment["id"], other["id"]]
    assert [set(one) for one in left] == [{"deletedAt"}]
    assert [one["shipmentId"] for one in rest] == [other["id"]]


def test_a_pickup_takes_known_shipments_alone(http, pickup):
    body = {"shipments": [{"shipmentId": 1}]}

    assert errors_of(http.post(f"/pickups/{pickup['id']}/shipments", json=body)) == {
        "shipments.0.shipmentId": "The selected shipments.0.shipmentId does not exist."
    }


def test_a_courier_is_called_off_once(http, pickup):
    path = f"/pickups/{pickup['id']}"

    assert http.delete(path).json()["deletedAt"] == pickup["createdAt"]
    assert errors_of(http.delete(path)) == {"errorMessage": "pickup_was_deleted"}
    assert errors_of(http.delete("/pickups/1"), 404) == {"errorMessage": "pickup_not_found"}


def test_couriers_come_on_working_days(http):
    body = {"type": "PickupNextDay", "countryCode": "PL"}

    schedule = http.post("/time-intervals/find", json=body).json()

    assert len(schedule["monday"]["timeIntervals"]) == 4
    assert schedule["sunday"]["timeIntervals"] == []
