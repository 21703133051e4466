"""Nothing goes out changed or dropped in silence: converted where one form is right, or refused."""

from __future__ import annotations

import array
import collections
import copy
import datetime as dt
import importlib
import json
import math
import pickle
import pkgutil
import re
import traceback
import uuid
import warnings
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, get_args, get_origin

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapost_auth import ConfigurationError, NovaPostError, UnknownFieldWarning
from novapost_client import api
from novapost_client.api.divisions.get_divisions import build_request as find_divisions
from novapost_client.api.shipments.post_shipments import build_request as create
from novapost_client.api.shipments.put_shipments_id import build_request as update
from novapost_client.codec import annotation_of, fields_of, is_model, members_of
from novapost_client.models import (
    Division,
    DivisionPage,
    PayerType,
    ShipmentParcel,
    ShipmentRecipient,
    ShipmentRequest,
    ShipmentSender,
)
from novapost_client.types import UNSET

PLACE = "parcels[0].insuranceCost"


class Scalar:
    """What numpy's numbers are like: no subclass of a number, but as good as one."""

    def __index__(self) -> int:
        return 7


def model(**parcel: Any) -> ShipmentRequest:
    given: dict[str, Any] = {
        "row_number": 1,
        "cargo_category": "parcel",
        "parcel_description": "Books",
        "insurance_cost": 100,
        "width": 200,
        "length": 300,
        "height": 100,
        "actual_weight": 1500,
    }
    party: dict[str, Any] = {"name": "Jan", "phone": "48500100200", "country_code": "PL"}
    return ShipmentRequest(
        payer_type=PayerType.SENDER,
        sender=ShipmentSender(**party),
        recipient=ShipmentRecipient(**party),
        parcels=[ShipmentParcel(**given | parcel)],
    )


def sent_as(value: Any) -> list[Any]:
    """Give what a value becomes in a model, and in a mapping."""
    body = model().to_dict()
    body["parcels"][0]["insuranceCost"] = value
    requests = [create(model(insurance_cost=value)), create(body)]
    return [request.json["parcels"][0]["insuranceCost"] for request in requests]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("100.10"), 100.1),
        (Decimal(1500), 1500),
        (Decimal("1E+3"), 1000),
        (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), "2026-03-01T12:00:00.000000Z"),
        (
            dt.datetime(9999, 12, 31, 23, tzinfo=dt.timezone(-dt.timedelta(hours=5))),
            "9999-12-31T23:00:00.000000-05:00",
        ),
        (PayerType.SENDER, "Sender"),
        (None, None),
        ("Дар'я 📦", "Дар'я 📦"),
        ((1, 2), [1, 2]),
    ],
)
def test_what_has_one_right_form_is_sent_in_it(value: Any, expected: Any) -> None:
    for sent in sent_as(value):
        assert sent == expected
        assert type(sent) is type(expected) or isinstance(sent, str)
        json.dumps(sent, allow_nan=False)


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        -math.inf,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1E+999999"),
        Decimal("0.12345678901234567890"),
        dt.datetime(2026, 3, 1),  # noqa: DTZ001
        dt.time(12),
        dt.timedelta(1),
        Scalar(),
        1j,
        uuid.UUID(int=1),
        b"100",
        bytearray(b"1"),
        {1, 2},
        object(),
        UNSET.__class__,
        [math.nan],
        {"deeper": b"x"},
        {1: "a key that is no text"},
        "half a \ud83d",
    ],
    ids=lambda value: type(value).__name__,
)
def test_all_else_is_refused_with_its_place(value: Any) -> None:
    body = model().to_dict()
    body["parcels"][0]["insuranceCost"] = value
    for made in (model(insurance_cost=value), body, MappingProxyType(body)):
        with pytest.raises(ConfigurationError, match=r"^parcels\[0\]\.insuranceCost") as caught:
            create(made)
        assert "\n" not in str(caught.value)


