"""Every published example is read in full: nothing of it is left over, and nothing gets lost."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import attrs
import httpx
import pytest
from publishers_document import ROOT, examples, needs_it

import novapost_client.models
from codegen.normalise import load_names
from novapost_auth._errors.mapping import error_from_response
from novapost_client.model import Model

pytestmark = needs_it

NAMES = load_names(ROOT / "codegen" / "names.toml").names
EXAMPLES = [one for one in examples() if one.part == "body" or one.part.startswith("2")]
REFUSALS = [one for one in examples() if one.part[0] in "45"]

PLACEHOLDER = "a documentation tool's mark for any name (D34)"
EMPTY = "empty in all of them"
LEFT = {
    "POST /test-api-keys 200 value": "the example is wrapped in `value` (D31)",
    "POST /shipments body parcels[].number": EMPTY,
    "POST /shipments body number": EMPTY,
    "GET /shipments 200 items[].services[].additional_parameters.string": PLACEHOLDER,
    "POST /shipments/calculations 200 services[].additional_parameters.string": PLACEHOLDER,
    "POST /pickups 201 address.string": f"{PLACEHOLDER}, though it holds the address here",
    "GET /shipments/tracking 200 items[].deliveryInfo": "null: what it holds is not known",
}
"""What no field has, and why."""


def model_of(place: str) -> Any:
    name = (
        NAMES.get(place)
        or NAMES.get(f"{place}[]")
        or {"POST /test-api-keys 200": "TestApiKeyResponse"}.get(place)
    )
    return getattr(novapost_client.models, name) if name else None


def extras(value: Any, where: str) -> Iterator[str]:
    """Yield the places of what ended in `additional_properties`, by their published names."""
    if isinstance(value, list):
        for each in value:
            yield from extras(each, f"{where}[]")
    if not isinstance(value, Model):
        return
    dot = "." if where else ""
    yield from (f"{where}{dot}{name}" for name in value.additional_properties)
    for field in attrs.fields(type(value)):
        if field.init:
            name = value._json_names.get(field.name, field.name)
            yield from extras(getattr(value, field.name), f"{where}{dot}{name}")


def folded(value: Any) -> Any:
    """Spell all names alike and read times and numbers, to compare what was read with what came."""
    match value:
        case dict():
            return {name.replace("_", "").lower(): folded(each) for name, each in value.items()}
        case list():
            return [folded(each) for each in value]
        case str() if value.isdecimal():
            return int(value)
        case str() if len(value) > len("2026-01-01") and value[:4].isdecimal():
            try:
                moment = datetime.fromisoformat(value)
                return (
                    None  # The year 1 says "none".
                    if moment.year == 1
                    else moment.replace(tzinfo=moment.tzinfo or UTC)
                )
            except ValueError:
                return value
    return value


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.place} {one.name}")
def test_an_example_is_read_in_full(example):
    cls, value = model_of(example.place), example.value
    if cls is None:
        assert example.place == "POST /shipments/light-return 200"  # Any object: a plain dict.
        return
    if isinstance(value, str):
        value = json.loads(value)  # JSON inside a text (D32).

    read = [*map(cls.from_dict, value)] if isinstance(value, list) else cls.from_dict(value)

    left = {f"{example.place} {where.removeprefix('[].')}" for where in extras(read, "")}
    assert left <= LEFT.keys()
    written = [each.to_dict() for each in read] if isinstance(read, list) else read.to_dict()
    assert folded(written) == folded(value)


def test_the_list_of_what_is_left_has_nothing_too_much():
    found = set()
    for example in EXAMPLES:
        if (cls := model_of(example.place)) and isinstance(example.value, dict):
            found |= {
                f"{example.place} {where}" for where in extras(cls.from_dict(example.value), "")
            }
    assert found == LEFT.keys()


def test_there_are_as_many_examples_as_were_counted():
    assert (len(EXAMPLES), len(REFUSALS)) == (71, 24)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("example", REFUSALS, ids=lambda one: f"{one.place} {one.name}")
def test_nothing_of_a_refusal_gets_lost(example):
    response = httpx.Response(int(example.part), json=example.value)

    error = error_from_response(response)

    told = {message for messages in error.errors.values() for message in messages}
    assert set(texts(example.value)) <= told | {*error.codes, error.message}
