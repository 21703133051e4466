"""What the fake checks before it answers, and how it says what is wrong."""

import json

import httpx
import pytest

from novapost_auth import NotFound, NovaPost

BASE = "https://api.novapost.com/v.1.0"


def errors_of(answer):
    assert answer.status_code == 422, answer.text
    return answer.json()["errors"]


def test_tells_each_missing_field_by_its_dotted_name(http, order):
    del order["parcels"][0]["cargoCategory"], order["recipient"]["name"]

    assert errors_of(http.post("/shipments", json=order)) == {
        "parcels.0.cargoCategory": "The parcels.0.cargoCategory field is required.",
        "recipient.name": "The recipient.name field is required.",
    }


@pytest.mark.parametrize(
    ("where", "value", "complaint"),
    [
        ("parcels.0.width", "wide", "must be of type integer."),
        ("parcels.0.width", "20.5", "must be of type integer."),
        ("parcels.0.width", 200.5, "must be of type integer."),
        ("parcels.0.width", True, "must be of type integer."),
        ("parcels.0.width", 0, "must be at least 1."),
        ("parcels.0.width", None, "must not be null."),
        ("parcels.0.actualWeight", 2**31, f"must be at most {2**31 - 1}."),
        ("parcels", {}, "must be of type array."),
        ("parcels.0", "box", "must be of type object."),
        ("parcels", [], "must have at least 1 items."),
        ("payerType", "Nobody", "must be one of: Sender, Recipient, ThirdPerson."),
        ("note", "n" * 256, "must not have more than 255 characters."),
        ("payerContractNumber", "1", "must have at least 2 characters."),
        ("sender.countryCode", "Poland", "has the wrong format, which is ^[A-Z]{2}$."),
        ("sender.name", 7, "must be of type string."),
    ],
)
def test_tells_what_is_wrong_with_a_value(http, order, where, value, complaint):
    *above, name = [int(part) if part.isdecimal() else part for part in where.split(".")]
    holder = order
    for step in above:
        holder = holder[step]
    holder[name] = value

    assert errors_of(http.post("/shipments", json=order)) == {
        where: f"The {where} field {complaint}"
    }


def test_takes_a_float_for_an_integer_that_it_is(http, order):
    order["parcels"][0]["width"] = 200.0

    assert http.post("/shipments", json=order).status_code == 201


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"text"', b'{"amount": NaN}', b"\xff", b"{}{}"]
)
def test_survives_any_body(http, body):
    answer = http.post("/shipments", content=body)

    assert errors_of(answer)


def test_lets_unknown_fields_through(http, order):
    order["fromTomorrow"] = 1

    assert http.post("/shipments", json=order).status_code == 201


def test_refuses_empty_and_repeated_lists_where_the_document_does(http, shipment):
    key = str(shipment["id"])

    empty = http.post("/registry", json={"description": "a", "shipments": []})
    twice = http.post("/registry", json={"description": "a", "shipments": [key, key]})

    assert errors_of(empty) == {"shipments": "The shipments field must have at least 1 items."}
    assert errors_of(twice) == {"shipments": "The shipments field must not repeat an item."}


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("limit=many", {"limit": "The limit field must be of type integer."}),
        ("limit=", {"limit": "The limit field must be of type integer."}),
        ("latitude=north", {"latitude": "The latitude field must be of type number."}),
        (
            "prohibitedSending=maybe",
            {"prohibitedSending": "The prohibitedSending field must be of type boolean."},
        ),
        (
            "divisionCategories[]=Tent",
            {
                "divisionCategories.0": "The divisionCategories.0 field must be one of: "
                "Postomat, PostBranch, CargoBranch, PUDO."
            },
        ),
    ],
)
def test_checks_the_query(http, query, errors):
    assert errors_of(http.get(f"/divisions?{query}")) == errors


def test_tells_a_missing_query_parameter(http):
    assert errors_of(http.get("/shipments/print", params={"type": "invoice"})) == {
        "numbers": "The numbers field is required."
    }


@pytest.mark.parametrize("flag", ["0", "1", "true", "false"])
def test_reads_booleans_in_both_spellings(http, flag):
    answer = http.get("/divisions", params={"prohibitedSending": flag})

    assert (answer.json()["total"] == 0) is (flag in ("1", "true"))


def test_lets_unknown_parameters_through(http):
    assert http.get("/divisions", params={"textSearch": "Main"}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing"),
        ("GET", "/"),
        ("PATCH", "/divisions"),
        ("GET", "//divisions"),
        ("GET", "/shipments/1/attachments/2/3"),
        ("DELETE", "/shipments/a/b"),
    ],
)
def test_has_nothing_elsewhere(fake, http, method, path):
    answer = http.request(method, path)

    asked = f"{method} {fake.calls[-1].path}"
    said = f"the fake service has no {asked}: it answers what clients have methods for"
    assert answer.status_code == 404
    assert answer.json() == {"errorMessage": "not_found", "message": said}


def test_what_it_knows_not_is_said_in_one_line_whatever_was_asked_for(fake):
    key = "0123456789abcdef" * 2
    with NovaPost(fake.api_key, transport=fake.transport) as novapost:
        for method, path in (
            ("GET", "/streets"),
            ("PUT", f"/street{'/s' * 5000}/{key}?apiKey={key}"),
        ):
            with pytest.raises(NotFound) as caught:
                novapost.request(method, path)
            assert f"the fake service has no {method} {path[:7]}" in str(caught.value)
            assert caught.value.codes == ("not_found",)
            assert len(str(caught.value).splitlines()) == 1
            assert key not in str(caught.value)
            assert len(str(caught.value)) < 300


def test_has_nothing_outside_its_base_path(fake):
    with httpx.Client(transport=fake.transport) as client:
        answers = [
            client.get(f"https://api.novapost.com{path}")
            for path in ("/divisions", "/v.1.0", "/v1.0/divisions", "/v.1.0divisions")
        ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_a_token_is_asked_for_before_anything_is_checked(fake):
    with httpx.Client(transport=fake.transport, base_url=BASE) as client:
        assert client.post("/shipments", json={}).status_code == 401


def test_international_status_refuses_in_a_shape_of_its_own(http):
    path = "/shipments/international/status"
    answers = [
        http.get(path, params={"state": "Closed"}),
        http.get(path, params={"refs[]": "a", "state": "Ajar"}),
    ]

    assert [(one.status_code, one.json()) for one in answers] == [
        (400, {"message": "Parameter 'refs' is empty"}),
        (400, {"message": "Parameter 'state' is invalid"}),
    ]


def test_customs_fees_refuse_in_a_shape_of_their_own(http):
    answer = http.get("/dictionary/customs-fees/Poland")

    assert (answer.status_code, answer.json()) == (422, {"ErrorMessage": "Country code is invalid"})


def test_paths_are_decoded_after_they_are_split(fake, http):
    answer = http.get("/shipments/a%2Fb/attachments")

    assert (answer.status_code, answer.json()) == (422, {"error": "Shipment not found"})
    assert fake.calls[-1].path == "/shipments/a%2Fb/attachments"


def test_the_core_takes_plain_parts(fake):
    answer = fake.handle("GET", f"/v.1.0/clients/authorization?apiKey={fake.api_key}", [], b"")

    assert answer.status == 200
    assert dict(answer.headers) == {"Content-Type": "application/json"}
    assert set(json.loads(answer.body)) == {"jwt"}
    assert json.loads(answer.body)["jwt"] not in repr(answer)