def test_it_says_what_to_do() -> None:
    with pytest.raises(ConfigurationError, match=r"parcels\[0\]\.insuranceCost: .*no time zone"):
        create(model(insurance_cost=dt.datetime(2026, 3, 1)))  # noqa: DTZ001
    with pytest.raises(ConfigurationError, match=rf"{__name__}\.Scalar cannot be sent"):
        create(model(insurance_cost=Scalar()))


@pytest.mark.parametrize("body", [None, "text", 7, [], b"{}", [{}], UNSET])
def test_a_body_that_is_no_object_is_refused(body: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^body: a model or a mapping is meant"):
        create(body)


def test_a_body_that_holds_itself_is_refused() -> None:
    body: dict[str, Any] = model().to_dict()
    body["note"] = body
    with pytest.raises(ConfigurationError, match="holds itself"):
        create(body)


@pytest.mark.parametrize(
    "several",
    [
        tuple,
        iter,
        lambda items: (item for item in items),
        lambda items: dict(enumerate(items)).values(),
        collections.deque,
    ],
)
def test_a_list_in_a_body_may_be_anything_that_holds_several(several: Any) -> None:
    parcels = model().parcels
    assert isinstance(parcels, list)
    expected = create(model()).json
    assert create(attrs.evolve(model(), parcels=several(parcels))).json == expected
    assert create({**model().to_dict(), "parcels": several(parcels)}).json == expected


def test_a_single_text_is_no_list() -> None:
    with pytest.raises(ConfigurationError, match=r"^parcels: a list is meant, not a single text"):
        create({**model().to_dict(), "parcels": "one"})


@pytest.mark.parametrize(
    ("body", "place", "published"),
    [
        ({"client_order": "7"}, "client_order", "clientOrder"),
        ({"payer_type": "Sender"}, "payer_type", "payerType"),
        ({"parcels": [{}, {"insurance_cost": 1}]}, "parcels[1].insurance_cost", "insuranceCost"),
        ({"recipient": {"company_name": "X"}}, "recipient.company_name", "companyName"),
        ({"PayerType": "Sender"}, "PayerType", "payerType"),  # As in the API 2.0.
        ({"CLIENT_ORDER": "7"}, "CLIENT_ORDER", "clientOrder"),
    ],
)
def test_a_name_in_another_spelling_is_refused_with_the_published_one(
    body: Mapping[str, Any], place: str, published: str
) -> None:
    for build in (create, lambda body: update(1, body)):
        with pytest.raises(ConfigurationError) as caught:
            build(body)
        assert str(caught.value) == f"`{place}`: the published name is `{published}`"


@pytest.mark.parametrize("name", ["\u0440ayerType", "recip\u0456ent", "\u0421lient_Order"])
def test_a_name_with_a_letter_that_only_looks_latin_is_refused(name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"the published name is `\w+`, in Latin letters$"):
        create({name: "x"})


LIKE = [
    ({"payerTipe": "s3cret"}, "payerTipe", "payerType"),
    ({"parcels": [{"actualWieght": 5}]}, "parcels[0].actualWieght", "actualWeight"),
    ({"sender": {"nmae": "s3cret"}}, "sender.nmae", "name"),
    (
        {"recipient": {"addressParts": {"strete": "s3cret"}}},
        "recipient.addressParts.strete",
        "street",
    ),
]


@pytest.mark.parametrize("made", [dict, ShipmentRequest.from_dict], ids=["dict", "read"])
@pytest.mark.parametrize(("body", "place", "meant"), LIKE, ids=lambda one: str(one)[:24])
def test_a_name_like_a_published_one_is_sent_and_warned_of(
    body: Any, place: str, meant: str, made: Callable[[Any], Any]
) -> None:
    with pytest.warns(UnknownFieldWarning) as warned:
        assert create(made(body)).json == body
    (one,) = warned
    assert str(one.message) == (
        f"`{place}` is sent, though nobody may read it: `{meant}` is published"
    )
    assert one.filename == __file__  # It is told where the call is made.


def test_it_is_warned_of_once_a_line() -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("default")
        for _ in range(3):
            create({"payerTipe": "s3cret"})
    assert len(warned) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"brandNew": 1, "payerTypeNew": 2, "parcels": [{"actualWeightUnit": "lb"}]},
        {"payerType": "Sender", "payerTipe": 1},
        {"sender": {"company": "x"}},  # A part of a published name is one of its own.
        {"": 1, "парам": 2, "a" * 40: 3},
        ShipmentRequest.from_dict({"brandNew": 1}),
    ],
)
def test_what_is_new_or_meant_is_sent_without_a_word(body: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        create(body)


WRONG = [
    (ShipmentParcel, "weight", "actual_weight"),
    (ShipmentParcel, "heigth", "height"),
    (ShipmentParcel, "description", "parcel_description"),
    (ShipmentRequest, "payerType", "payer_type"),
    (ShipmentRequest, "p\u0430yer_type", "payer_type"),
    (ShipmentRequest, "order", "client_order"),
    (Division, "nmae", "name"),
]


@pytest.mark.parametrize(("model", "wrong", "meant"), WRONG)
def test_a_wrong_field_of_a_model_is_told_with_the_one_that_is_meant(
    model: Any, wrong: str, meant: str
) -> None:
    told = f"{model.__name__}() got an unexpected keyword argument {wrong!r}: {meant!r} is meant"
    ways = [lambda: model(**{wrong: "s3cret"})]
    if model is Division:
        ways += [lambda: Division().evolve(nmae="s3cret"), lambda: attrs.evolve(Division(), nmae=1)]
    for way in ways:
        with pytest.raises(TypeError) as caught:
            way()
        assert str(caught.value) == f"{told}, most likely"
        assert caught.value.__context__ is None
        frames = [*traceback.walk_tb(caught.value.__traceback__)]
        assert all("s3cret" not in repr(one.f_locals.get("given")) for one, _ in frames)


def test_a_field_that_is_like_none_is_told_to_be_none() -> None:
    told = "Division() got an unexpected keyword argument 'xyz': help(Division) tells its fields, "
    with pytest.raises(TypeError, match=re.escape(told + "additional_properties= takes others")):
        Division(xyz=1)  # type: ignore[call-arg] # which is the point
    with pytest.raises(TypeError, match="missing 7 required keyword-only arguments"):
        ShipmentParcel(row_number=1)  # type: ignore[call-arg] # as above
    with pytest.raises(TypeError, match="takes 1 positional argument but 2 were given"):
        Division(1)  # type: ignore[misc] # as above


def test_names_that_nobody_knows_are_sent() -> None:
    body = {"brandNew": 1, "brand_new": {"client_order": "x"}, "parcels": [{"x_y": 1}]}
    assert create(body).json == body


def walked(model: Any, wrap: Callable[[Any], Any]) -> Iterator[tuple[str, Any]]:
    """Yield the name of each field of a body, and the body with that and another spelling."""
    for _, name, hint in fields_of(model):
        if (twin := name.upper()) != name:
            yield name, wrap({name: 2, twin: 1})
        for member in members_of(hint):
            inner = get_args(member)[0] if get_origin(member) is list else member
            if not is_model(inner) or len(members_of(hint)) > 1:
                continue  # Of several forms nobody can tell which is meant.

            def wrapped(item: Any, name: str = name, is_list: bool = inner is not member) -> Any:
                return wrap({name: [item] if is_list else item})

            yield from walked(inner, wrapped)


def operations_with_bodies() -> Iterator[tuple[str, Callable[..., Any]]]:
    for found in pkgutil.walk_packages(api.__path__, f"{api.__name__}."):
        build = getattr(importlib.import_module(found.name), "build_request", None)
        if build is not None and "body" in build.__annotations__:
            yield found.name.rpartition(".")[2], build


def test_a_field_in_two_spellings_is_refused_in_every_object_of_every_body() -> None:
    seen = set()
    for name, build in operations_with_bodies():
        hint = annotation_of(build, "body")
        arguments = dict.fromkeys(set(build.__annotations__) - {"body", "return"}, "1")
        for model in members_of(hint):
            if not is_model(model) or len(members_of(hint)) > 1:
                continue
            seen.add(name)
            for field, body in walked(model, lambda item: item):
                for spelt in (body, model.from_dict(body)):
                    with pytest.raises(ConfigurationError, match=f"published name is `{field}`"):
                        build(body=spelt, **arguments)
    assert {"post_shipments", "put_shipments_id", "post_shipments_calculations"} <= seen


def test_both_spellings_are_told_of_and_neither_is_sent() -> None:
    both = {**model().to_dict(), "clientOrder": "order-1", "client_order": "order-2"}
    for body in (both, ShipmentRequest.from_dict(both)):
        with pytest.raises(ConfigurationError, match=r"^`client_order`: the published name is"):
            create(body)
    with pytest.raises(ConfigurationError, match=r"`clientOrder`; that is there, too$"):
        create(both)


def test_an_answer_in_two_spellings_can_be_written() -> None:
    both = {"id": 1, "externalId": "a", "external_id": "b"}
    assert json.loads(Division.from_dict(both).to_json()) == both


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(min_size=1), inner),
)


