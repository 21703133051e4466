"""From a published document to the client: read, correct, normalise, validate, write."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from codegen.correct import Overlay, added_operations, apply_overlays, load_overlay
from codegen.errors import CodegenError
from codegen.normalise import (
    OperationTable,
    load_names,
    load_operations,
    normalise,
    operations_of,
    validate,
)
from codegen.read import References, load_document
from codegen.write import HERE, ROOT, examples, write_tree

NAMES = HERE / "names.toml"
PUBLISHED = ROOT / "openapi.json"
GENERATED = ROOT / "generated"
PARTIAL = ROOT / "build" / "partial"


class Prepared(NamedTuple):
    """What the tree is written from."""

    document: dict[str, Any]
    operations: OperationTable
    examples: dict[str, Any]
    """Those of the published document, which the client is tried with."""
    passed_over: list[str]
    """The corrections that were not applied, a line each that says why."""


def operation_table() -> OperationTable:
    """Read which operation is which method."""
    return load_operations(HERE / "operations.toml")


def overlays() -> list[Overlay]:
    """Read the corrections, in the order of their names."""
    files = sorted((ROOT / "overlays").iterdir())
    for one in files:
        if one.suffix in {".yml", ".json"}:
            raise CodegenError(f"overlays/{one.name}: a correction is in a file called NAME.yaml")
    return [load_overlay(one) for one in files if one.suffix == ".yaml"]


def load(spec: Path, *, drafts: bool = False) -> dict[str, Any]:
    """Read a published document, in the order of the operation table.

    Raises:
        CodegenError: It cannot be read, or holds no operation.

    """
    document = load_document(spec, order=operation_table().rows, drafts=drafts)
    return with_operations(document, str(spec))


def with_operations(document: dict[str, Any], source: str) -> dict[str, Any]:
    """Return a document that holds an operation.

    Raises:
        CodegenError: It holds none.

    """
    if next(operations_of(document), None) is None:
        raise CodegenError(f"{source}: holds no operation; there is nothing to generate")
    return document


def prepared(spec: Path, *, partial: bool = False, drafts: bool = False) -> Prepared:
    """Prepare a published document for the generator.

    Args:
        spec: The document, a page, or a folder of pages.
        partial: It may lack operations.
        drafts: Take pages of a folder that are drafts, too.

    Raises:
        CodegenError: It cannot be read, or something in it needs a decision.

    """
    operations, corrections = operation_table(), overlays()
    document = load(spec, drafts=drafts)
    if not partial:  # Before the overlays, which would complain one by one.
        operations.check_complete(document, but=added_operations(corrections))
        References(document).check(document)
    corrected, skipped = apply_overlays(document, corrections, partial=partial)
    with_operations(corrected, str(spec))
    result = normalise(corrected, operations=operations, names=load_names(NAMES), partial=partial)
    validate(result)
    return Prepared(result, operations, examples(corrected), skipped)


def write_client(ready: Prepared, target: Path) -> None:
    """Write the tree of a prepared document into a folder that is not there yet.

    Raises:
        CodegenError: What comes of it is not sound.

    """
    write_tree(ready.document, ready.operations, target, examples=ready.examples)
