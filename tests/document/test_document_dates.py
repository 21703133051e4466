"""What is a date-time anywhere is one everywhere, read tolerantly and written as it came."""

import json
from datetime import UTC, datetime

import attrs
import pytest
from jsonpath_rfc9535 import find
from portal_site import GIVEN
from publishers_document import ROOT, SPEC, examples, needs_it

import novapost_client.models
from codegen.normalise import load_names
from codegen.read import load_document
from novapost_client.codec import is_model
from novapost_client.models import Division, OnlineTracking, Register, Shipment, TrackingEvent

SCHEMAS = json.loads((ROOT / "generated/openapi.json").read_text("utf-8"))["components"]["schemas"]
NAMES = load_names(ROOT / "codegen" / "names.toml").names
MOMENT = "2023-11-01T10:49:41.860000Z"


def test_a_name_that_is_a_date_time_anywhere_is_nowhere_plain_text():
    fields = [
        (name, schema)
        for model in SCHEMAS.values()
        for name, schema in model.get("properties", {}).items()
    ]
    moments = {name for name, schema in fields if schema.get("format") == "date-time"}
    assert moments >= {"createdAt", "date", "closingDate", "tracking_update_date"}
    plain = {
        name for name, schema in fields if schema.get("type") == "string" and "format" not in schema
    }
    assert moments & plain == set()


@pytest.mark.parametrize(
    "source",
    [ROOT / "openapi.json", *([SPEC] if SPEC else []), *([GIVEN] if GIVEN.is_dir() else [])],
)
def test_what_is_made_a_date_time_wherever_it_stands_is_a_text_there(source):
    """The correction goes by names alone: with a number, or a day, it would have to say which."""
    names = "'createdAt','updatedAt','deletedAt'"
    found = [
        node.value for node in find(f"$..properties[{names}]", load_document(source, tell=str))
    ]
    assert len(found) > 10
    assert {(each["type"], each.get("format")) for each in found} <= {
        ("string", None),
        ("string", "date-time"),
        ("string", "datetime"),
    }


def moments_in(value):
    """Yield the texts that say date and time, in all fields of models."""
    if isinstance(value, list):
        for each in value:
            yield from moments_in(each)
    elif is_model(type(value)):
        for field in attrs.fields(type(value)):
            if field.name != "_additional":
                yield from moments_in(getattr(value, field.name))
    elif isinstance(value, str) and len(value) > len("2026-01-01") and value[:4].isdecimal():
        try:
            yield datetime.fromisoformat(value)
        except ValueError:
            return


@needs_it
def test_no_published_example_leaves_a_date_time_as_text():
    for example in examples():
        name = NAMES.get(example.place) or NAMES.get(f"{example.place}[]")
        if name and isinstance(example.value, dict | list):
            values = example.value if isinstance(example.value, list) else [example.value]
            read = [getattr(novapost_client.models, name).from_dict(value) for value in values]
            assert [*moments_in(read)] == [], example.place


FIELDS = {
    "Division.created_at": lambda at: Division.from_dict({"createdAt": at}),
    "Shipment.date_time": lambda at: Shipment.from_dict({"dateTime": at}),
    "Shipment.first_day_storage": lambda at: Shipment.from_dict({"firstDayStorage": at}),
    "OnlineTracking.tracking_update_date": lambda at: OnlineTracking.from_dict(
        {"tracking_update_date": at}
    ),
    "TrackingEvent.date": lambda at: TrackingEvent.from_dict({"date": at}),
    "Register.updated_at": lambda at: Register.from_dict({"updatedAt": at}),
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_date_time_is_read_as_one_and_anything_else_as_it_came(field):
    def read(at):
        model = FIELDS[field](at)
        (written,) = model.to_dict().values()
        return getattr(model, field.partition(".")[2]), written

    moment = datetime(2023, 11, 1, 10, 49, 41, 860000, tzinfo=UTC)
    assert read(MOMENT) == (moment, MOMENT)
    assert read("2023-11-01 10:49:41.860") == (moment, MOMENT)
    for other in ("", "tomorrow", "25.09.2025", "2023-13-01T00:00:00Z", None, 0, ["x"]):
        assert read(other) == (other, other)
