"""From the service's dotted keys to the body that was sent."""

import httpx
import pytest

from novapost_auth._errors import ValidationError
from novapost_client.types import UNSET

BODY = {
    "parcels": [{"cargoCategory": None, "width": 10}, {"width": 20}],
    "sender": {"name": "A. Sender", "countryCode": "PL"},
    "a.b": {"c": 1},
}


class Model:
    def to_dict(self):
        return BODY


def places(*fields, body=BODY):
    errors = {field: ["odd"] for field in fields}
    return ValidationError(httpx.Response(422, json={"errors": errors})).locate(body)


@pytest.mark.parametrize(
    ("field", "path", "value"),
    [
        ("parcels.0.cargoCategory", ("parcels", 0, "cargoCategory"), None),
        ("parcels.1.width", ("parcels", 1, "width"), 20),
        ("parcels[1].width", ("parcels", 1, "width"), 20),
        ("parcels.1.cargo_category", ("parcels", 1, "cargo_category"), UNSET),
        ("parcels.0.cargo_category", ("parcels", 0, "cargoCategory"), None),
        ("parcels.7.width", ("parcels", 7, "width"), UNSET),
        ("sender.name.first", ("sender", "name", "first"), UNSET),
        ("sender", ("sender",), BODY["sender"]),
        ("a.b.c", ("a.b", "c"), 1),
        ("recipient", ("recipient",), UNSET),
        ("parcels." + "9" * 400, ("parcels", "9" * 400), UNSET),
    ],
)
def test_a_field_is_found(field, path, value):
    (place,) = places(field)

    assert (place.field, place.path, place.value) == (field, path, value)
    assert place.messages == ("odd",)


def test_a_star_stands_for_every_item():
    assert [place.path for place in places("parcels.*.width")] == [
        ("parcels", 0, "width"),
        ("parcels", 1, "width"),
    ]


def test_models_are_searched_like_mappings():
    assert places("sender.countryCode", body=Model())[0].value == "PL"


def test_bodies_of_any_kind():
    for body in (None, [], "text", 7):
        (place,) = places("sender.name", body=body)
        assert place.value is UNSET


def test_messages_of_no_field_lead_nowhere():
    error = ValidationError(httpx.Response(422, json={"errors": {"errorMessage": "a_b"}}))

    assert error.locate(BODY) == []


def test_a_place_can_be_printed_without_showing_what_was_sent():
    lines = [str(place) for place in places("parcels.0.width", "sender.name", "sender.phone")]

    assert lines == ["parcels[0].width: odd", "sender.name: odd", "sender.phone (not sent): odd"]
    assert "A. Sender" not in repr(places("sender.name"))
