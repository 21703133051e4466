"""Readers and writers of objects that are not as documented, and of JSON that orjson refuses."""

from __future__ import annotations

import json
from typing import Any, ClassVar, get_origin

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapost_client import model as runtime
from novapost_client import models
from novapost_client.codec import fields_of, is_model
from novapost_client.errors import UnreadableAnswer
from novapost_client.model import Model, model, read_dict
from novapost_client.types import UNSET, Unset


@model
class Link(Model):
    _json_names: ClassVar = {"next_": "next", "data": "data", "self_": "self"}

    name: str
    data: list[int] | Unset = UNSET  # Names that the compiled code has too.
    self_: str | Unset = UNSET
    next_: Link | Unset = UNSET


@model
class Empty(Model):
    """Nothing is known of it."""


@pytest.fixture(params=[json.loads, orjson.loads], ids=["json", "orjson"])
def _loads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "loads", request.param)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "a"},
        {"unknown": 1},
        {"name": "a", "data": [1], "self": "me", "next": {"name": "b"}},
        {"name": "a", "data": [1], "self": "me", "unknown": 1},  # as many as are known
        {"name": "a", "data": [1], "self": "me", "next": None, "unknown": 1},
        {"data": [1], "self": "me", "next": {"x": 1, "y": 2, "z": 3, "name": 4}, "u": 1, "v": 2},
    ],
)
def test_fields_missing_and_unknown_in_any_mixture(data: dict[str, Any]) -> None:
    before = json.dumps(data)
    link = Link.from_dict(data)
    known = {"name": link.name, "data": link.data, "self": link.self_, "next": link.next_}
    assert {name for name, value in known.items() if value is not UNSET} == known.keys() & data
    assert link.additional_properties == {
        name: value for name, value in data.items() if name not in known
    }
    assert link.to_dict() == data
    assert json.dumps(data) == before


def test_a_class_without_fields_keeps_everything() -> None:
    assert Empty.from_dict({"a": 1}).additional_properties == {"a": 1}
    assert Empty.from_dict({}).to_dict() == {}


def test_a_chain_of_incomplete_objects_is_read_once_each() -> None:
    depth = 200  # Read twice a level, it would take for ever.
    data: dict[str, Any] = {"unknown": depth}
    for number in range(depth):
        data = {"unknown": number, "next": data, "a": 1, "b": 2, "c": 3}
    assert Link.from_dict(data).to_dict() == data


@pytest.mark.usefixtures("_loads")
def test_both_readers_of_json_take_the_same() -> None:
    assert read_dict(b'{"id": 18446744073709551615, "x": [1.5, null, "\\u017c"]}') == {
        "id": 18446744073709551615,
        "x": [1.5, None, "ż"],
    }
    assert read_dict(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}
    assert read_dict(b'{"a": "\\ud800"}') == {"a": "\ud800"}
    assert str(read_dict(b'{"a": NaN, "b": -Infinity}')) == "{'a': nan, 'b': -inf}"


@pytest.mark.usefixtures("_loads")
@pytest.mark.parametrize("content", [b"{", b'{"key": "s3cret"', b"\xff\xfe\x00", b"[" * 100_000])
def test_what_is_no_json_is_not_quoted(content: bytes) -> None:
    with pytest.raises(UnreadableAnswer, match="the body is not JSON") as caught:
        read_dict(content)
    assert caught.value.__context__ is None


WHOLE = [10**18, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 2**65 + 1, 10**30, 10**400]
ODD = [
    *map(str, WHOLE),
    *(f"-{number}" for number in WHOLE),
    *("-0", "-0.0", "0.1", "1e22", "5e-324", "1e400", "-1e400", "9007199254740993.0", "1E5"),
    *("0.1000000000000000055511151231257827", "123456789012345678901.5", "NaN", "-Infinity"),
    *('{"a": 1, "a": 18446744073709551616}', '"18446744073709551616"', '"\\ud800"', '"\\u0000"'),
    *(
        "\ufeff1",
        "1" * 5000,
        "01",
        "1.",
        "-",
        "[1,]",
        "'a'",
        "nan",
        "[" * 500 + "]" * 500,
        "[" * 5000,
    ),
]


def read(content: bytes, loads: Any) -> tuple[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runtime, "loads", loads)
        try:
            value = runtime.read_value(Any, content)
        except UnreadableAnswer as error:
            return "error", str(error)
    return type(value).__name__, repr(value)


def test_both_readers_give_the_same_value_or_the_same_error() -> None:
    """Nor is an integer rounded, whoever reads it, however large it is and wherever it stands."""
    for text in ODD:
        for form in ("{}", '{{"id": {}, "b": [{}]}}', " [1, {}] "):
            content = form.format(text, text).encode()
            assert read(content, json.loads) == read(content, orjson.loads), text
    for before in range(8):  # Wherever it begins.
        content = b" " * before + b"[-9223372036854775809, 18446744073709551617]"
        assert runtime.read_value(Any, content) == [-(2**63) - 1, 2**64 + 1]


NUMBERS = st.integers() | st.integers(-(2**70), 2**70) | st.floats()
DATA = st.recursive(
    NUMBERS | st.text() | st.none() | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(DATA, st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_both_readers_read_alike(data: Any, is_ascii: bool, charset: str) -> None:
    content = json.dumps(data, ensure_ascii=is_ascii).encode(charset, "surrogatepass")
    assert read(content, json.loads) == read(content, orjson.loads)


LISTS = [
    (cls, name, json_name)
    for cls in map(models.__getattr__, models.__all__)
    if is_model(cls)
    for name, json_name, hint in fields_of(cls)
    if get_origin(hint) is list
]


@pytest.mark.parametrize(("cls", "name", "json_name"), LISTS)
def test_a_list_that_is_always_there_by_its_type_is_never_null(
    cls: Any, name: str, json_name: str
) -> None:
    assert getattr(cls.from_dict({json_name: None}), name) == []
    assert getattr(cls.from_dict({}), name) is UNSET
    assert getattr(cls.from_dict({json_name: "odd"}), name) == "odd"


def test_pages_are_among_the_lists_that_are_always_there() -> None:
    pages = {cls.__name__ for cls, name, _ in LISTS if name == "items"}
    assert {"DivisionPage", "ShipmentPage", "SettlementPage"} <= pages


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ({"items": {"0": {"id": 1}, "2": {"id": 2}}}, [1, 2]),
        ({"items": {}}, []),
        ({"items": {"1": "odd"}}, ["odd"]),
    ],
)
def test_a_list_with_gaps_is_a_list_wherever_it_is_read(data: Any, read: list[Any]) -> None:
    page = models.DivisionPage.from_dict(data)
    assert [getattr(item, "id", item) for item in page.items] == read
    (shipment,) = models.TrackingDetails.from_dict({"items": {"3": {}}}).items or [None]
    assert isinstance(shipment, models.ShipmentTracking)


def test_a_list_of_texts_with_gaps_is_one_too_and_other_objects_are_as_they_came() -> None:
    division = models.Division.from_dict({"publicPhones": {"1": "48"}, "settings": {"a": 1}})
    assert (division.public_phones, division.settings) == (["48"], {"a": 1})
    details = models.TrackingDetails.from_dict({"currentStatus": {"0": {}}})
    assert isinstance(details.current_status, models.TrackingStatus)
