"""Prepare the corrected document for the generator: what is rule is done here.

Overlays correct cases; these rules fit whatever they leave. The result has one answer, one tag and
one operationId an operation, one component a shape, plain text for prose, and nothing that the
generator would misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise.components import components, settled
from codegen.normalise.endpoints import SCHEME, prepare
from codegen.normalise.names import NameLock, Place
from codegen.normalise.operations import OperationTable, made_operation_id, operations_of
from codegen.normalise.prose import paragraphs
from codegen.normalise.schemas import Schema, tidy
from codegen.normalise.shapes import Shapes


def normalise(
    document: dict[str, Any],
    *,
    operations: OperationTable,
    names: NameLock,
    partial: bool = False,
) -> dict[str, Any]:
    """Return the prepared document; the one given stays as it is.

    Args:
        document: The published document after its overlays.
        operations: Which operation becomes which method.
        names: Which place has which class name.
        partial: Take a document that lacks operations; rows and names without a place in it are
            passed over.

    Raises:
        CodegenError: The document breaks a rule, or something new in it needs a decision.

    """
    with _reading("the document"):
        operations.check(document, partial=partial)
        published = document.get("components") or {}
        shapes = Shapes(_tidied(published.get("schemas") or {}))
        paths = _paths(document, operations, shapes)
        for name, schema in shapes.published.items():
            shapes.put(schema, Place(f"component {name}"))
        schemas = components(shapes.uses, names, partial=partial, taken=operations.classes)
        prepared = {
            "openapi": document["openapi"],
            "info": _described(document["info"], "title", "version"),
            "servers": [_described(server, "url") for server in document.get("servers") or []],
            "tags": _tags(paths, operations),
            "paths": paths,
            "components": {
                "securitySchemes": {
                    name: _described(scheme, "type", "in", "name")
                    for name, scheme in (published.get("securitySchemes") or {}).items()
                    if name == SCHEME
                },
                "schemas": schemas,
            },
        }
        return {key: settled(part, names, schemas) for key, part in prepared.items()}


@contextmanager
def _reading(part: str) -> Iterator[None]:
    """Say in one line what cannot be read, instead of asking each node for its type first."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        why = f"{type(error).__name__}: {error}"
        raise CodegenError(f"{part} cannot be read as OpenAPI ({why})") from error


def _tidied(published: dict[str, Any]) -> dict[str, Schema]:
    schemas: dict[str, Schema] = {}
    for name, schema in published.items():
        with _reading(f"component {name}"):
            schemas[name] = tidy(schema)
    return schemas


def _paths(
    document: dict[str, Any], operations: OperationTable, shapes: Shapes
) -> dict[str, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = {}
    for key, operation_id in _operation_ids(document).items():
        method, path = key.split(" ", 1)
        head = {"operationId": operation_id, "tags": [operations.rows[key][0]]}
        with _reading(key):
            paths.setdefault(path, {})[method.lower()] = head | prepare(key, document, shapes)
    return paths


def _tags(paths: dict[str, dict[str, Any]], operations: OperationTable) -> list[dict[str, str]]:
    used = {operation["tags"][0] for item in paths.values() for operation in item.values()}
    resources = operations.resources.items()
    return [{"name": name, "description": text} for name, text in resources if name in used]


def _operation_ids(document: dict[str, Any]) -> dict[str, str]:
    """Keep published operationIds, make the others, and see that no two would be one module."""
    ids: dict[str, str] = {}
    seen: dict[str, str] = {}
    for key, operation in operations_of(document):
        ids[key] = operation.get("operationId") or made_operation_id(key)
        module = re.sub(r"[^a-z0-9]", "", ids[key].lower())
        if seen.setdefault(module, key) != key:
            raise CodegenError(
                f"{key} and {seen[module]} share the operationId {ids[key]!r}: "
                "the generator would drop one; correct it in an overlay"
            )
    return ids


def _described(published: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Keep some members as text, and the description if there is one."""
    kept = {key: str(published[key]) for key in keys if key in published}
    description = paragraphs(published.get("description"))
    return kept | ({"description": description} if description else {})
