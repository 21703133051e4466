"""Every operation of the document: whom to call for it, with what, and what has to be sent.

It is read here by rules of this file, which know nothing of the generator's: what it has
misunderstood shall not be misunderstood twice.
"""

from __future__ import annotations

import builtins
import itertools
import json
import keyword
import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attrs import field, frozen
from jsonschema import Draft4Validator

from novapost_client import models

ROOT = Path(__file__).parents[2]
DOCUMENT: dict[str, Any] = json.loads((ROOT / "generated/openapi.json").read_text("utf-8"))
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
METHODS = tomllib.loads((ROOT / "codegen/operations.toml").read_text("utf-8"))["operations"]
"""Which operation is which method: the table that people write."""

_VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    return SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def python_name(published: str) -> str:
    """Spell a published name as an argument or a field is called."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", published)
    name = re.sub(r"\W+", "_", words).strip("_").lower()
    return f"{name}_" if name in ({*dir(builtins), *keyword.kwlist} - {"id"}) else name


@frozen(kw_only=True)
class Parameter:
    """One of the path or the query."""

    name: str
    place: str
    schema: dict[str, Any] = field(repr=False)
    required: bool

    @property
    def argument(self) -> str:
        return python_name(self.name)


@frozen(kw_only=True)
class Operation:
    """What the document says of one."""

    verb: str
    path: str
    parameters: list[Parameter] = field(repr=False)
    body: dict[str, Any] | None = field(repr=False)
    status: int
    kinds: list[str]
    """The media types of its answer; none where it answers with nothing."""
    answer: dict[str, Any] | None = field(repr=False)
    authorized: bool

    @property
    def key(self) -> str:
        return f"{self.verb} {self.path}"

    @property
    def resource(self) -> str:
        return METHODS[self.key].partition(".")[0]

    @property
    def method(self) -> str:
        return METHODS[self.key].partition(".")[2]

    def target(self, values: dict[str, Any]) -> str:
        """Fill the path, percent-encoded."""
        return re.sub(r"{(.*?)}", lambda found: quote(str(values[found[1]]), safe=""), self.path)

    def query(self, values: dict[str, Any]) -> dict[str, list[str]]:
        """Say what has to stand in the query, by name."""
        sent: dict[str, list[str]] = {}
        for one in self.parameters:
            if one.place == "query" and one.name in values:
                value = values[one.name]
                sent[one.name] = [str(x) for x in (value if isinstance(value, list) else [value])]
        return sent

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        """Say with which arguments a program asks for it."""
        return {
            one.argument: _as_python(one.schema, values[one.name])
            for one in self.parameters
            if one.name in values
        }


def _operation(verb: str, path: str, item: dict[str, Any]) -> Operation:
    raw = item[verb]
    (status, answer), *others = [(c, a) for c, a in raw["responses"].items() if c[0] == "2"]
    assert not others
    content = answer.get("content", {})
    declared = [*item.get("parameters", ()), *raw.get("parameters", ())]
    assert {one["in"] for one in declared} <= {"path", "query"}
    for one in declared:  # Lists are sent in one way only: name[]=a&name[]=b.
        is_list = resolved(one["schema"]).get("type") == "array"
        assert is_list == one["name"].endswith("[]") == (one.get("style") == "form")
        assert not is_list or one["explode"] is True
    body = raw.get("requestBody", {}).get("content", {})
    assert list(body) in ([], ["application/json"])
    return Operation(
        verb=verb.upper(),
        path=path,
        parameters=[
            Parameter(
                name=one["name"],
                place=one["in"],
                schema=one["schema"],
                required=one.get("required", False),
            )
            for one in declared
        ],
        body=body["application/json"]["schema"] if body else None,
        status=int(status),
        kinds=list(content),
        answer=content.get("application/json", {}).get("schema"),
        authorized=bool(raw["security"]),
    )


OPERATIONS = {
    one.key: one
    for path, item in DOCUMENT["paths"].items()
    for verb in _VERBS
    if verb in item
    for one in [_operation(verb, path, item)]
}


class Samples:
    """Makes values of schemas, no two of which are alike where the schema leaves a choice."""

    def __init__(self) -> None:
        self._numbers = itertools.count(11)

    def value(self, schema: dict[str, Any], depth: int = 0) -> Any:
        number = next(self._numbers)
        schema = resolved(schema)
        for word in ("allOf", "oneOf", "anyOf"):
            if word in schema:
                ways = [way for way in schema[word] if "not" not in way]
                return self.value(ways[number % len(ways)], depth)
        if "enum" in schema:
            return schema["enum"][number % len(schema["enum"])]
        match schema.get("type"):
            case "array":
                count = min(2, schema.get("maxItems", 2)) if depth < 6 else 0
                return [self.value(schema["items"], depth + 1) for _ in range(count)]
            case "object":
                return self._object(schema, depth)
        return self._scalar(schema, number)

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        if "properties" not in schema:
            return {f"key{next(self._numbers)}": next(self._numbers)}
        names = schema["properties"] if depth < 6 else schema.get("required", ())
        made = {name: self.value(schema["properties"][name], depth + 1) for name in names}
        return made | ({"success": True} if isinstance(made.get("success"), bool) else {})

    def _scalar(self, schema: dict[str, Any], number: int) -> Any:
        match schema.get("type"):
            case "integer":
                least = schema.get("minimum", 0)
                return least + number % (schema.get("maximum", 1_000_000) - least)
            case "number":
                return number + 0.5
            case "boolean":
                return bool(number % 2)
        return self._text(schema, number)

    def _text(self, schema: dict[str, Any], number: int) -> str:
        pattern = schema.get("pattern", "")
        if schema.get("format") == "date-time" or pattern.startswith("^20"):
            return (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)).strftime(_TIME)
        letters = f"{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"
        if pattern.startswith("^[A-Z]{"):
            return (letters + "X")[: int(pattern[7])]
        # In capitals: numbers of shipments are sent so, however they are written.
        text = f"N{number}" if pattern else f"Ї{number}/&=%"
        return text.ljust(schema.get("minLength", 0), "0")[: schema.get("maxLength")]


def _as_python(schema: dict[str, Any], value: Any) -> Any:
    """Give the value of a program for one that is sent."""
    if "$ref" in schema and "enum" in resolved(schema):
        return getattr(models, schema["$ref"].rpartition("/")[2])(value)
    schema = resolved(schema)
    if isinstance(value, list):
        return [_as_python(schema["items"], item) for item in value]
    if schema.get("x-boolean"):
        return bool(value)
    if schema.get("format") == "date-time":
        return datetime.strptime(value, _TIME).replace(tzinfo=UTC)
    return value


def json_schema(node: Any) -> Any:
    """Say ``nullable`` in the words of JSON Schema; draft 4 has the rest as OpenAPI 3.0 does."""
    if isinstance(node, list):
        return [json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {key: json_schema(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [{"type": "null"}, plain]} if node.get("nullable") is True else plain


_COMPONENTS = json_schema(DOCUMENT["components"])


def assert_fits(schema: dict[str, Any], value: Any) -> None:
    # The references in a schema are looked up from its own root.
    validator = Draft4Validator({**json_schema(schema), "components": _COMPONENTS})
    wrong = [f"{one.json_path}: {one.message}" for one in validator.iter_errors(value)]
    assert not wrong, wrong


_KINDS = {dict: "object", list: "array"}


def _meant(schema: dict[str, Any], sent: Any) -> dict[str, Any]:
    """Choose among several schemas the one that an object or a list is sent for."""
    for word in ("allOf", "oneOf", "anyOf"):
        for way in schema.get(word, ()):
            if resolved(way).get("type") == _KINDS.get(type(sent)):
                return way
    return schema


def assert_is_read(read: Any, schema: dict[str, Any], sent: Any) -> None:
    """Make sure that ``sent`` was read as the classes that the document has for it."""
    schema = _meant(schema, sent)
    name = schema.get("$ref", "").rpartition("/")[2]
    schema = resolved(schema)
    if name:
        assert type(read) is getattr(models, name)
    if isinstance(sent, dict) and "properties" in schema:
        assert not read.additional_properties
        for one, value in sent.items():
            assert_is_read(getattr(read, python_name(one)), schema["properties"][one], value)
    elif isinstance(sent, list):
        assert type(read) is list
        for item, value in zip(read, sent, strict=True):
            assert_is_read(item, schema["items"], value)
    elif isinstance(read, datetime):
        assert read == datetime.strptime(sent, _TIME).replace(tzinfo=UTC)
    else:
        expected = str(sent) if schema.get("x-text") else sent
        assert read == expected, (read, sent)
        assert name or type(read) is type(expected), (read, sent)
