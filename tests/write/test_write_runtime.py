"""The part of the client that every model and operation stands on."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, ClassVar

import pytest
from attrs import field
from hypothesis import given
from hypothesis import strategies as st

from novapost_client.errors import ConfigurationError, UnreadableAnswer
from novapost_client.model import Model, OpenEnum, model, read_list, read_object
from novapost_client.outgoing import sendable
from novapost_client.types import (
    UNSET,
    Request,
    Unset,
    deep,
    flag,
    flat,
    is_several,
    joined,
    json_ready,
    path,
    query,
    several,
    texts,
    within,
)


class Colour(OpenEnum):
    RED = "red"
    GREEN = "green"


@model
class Inner(Model):
    name: str


@model
class Outer(Model):
    _json_names: ClassVar = {"created_at": "createdAt", "from_": "from"}

    id: int | str
    created_at: datetime | Unset | None = UNSET
    from_: str | Unset = UNSET
    colour: Colour | str | Unset = UNSET
    colours: list[Colour | str] | Unset | None = UNSET
    inner: Inner | Unset | None = UNSET
    inners: list[Inner] | Unset = UNSET
    nested: list[list[Inner]] | Unset = UNSET
    free: dict[str, Any] | Unset = UNSET
    secret: str | Unset = field(default=UNSET, repr=False)


FULL = {
    "id": "17",
    "createdAt": "2026-02-03T04:05:06.000007Z",
    "from": "08:00",
    "colour": "red",
    "colours": ["green", "mauve"],
    "inner": {"name": "a", "unknown": [1]},
    "inners": [{"name": "b"}],
    "nested": [[{"name": "c"}], []],
    "free": {"x": {"y": None}},
    "secret": "s3cret",
    "brand-new": {"from": "upstream"},
}


def test_every_kind_of_field_is_read_as_its_type() -> None:
    outer = Outer.from_dict(FULL)
    assert outer.created_at == datetime(2026, 2, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert outer.from_ == "08:00"
    assert outer.colour is Colour.RED
    assert outer.colours == [Colour.GREEN, "mauve"]
    assert isinstance(outer.inner, Inner)
    assert outer.inner.name == "a"
    assert outer.inners == [Inner(name="b")]
    assert outer.nested == [[Inner(name="c")], []]
    assert outer.free == {"x": {"y": None}}


def test_what_was_read_is_written_back_unknown_fields_included() -> None:
    assert Outer.from_dict(FULL).to_dict() == FULL


def test_what_is_read_from_stays_as_it_was() -> None:
    data = copy.deepcopy(FULL)
    Outer.from_dict(data)
    assert data == FULL


@pytest.mark.parametrize("left_out", [(), ("secret",)])
def test_bytes_are_read_as_dicts_are(left_out: tuple[str, ...]) -> None:
    data = {name: value for name, value in FULL.items() if name not in left_out}
    content = json.dumps(data).encode()
    assert read_object(Outer, content) == Outer.from_dict(data)
    assert read_list(Outer, b"[%b, %b]" % (content, content)) == [Outer.from_dict(data)] * 2


def test_nulls_and_absences_are_kept_apart() -> None:
    outer = Outer.from_dict({"inner": None, "colours": None})
    assert outer.inner is None
    assert outer.id is UNSET
    assert outer.to_dict() == {"inner": None, "colours": None}


DEPTHS = {"colours": 1, "inners": 1, "nested": 2}


def without_gaps(value: Any, depth: int) -> Any:
    """Return a list of lists as it is read: one that has come as an object is one all the same."""
    if depth and isinstance(value, dict) and all(map(str.isdecimal, value)):
        value = [*value.values()]
    if depth and isinstance(value, list):
        return [without_gaps(one, depth - 1) for one in value]
    return value


@pytest.mark.parametrize("odd", [None, 0, 1.5, True, "", "text", [], [[]], {}, {"a": 1}, [None, 7]])
def test_a_value_of_another_type_is_kept_as_it_came(odd: object) -> None:
    data = {attribute: copy.deepcopy(odd) for attribute in FULL}
    outer = Outer.from_dict(data)
    assert outer.id == odd
    assert outer.to_dict() == {name: without_gaps(odd, DEPTHS.get(name, 0)) for name in FULL}


@given(
    st.dictionaries(
        st.sampled_from([*FULL, "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        ),
    )
)
def test_reading_never_raises_and_loses_nothing(data: dict[str, Any]) -> None:
    written = Outer.from_dict(data).to_dict()
    assert written.keys() == data.keys()
    # What looks like a date-time may be written in another of its forms.
    for name in data.keys() - {"createdAt"}:
        assert written[name] == without_gaps(data[name], DEPTHS.get(name, 0))


@pytest.mark.parametrize(
    "never",
    ["0001-01-01T00:00:00.000000Z", "0000-00-00 00:00:00", "0000-00-00", "-0001-11-30T00:00:00Z"],
)
def test_a_date_that_no_calendar_here_has_means_none(never: str) -> None:
    assert Outer.from_dict({"createdAt": never}).created_at is None


def test_a_datetime_without_zone_is_utc() -> None:
    read = Outer.from_dict({"createdAt": "2026-02-03 04:05:06"}).created_at
    assert read == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_datetimes_are_written_in_utc_as_the_service_does() -> None:
    moment = datetime(2026, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=2)))
    assert Outer(id=1, created_at=moment).to_dict()["createdAt"] == "2026-02-03T02:05:06.000000Z"


def test_a_naive_datetime_is_refused_with_the_remedy() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Outer(id=1, created_at=datetime(2026, 2, 3)).to_dict()  # noqa: DTZ001


def test_models_are_keyword_only_slotted_and_equal_by_value() -> None:
    with pytest.raises(TypeError):
        Inner("a")  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Inner(name="a").nmae = "b"  # type: ignore[attr-defined]
    one, other = Inner(name="a"), Inner(name="a")
    assert one == other
    assert not one.additional_properties
    assert one == other  # having looked at what is not there changes nothing
    other.additional_properties["x"] = 1
    assert one != other


def test_models_can_be_copied_and_pickled() -> None:
    outer = Outer.from_dict(FULL)
    assert pickle.loads(pickle.dumps(outer)) == outer
    assert copy.deepcopy(outer) == outer
    assert copy.copy(UNSET) is UNSET
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET


@pytest.mark.parametrize("data", ['{"id": 1}', b"{}", [{"id": 1}], None, 7])
def test_what_is_no_object_is_refused_in_words(data: Any) -> None:
    told = f"^Outer: a mapping is meant, not {type(data).__name__}$"
    with pytest.raises(ConfigurationError, match=told):
        Outer.from_dict(data)


def test_a_representation_shows_what_is_set_and_no_secret() -> None:
    shown = repr(Outer(id=1, secret="s3cret"))
    assert shown == "Outer(id=1, secret='***')"
    assert repr(UNSET) == "UNSET"


def test_a_representation_names_unknown_fields_and_shows_none() -> None:
    shown = repr(Outer.from_dict({"id": 1, "newToken": "s3cret"}))
    assert shown == "Outer(id=1, additional_properties={'newToken': ...})"


def test_a_model_that_is_only_half_read_has_a_representation_for_tracebacks() -> None:
    half = Outer.__new__(Outer)
    assert repr(half) == "Outer()"
    half.id = 1
    assert repr(half) == "Outer(id=1)"


def test_an_unknown_enum_value_equals_its_string() -> None:
    mauve = Colour("mauve")
    assert mauve == "mauve"
    assert isinstance(mauve, Colour)
    assert str(mauve) == f"{mauve}" == mauve.value == "mauve"
    assert pickle.loads(pickle.dumps(mauve)) == mauve == copy.deepcopy(mauve)
    assert json.dumps(mauve) == '"mauve"'
    assert hash(mauve) == hash("mauve")
    assert mauve not in list(Colour)


@pytest.mark.parametrize("body", [b"", b" ", b"<html>", b"{", b"\xff", b"[" * 100_000, b"null"])
def test_a_body_that_is_no_object_cannot_be_read(body: bytes) -> None:
    with pytest.raises(UnreadableAnswer) as caught:
        read_object(Inner, body)
    assert "\n" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_the_error_names_the_kind_and_does_not_quote_the_body() -> None:
    with pytest.raises(UnreadableAnswer, match="expected a JSON object, not an array"):
        read_object(Inner, b'["s3cret"]')
    with pytest.raises(UnreadableAnswer, match="expected a JSON array, not an object"):
        read_list(Inner, b"{}")
    with pytest.raises(UnreadableAnswer, match="objects in the array, not a number"):
        read_list(Inner, b"[{}, 3]")


def test_query_values_are_encoded_as_the_service_reads_them() -> None:
    moment = datetime(2026, 2, 3, tzinfo=UTC)
    assert query(
        ("codes[]", ["a", Colour.RED]),
        ("yes", flag(True)),
        ("no", flag(False)),
        ("several[]", flag(iter([True, 7]))),
        ("limit", 15),
        ("when", moment),
        ("absent", None),
        ("unset", UNSET),
    ) == [
        ("codes[]", "a"),
        ("codes[]", "red"),
        ("yes", "1"),
        ("no", "0"),
        ("several[]", "1"),
        ("several[]", "7"),
        ("limit", "15"),
        ("when", "2026-02-03T00:00:00.000000Z"),
    ]


def test_path_values_stay_in_their_segment() -> None:
    assert (
        path("/shipments/{id}/x/{n}", id=7, n="a/b c?#%é")
        == "/shipments/7/x/a%2Fb%20c%3F%23%25%C3%A9"
    )


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_path_value_cannot_address_another_resource(value: object) -> None:
    with pytest.raises(ValueError, match="cannot stand in the path"):
        path("/shipments/{id}", id=value)


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_is_no_number_and_no_text(truth: bool) -> None:
    """Python takes True for 1, which would be the first of all ids."""
    for send in (
        lambda: path("/shipments/{id}", id=truth),
        lambda: query(("someName", truth)),
        lambda: query(("someName[]", ["a", truth])),
        lambda: query(("someName", within(truth, minimum=0))),
        lambda: query(("someName", joined([truth], ","))),
        lambda: query(("someName", several([truth]))),
        lambda: texts([truth], "numbers"),
        lambda: sendable([truth], list[int | str]),
        lambda: sendable({"name": truth}, Inner),
        lambda: sendable(Inner(name=truth)),  # type: ignore[arg-type] # which is the point
    ):
        with pytest.raises(ConfigurationError, match=rf"^\S.*: {truth} cannot be sent"):
            send()


def test_an_object_in_the_place_of_its_id_is_told_what_it_has_of_that_kind() -> None:
    said = {}
    for name in ("number", "id", "file"):
        thing = type("Thing", (), {name: property(int)})()
        with pytest.raises(ConfigurationError) as caught:
            path("/shipments/{id}", id=thing)
        said[name] = str(caught.value).partition("Thing ")[2]
    assert said == {
        "number": "cannot be sent; pass text or a number or its .number",
        "id": "cannot be sent; pass text or a number or its .id",
        "file": "cannot be sent; pass text or a number",
    }


def test_what_may_be_a_truth_is_sent_as_one() -> None:
    made = sendable({"new": True, "name": None}, Inner)
    assert [made, sendable([True], list[bool]), sendable(False)] == [
        {"new": True, "name": None},
        [True],
        False,
    ]
    assert query(("any", True), ("list", [False]), as_given=True) == [("any", "1"), ("list", "0")]
    assert query(("any", deep({"is": True}))) == [("any[is]", "1")]


def test_a_mapping_may_hold_models_dates_and_enums() -> None:
    body = {"a": [Inner(name="b")], "c": Colour.RED, "d": UNSET, "e": (1, 2)}
    assert json_ready(body) == {"a": [{"name": "b"}], "c": "red", "e": [1, 2]}


def test_a_request_shows_neither_parameters_nor_body() -> None:
    request = Request(
        operation="x",
        method="GET",
        path="/x",
        params=[("apiKey", "s3cret")],
        json={"secretToken": "s3cret"},
        parse=bytes,
    )
    assert "s3cret" not in repr(request)


@pytest.mark.parametrize(
    "nothing",
    [[], iter(()), {}.values(), joined(set(), ","), deep({}), flat({}), deep({"a": None})],
    ids=lambda nothing: type(nothing).__name__,
)
def test_a_filter_of_nothing_is_refused_however_it_is_sent(nothing: object) -> None:
    with pytest.raises(ConfigurationError, match=r"^some_name is empty"):
        query(("other", "x"), ("someName[]" if is_several(nothing) else "someName", nothing))


@pytest.mark.parametrize("absent", [None, UNSET, deep(None), flat(None), joined(None, ",")])
def test_what_is_not_given_is_left_out(absent: object) -> None:
    assert query(("other", "x"), ("someName", absent)) == [("other", "x")]
