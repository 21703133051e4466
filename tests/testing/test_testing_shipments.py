"""Shipments: kept, priced, found, printed, tracked, deleted once."""

import base64
import re

import pytest

from novapost_auth import ConfigurationError, NovaPost
from novapost_auth.testing import FakeClock, FakeNovaPost

HOUR = 3600


def refusal(answer):
    return answer.status_code, answer.json()["errors"]["errorMessage"]


def the_one(http, **params):
    items = http.get("/shipments", params=params).json()["items"]
    assert len(items) == 1
    return items[0]


def track(http, number, **headers):
    params = {"numbers[]": number}
    items = http.get("/shipments/tracking/history", params=params, headers=headers).json()["items"]
    return [event["code_name"] for event in items[0]["history_tracking"]] if items else None


def advance(fake, http, hours):
    fake.clock.advance(hours * HOUR)
    answer = http.get("/clients/authorization", params={"apiKey": fake.api_key})
    http.headers["Authorization"] = answer.json()["jwt"]


def test_a_shipment_gets_an_id_a_number_and_a_price(shipment):
    assert shipment["id"] > 0
    assert re.fullmatch(r"SHPL\d{10}", shipment["number"])
    assert (shipment["status"], shipment["parcelsAmount"]) == ("ReadyToShip", 1)
    assert shipment["createdAt"] == "2026-05-28T20:26:40.000000Z"
    assert shipment["deletedAt"] is None
    assert shipment["cost"] > 0


def test_what_was_ordered_is_found_again(http, shipment):
    found = the_one(http)

    assert (str(found["id"]), found["number"]) == (str(shipment["id"]), shipment["number"])
    assert found["recipient"]["name"] == "Оксана Шевченко"
    assert found["recipient"]["addressParts"]["street"] == "просп. Свободи"
    assert found["sender"]["divisionId"] == 10000
    assert found["sender"]["address"] == "ul. Marszałkowska 1, 00-624 Warszawa"
    assert found["parcels"][0]["parcel_description"] == "books"
    assert found["parcels"][0]["volumetric_weight"] == 1200
    assert (found["totalWeight"], found["totalInsuranceCost"]) == (2000, 100)
    assert found["sender"]["companyName"] is None  # Nobody gave one.


def test_the_price_is_the_one_that_was_calculated(http, order, shipment):
    answer = http.post("/shipments/calculations", json=order).json()

    standard, *others = answer["services"]
    assert standard["cost"] == sum(row["cost"] for row in standard["items"]) == shipment["cost"]
    assert [standard["deliveryTypeName"], *(one["deliveryTypeName"] for one in others)] == [
        *("standard", "economy", "express"),
    ]


def test_the_price_may_come_in_its_older_form(fake, http, order, shipment):
    fake.older_forms = True

    rows = http.post("/shipments/calculations", json=order).json()["services"]

    assert [row["serviceCode"] for row in rows] == ["delivery", "insurance"]
    assert sum(row["cost"] for row in rows) == pytest.approx(shipment["cost"])
    assert not any("deliveryType" in row or "items" in row for row in rows)


def test_the_heavier_the_dearer(http, order):
    def price():
        services = http.post("/shipments/calculations", json=order).json()["services"]
        return services[0]["cost"]

    light = price()
    order["parcels"][0]["actualWeight"] = 20_000

    assert price() > light


@pytest.mark.parametrize("parameter", ["numbers[]", "ids[]", "clientOrder"])
def test_finds_by(http, order, shipment, parameter):
    http.post("/shipments", json={**order, "clientOrder": "shop-2"})
    wanted = {"numbers[]": shipment["number"], "ids[]": shipment["id"], "clientOrder": "shop-1"}

    assert the_one(http, **{parameter: wanted[parameter]})["number"] == shipment["number"]


def test_finds_several_and_none(http, order, shipment):
    other = http.post("/shipments", json=order).json()
    both = [shipment["number"], other["number"]]

    assert http.get("/shipments", params={"numbers[]": both}).json()["total"] == 2
    assert http.get("/shipments", params={"numbers[]": "SHPL0000000000"}).json()["total"] == 0


