"""From the prepared document to the client: the generator, our templates, the runtime, ruff."""

from __future__ import annotations

import compileall
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise import BOOLEAN, TEXT, OperationTable, operations_of

HERE = Path(__file__).parent.parent
ROOT = HERE.parent
PACKAGE = "novapost_client"
# The generator wraps text of the document in objects; a template that forgets to unwrap one
# prints its address, and no run would be like another.
_UNWRAPPED = re.compile(r"object at 0x[0-9a-f]+")

# JSON is Jinja as well. The operations go by the names that the generator gives them.
_OPERATIONS = """\
{%% set OPERATIONS = {} %%}
{%% for operation in %s %%}
{%% set _ = OPERATIONS.update({python_identifier(operation.id): operation}) %%}
{%% endfor %%}
{%% set RESOURCES = %s %%}
"""


def write_tree(prepared: dict[str, Any], operations: OperationTable, target: Path) -> None:
    """Write the prepared document and the client generated from it into the folder ``target``.

    Raises:
        CodegenError: The generator warns about the document, or what it writes is not sound.

    """
    target.mkdir()
    (target / "openapi.json").write_text(document_text(prepared), encoding="utf-8")
    package = target / PACKAGE
    templates = _template_folder(prepared, operations, target / "templates")
    document = templates / "document.json"
    document.write_text(document_text(_typed(prepared)), encoding="utf-8")
    _run_generator(document, templates, package)
    shutil.rmtree(templates)
    _complete(package, prepared)
    _tidy(package)
    _inspect(package)


def _typed(node: Any) -> Any:
    """Give the document as Python has it, whatever is sent: a yes or no, a number as text."""
    if isinstance(node, list):
        return [_typed(member) for member in node]
    if not isinstance(node, dict):
        return node
    for mark, kind in ((BOOLEAN, {"type": "boolean"}), (TEXT, {"type": "string", "format": TEXT})):
        if node.get(mark) is True:
            return kind | {key: node[key] for key in ("description", "nullable") if key in node}
    return {key: _typed(value) for key, value in node.items()}


def document_text(document: Mapping[str, Any]) -> str:
    """Give the prepared document as it is written: readable in a diff, the same each time."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _template_folder(prepared: dict[str, Any], operations: OperationTable, folder: Path) -> Path:
    """Copy the templates and put beside them what they cannot learn from the generator."""
    shutil.copytree(ROOT / "templates", folder)
    rows = [
        {
            "id": operation["operationId"],
            "path": key.partition(" ")[2],
            "method": operations.rows[key][1],
            "paged": any(
                parameter["name"] == "page" for parameter in operation.get("parameters", [])
            ),
        }
        for key, operation in operations_of(prepared)
    ]
    (folder / "operations.jinja").write_text(
        _OPERATIONS % (json.dumps(rows), json.dumps(dict(operations.resources))), encoding="utf-8"
    )
    return folder


def _run_generator(document: Path, templates: Path, package: Path) -> None:
    command = [
        *(sys.executable, "-m", "openapi_python_client", "generate"),
        *("--path", str(document)),
        *("--config", str(ROOT / "generator-config.yml")),
        *("--custom-template-path", str(templates)),
        *("--meta", "none", "--output-path", str(package), "--fail-on-warning"),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        said = " ".join((run.stderr or run.stdout).split())
        raise CodegenError(f"openapi-python-client does not take the prepared document: {said}")


def _complete(package: Path, prepared: dict[str, Any]) -> None:
    """Add what the generator does not write, and drop the modules that hold nothing."""
    for source in sorted((HERE / "runtime").glob("*.py")):
        if source.name != "__init__.py":
            shutil.copyfile(source, package / source.name)
    (package / "py.typed").touch()
    text = json.dumps(prepared, ensure_ascii=False, separators=(",", ":"))
    (package / "openapi.json").write_text(text + "\n", encoding="utf-8")
    for module in (package / "models").glob("*.py"):
        if not module.read_text(encoding="utf-8").strip():
            module.unlink()


def _tidy(package: Path) -> None:
    # Isolated and with named rules: no configuration above may have a say in the output.
    ruff = (sys.executable, "-m", "ruff")
    common = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311")
    width = ("--line-length", "100")
    compact = ("--config", "format.skip-magic-trailing-comma=true")
    # Sorted imports, none unused, no empty blocks: what the templates leave to be swept.
    fixes = ("--select", "I,F401,PIE790,TC005", "--fix", "--unsafe-fixes")
    for command in (
        [*ruff, "check", *common, *width, *fixes, str(package)],
        [*ruff, "format", *common, *width, *compact, str(package)],
    ):
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            raise CodegenError(f"ruff: {' '.join((run.stdout + run.stderr).split())}")


def _inspect(package: Path) -> None:
    for module in sorted(package.rglob("*.py")):
        if found := _UNWRAPPED.search(module.read_text(encoding="utf-8")):
            raise CodegenError(f"{module.name} holds {found.group()!r}: a template forgot a filter")
    if not compileall.compile_dir(package, quiet=1):
        raise CodegenError("the generated modules do not compile")
    for cache in package.rglob("__pycache__"):
        shutil.rmtree(cache)
