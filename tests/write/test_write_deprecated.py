"""What the publisher deprecates: docstrings begin with it, and calls warn at the caller's line."""

import copy
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from codegen.compare import diff_documents
from codegen.pipeline import PUBLISHED, load, prepared, write_client

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


def planted():
    """The published document with an operation, a parameter and two fields that are deprecated."""
    document = copy.deepcopy(load(PUBLISHED))
    find = document["paths"]["/divisions"]["get"]
    find["deprecated"] = True
    [limit] = [each for each in find["parameters"] if each["name"] == "limit"]
    limit["deprecated"] = True
    page = find["responses"]["200"]["content"]["application/json"]["schema"]["properties"]
    division = page["items"]["items"]["properties"]
    division["name"]["deprecated"] = division["settlement"]["deprecated"] = True
    return document


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deprecated")
    spec, script = folder / "newer.json", folder / "script.py"
    spec.write_text(json.dumps(planted()), encoding="utf-8")
    script.write_text(SCRIPT, encoding="utf-8")
    write_client(prepared(spec), folder / "generated")
    command = [sys.executable, "-W", "error", str(script), str(folder / "generated")]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout) | {"script": str(script)}


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


def test_a_comparison_tells_it_and_nothing_breaks():
    diff = diff_documents(load(PUBLISHED), planted())
    assert [(each.kind, each.where, each.what) for each in diff.changes] == [
        ("compatible", "query limit", "now deprecated"),
        ("compatible", "answer 200 items[].name", "now deprecated"),
        ("compatible", "answer 200 items[].settlement", "now deprecated"),
        ("compatible", "operation", "now deprecated"),
    ]


def test_what_warns_below_python_3_13_is_declared_by_whoever_has_it():
    """The first operation that is deprecated makes typing_extensions a dependency of ours."""
    modules = [*(ROOT / "generated").rglob("*.py"), *(ROOT / "novapost_auth").rglob("*.py")]
    used = any(" typing_extensions import" in each.read_text("utf-8") for each in modules)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert used == any(each.startswith("typing_extensions") for each in project["dependencies"])
