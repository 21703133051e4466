"""Make one component of all shapes that bear one name, and see to it that the lock is right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise.decided import Use, decided
from codegen.normalise.folds import PREFIX, Schema
from codegen.normalise.names import NameLock, row
from codegen.normalise.spelling import members
from codegen.normalise.structure import merged

# `nullable` adds null to a type that stands beside it, and to nothing else: this is null alone.
NULL: Schema = {"type": "string", "nullable": True, "not": {"type": "string"}}


def components(
    uses: list[Use], lock: NameLock, *, partial: bool, taken: Collection[str] = ()
) -> dict[str, Schema]:
    """Return the components of the prepared document, sorted by name.

    Args:
        uses: All shapes of the document, innermost first.
        lock: Their names.
        partial: Locked places that are not in the document are passed over.
        taken: What other classes are called.

    Raises:
        CodegenError: A place has no name or that of another class, one name stands for different
            shapes, or a locked place is not in the document.

    """
    _check_free(lock, taken)
    names, said = decided(uses, lock, taken)
    if not partial:
        said += _absent(uses, lock)
    if said:
        raise CodegenError("\n".join(said))
    by_name: dict[str, list[Schema]] = {}
    for use in uses:
        by_name.setdefault(names[use.place], []).append(use.schema)
    return {name: _component(by_name[name]) for name in sorted(by_name)}


def settled(node: Any, lock: NameLock, schemas: Mapping[str, Schema]) -> Any:
    """Return a part of the document with its references by name and as plain as they can be.

    A use keeps a description of its own only where the component does not say the same. Null is
    said where OpenAPI 3.0 hears it: `nullable` counts beside a type alone.
    """
    match node:
        case {"allOf": [{"$ref": str(target)}]}:
            name = lock.names[target.removeprefix(PREFIX)]
            own = {key: value for key, value in node.items() if key != "allOf"}
            if own.get("description") == schemas[name].get("description"):
                own.pop("description", None)
            plain = {"$ref": PREFIX + name}
            if own.pop("nullable", False):
                return {"anyOf": [plain, NULL]} | own
            return {"allOf": [plain]} | own if own else plain
        case {"nullable": True, "oneOf": list(members)} | {
            "nullable": True,
            "anyOf": list(members),
        }:
            word = "oneOf" if "oneOf" in node else "anyOf"
            rest = {key: value for key, value in node.items() if key not in (word, "nullable")}
            return {word: [*settled(members, lock, schemas), NULL]} | rest
        case dict():
            return {key: settled(value, lock, schemas) for key, value in node.items()}
        case list():
            return [settled(member, lock, schemas) for member in node]
    return node


def _check_free(lock: NameLock, taken: Collection[str]) -> None:
    for place, name in lock.names.items():
        if name in taken:
            raise CodegenError(f"{lock.file}: {place!r} cannot be called {name}, as a resource is")


def _absent(uses: list[Use], lock: NameLock) -> list[str]:
    places = {use.place for use in uses} | lock.loose
    lines = [row(place, name) for place, name in lock.names.items() if place not in places]
    if not lines:
        return []
    return [
        f"locked names without a place in the document: {len(lines)}; "
        f"remove from {lock.file}:\n  " + "\n  ".join(lines)
    ]


def _component(schemas: list[Schema]) -> Schema:
    component = merged(schemas)
    component.pop("description", None)
    texts = {schema["description"] for schema in schemas if "description" in schema}
    if len(texts) == 1:  # What fits one place alone is said there.
        component["description"] = texts.pop()
    if component["type"] == "string":
        component["x-enum-varnames"] = members(component["enum"])
    return component
