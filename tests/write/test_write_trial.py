"""What was generated is tried before it takes its place: what fails is told, and stays out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import novapost_client
from codegen.errors import CodegenError
from codegen.normalise import OperationTable, load_operations
from codegen.write import HERE, examples
from codegen.write.given import Given
from codegen.write.samples import sample
from codegen.write.trial import try_out

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.

PACKAGE = Path(novapost_client.__file__).parent
PREPARED: dict[str, Any] = json.loads((PACKAGE / "openapi.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def given() -> Given:
    table = load_operations(HERE / "operations.toml")
    return Given(PREPARED, OperationTable(table.rows, table.resources))


def changed(old: str, new: str) -> Callable[[str], str]:
    def change(source: str) -> str:
        assert old in source
        return source.replace(old, new)

    return change


@pytest.mark.parametrize(
    ("module", "change", "says"),
    [
        ("models/division.py", changed("class Division", "class Divison"), "cannot import name"),
        ("models/division.py", changed(": int | _Unset", ": Nothing | _Unset"), "model Division"),
        ("models/division.py", changed(" short_name:", " short:"), "model Division: does not know"),
        (
            "models/__init__.py",
            changed("__, {}", '__, {"PrintType": "print_kind"}'),
            "models.PrintType: Module",
        ),
        ("api/divisions/get_divisions.py", changed("import", "imp"), "get_divisions: SyntaxError"),
        (
            "api/divisions/get_divisions.py",
            changed("=_query(", "=query("),
            "divisions.find: NameError: name 'query' is not defined",
        ),
        (
            "api/shipments/put_shipments_id.py",
            changed("{id}", "{id_}"),
            "shipments.update: KeyError: 'id_'",
        ),
        (
            "api/shipments/__init__.py",
            changed("build_request(body)", "build_request({})"),
            "shipments.create: the body is not sent as it is",
        ),
        (
            "api/divisions/__init__.py",
            changed("self._items(", "self._item("),
            "divisions.find: AttributeError",
        ),
    ],
)  # fmt: skip
def test_what_does_not_work_is_named(
    tmp_path: Path, given: Given, module: str, change: Callable[[str], str], says: str
) -> None:
    package = tmp_path / "novapost_client"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    path = package / module
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CodegenError) as failed:
        try_out(package, given, {})
    message = str(failed.value)
    assert message.startswith("what was generated does not work: ")
    assert says in message
    assert "\n" not in message


def test_what_works_passes_with_examples_of_any_kind(given: Given) -> None:
    shown = {
        "GET /divisions": {
            "body": [],
            "answer": [[], {"items": None}, {"items": [{"id": "x"}]}, 1],
        },
        "POST /shipments": {
            # In the spelling of Python, a text for a list, what is no number or no text.
            "body": [
                {"odd": [None]},
                {"payer_type": "Sender"},
                {"parcels": "one"},
                {"cost": float("nan")},
                {"note": "\ud800"},
                [],
            ],
            "answer": [{"createdAt": "never"}],
        },
    }
    try_out(PACKAGE, given, shown)


def test_examples_are_taken_from_wherever_they_stand() -> None:
    media = {
        "example": {"a": 1},
        "examples": {"x": {"value": '{"a": 2}'}, "y": {"value": "no JSON"}, "z": None},
        "schema": {"example": {"a": 3}},
    }
    operation = {
        "requestBody": {"content": {"application/json": media, "text/plain": {"example": 4}}},
        "responses": {"200": {"content": {"application/json": {"example": [5]}}}, "404": {}},
    }
    assert examples({"paths": {"/x": {"post": operation}}}) == {
        "POST /x": {"body": [{"a": 2}, {"a": 1}, {"a": 3}], "answer": [[5]]}
    }


def test_samples_of_shapes_that_hold_themselves_end() -> None:
    node = {
        "type": "object",
        "properties": {
            "next": {"$ref": "#/components/schemas/Node"},
            "day": {"type": "string", "format": "date"},
        },
    }
    text = json.dumps(sample(node, {"Node": node}))
    assert text.count("next") < 10
    assert "2025-01-31" in text


def test_nothing_is_replaced_when_the_trial_fails(tmp_path: Path) -> None:
    target = tmp_path / "generated"
    target.mkdir()
    (target / "old").write_text("stays")
    script = (
        "import sys; from codegen import __main__ as it; from codegen.write import generate;"
        "from codegen.errors import CodegenError\n"
        "def fail(*arguments): raise CodegenError('does not work')\n"
        "generate.try_out = fail\n"
        "sys.exit(it.main(['generate', '--output', sys.argv[1]]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(target)],
        cwd=HERE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (2, "codegen: does not work\n")
    assert [path.name for path in target.iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["generated"]
