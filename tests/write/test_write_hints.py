"""What is guessed wrongly is told rightly: names, pages, values that mean nothing, fields."""

from __future__ import annotations

import copy
import inspect
import pkgutil
import re
from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from typing import Any

import pytest

import novapost_client.api
from novapost_auth import AsyncNovaPost, ConfigurationError, NovaPost
from novapost_auth.testing import FakeNovaPost
from novapost_client import models
from novapost_client.client import NovaPostApi
from novapost_client.codec import fields_of
from novapost_client.model import Model
from novapost_client.resource import Named
from novapost_client.types import Request, query, within

RESOURCES = [
    resource
    for module in pkgutil.iter_modules(
        novapost_client.api.__path__, f"{novapost_client.api.__name__}."
    )
    for resource in vars(import_module(module.name)).values()
    if isinstance(resource, type) and resource.__module__ == module.name
]
MODELS = [kind for name in models.__all__ if issubclass(kind := getattr(models, name), Model)]


class Nowhere:
    def send(self, request: Request[Any], /) -> Any:
        raise AssertionError(f"{request} was sent")


@pytest.mark.parametrize("name", ["list", "save", "get", "cancel", "__iter__", "_ipython_display_"])
def test_whoever_guesses_at_a_name_is_told_those_there_are(name: str) -> None:
    for resource in RESOURCES:
        there = [one for one in dir(resource) if not one.startswith("_")]
        made = resource(Nowhere())
        with pytest.raises(AttributeError) as caught:
            getattr(made, name)
        assert str(caught.value).startswith(
            f"{resource.__name__!r} object has no attribute {name!r}"
        )
        assert (caught.value.name, caught.value.obj) == (name, made)
        assert all(one in str(caught.value) for one in there) is (name[0] != "_")
        assert repr(made) == f"<{resource.__name__}: {', '.join(there)}>"
        assert not hasattr(made, name)


@pytest.mark.parametrize("kind", [NovaPost, AsyncNovaPost])
def test_so_is_whoever_guesses_at_a_resource(kind: Any) -> None:
    fake = FakeNovaPost()
    novapost = kind(fake.api_key, transport=fake.transport)
    with pytest.raises(AttributeError, match=r"no attribute 'parcels'; there are .*shipments, "):
        novapost.parcels  # noqa: B018 - it is looked for
    with pytest.raises(AttributeError, match=r"no attribute 'cancel'; .*create_once, delete, "):
        novapost.shipments.cancel  # noqa: B018 - as above
    copy.copy(novapost).shipments.create_once  # noqa: B018 - what is there is found


def test_what_is_not_made_yet_and_what_fails_say_so_themselves() -> None:
    class Mine(NovaPostApi):
        @cached_property
        def broken(self) -> object:
            return None.nothing  # type: ignore[attr-defined]

    with pytest.raises(AttributeError, match=r"^'NoneType' object has no attribute 'nothing'$"):
        Mine(Nowhere()).broken  # noqa: B018 - it is looked for
    with pytest.raises(AttributeError, match=r"^'Mine' object has no attribute '_transport'$"):
        Mine.__new__(Mine).divisions  # noqa: B018 - as above
    assert issubclass(Mine, Named)


def test_what_holds_items_says_where_to_whoever_walks_it() -> None:
    for kind in MODELS:
        names = {name for name, _, _ in fields_of(kind)}
        made: Any = kind.from_dict({"items": []})
        for use in (iter, list, tuple, set, sorted, lambda page: page[0], lambda page: 1 in page):
            with pytest.raises(TypeError) as caught:
                next(use(made))  # type: ignore[no-untyped-call, operator]
            assert ("its items are in `.items`" in str(caught.value)) is ("items" in names), kind
            assert ("`find_all`" in str(caught.value)) is ({"items", "last_page"} <= names), kind
        assert not isinstance(made, Iterable)


@pytest.mark.parametrize("use", [iter, list, tuple, set, sorted, lambda walk: walk[0]])
def test_what_coroutines_walk_says_how_to_whoever_forgets(use: Any) -> None:
    fake = FakeNovaPost()
    divisions = AsyncNovaPost(fake.api_key, transport=fake.transport).divisions
    for walk in (divisions.find_all(), divisions.pages()):
        with pytest.raises(TypeError, match=r"`async for`"):
            next(use(walk))
        assert not isinstance(walk, Iterable)