@pytest.mark.filterwarnings("ignore::novapost_auth.UnknownFieldWarning")
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), JSON))
def test_json_data_is_sent_as_it_is_or_refused(body: dict[str, Any]) -> None:
    try:
        assert create(body).json == body
    except ConfigurationError as error:
        assert re.search("lone surrogate|a list is meant|the published name is", str(error))  # noqa: PT017


# Queries and paths


@pytest.mark.parametrize(
    "codes",
    [
        ["PL", "UA"],
        ("PL", "UA"),
        {"PL": 1, "UA": 2}.keys(),
        {1: "PL", 2: "UA"}.values(),
        (code for code in ("PL", "UA")),
        map(str.upper, ["pl", "ua"]),
        collections.deque(["PL", "UA"]),
    ],
)
def test_a_list_of_a_query_may_be_anything_that_holds_several(codes: Any) -> None:
    request = find_divisions(country_codes=codes)
    assert request.params == [("countryCodes[]", "PL"), ("countryCodes[]", "UA")]


def test_sets_and_arrays_too() -> None:
    assert find_divisions(country_codes={"PL"}).params == [("countryCodes[]", "PL")]
    assert find_divisions(settlement_ids=array.array("q", [7, 8])).params == [
        ("settlementIds[]", "7"),
        ("settlementIds[]", "8"),
    ]
    assert find_divisions(settlement_ids=[Scalar()]).params == [("settlementIds[]", "7")]  # type: ignore[list-item]