def test_an_update_changes_what_it_names(http, fake, shipment):
    fake.clock.advance(60)

    changed = http.put(f"/shipments/{shipment['id']}", json={"note": "fragile"})

    assert changed.status_code == 202
    assert changed.json()["updatedAt"] > shipment["updatedAt"]
    assert changed.json()["cost"] == shipment["cost"]
    assert the_one(http)["note"] == "fragile"


def test_an_update_ignores_what_it_says_it_does_not_know(fake, http, order, shipment):
    recipient = {**order["recipient"], "divisionId": 10062, "addressParts": {"city": "Київ"}}
    http.put(
        f"/shipments/{shipment['id']}", json={"recipient": {**recipient, "settlementId": 1006}}
    )

    assert fake.calls[-1].unknown == ("recipient.divisionId",)
    assert the_one(http)["recipient"].get("divisionId") is None


def test_an_update_without_a_country_says_what_is_missing(http, shipment):
    body = {"recipient": {"divisionNumber": "nope"}}
    answer = http.put(f"/shipments/{shipment['id']}", json=body)

    told = {"recipient.countryCode": "The recipient.countryCode field is required."}
    assert (answer.status_code, answer.json()["errors"]) == (422, told)


@pytest.fixture
def three(http, order):
    """A shipment of three parcels; changes it, and tells what came of it."""
    parcels = [{**order["parcels"][0], "rowNumber": row, "width": row * 10} for row in (1, 2, 3)]
    made = http.post("/shipments", json={**order, "parcels": parcels}).json()

    def change(untied):
        body = [{"rowNumber": row, "untied": value} for row, value in untied.items()]
        answer = http.put(f"/shipments/{made['id']}", json={"parcels": body})
        return next(iter(answer.json().get("errors", {}).items()), None)

    change.number = made["number"]
    return change


def test_an_untied_parcel_is_cancelled_and_the_others_stay_as_they_were(http, three):
    assert three({1: False, 2: True, 3: False}) is None

    assert [one["width"] for one in the_one(http)["parcels"]] == [10, 30]


@pytest.mark.parametrize(
    ("untied", "field", "told"),
    [
        ({1: False, 2: True}, "errorMessage", "Required parcel 3 is missing."),
        (
            {1: False, 2: False, 3: False, 7: True},
            "errorMessage",
            "Impossible to delete a non-existent parcel",
        ),
        (
            {1: True, 2: False, 3: False},
            "parcels.0.untied",
            "The parcels.0.untied field is of the first parcel, which cannot be cancelled.",
        ),
    ],
)
def test_what_cannot_be_untied(http, three, untied, field, told):
    assert three(untied) == (field, told)
    assert len(the_one(http)["parcels"]) == 3


def test_a_parcel_is_untied_before_the_shipment_is_accepted(fake, three):
    fake.add_event(three.number, "4")

    why = "is of a shipment that is Accepted, which cannot be cancelled."
    assert three({1: False, 2: True, 3: False}) == (
        "parcels.1.untied",
        f"The parcels.1.untied field {why}",
    )


@pytest.mark.parametrize(
    ("named", "field"),
    [({"divisionId": 99}, "divisionId"), ({"senderPhone": "+48 600"}, "senderPhone")],
)
def test_a_light_return_names_a_division_and_a_phone_that_can_be(
    http, fake, shipment, named, field
):
    fake.add_event(shipment["number"], "9")
    answer = http.post("/shipments/light-return", json={"number": shipment["number"], **named})

    assert (answer.status_code, [*answer.json()["errors"]]) == (422, [field])


def test_a_light_return_goes_from_where_and_whom_it_names(http, fake, shipment):
    fake.add_event(shipment["number"], "9")
    named = {"divisionId": "10060", "senderPhone": "380501112233"}
    body = {"number": shipment["number"], **named}
    returned = http.post("/shipments/light-return", json=body).json()

    found = http.get("/shipments", params={"numbers[]": returned["number"]}).json()["items"][0]
    assert (found["sender"]["phone"], found["sender"]["divisionId"]) == ("380501112233", 10060)
    assert found["recipient"]["divisionId"] == 10000


@pytest.mark.parametrize("by", ["id", "number"])
def test_deletes_once(http, shipment, by):
    path = f"/shipments/{shipment[by]}"

    assert http.delete(path).json()["deletedAt"] == shipment["createdAt"]
    assert refusal(http.delete(path)) == (422, "shipment_was_deleted")
    assert http.get("/shipments").json()["total"] == 0
    assert track(http, shipment["number"]) is None


