"""The prepared document: which operations there are, and what fits them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from attrs import field, frozen

Schema = Mapping[str, Any]

METHODS = ("get", "post", "put", "delete", "patch")


@frozen(kw_only=True)
class Operation:
    """One operation: how it is addressed, what it takes, what it answers with."""

    name: str
    """Method and path template, such as ``GET /divisions``: ids may change, these do not."""
    method: str
    pattern: re.Pattern[str] = field(repr=False)
    authorized: bool
    parameters: Sequence[Mapping[str, Any]] = field(repr=False)
    body: Schema | None = field(repr=False)
    body_required: bool
    status: int
    """The status of success."""
    answer: Schema | None = field(repr=False)
    """The schema of a JSON answer; None where the answer is empty or a file."""

    @property
    def specificity(self) -> int:
        """Sorts ``/shipments/print`` before ``/shipments/{id}``."""
        return self.name.count("{")


class Document:
    """An OpenAPI 3.0 document, with its references followed."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        found = [
            self._operation(method, path, item)
            for path, item in data["paths"].items()
            for method in METHODS
            if method in item
        ]
        self.operations: Sequence[Operation] = sorted(found, key=lambda one: one.specificity)

    def find(self, method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
        """Find the operation that a raw (percent-encoded) path addresses, and its path values."""
        path = path.rstrip("/")  # Some clients write one more slash; the service takes it.
        for operation in self.operations:
            if operation.method == method and (match := operation.pattern.fullmatch(path)):
                names = re.findall(r"{(\w+)}", operation.name)
                return operation, dict(zip(names, map(unquote, match.groups()), strict=True))
        return None

    def flat(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """Follow ``$ref`` and fold ``allOf`` into one schema; one level, not what is nested."""
        if "$ref" in node:
            target: Any = self._data
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            return self.flat(target)
        if "allOf" not in node:
            return node
        merged: dict[str, Any] = {}
        for part in map(self.flat, node["allOf"]):
            properties = {**merged.get("properties", {}), **part.get("properties", {})}
            required = [*merged.get("required", ()), *part.get("required", ())]
            merged |= {**part, "properties": properties, "required": required}
        return merged | {key: value for key, value in node.items() if key != "allOf"}

    def branches(self, schema: Schema) -> list[Schema]:
        """Return what ``oneOf`` or ``anyOf`` let a value be; nothing where there is no choice."""
        return [self.flat(one) for kind in ("oneOf", "anyOf") for one in schema.get(kind, ())]

    def is_null(self, schema: Schema) -> bool:
        """Tell whether nothing but null fits: it is no text, says OpenAPI 3.0, and nothing else."""
        return "not" in schema

    def meant(self, node: Schema, value: Any) -> Schema:
        """Return the schema that is meant for an object or a list, where there are several."""
        schema = self.flat(node)
        kind = "object" if isinstance(value, Mapping) else "array"
        if not isinstance(value, (Mapping, list)):
            return schema
        return next((one for one in self.branches(schema) if one.get("type") == kind), schema)

    def allows_null(self, schema: Schema) -> bool:
        """Tell whether null fits: said beside the type, or where no type is said at all."""
        if branches := self.branches(schema):
            return any(map(self.allows_null, branches))
        return bool(schema.get("nullable")) or not schema.get("type")

    def _operation(self, method: str, path: str, item: Mapping[str, Any]) -> Operation:
        raw = item[method]
        body = self.flat(raw.get("requestBody", {}))
        status, response = next(
            (int(code), self.flat(response))
            for code, response in raw["responses"].items()
            if code.startswith("2")
        )
        return Operation(
            name=f"{method.upper()} {path}",
            method=method.upper(),
            pattern=re.compile(re.sub(r"\\{\w+\\}", "([^/]+)", re.escape(path))),
            authorized=bool(raw.get("security", self._data.get("security"))),
            parameters=[
                self.flat(one) for one in (*item.get("parameters", ()), *raw.get("parameters", ()))
            ],
            body=_json_schema(body),
            body_required=body.get("required", False),
            status=status,
            answer=_json_schema(response),
        )


@cache
def prepared() -> Document:
    """Read the document that the generated client was written from, shipped beside it."""
    text = files("novapost_client").joinpath("openapi.json").read_text("utf-8")
    return Document(json.loads(text))


def _json_schema(holder: Mapping[str, Any]) -> Schema | None:
    schema: Schema | None = holder.get("content", {}).get("application/json", {}).get("schema")
    return schema
