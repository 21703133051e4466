"""The objects of a document with their references followed; what should be an object reads as one.

Published documents have faults: a null where a schema belongs, ``required: true`` on a property.
A comparison passes over them; it does not stop.
"""

from typing import Any

from codegen.errors import CodegenError

_DATA = frozenset({"example", "examples", "default", "enum", "const"})


def fields(value: Any) -> dict[str, Any]:
    """Return a value that should be an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """Return a value that should be an array, or an empty one."""
    return value if isinstance(value, list) else []


def choices(value: Any) -> list[Any]:
    """Return the alternatives of a oneOf or anyOf; null is none of them."""
    return [each for each in items(value) if fields(each).get("type") != "null"]


class References:
    """What the nodes of one document stand for."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def target(self, node: Any) -> dict[str, Any]:
        """Return the object a node is or refers to.

        Raises:
            CodegenError: A reference leads nowhere, out of the document, or back to itself.

        """
        seen: set[str] = set()
        while isinstance(reference := fields(node).get("$ref"), str):
            if reference in seen:
                raise CodegenError(f"reference {reference} leads back to itself")
            seen.add(reference)
            root, *steps = reference.split("/")
            node = self._document if root == "#" else None
            for step in steps:
                node = fields(node).get(step.replace("~1", "/").replace("~0", "~"))
            if node is None:
                raise CodegenError(f"reference {reference} leads nowhere in the document")
        return fields(node)

    def check(self, node: Any, place: str = "#") -> None:
        """Follow every reference within ``node``, which stands at ``place``.

        What only looks like one, in an example or an extension, is none.

        Raises:
            CodegenError: One cannot be followed; the text says where it stands.

        """
        try:
            self.target(node)
        except CodegenError as error:
            raise CodegenError(f"{place}: {error}") from None
        inside = fields(node).items() if isinstance(node, dict) else enumerate(items(node))
        for name, value in inside:
            if name in _DATA or str(name).startswith("x-"):
                continue
            self.check(value, f"{place}/{str(name).replace('~', '~0').replace('/', '~1')}")

    def schema(self, node: Any, outer: tuple[int, ...] = ()) -> dict[str, Any]:
        """Return a schema with its allOf merged in, and a oneOf or anyOf that offers one choice."""
        schema = self.target(node)
        if id(schema) in outer:
            raise CodegenError("a schema is part of its own allOf")
        merging = {key: choices(schema.get(key)) for key in ("oneOf", "anyOf")}
        merging = {key: parts for key, parts in merging.items() if len(parts) == 1}
        merging |= {"allOf": parts} if (parts := items(schema.get("allOf"))) else {}
        if not merging:
            return schema
        parts = [part for each in merging.values() for part in each]
        own = {key: value for key, value in schema.items() if key not in merging}
        merged: dict[str, Any] = {}
        for part in [*(self.schema(part, (*outer, id(schema))) for part in parts), own]:
            properties = fields(merged.get("properties")) | fields(part.get("properties"))
            required = items(merged.get("required")) + items(part.get("required"))
            merged |= part
            merged |= {"properties": properties} if properties else {}
            merged |= {"required": required} if required else {}
        return merged
