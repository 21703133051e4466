"""What the generator is given: the prepared document without its names and prose, and tables.

The generator spells names by rules of its own, renames what meets its own code, and drops what it
cannot tell apart. So it sees no published name but those of classes, which the lock keeps to its
rules: fields and parameters are numbered, and the templates look up in the tables what they are
called, what their docstrings say and how they are sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise import BOOLEAN, TEXT, OperationTable, is_json, operations_of
from codegen.normalise.operations import METHODS, resource_class
from codegen.normalise.spelling import free, identifiers, members
from codegen.runtime.codec import json_name
from codegen.runtime.model import Model
from codegen.write.docstrings import docstring, method_docstring

Schema = dict[str, Any]

JSON = "application/json"
_UNDESCRIBED = "An object that the published documentation does not describe."
_PREFIX = "#/components/schemas/"
# What the arguments of our own are called, and what the functions made of them refer to.
_SIGNATURE = frozenset({"body", "max_items", "read_ahead", "build_request", "parse_response"})
_MODEL = frozenset(name for name in dir(Model) if not name.startswith("_"))
_READ_AHEAD = "Whether the next page is fetched while the items of one are used"
_PAGE = {"items", "last_page", "total"}  # What the walk reads of a page.


@dataclass
class Given:
    """The document for the generator, and the tables for the templates."""

    prepared: Mapping[str, Any]
    operations: OperationTable
    document: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, Any] = field(default_factory=dict)
    _maps: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make both."""
        self._published: dict[str, Schema] = self.prepared["components"]["schemas"]
        schemas: dict[str, Schema] = {}
        models: dict[str, Any] = {}
        enums: dict[str, Any] = {}
        for name, schema in self._published.items():
            if "enum" in schema:
                schemas[name] = {"type": schema["type"], "enum": [schema["enum"][0]]}
                enums[name] = self._enum(schema)
            else:
                schemas[name], models[name] = self._model(schema)
        paths, rows = self._paths()
        resources = {
            name: {"cls": resource_class(name), "doc": docstring(text)}
            for name, text in self.operations.resources.items()
        }
        self.tables = {
            "OPERATIONS": rows, "RESOURCES": resources, "MODELS": models, "ENUMS": enums,
            "MAPS": sorted(self._maps.values()),
        }  # fmt: skip
        schemas |= {name: json.loads(text) for text, name in self._maps.items()}
        self.document = {
            key: self.prepared[key] for key in ("openapi", "info", "tags") if key in self.prepared
        } | {"paths": paths, "components": {"schemas": schemas}}

    def templates(self) -> str:
        """Give the tables as Jinja, whose strings and lists are those of JSON."""
        return "".join(
            f"{{% set {name} = {json.dumps(table, ensure_ascii=False)} %}}\n"
            for name, table in self.tables.items()
        )

    def _enum(self, schema: Schema) -> dict[str, Any]:
        text = schema.get("description")
        names = zip(members(schema["enum"]), schema["enum"], strict=True)
        return {
            "base": "OpenEnum" if schema["type"] == "string" else "OpenIntEnum",
            "doc": docstring(text or "Values that the documentation lists; others are possible."),
            "members": [[name, repr(value)] for name, value in names],
        }

    def _model(self, schema: Schema) -> tuple[Schema, dict[str, Any]]:
        properties: dict[str, Schema] = schema["properties"]
        numbered = {name: f"f{number}" for number, name in enumerate(properties)}
        spelt = identifiers(properties, taken=_MODEL)
        given = {
            "type": "object",
            "properties": {numbered[name]: self._schema(properties[name]) for name in properties},
            "required": [numbered[name] for name in schema.get("required", ())],
        }
        fields = {
            numbered[name]: {
                "name": spelt[name],
                "doc": docstring(text) if (text := self._words(value)) else "",
                "secret": value.get("format") == "password",
                "as_text": value.get(TEXT) is True,
            }
            for name, value in properties.items()
        }
        words = schema.get("description", _UNDESCRIBED)
        table = {
            "doc": docstring(words),
            "fields": fields,
            "json_names": [
                f'"{python}": {literal(name)}'
                for name, python in spelt.items()
                if json_name(python) != name
            ],
        }
        return given, table

    def _words(self, schema: Schema) -> str:
        """Describe a use: by its own words, or those of the class."""
        if text := schema.get("description"):
            return str(text)
        own = schema.get("$ref") or next((m.get("$ref") for m in schema.get("anyOf", ())), None)
        component = self._published.get(str(own).removeprefix(_PREFIX), {})
        return str(component.get("description", ""))

    def _paths(self) -> tuple[dict[str, Any], dict[str, Any]]:
        paths: dict[str, Any] = {}
        rows: dict[str, Any] = {}
        published = dict(operations_of(self.prepared))
        order = list(self.prepared["paths"])
        for key in sorted(published, key=lambda key: _place(key, order)):
            operation = published[key]
            method, path = key.split(" ", 1)
            module = self._module(operation["operationId"], rows)
            given, row = self._operation(key, operation)
            numbers = {
                p["wire"]: number for number, p in row["parameters"].items() if p["in"] == "path"
            }
            named = dict.fromkeys(_IN_PATH.findall(path))
            ours = "".join(f"/{{{numbers[name]}}}" for name in named)
            # The paths themselves are of no use to the generator, and might be alike.
            paths[f"/{len(paths)}{ours}"] = {method.lower(): given | {"operationId": module}}
            rows[module] = row
        return paths, rows

    @staticmethod
    def _module(operation_id: str, rows: Mapping[str, Any]) -> str:
        plain = operation_id.encode("ascii", "ignore").decode() or operation_id.encode().hex()
        return free(identifiers([plain], prefix="call_")[plain], rows)

    def _operation(self, key: str, operation: Mapping[str, Any]) -> tuple[dict[str, Any], Any]:
        path = key.split(" ", 1)[1]
        published: list[dict[str, Any]] = operation.get("parameters", [])
        parameters = self._parameters(published)
        in_path = {p["wire"]: p["name"] for p in parameters.values() if p["in"] == "path"}
        ((_, answer),) = operation["responses"].items()
        content: dict[str, Any] = answer.get("content") or {}
        has_json = any(map(is_json, content))
        media: Schema = next(iter(content.values()))["schema"] if has_json else {}
        method = self.operations.rows[key][1]
        row = {
            "id": literal(operation["operationId"]),
            "key": key,
            "title": docstring(f"{key}."),
            "method": method,
            "parameters": parameters,
            "path": literal(_IN_PATH.sub(lambda found: f"{{{in_path[found[1]]}}}", path)),
            "accept": literal(", ".join(content)) if content and JSON not in content else "",
            "answer": _answer_kind(content),
            "authorized": bool(operation.get("security")),
            "page": "",
        }
        words = (operation.get("summary", ""), operation.get("description", ""), key)
        arguments = [(p["name"], p["doc"]) for p in _sorted(parameters, path)]
        has_body = "requestBody" in operation
        row["doc"] = method_docstring(*words, arguments, has_body=has_body)
        row |= self._page(published, parameters, media)
        if row["page"]:
            row["all"] = self._walk(key, "find_all", "all")
            row["pages"] = self._walk(key, "pages", "pages")
            row["doc_pages"] = docstring(
                f"Walk the pages of ``{method}`` by its arguments, each fetched when it is needed."
            )
            row |= {
                f"doc_{flavour}": method_docstring(
                    f"Walk all pages of ``{method}``, each fetched when its first item is asked"
                    f" for.\nThe other arguments are those of ``{method}``.", "", "",
                    [
                        ("max_items", "How many items to yield at most."),
                        ("read_ahead", f"{_READ_AHEAD}{more}."),
                    ],
                    has_body=has_body,
                )
                for flavour, more in (("all", ""), ("all_async", ", which only asyncio can"))
            }  # fmt: skip
        given: dict[str, Any] = {
            "tags": operation["tags"],
            "parameters": [
                {
                    "name": number,
                    "in": parameters[number]["in"],
                    "required": bool(parameter.get("required")),
                    "schema": self._schema(parameter["schema"]),
                }
                for number, parameter in zip(parameters, published, strict=True)
            ],
            "responses": {"200": {"description": ""}},
        }
        # Of what is no JSON the tables know more than the generator, which takes few kinds.
        if has_json:
            given["responses"]["200"]["content"] = {JSON: {"schema": self._schema(media)}}
        if has_body:
            body = operation["requestBody"]
            schema = self._schema(body["content"][JSON]["schema"])
            given["requestBody"] = {
                "required": body["required"],
                "content": {JSON: {"schema": schema}},
            }
        return given, row

    def _parameters(self, published: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
        # The path first: what a call is about has the plain name.
        order = sorted(published, key=lambda parameter: parameter["in"] != "path")
        spelt = identifiers([p["name"] for p in order if p["in"] == "path"], taken=_SIGNATURE)
        names = {("path", name): python for name, python in spelt.items()}
        queries = [p["name"] for p in order if p["in"] == "query"]
        taken = {*_SIGNATURE, *spelt.values()}
        names |= {("query", n): py for n, py in identifiers(queries, taken=taken).items()}
        return {
            f"p{number}": {
                "name": names[parameter["in"], parameter["name"]],
                "in": parameter["in"],
                "wire": parameter["name"],
                "literal": literal(parameter["name"]),
                "sent": _sent(parameter),
                "doc": str(parameter.get("description", "")),
            }
            for number, parameter in enumerate(published)
        }

    def _page(
        self, published: list[dict[str, Any]], parameters: Mapping[str, Any], answer: Schema
    ) -> dict[str, str]:
        """Find what takes the number of a page and what holds its items, if this has pages."""
        component = self._published.get(answer.get("$ref", "").removeprefix(_PREFIX), {})
        fields: dict[str, Schema] = component.get("properties", {})
        items = fields.get("items", {})
        if not fields.keys() >= _PAGE or items.get("type") != "array" or items.get("nullable"):
            return {}
        for number, parameter in zip(parameters, published, strict=True):
            kind = (parameter["name"], parameter["in"], parameter["schema"].get("type"))
            if kind == ("page", "query", "integer"):
                held = f"f{list(fields).index('items')}"
                return {"page": parameters[number]["name"], "page_items": held}
        return {}

    def _walk(self, key: str, for_find: str, otherwise: str) -> str:
        """Name a method that walks the pages of an operation."""
        resource, method = self.operations.rows[key]
        first, *rest = method.split("_")
        name = "_".join([for_find, *rest] if first == "find" else [method, otherwise])
        if (resource, name) in self.operations.rows.values():
            raise CodegenError(
                f"{key} has pages, and what walks them would be called {name} like another method "
                f"of {resource}: rename one in {self.operations.file}"
            )
        return name

    def _schema(self, schema: Schema) -> Schema:
        """Give the form of a schema; a map of anything gets a class that no one will see."""
        if schema.get("type") == "object":
            values = schema.get("additionalProperties", True)
            form = {"type": "object", "additionalProperties": self._inner(values)}
            name = self._maps.setdefault(json.dumps(form), f"MAP{len(self._maps)}")
            plain = {"$ref": _PREFIX + name}
            return {"allOf": [plain], "nullable": True} if schema.get("nullable") else plain
        given: Schema = {key: schema[key] for key in ("$ref", "type", "nullable") if key in schema}
        if schema.get("format") in ("date-time", "date", "binary"):
            given["format"] = schema["format"]
        if schema.get(BOOLEAN) is True:  # In whatever form it is sent.
            return {"type": "boolean"}
        if schema.get(TEXT) is True:
            return {"type": "string"}
        if "not" in schema:  # Null, as OpenAPI 3.0 has to say it.
            return {"enum": [None]}
        if "items" in schema:
            given["items"] = self._schema(schema["items"])
        for word in ("oneOf", "anyOf", "allOf"):
            if word in schema:
                given[word] = [self._schema(member) for member in schema[word]]
        return given

    def _inner(self, values: Any) -> Any:
        return self._schema(values) if isinstance(values, dict) else True


def literal(text: str) -> str:
    """Write a string as ruff does, for lines that it is asked to keep."""
    return repr(text) if '"' in text else f'"{repr(text)[1:-1]}"'


def _place(key: str, paths: list[str]) -> tuple[int, int]:
    """Place an operation: by its path, and there as the specification lists the methods."""
    method, path = key.split(" ", 1)
    return paths.index(path), METHODS.index(method.lower())


def _answer_kind(content: Mapping[str, Any]) -> str:
    if not content:
        return "none"
    if any(map(is_json, content)):
        return "json"
    return "text" if all(kind.startswith("text/") for kind in content) else "bytes"


def _sorted(parameters: Mapping[str, Any], path: str) -> list[Any]:
    """Put parameters in the order of the signature: those of the path as they stand there."""
    order = _IN_PATH.findall(path)
    paths = [p for p in parameters.values() if p["in"] == "path"]
    paths.sort(key=lambda parameter: order.index(parameter["wire"]))
    return [*paths, *(p for p in parameters.values() if p["in"] == "query")]


def _sent(parameter: Mapping[str, Any]) -> list[str]:
    """Say how a value is written: each by itself, joined, or an object's fields one by one."""
    style, explode = parameter.get("style"), parameter.get("explode", True)
    if style == "deepObject":
        return ["deep"]
    if style == "form" and explode and parameter["schema"].get("type") != "array":
        return ["flat"]
    if style in _JOINED and not explode:
        return ["joined", repr(_JOINED[style])]
    return []


_IN_PATH = re.compile(r"{(.*?)}")
_JOINED = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