def test_what_a_test_lets_happen_takes_the_place_of_the_timetable(fake, http, shipment):
    number = shipment["number"]
    advance(fake, http, 2)
    fake.add_event(number, "103", "Refused")
    advance(fake, http, 100)
    assert track(http, number) == ["Created", "Accepted", "Refused"]
    fake.add_event(number, 105)
    assert track(http, number) == ["Created", "Accepted", "Refused", "Status 105"]
    answer = http.get("/shipments/tracking", params={"numbers[]": number}).json()
    status = answer["items"][0]["currentStatus"]
    assert (status["statusCode"], status["status"]) == (105, "Status 105")
    assert the_one(http)["onlineTracking"]["tracking_status_code"] == 105


@pytest.mark.parametrize("code", ["", "x", "-1", -1, True, 1.0, None])
def test_an_event_has_a_code_and_a_shipment(fake, shipment, code):
    with pytest.raises(ConfigurationError, match=r"^code must be a status code, such as 103"):
        fake.add_event(shipment["number"], code)
    with pytest.raises(ConfigurationError, match=r"^the fake has no shipment 'SHPL0'$"):
        fake.add_event("SHPL0", "103")


def test_a_deleted_shipment_is_changed_no_more(http, shipment):
    http.delete(f"/shipments/{shipment['id']}")

    answer = http.put(f"/shipments/{shipment['id']}", json={"note": "late"})

    assert refusal(answer) == (422, "shipment_was_deleted")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/shipments/1", {"note": "a"}),
        ("DELETE", "/shipments/00000000-0000-4000-8000-000000000000", None),
        ("POST", "/shipments/uploads/1", {"file": "AAAA"}),
        ("POST", "/shipments/light-return", {"number": "SHPL0000000000"}),
        ("GET", "/shipments/print?numbers[]=SHPL0000000000&type=marking", None),
    ],
)
def test_what_is_not_there_is_not_found(http, method, path, body):
    assert refusal(http.request(method, path, json=body)) == (404, "shipment_not_found")


@pytest.mark.parametrize("division", [1, 10060])
def test_a_division_must_exist_in_its_country(http, order, division):
    order["sender"]["divisionId"] = division

    answer = http.post("/shipments", json=order)

    text = "The selected sender.divisionId does not exist in this country."
    assert (answer.status_code, answer.json()["errors"]) == (422, {"sender.divisionId": text})


def test_a_phone_must_be_one(http, order):
    order["recipient"]["phone"] = "call me"

    answer = http.post("/shipments", json=order)

    text = "must be a phone number of 8 to 15 digits with its country's code, without a plus."
    errors = {"recipient.phone": f"The recipient.phone field {text}"}
    assert (answer.status_code, answer.json()["errors"]) == (422, errors)


def test_a_country_must_be_served(http, order):
    order["recipient"]["countryCode"] = "AQ"

    assert refusal(http.post("/shipments", json=order)) == (422, "country_not_served")


def test_tracking_follows_the_clock(http, fake, shipment):
    seen = [track(http, shipment["number"])]
    for hours in (1, 5, 42, 24):
        advance(fake, http, hours)
        seen.append(track(http, shipment["number"]))

    whole = ["Created", "Accepted", "On the way", "Arrived", "Received"]
    assert seen == [whole[:length] for length in range(1, 6)]


def test_shipments_move_as_much_faster_as_told(order):
    fake = FakeNovaPost(clock=FakeClock(at=1_780_000_000), speed=3600)
    with NovaPost(fake.api_key, transport=fake.transport, clock=fake.clock) as novapost:
        number = novapost.shipments.create(order).number
        told = []
        for seconds in (0, 1, 5, 42, 24):
            fake.clock.advance(seconds)
            (shipment,) = novapost.shipments.track(numbers=[number]).items
            told.append(shipment.history_tracking[-1].code)

    assert told == ["1", "4", "5", "7", "9"]


@pytest.mark.parametrize("speed", [0, -1, float("inf"), float("nan"), "1", True])
def test_a_speed_is_above_zero(speed):
    with pytest.raises(ConfigurationError, match=r"^speed must be (more than 0|a number)"):
        FakeNovaPost(speed=speed)


