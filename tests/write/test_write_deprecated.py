"""What the publisher deprecates: docstrings begin with it, and calls warn at the caller's line."""

import copy
import inspect
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from codegen.compare import diff_documents
from codegen.pipeline import PUBLISHED, load, prepared, write_client
from novapost_auth._everyday.async_shipments import AsyncShipments
from novapost_auth._everyday.shipments import Shipments

LONG = "somebody who fetches the parcels of a shop at the time that it has told"
pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.

ROOT = Path(__file__).parents[2]
SCRIPT = """
import asyncio, inspect, json, sys, warnings
sys.path.insert(0, sys.argv[1])
from novapost_client.client import AsyncNovaPostApi, NovaPostApi
from novapost_client.models import Division

class Transport:
    def send(self, request):
        return request.parse(b'{"items": [], "current_page": 1, "last_page": 1, "total": 0}')

class AsyncTransport(Transport):
    async def send(self, request):
        return super().send(request)

async def awaited(divisions):
    await divisions.find()
    async for _ in divisions.find_all():
        pass

divisions = NovaPostApi(Transport()).divisions
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    divisions.find()
    list(divisions.find_all())
    list(divisions.pages())
    asyncio.run(awaited(AsyncNovaPostApi(AsyncTransport()).divisions))
with warnings.catch_warnings(record=True) as silent:
    warnings.simplefilter("always")
    NovaPostApi(Transport()).shipments.find()
    Division.from_dict({"name": "a"}).name
print(json.dumps({
    "told": [[each.category.__name__, str(each.message), each.filename] for each in told],
    "silent": [str(each.message) for each in silent],
    "find": inspect.getdoc(divisions.find), "division": inspect.getsource(Division),
}))
"""


REFERENCE = """
import json, sys
from pathlib import Path
root, generated = map(Path, sys.argv[1:])
sys.path[:0] = [str(generated), str(root)]
from docs.website.operations import operations_page
from docs.website.reference import resource_pages
from novapost_auth._everyday.shipments import Shipments
print(json.dumps({
    "operations": operations_page(linked=False),
    "pages": dict(resource_pages(generated)),
    "silent": silent(Shipments),
}))
"""


def silent(ours):
    """Return the methods that do not say what those say that they stand for: that it is going."""
    told = {
        name: [
            (getattr(one, "__deprecated__", ""), "Deprecated by Nova Post." in (one.__doc__ or ""))
            for one in (vars(ours.__base__)[name], method)
        ]
        for name, method in vars(ours).items()
        if name in vars(ours.__base__) and callable(method)
    }
    return [name for name, (theirs, own) in told.items() if theirs != own]


def planted():
    """The published document with three operations, a parameter and two fields deprecated."""
    document = copy.deepcopy(load(PUBLISHED))
    find = document["paths"]["/divisions"]["get"]
    find["deprecated"] = True
    document["paths"]["/shipments/uploads/{id}"]["post"]["deprecated"] = True
    document["paths"]["/pickups"]["post"] |= {"deprecated": True, "summary": f"Send {LONG}"}
    [limit] = [each for each in find["parameters"] if each["name"] == "limit"]
    limit["deprecated"] = True
    page = find["responses"]["200"]["content"]["application/json"]["schema"]["properties"]
    division = page["items"]["items"]["properties"]
    division["name"]["deprecated"] = division["settlement"]["deprecated"] = True
    return document


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deprecated")
    spec = folder / "newer.json"
    spec.write_text(json.dumps(planted()), encoding="utf-8")
    write_client(prepared(spec), folder / "generated")
    return folder / "generated"


def answered(program, script, *arguments):
    script.write_text(program, encoding="utf-8")
    command = [sys.executable, "-W", "error", str(script), *arguments]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout) | {"script": str(script)}


@pytest.fixture(scope="module")
def said(generated):
    return answered(SCRIPT, generated.parent / "script.py", str(generated))


def test_calls_of_an_operation_warn_at_the_line_of_the_caller(said):
    message = "GET /divisions is deprecated by Nova Post, and may go"
    assert said["told"] == [["DeprecationWarning", message, said["script"]]] * 5
    assert said["silent"] == []


def test_docstrings_begin_with_it(said):
    assert said["find"].startswith("Deprecated by Nova Post. Find divisions.")
    assert "    limit: Deprecated by Nova Post. How many" in said["find"]
    lines = [line.strip() for line in said["division"].splitlines()]
    for field in ("name:", "settlement:"):
        [at] = [number for number, line in enumerate(lines) if line.startswith(field)]
        assert lines[at + 1].startswith('"""Deprecated by Nova Post.'), lines[at + 1]
    assert said["division"].count("Deprecated by") == 2


def test_the_reference_marks_it_on_the_page_of_operations_and_on_that_of_the_resource(generated):
    pytest.importorskip("griffe", reason="the site needs the dependency group `docs`")
    program = inspect.getsource(silent) + REFERENCE
    told = answered(program, generated.parent / "reference.py", str(ROOT), str(generated))
    rows = [row.split(" | ")[:2] for row in told["operations"].splitlines() if "Depr" in row]
    assert rows == [
        ["| Deprecated by Nova Post. Upload a file to a shipment", "`shipments.upload_file`"],
        ["| Deprecated by Nova Post. Find divisions", "`divisions.find`, `find_all`"],
        [f"| Deprecated by Nova Post. Send {LONG}", "`pickups.create`"],
    ]
    assert "::: novapost_client.api.pickups.Pickups.create" in told["pages"]["reference/pickups.md"]
    name = "| `name` | <code>str</code> |  | Deprecated by Nova Post."
    assert name in told["pages"]["reference/divisions.md"]
    assert told["silent"] == ["upload_file"]  # Which the test below would say.


@pytest.mark.parametrize("ours", [Shipments, AsyncShipments])
def test_a_method_of_ours_says_it_where_the_one_says_it_that_it_stands_for(ours):
    assert silent(ours) == []


def test_a_comparison_tells_it_and_nothing_breaks():
    diff = diff_documents(load(PUBLISHED), planted())
    assert [(each.kind, each.where, each.what) for each in diff.changes] == [
        ("compatible", "query limit", "now deprecated"),
        ("compatible", "answer 200 items[].name", "now deprecated"),
        ("compatible", "answer 200 items[].settlement", "now deprecated"),
        *[("compatible", "operation", "now deprecated")] * 3,
    ]


def test_what_warns_below_python_3_13_is_declared_by_whoever_has_it():
    """The first operation that is deprecated makes typing_extensions a dependency of ours."""
    modules = [*(ROOT / "generated").rglob("*.py"), *(ROOT / "novapost_auth").rglob("*.py")]
    used = any(" typing_extensions import" in each.read_text("utf-8") for each in modules)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert used == any(each.startswith("typing_extensions") for each in project["dependencies"])
