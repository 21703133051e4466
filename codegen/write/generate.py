"""From the prepared document to the client: the generator, our templates, the runtime, ruff."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise import OperationTable
from codegen.write.bodies import bodies_text
from codegen.write.given import Given
from codegen.write.trial import try_out

HERE = Path(__file__).parent.parent
ROOT = HERE.parent
PACKAGE = "novapost_client"
# The generator wraps text of the document in objects; a template that forgets to unwrap one
# prints its address, and no run would be like another.
_UNWRAPPED = re.compile(r"object at 0x[0-9a-f]+")


def write_tree(
    prepared: dict[str, Any],
    operations: OperationTable,
    target: Path,
    *,
    examples: Mapping[str, Any] | None = None,
) -> None:
    """Write the prepared document and the client generated from it into the folder ``target``.

    Args:
        prepared: The prepared document.
        operations: Which operation becomes which method.
        target: The folder, which is not there yet.
        examples: The published examples that the client is tried with, beside those made up.

    Raises:
        CodegenError: The generator warns about the document, or what it writes does not work.

    """
    target.mkdir()
    document = target / "openapi.json"
    document.write_text(document_text(prepared), encoding="utf-8")
    package = target / PACKAGE
    given = Given(prepared, operations)
    with tempfile.TemporaryDirectory() as folder:
        _run_generator(given, Path(folder), package)
    _complete(package, prepared)
    _tidy(package)
    _inspect(package)
    try_out(package, given, examples or {})


def document_text(document: Mapping[str, Any]) -> str:
    """Give the prepared document as it is written: readable in a diff, the same each time."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _run_generator(given: Given, folder: Path, package: Path) -> None:
    """Run the generator on what is put into ``folder``: its document, and templates with tables."""
    document, templates = folder / "openapi.json", folder / "templates"
    document.write_text(document_text(given.document), encoding="utf-8")
    shutil.copytree(ROOT / "templates", templates)
    (templates / "tables.jinja").write_text(given.templates(), encoding="utf-8")
    command = [
        *(sys.executable, "-m", "openapi_python_client", "generate"),
        *("--path", str(document)),
        *("--config", str(ROOT / "generator-config.yml")),
        *("--custom-template-path", str(templates)),
        *("--meta", "none", "--output-path", str(package), "--fail-on-warning"),
    ]
    # A fault of a template would be drawn as a box of the whole stack; its last line says what.
    plain = os.environ | {"_TYPER_STANDARD_TRACEBACK": "1", "COLUMNS": "500", "NO_COLOR": "1"}
    plain["PYTHONUTF8"] = "1"
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=plain)
    if run.returncode:
        lines = [" ".join(line.split()) for line in (run.stderr or run.stdout).splitlines()]
        said = [line for line in lines if line]
        # That of a cause may be first.
        is_trace = any(line.startswith("Traceback") for line in said)
        why = said[-1] if is_trace else " ".join(said)
        raise CodegenError(f"openapi-python-client does not take the prepared document: {why}")


def _complete(package: Path, prepared: dict[str, Any]) -> None:
    """Add what the generator does not write, and drop the modules that hold nothing."""
    for source in sorted((HERE / "runtime").glob("*.py")):
        if source.name != "__init__.py":
            shutil.copyfile(source, package / source.name)
    (package / "bodies.py").write_text(bodies_text(prepared), encoding="utf-8")
    (package / "py.typed").touch()
    text = json.dumps(_without_prose(prepared), ensure_ascii=False, separators=(",", ":"))
    (package / "openapi.json").write_text(text + "\n", encoding="utf-8")
    for module in (package / "models").glob("*.py"):
        if not module.read_text(encoding="utf-8").strip():
            module.unlink()


def _without_prose(node: Any) -> Any:
    """Return a document without what people read: in the package they read it in docstrings."""
    if isinstance(node, list):
        return [_without_prose(item) for item in node]
    if not isinstance(node, dict):
        return node
    lean = {
        key: _without_prose(value)
        for key, value in node.items()
        if not (key in {"description", "summary"} and isinstance(value, str))
    }
    for status, answer in node.get("responses", {}).items():
        if "description" in answer:  # without which a document is not valid
            lean["responses"][status]["description"] = answer["description"]
    return lean


def _tidy(package: Path) -> None:
    # Isolated and with named rules: no configuration above may have a say in the output.
    ruff = (sys.executable, "-m", "ruff")
    common = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311")
    width = ("--line-length", "100")
    compact = ("--config", "format.skip-magic-trailing-comma=true")
    # The names of ours stand in one line a module; what a package does not use goes there too.
    imports = ("--config", "lint.isort.combine-as-imports=true")
    packages = ("--config", "lint.ignore-init-module-imports=false")
    # Sorted imports, none unused, no empty blocks: what the templates leave to be swept.
    fixes = ("--select", "I,F401,PIE790,TC005", "--fix", "--unsafe-fixes")
    for command in (
        [*ruff, "check", *common, *width, *imports, *packages, *fixes, str(package)],
        [*ruff, "format", *common, *width, *compact, str(package)],
    ):
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if run.returncode:
            raise CodegenError(f"ruff: {' '.join((run.stdout + run.stderr).split())}")


def _inspect(package: Path) -> None:
    for module in sorted(package.rglob("*.py")):
        if found := _UNWRAPPED.search(module.read_text(encoding="utf-8")):
            raise CodegenError(f"{module.name} holds {found.group()!r}: a template forgot a filter")