def test_the_status_follows_tracking(http, fake, shipment):
    told = []
    for hours in (0, 1, 5, 42, 24):
        advance(fake, http, hours)
        told.append((the_one(http)["status"], the_one(http)["closingDate"] is None))
    answer = http.put(f"/shipments/{shipment['id']}", json={"note": "late"}).json()

    assert told == [("ReadyToShip", True), *[("Accepted", True)] * 3, ("Issued", False)]
    assert answer["status"] == "Issued"


@pytest.mark.parametrize(
    ("code", "status", "is_closed"),
    [
        ("103", "Returned", False),
        ("11", "Issued", True),
        (105, "Utilized", True),
        (2, "Deleted", True),
        ("111", "Accepted", False),
    ],
)
def test_the_status_follows_what_a_test_lets_happen(http, fake, shipment, code, status, is_closed):
    fake.add_event(shipment["number"], code)

    found = the_one(http)
    details = http.get("/shipments/tracking", params={"ids[]": shipment["id"]}).json()
    (tracked,) = details["items"]

    assert found["status"] == status
    closed = [found["closingDate"], tracked["currentStatus"]["closingDate"]]
    assert [one is not None for one in closed] == [is_closed] * 2


@pytest.mark.parametrize("end", ["sender", "recipient"])
def test_what_is_too_heavy_for_a_division_has_no_price_either(http, order, end):
    order["parcels"][0]["actualWeight"] = 29_000
    order[end] |= {"countryCode": "PL", "divisionId": 10003}  # takes 10 kg

    answers = [http.post(path, json=order) for path in ("/shipments", "/shipments/calculations")]

    wrong = {"parcels.0.actualWeight": f"validation.not_allowed.{end}"}
    assert [(one.status_code, one.json()["errors"]) for one in answers] == [(422, wrong)] * 2


def test_tracking_tells_the_present_state_and_the_parcels(http, shipment):
    details = http.get("/shipments/tracking", params={"ids[]": shipment["id"]}).json()

    (told,) = details.pop("items")
    current = told["currentStatus"]
    assert (current["number"], current["statusCode"]) == (shipment["number"], 1)
    assert current["closingDate"] is None
    assert told["parcels"][0]["actualWeight"] == 2000
    assert told["detailsTracking"][0]["settlementName"] == "Warsaw"
    assert details == {}


def test_tracking_may_come_in_its_older_form(fake, http, shipment):
    fake.older_forms = True

    details = http.get("/shipments/tracking", params={"ids[]": shipment["id"]}).json()

    (current,) = details["currentStatus"]
    assert (current["number"], current["statusCode"]) == (shipment["number"], "1")
    assert details["parcels"][0]["actualWeight"] == 2000
    assert "items" not in details


def test_tracking_tells_of_known_numbers_alone(http, shipment):
    path = "/shipments/tracking/history"
    params = {"numbers[]": ["SHPL0000000000", shipment["number"]]}

    items = http.get(path, params=params).json()["items"]

    assert [one["number"] for one in items] == [shipment["number"]]


@pytest.mark.parametrize("path", ["/shipments/tracking", "/shipments/tracking/history"])
@pytest.mark.parametrize("given", [(), ("trackingDateFrom",), ("trackingDateTo",)])
def test_tracking_of_nothing_in_particular_needs_two_dates(http, path, given):
    answer = http.get(path, params=dict.fromkeys(given, "2026-05-01T00:00:00Z"))

    needed = {"trackingDateFrom", "trackingDateTo"} - {*given}
    told = {name: f"The {name} field is required." for name in needed}
    assert (answer.status_code, answer.json()["errors"]) == (422, told)


@pytest.mark.parametrize("path", ["/shipments/tracking", "/shipments/tracking/history"])
def test_tracking_finds_by_when_something_happened(fake, http, order, shipment, path):
    fake.clock.advance(30 * HOUR)
    token = http.get("/clients/authorization", params={"apiKey": fake.api_key}).json()["jwt"]
    http.headers["Authorization"] = token
    later = http.post("/shipments", json=order).json()
    then = shipment["createdAt"], "2026-05-29T10:00:00.000000Z"

    def found(**params):
        items = http.get(path, params=params).json()["items"]
        return [one.get("number") or one["currentStatus"]["number"] for one in items]

    assert found(trackingDateFrom=then[0], trackingDateTo=then[1]) == [shipment["number"]]
    until = "2027-01-01T00:00:00Z"
    assert found(trackingDateFrom=later["createdAt"], trackingDateTo=until) == [later["number"]]
    both = {"numbers[]": [shipment["number"], later["number"]]}
    assert found(**both, trackingDateFrom=later["createdAt"]) == [later["number"]]
    assert found(**both, trackingDateTo="2026-05-01T00:00:00Z") == []
    assert found(**{"ids[]": later["id"]}) == [later["number"]]


