"""Find the shapes of the document, and leave references where they stood.

A shape is what becomes a class: an object with properties, or an enum. A map without properties
stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from codegen.errors import CodegenError
from codegen.normalise.decided import Use
from codegen.normalise.folds import PREFIX, Schema
from codegen.normalise.names import Place
from codegen.normalise.structure import reference


@dataclass
class Shapes:
    """Walks tidied schemas in the order of the document and collects the shapes, innermost first.

    `published` are the document's own components, tidied. References are to places.
    """

    published: dict[str, Schema]
    uses: list[Use] = field(default_factory=list)
    _open: set[str] = field(default_factory=set)

    def put(self, schema: Schema, place: Place, parent: str | None = None) -> Schema:
        """Return the schema as it is to stand at `place`."""
        target = _target(schema)
        if target is not None:
            return self._follow(target, schema, place, parent)
        if not _is_shape(schema):
            return self._inner(schema, place, parent)
        shape = self._inner(schema, place, str(place))
        shape.pop("nullable", None)
        self.uses.append(Use(str(place), parent, shape))
        return reference(str(place)) | _own(schema)

    def plain(self, schema: Schema) -> Schema:
        """Return the schema itself, or the component that it refers to."""
        seen: set[str] = set()
        while (target := _target(schema)) in self.published and target not in seen:
            seen.add(target)
            schema = self.published[target]
        return schema

    def _inner(self, schema: Schema, place: Place, parent: str | None) -> Schema:
        inner = dict(schema)
        for key, value in schema.items():
            match key, value:
                case "properties", dict():
                    inner[key] = {
                        name: self.put(member, place.property(name), parent)
                        for name, member in value.items()
                    }
                case "items", dict():
                    inner[key] = self.put(value, place.items(), parent)
                case "additionalProperties", dict():
                    inner[key] = self.put(value, place.values(), parent)
                case "oneOf" | "anyOf", list():
                    inner[key] = [
                        self.put(member, place.alternative(number), parent)
                        for number, member in enumerate(value, 1)
                    ]
        return inner

    def _follow(self, target: str, use: Schema, place: Place, parent: str | None) -> Schema:
        """Read a reference to a component: a shape has its class, all else is read in."""
        schema = self.published.get(target)
        if schema is None:
            raise CodegenError(f"{place}: there is no component {target!r}")
        if _is_shape(schema):
            return (
                reference(f"component {target}")
                | {key: value for key, value in _own(schema).items() if key == "nullable"}
                | _own(use)
            )
        if target in self._open:
            raise CodegenError(f"{place}: component {target!r} contains itself")
        self._open.add(target)
        placed = self.put(schema | _own(use), place, parent)
        self._open.remove(target)
        return placed


def _is_shape(schema: Schema) -> bool:
    return "properties" in schema or "enum" in schema


def _own(use: Schema) -> Schema:
    """Return what a use of a shape says for its place alone."""
    return {key: use[key] for key in ("nullable", "deprecated", "description") if key in use}


def _target(schema: Schema) -> str | None:
    found = schema.get("$ref") or next((m.get("$ref") for m in schema.get("allOf", ())), None)
    return found.removeprefix(PREFIX) if isinstance(found, str) else None