@pytest.mark.parametrize("wrong", [None, b"PL", 1j, object(), ["PL"], {"a": 1}, math.nan, "\ud800"])
def test_what_is_no_text_and_no_number_is_said_with_the_name(wrong: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^country_codes\[1\]: "):
        find_divisions(country_codes=["PL", wrong])
    if wrong is not None:
        with pytest.raises(ConfigurationError, match=r"^latitude(: | must )"):
            find_divisions(latitude=wrong)


class Point:
    """What numpy's arrays without an axis are like: they say that they can be walked."""

    ndim = 0

    def __iter__(self) -> Iterator[str]:
        raise TypeError("iteration over a 0-d array")

    def __index__(self) -> int:
        return 7


def test_an_array_without_an_axis_is_one_value() -> None:
    assert find_divisions(limit=Point()).params == [("limit", "7")]  # type: ignore[arg-type]


@pytest.mark.parametrize("single", ["PL", b"PL", 7, {"PL": 1}, Point()])
def test_a_single_value_where_a_list_is_meant_is_said_with_the_name(single: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^country_codes: a list is meant, not a single"):
        find_divisions(country_codes=single)


@pytest.mark.parametrize("many", [["x"], ("x", "y"), {"x"}, iter("xy"), []])
@pytest.mark.parametrize("name", ["name", "latitude", "limit"])
def test_a_list_where_one_value_is_meant_is_said_with_the_name(name: str, many: Any) -> None:
    with pytest.raises(ConfigurationError, match=rf"^{name}: one value is meant, not several$"):
        find_divisions(**{name: many})


@pytest.mark.parametrize("wrong", [None, b"1", "", "..", object(), [1]])
def test_a_path_takes_texts_and_numbers_alone(wrong: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"\bid\b"):
        update(wrong, {})
    assert update(uuid.UUID(int=1), {}).path.endswith("-000000000001")  # type: ignore[arg-type]


# Models

DIVISION = {
    "id": 1,
    "name": "Відділення",
    "countryCode": "QQ",
    "settlement": {"name": "Київ", "unknown": {"y": [1]}},
    "brandNew": {"a": [1]},
}
WAYS = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda one: pickle.loads(pickle.dumps(one)),
    "attrs.evolve": attrs.evolve,
    "replace": lambda one: one.__replace__(),
    "evolve": lambda one: one.evolve(),
}


@pytest.mark.parametrize("way", WAYS)
def test_copies_keep_what_is_unknown_and_share_nothing(way: str) -> None:
    one = Division.from_dict(copy.deepcopy(DIVISION))
    other = WAYS[way](one)
    assert other == one
    assert other.to_dict() == DIVISION

    other.additional_properties["brandNew"]["a"].append(2)
    other.settlement.name = "Львів"
    other.settlement.additional_properties["unknown"]["y"].append(2)
    other.additional_properties["more"] = 1

    assert one.to_dict() == DIVISION


@pytest.mark.parametrize("way", ["attrs.evolve", "evolve", "__replace__"])
def test_a_copy_with_changes(way: str) -> None:
    one = Division.from_dict(copy.deepcopy(DIVISION))
    made = attrs.evolve(one, name="n") if way == "attrs.evolve" else getattr(one, way)(name="n")
    assert made.to_dict() == {**DIVISION, "name": "n"}
    assert one.name == "Відділення"
    with pytest.raises(TypeError):
        getattr(one, way)(nmae="n") if way != "attrs.evolve" else attrs.evolve(one, nmae="n")


def test_what_no_model_knows_can_be_passed_and_goes_along() -> None:
    unknown = {"brandNew": {"a": [1]}}
    one = Division(name="n", additional_properties=unknown)
    assert json.loads(one.to_json()) == {"name": "n", **unknown}
    assert one == Division.from_dict({"name": "n", **unknown})
    assert Division(additional_properties=None) == Division()


def test_a_model_without_unknown_fields_has_none_in_its_copies() -> None:
    assert copy.copy(Division(name="n")).additional_properties == {}
    assert Division(name="n") == copy.copy(Division(name="n"))


def test_json_of_a_model_is_what_is_sent() -> None:
    text = Division.from_dict(DIVISION).to_json()
    assert json.loads(text) == DIVISION
    assert "Відділення" in text
    assert model(insurance_cost=Decimal("1.50")).to_json() == json.dumps(
        create(model(insurance_cost=Decimal("1.50"))).json, separators=(",", ":")
    )
    with pytest.raises(ConfigurationError, match=r"^parcels\[0\]\.insuranceCost: nan"):
        model(insurance_cost=math.nan).to_json()


MOMENTS = ["9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+14:00", "9999-12-31T24:00:00Z"]


@pytest.mark.parametrize("moment", [*MOMENTS, "0000-00-00 00:00:00", "", "2026-02-30T00:00:00Z"])
def test_what_was_read_can_be_written(moment: str) -> None:
    from novapost_client.models import TrackingEvent  # noqa: PLC0415 - for this one

    event = TrackingEvent.from_dict({"date": moment})
    event.to_dict()
    event.to_json()


def test_errors_of_the_client_are_of_the_one_tree() -> None:
    assert issubclass(ConfigurationError, NovaPostError)
    assert issubclass(ConfigurationError, ValueError)
    with pytest.raises(NovaPostError):
        find_divisions(country_codes="PL")
    assert DivisionPage.from_dict({}).items is UNSET