@pytest.mark.parametrize(
    ("language", "name"), [("uk", "Створено"), ("pl", "Utworzona"), ("de", "Created")]
)
def test_tracking_speaks_languages(http, shipment, language, name):
    assert track(http, shipment["number"], **{"Accept-Language": language}) == [name]


def test_a_file_is_given_out_as_it_came(http, shipment):
    files = {
        "invoice.pdf": b"%PDF-1.4",
        "a.jpg": b"\xff\xd8\xff\xe0",
        "a.png": b"\x89PNG",
        "a": b"?",
    }
    for name, content in files.items():
        body = {"file": base64.b64encode(content).decode(), "fileName": name}
        answer = http.post(f"/shipments/uploads/{shipment['id']}", json=body)
        assert (answer.status_code, answer.json()) == (201, {"success": True})

    path = f"/shipments/{shipment['number']}/attachments"
    listed = http.get(path).json()
    given = [http.get(f"{path}/{one['storageInfo']['id']}") for one in listed]

    assert [one["storageInfo"]["name"] for one in listed] == list(files)
    assert [one.content for one in given] == list(files.values())
    assert [one.headers["Content-Type"] for one in given] == [
        "application/pdf",
        "image/jpeg",
        "image/png",
        "application/octet-stream",
    ]


def test_attachments_refuse_in_a_shape_of_their_own(http, shipment):
    path = f"/shipments/{shipment['number']}/attachments"
    nothing = http.get(path)
    http.post(f"/shipments/uploads/{shipment['id']}", json={"file": "JVBERi0="})
    answers = [http.get("/shipments/SHPL0000000000/attachments"), nothing, http.get(f"{path}/1")]

    assert [(one.status_code, one.json()["error"]) for one in answers] == [
        (422, "Shipment not found"),
        (422, "No attachments found for the specified shipment"),
        (422, "Attachment not found"),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({}, "The file field is required."),
        ({"file": "not base64!"}, "The file field must be base64."),
        ({"file": "ż"}, "The file field must be base64."),
    ],
)
def test_an_upload_must_be_base64(http, shipment, body, text):
    answer = http.post(f"/shipments/uploads/{shipment['id']}", json=body)

    assert (answer.status_code, answer.json()["errors"]) == (422, {"file": text})


@pytest.mark.parametrize(("hours", "status"), [(0, 404), (50, 404), (73, 200)])
def test_what_was_not_received_is_not_sent_back(http, fake, shipment, hours, status):
    advance(fake, http, hours)
    answer = http.post("/shipments/light-return", json={"number": shipment["number"]})
    assert answer.status_code == status
    if status == 404:
        assert refusal(answer) == (404, "status_not_allowed")


@pytest.mark.parametrize("code", ["9", "106"])
def test_an_event_of_a_tests_own_may_be_that_it_was_received(http, fake, shipment, code):
    fake.add_event(shipment["number"], code, "Received")
    body = {"number": shipment["number"]}
    assert http.post("/shipments/light-return", json=body).status_code == 200


def test_a_light_return_goes_back(http, fake, shipment):
    number = shipment["number"]
    advance(fake, http, 73)

    assert http.post("/shipments/light-return", json={"number": number}).status_code == 200
    back = http.get("/shipments").json()["items"][1]
    assert (back["sender"]["name"], back["recipient"]["name"]) == (
        "Оксана Шевченко",
        "Jan Kowalski",
    )


@pytest.mark.parametrize(
    ("division", "code"),
    [("10071", "division_is_postomat"), ("10000", "division_country_mismatch_with_route")],
)
def test_a_light_return_needs_a_branch_on_its_route(http, fake, shipment, division, code):
    advance(fake, http, 73)
    body = {"number": shipment["number"], "divisionId": division}

    assert refusal(http.post("/shipments/light-return", json=body)) == (422, code)
