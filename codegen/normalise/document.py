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
from codegen.normalise.endpoints import prepare, scheme
from codegen.normalise.folds import Schema, fields, objects
from codegen.normalise.limits import with_limits
from codegen.normalise.names import NameLock, Place, way_to
from codegen.normalise.operations import OperationTable, made_operation_id, operations_of
from codegen.normalise.prose import paragraphs
from codegen.normalise.schemas import tidy
from codegen.normalise.shapes import Shapes

_UNTITLED = {"title": "", "version": ""}


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
        _check_paths(document)
        operations.check(document, partial=partial)
        published = fields(document.get("components"))
        shapes = Shapes(_tidied(fields(published.get("schemas"))))
        paths, problems = _paths(document, operations, shapes)
        for name, schema in shapes.published.items():
            shapes.put(schema, Place(f"component {name}"))
        schemas: dict[str, Schema] = {}
        try:  # Of an operation that cannot be read the names are not missed.
            some = partial or bool(problems)
            schemas = components(shapes.uses, names, partial=some, taken=operations.classes)
        except CodegenError as error:
            problems.append(str(error))
        if problems:
            raise CodegenError("\n".join(problems))
        prepared = {
            "openapi": document["openapi"],
            "info": {"title": "", "version": ""}
            | _described(document.get("info"), "title", "version"),
            "servers": [_described(one, "url") for one in objects(document.get("servers"))],
            "tags": _tags(paths, operations),
            "paths": paths,
            "components": {
                "securitySchemes": {
                    name: _described(found, "type", "in", "name")
                    for name, found in scheme(published.get("securitySchemes")).items()
                },
                "schemas": schemas,
            },
        }
        return {key: with_limits(settled(part, names, schemas)) for key, part in prepared.items()}


@contextmanager
def _reading(part: str) -> Iterator[None]:
    """Say in one line what cannot be read, instead of asking each node for its type first."""
    try:
        yield
    except ValueError as error:
        raise CodegenError(f"{part}{way_to(error)}: {error}") from error
    except RecursionError:
        raise CodegenError(f"{part}: schemas refer to each other too deeply") from None
    except LookupError as error:
        what = f"{part}{way_to(error)} cannot be read as OpenAPI"
        raise CodegenError(f"{what}: it lacks {error}") from error
    except (AttributeError, TypeError) as error:
        why = "something in it is of another kind than OpenAPI says"
        what = f"{part}{way_to(error)} cannot be read as OpenAPI"
        raise CodegenError(f"{what}: {why} ({error})") from error


def _tidied(published: dict[str, Any]) -> dict[str, Schema]:
    schemas: dict[str, Schema] = {}
    for name, schema in published.items():
        with _reading(f"component {name}"):
            schemas[name] = tidy(schema, published)
    return schemas


def _paths(
    document: dict[str, Any], operations: OperationTable, shapes: Shapes
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Prepare all operations; of those that cannot be, return what is wrong, a line each."""
    paths: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    for key, operation_id in _operation_ids(document).items():
        method, path = key.split(" ", 1)
        head = {"operationId": operation_id, "tags": [operations.rows[key][0]]}
        try:
            with _reading(key):
                paths.setdefault(path, {})[method.lower()] = head | prepare(key, document, shapes)
        except CodegenError as error:
            problems.append(str(error))
    return paths, problems


def _tags(paths: dict[str, dict[str, Any]], operations: OperationTable) -> list[dict[str, str]]:
    used = {operation["tags"][0] for item in paths.values() for operation in item.values()}
    resources = operations.resources.items()
    return [{"name": name, "description": text} for name, text in resources if name in used]


def _check_paths(document: dict[str, Any]) -> None:
    """See that no two paths differ in the name of a parameter alone: they are one to a server."""
    forms: dict[str, str] = {}
    for key, _ in operations_of(document):
        form = re.sub(r"{.*?}", "{}", key)
        if forms.setdefault(form, key) != key:
            raise CodegenError(
                f"{key} and {forms[form]} are one operation: only the name of a parameter differs; "
                "remove one in an overlay"
            )


def _operation_ids(document: dict[str, Any]) -> dict[str, str]:
    """Keep published operationIds, make the others, and see that no two are alike."""
    ids: dict[str, str] = {}
    seen: dict[str, str] = {}
    for key, operation in operations_of(document):
        published = operation.get("operationId")
        ids[key] = str(published) if published else made_operation_id(key)
        alike = re.sub(r"[^\w]|_", "", ids[key].lower())
        if seen.setdefault(alike, key) != key:
            raise CodegenError(
                f"{key} and {seen[alike]} share the operationId {ids[key]!r}: "
                "the generator would drop one; correct it in an overlay"
            )
    return ids


def _described(node: Any, *keys: str) -> dict[str, Any]:
    """Keep some members as text, and the description if there is one."""
    published = fields(node)
    kept = {key: str(published[key]) for key in keys if key in published}
    description = paragraphs(published.get("description"))
    return kept | ({"description": description} if description else {})