def test_help_tells_the_fields_of_a_model() -> None:
    for kind in MODELS:
        told = re.findall(r"^    (\w+): \S", inspect.getdoc(kind) or "", re.MULTILINE)
        documented = inspect.getsource(kind).count('"""') // 2 - 1
        assert len(told) == documented, kind
        assert {*told} <= {name for name, _, _ in fields_of(kind)}
        assert kind.__doc__ == kind.from_dict({}).__doc__


def test_help_tells_units_and_limits() -> None:
    parcel = " ".join((models.ShipmentParcel.__doc__ or "").split())
    assert "actual_weight: Weight" in parcel
    assert " in g" in parcel
    assert " in mm" in parcel
    assert "At most 100 characters." in (models.ShipmentSender.__doc__ or "").replace(
        "\n" + " " * 8, " "
    )


def test_without_its_source_a_model_tells_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_: object) -> str:
        raise OSError("could not get source code")

    monkeypatch.setattr(inspect, "getsource", lost)
    told = models.ShipmentSender.__doc__
    assert told == "Who sends the shipment, and from where: a division or an address."


@pytest.mark.parametrize(
    ("find", "arguments", "says"),
    [
        ("divisions", {"limit": 0}, "limit must be at least 1, not 0"),
        ("shipments", {"limit": -1}, "limit must be at least 1, not -1"),
        ("pickups", {"page": 0}, "page must be at least 1, not 0"),
        ("registers", {"limit": 0.0}, "limit must be at least 1, not 0"),
        ("settlements", {"page": "0"}, "page must be at least 1, not 0"),
        ("divisions", {"latitude": 90.5, "longitude": 30}, "latitude must be at most 90, not 90.5"),
        ("divisions", {"longitude": -181}, "longitude must be at least -180, not -181"),
        ("divisions", {"limit": "all"}, "limit must be a number, not 'all'"),
        ("divisions", {"limit": "nan"}, "limit must be a number, not 'nan'"),
        ("divisions", {"limit": "5e" * 16}, "limit must be a number, not text of 32 ch"),
        (
            "shipments",
            {"client_order": "o" * 51},
            "client_order must be at most 50 characters, not 51",
        ),
        ("shipments", {"client_order": ""}, "client_order is empty, and"),
        ("divisions", {"name": " "}, "name is empty, and"),
        ("divisions", {"text_search": "\t\n"}, "text_search is empty, and"),
        ("divisions", {"country_codes": ["PL", ""]}, "country_codes has an item that is empty"),
        ("shipments", {"numbers": [""]}, "numbers is empty, and"),
        ("settlements", {"text_search": ""}, "text_search is empty, and"),
    ],
)
def test_a_value_that_means_nothing_is_told_by_its_name(
    find: str, arguments: dict[str, Any], says: str
) -> None:
    resource: Any = getattr(NovaPostApi(Nowhere()), find)
    methods = [resource.find, *([] if "page" in arguments else [resource.find_all, resource.pages])]
    for method in methods:
        with pytest.raises(ConfigurationError, match=f"^{says}"):
            method(**arguments)


def test_what_means_something_goes_out() -> None:
    pairs = ("limit", within(1, minimum=1)), ("name", within("a b", minLength=1, maxLength=3))
    assert query(*pairs, ("page", within(None, minimum=1))) == [("limit", "1"), ("name", "a b")]
    assert query(("share", within(1.0, minimum=0.5, maximum=1))) == [("share", "1")]
    with pytest.raises(ConfigurationError, match=r"^share must be at most 1, not 1\.5$"):
        query(("share", within(1.5, maximum=1)))


def test_for_a_path_of_ones_own_a_text_may_be_blank() -> None:
    fake = FakeNovaPost()
    seen: list[Any] = []
    with NovaPost(fake.api_key, transport=fake.transport) as novapost:
        view = novapost.with_options(extra_query={"more": ""}, on_response=seen.append)
        view.request("GET", "/divisions", params={"textSearch": ""})
    assert [record.status for record in seen] == [200]
