"""Try what was generated, in a fresh interpreter, before it takes the place of what works."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise import operations_of
from codegen.write.given import Given
from codegen.write.samples import sample

_SCRIPT = Path(__file__).with_name("trial_run.py")


def try_out(package: Path, given: Given, examples: Mapping[str, Any]) -> None:
    """Import every module, read and write every model, and make every call of the package.

    Args:
        package: The generated package.
        given: What it was generated from.
        examples: The published examples of bodies and answers, by operation.

    Raises:
        CodegenError: Something of it does not work; the message names what.

    """
    schemas: dict[str, Any] = given.prepared["components"]["schemas"]
    material = {
        "models": {
            name: sample(schema, schemas)
            for name, schema in schemas.items()
            if "enum" not in schema
        },
        "calls": [
            _call(row, operation, schemas, examples.get(key, {}), given)
            for row, (key, operation) in _rows(given)
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "material.json"
        path.write_text(json.dumps(material), encoding="utf-8")
        command = [
            sys.executable,
            *("-I", "-B", "-X", "utf8"),
            str(_SCRIPT),
            str(package),
            str(path),
        ]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if run.returncode:
        said = (run.stdout.strip() or run.stderr.strip()).splitlines() or ["no word"]
        raise CodegenError(f"what was generated does not work: {said[-1]}")


def _rows(given: Given) -> list[tuple[dict[str, Any], tuple[str, dict[str, Any]]]]:
    published = dict(operations_of(given.prepared))
    rows: dict[str, Any] = given.tables["OPERATIONS"]
    return [(row, (row["key"], published[row["key"]])) for row in rows.values()]


def _call(
    row: Mapping[str, Any],
    operation: Mapping[str, Any],
    schemas: dict[str, Any],
    examples: Mapping[str, Any],
    given: Given,
) -> dict[str, Any]:
    numbered = zip(row["parameters"].values(), operation.get("parameters", ()), strict=True)
    arguments = {
        parameter["name"]: {
            "value": sample(published["schema"], schemas),
            "format": _format(published["schema"]),
            "required": bool(published.get("required")),
        }
        for parameter, published in numbered
    }
    bodies = []
    if "requestBody" in operation:
        (media,) = operation["requestBody"]["content"].values()
        bodies = [sample(media["schema"], schemas)]
    (answer,) = operation["responses"].values()
    content = answer.get("content") or {}
    answers = [sample(next(iter(content.values()))["schema"], schemas)] if content else []
    return {
        "resource": given.operations.rows[row["key"]][0],
        "method": row["method"],
        "all": row.get("all", ""),
        "pages": row.get("pages", ""),
        "page": row["page"],
        "arguments": arguments,
        "bodies": bodies,
        "shown": examples.get("body", []) if bodies else [],
        "kind": row["answer"],
        "answers": answers,
        "examples": examples.get("answer", []) if row["answer"] == "json" else [],
    }


def _format(schema: Mapping[str, Any]) -> str:
    return str(schema.get("format") or schema.get("items", {}).get("format") or "")
