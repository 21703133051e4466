"""The generated package as a whole, held against the prepared document it was made from."""

from __future__ import annotations

import copy
import inspect
import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from type_checkers import mypy, pyright

import novapost_client
from novapost_client import models
from novapost_client.client import AsyncNovaPostApi, NovaPostApi
from novapost_client.model import Model, OpenEnum
from novapost_client.types import Request

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.

PACKAGE = Path(novapost_client.__file__).parent
DOCUMENT: dict[str, Any] = json.loads((PACKAGE / "openapi.json").read_text(encoding="utf-8"))
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
OPERATIONS = [
    (f"{method.upper()} {path}", operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", [name for name in SCHEMAS if "enum" not in SCHEMAS[name]])
def test_every_field_of_every_schema_is_a_field_of_its_model(name: str) -> None:
    model: Any = getattr(models, name)
    assert issubclass(model, Model)
    fields = {
        model._json_names.get(field.name, field.name): field
        for field in attrs.fields(model)
        if not field.name.startswith("_")
    }
    schema = SCHEMAS[name]
    assert fields.keys() == schema["properties"].keys()
    required = {json_name for json_name, field in fields.items() if field.default is attrs.NOTHING}
    assert required == set(schema.get("required", ()))


@pytest.mark.parametrize("name", [name for name in SCHEMAS if "enum" in SCHEMAS[name]])
def test_every_enum_of_the_document_has_its_values(name: str) -> None:
    enum: Any = getattr(models, name)
    assert issubclass(enum, OpenEnum)
    assert [member.value for member in enum] == SCHEMAS[name]["enum"]


@pytest.mark.parametrize("name", [name for name in SCHEMAS if "enum" not in SCHEMAS[name]])
def test_every_model_can_be_compiled_and_keeps_what_it_does_not_know(name: str) -> None:
    assert getattr(models, name).from_dict({"not": "known"}).to_dict() == {"not": "known"}


def test_every_model_is_reached_from_an_operation() -> None:
    def references(node: Any) -> set[str]:
        if isinstance(node, dict):
            found = (
                {node["$ref"].rsplit("/", 1)[-1]} if isinstance(node.get("$ref"), str) else set()
            )
            return found.union(*(references(value) for value in node.values()))
        if isinstance(node, list):
            return set().union(*(references(value) for value in node))
        return set()

    reached, waiting = set(), references(DOCUMENT["paths"])
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= references(SCHEMAS[name]) - reached
    # Refusals are the hand-written layer's affair; their models stay for those who want them.
    assert set(SCHEMAS) - reached == {"Error", "ErrorResponse"}
    assert set(models.__all__) == set(SCHEMAS)


@pytest.mark.parametrize(("key", "operation"), OPERATIONS)
def test_every_operation_has_a_module_and_a_method(key: str, operation: dict[str, Any]) -> None:
    (resource,) = operation["tags"]
    named = f'operation="{operation["operationId"]}"'
    (stem,) = (
        path.stem
        for path in (PACKAGE / "api" / resource).glob("*.py")
        if named in path.read_text(encoding="utf-8")
    )
    for api in (NovaPostApi, AsyncNovaPostApi):
        source = inspect.getsource(type(getattr(api(None), resource)))  # type: ignore[arg-type]
        assert f"from .{stem} import build_request" in source
        assert key in source


class Recorder:
    """A transport that keeps the request and answers nothing."""

    def send(self, request: Request[Any], /) -> Any:
        self.sent = request


def test_a_call_becomes_a_request() -> None:
    transport = Recorder()
    novapost = NovaPostApi(transport)
    novapost.divisions.find(country_codes=["PL", "UA"], prohibited_sending=True, limit=2)
    assert transport.sent.method == "GET"
    assert transport.sent.path == "/divisions"
    assert transport.sent.params == [
        ("countryCodes[]", "PL"),
        ("countryCodes[]", "UA"),
        ("limit", "2"),
        ("prohibitedSending", "1"),
    ]
    novapost.shipments.update("01a0/x", {"note": "n", "sender": models.SenderUpdate(name="N")})
    assert transport.sent.path == "/shipments/01a0%2Fx"
    assert transport.sent.json == {"note": "n", "sender": {"name": "N"}}
    assert transport.sent.authorized
    novapost.authorization.get_token(api_key="k")
    assert not transport.sent.authorized


@pytest.mark.parametrize("api", [NovaPostApi, AsyncNovaPostApi])
def test_resources_are_made_once_and_anew_for_a_copy(api: type[Any]) -> None:
    first = api(Recorder())
    assert first.divisions is first.divisions
    second = copy.copy(first)
    second._transport = Recorder()
    assert type(second.divisions) is type(first.divisions)
    assert second.divisions._transport is second._transport
    assert first.divisions._transport is first._transport


class Pages:
    """A transport over pages of numbers, with a count of those asked for."""

    def __init__(self, *pages: dict[str, Any]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def send(self, request: Request[Any], /) -> Any:
        (number,) = (value for name, value in request.params if name == "page")
        self.asked.append(number)
        return request.parse(json.dumps(self.pages[int(number) - 1]).encode())


def page(*ids: int, last: object = 1) -> dict[str, Any]:
    return {"items": [{"id": number} for number in ids], "last_page": last, "total": 0}


@pytest.mark.parametrize(
    ("pages", "ids", "asked"),
    [
        ([page(1, 2)], [1, 2], ["1"]),
        ([page()], [], ["1"]),
        ([page(1, last=3), page(2, last=3), page(3, last=3)], [1, 2, 3], ["1", "2", "3"]),
        ([page(1, last=3), page(2, last=2)], [1, 2], ["1", "2"]),  # shrinks while walking
        ([page(1, last=9), page(last=9)], [1], ["1", "2"]),  # a page of none is the end
        ([page(1, last=None)], [1], ["1"]),
        ([{"last_page": 4}], [], ["1"]),
        ([{}], [], ["1"]),
    ],
)
def test_find_all_walks_to_the_last_page_and_no_further(
    pages: list[dict[str, Any]], ids: list[int], asked: list[str]
) -> None:
    transport = Pages(*pages)
    assert [item.id for item in NovaPostApi(transport).divisions.find_all()] == ids
    assert transport.asked == asked


def test_find_all_fetches_a_page_when_it_is_needed() -> None:
    transport = Pages(page(1, 2, last=2), page(3, last=2))
    walk = NovaPostApi(transport).divisions.find_all(country_codes=["PL"])
    assert transport.asked == []
    assert next(walk).id == 1
    assert next(walk).id == 2
    assert transport.asked == ["1"]
    assert next(walk).id == 3
    assert transport.asked == ["1", "2"]


def test_importing_an_operation_imports_no_model_and_calling_it_only_its_own() -> None:
    script = textwrap.dedent("""
        import sys
        loaded = lambda: [m for m in sys.modules if m.startswith("novapost_client.models.")]
        from novapost_client.client import NovaPostApi, AsyncNovaPostApi
        from novapost_client.api.divisions import get_divisions
        assert loaded() == [], loaded()
        get_divisions.parse_response(b'{"items": [{"id": 1}]}')
        assert 0 < len(loaded()) < 12, loaded()
        assert "httpx" not in sys.modules
    """)
    result = run("-c", script)
    assert result.returncode == 0, result.stderr


def test_the_output_is_small_and_holds_no_addresses() -> None:
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    assert sum(text.count("\n") for text in texts) <= 12_000
    assert not [text for text in texts if "object at 0x" in text]


def test_names_that_do_not_exist_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Divsion'"):
        models.Divsion  # type: ignore[attr-defined] # noqa: B018
    assert set(models.__all__) <= set(dir(models))


PROGRAM = """
from collections.abc import AsyncIterator, Iterator
from typing import assert_type

from novapost_client.client import AsyncNovaPostApi, NovaPostApi
from novapost_client.models import Division, DivisionPage, PayerType, ShipmentRequest


def use(api: NovaPostApi, request: ShipmentRequest) -> None:
    page = api.divisions.find(country_codes=["PL"], limit=100)
    assert_type(page, DivisionPage)
    assert_type(page.items, list[Division])
    assert_type(api.divisions.find_all(), Iterator[Division])
    assert_type(api.divisions.pages(country_codes=["PL"], limit=100), Iterator[DivisionPage])
    if page.items[0].settlement and page.items[0].settlement.region:
        print(page.items[0].settlement.region.name)
    assert_type(api.shipments.print_documents(numbers=["a"], type_="marking"), bytes)
    api.shipments.create(request)
    api.shipments.calculate({"payerType": PayerType.SENDER})
    api.webhooks.delete("id")


async def use_async(api: AsyncNovaPostApi) -> None:
    assert_type(await api.divisions.find(), DivisionPage)
    assert_type(api.divisions.find_all(), AsyncIterator[Division])
    assert_type(api.divisions.pages(), AsyncIterator[DivisionPage])
"""

MISTAKES = [
    "api.divisions.find('PL')",
    "api.divisions.find(country_code=['PL'])",
    "api.divisions.find(limit='100')",
    "api.divisions.find().itmes",
    "api.shipments.print_documents(numbers=['a'])",
    "api.shipments.create(17)",
    "api.shipments.create({'payerType': PayerType.SENDER})",
    "models.ShipmentRequest()",
    "models.Division(naem='x')",
    "models.Divsion",
    "models.Division(id=1).settlement.name",
]


@pytest.mark.parametrize("check", [mypy, pyright])
def test_a_users_program_is_typed_and_mistakes_are_found(
    check: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    lines = [
        "from novapost_client import models",
        "from novapost_client.client import NovaPostApi",
        "api: NovaPostApi",
        *MISTAKES,
    ]
    (tmp_path / "mistakes.py").write_text("\n".join(lines))
    found = check("program.py", "mistakes.py", cwd=tmp_path).stdout
    assert "program.py:" not in found, found
    for number, line in enumerate(lines, 1):
        told = re.search(rf"mistakes\.py:{number}:.* error", found)
        assert bool(told) == (line in MISTAKES), line
