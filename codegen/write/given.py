"""What the generator is given: the prepared document without its names and prose, and tables.

The generator spells names by rules of its own, renames what meets its own code, and drops what it
cannot tell apart. So it sees no published name but those of classes, which the lock keeps to its
rules: fields and parameters are numbered, and the templates look up in the tables what they are
called, what their docstrings say and how they are sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise import PAGE, TEXT, OperationTable, is_json, operations_of
from codegen.normalise.operations import METHODS, resource_class
from codegen.normalise.spelling import free, identifiers, members
from codegen.runtime.codec import json_name
from codegen.runtime.model import Model
from codegen.write.docstrings import deprecated, docstring, method_docstring
from codegen.write.forms import PREFIX, Forms, Schema
from codegen.write.parameters import IN_PATH, in_order, literal, parameters_of

JSON = "application/json"
_UNDESCRIBED = "An object that the published documentation does not describe."
_MODEL = frozenset(name for name in dir(Model) if not name.startswith("_"))
_READ_AHEAD = "Whether the next page is fetched while the items of one are used"


@dataclass
class Given:
    """The document for the generator, and the tables for the templates."""

    prepared: Mapping[str, Any]
    operations: OperationTable
    document: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, Any] = field(default_factory=dict)
    _forms: Forms = field(default_factory=Forms)

    def __post_init__(self) -> None:
        """Make both."""
        self._deprecated: set[str] = set()
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
            name: {
                "cls": resource_class(name),
                "doc": docstring(text),
                "deprecated": name in self._deprecated,
            }
            for name, text in self.operations.resources.items()
        }
        self.tables = {
            "OPERATIONS": rows, "RESOURCES": resources, "MODELS": models, "ENUMS": enums,
            "MAPS": sorted(self._forms.maps()),
        }  # fmt: skip
        schemas |= self._forms.maps()
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
        properties = _with_items(schema["properties"])
        numbered = {name: f"f{number}" for number, name in enumerate(properties)}
        spelt = identifiers(properties, taken=_MODEL)
        given = {
            "type": "object",
            "properties": {numbered[name]: self._forms.of(properties[name]) for name in properties},
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
        """Describe a use: by its own words, or those of the class; and say if it is deprecated."""
        inside = [*schema.get("allOf", ()), *schema.get("anyOf", ())]
        own = schema.get("$ref") or next((m.get("$ref") for m in inside), None)
        component = self._published.get(str(own).removeprefix(PREFIX), {})
        text = str(schema.get("description") or component.get("description", ""))
        return deprecated(text) if schema.get("deprecated") else text

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
            named = dict.fromkeys(IN_PATH.findall(path))
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
        parameters = parameters_of(published)
        in_path = {p["wire"]: p["name"] for p in parameters.values() if p["in"] == "path"}
        ((_, answer),) = operation["responses"].items()
        content: dict[str, Any] = answer.get("content") or {}
        has_json = any(map(is_json, content))
        media: Schema = next(iter(content.values()))["schema"] if has_json else {}
        method = self.operations.rows[key][1]
        row = {
            "id": literal(operation["operationId"]),
            "key": key,
            "title": docstring(f"{key}: its request, and the reading of its answer."),
            "method": method,
            "parameters": parameters,
            "path": literal(IN_PATH.sub(lambda found: f"{{{in_path[found[1]]}}}", path)),
            "accept": literal(", ".join(content)) if content and JSON not in content else "",
            "answer": _answer_kind(content),
            "authorized": bool(operation.get("security")),
            "page": "",
            "deprecated": "",
        }
        summary = operation.get("summary", "")
        if operation.get("deprecated"):
            row["deprecated"] = literal(f"{key} is deprecated by Nova Post, and may go")
            self._deprecated.add(self.operations.rows[key][0])
            summary = deprecated(summary)
        words = (summary, operation.get("description", ""), key)
        arguments = [(p["name"], p["doc"]) for p in in_order(parameters, path)]
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
                    "schema": self._forms.of(parameter["schema"]),
                }
                for number, parameter in zip(parameters, published, strict=True)
            ],
            "responses": {"200": {"description": ""}},
        }
        # Of what is no JSON the tables know more than the generator, which takes few kinds.
        if has_json:
            given["responses"]["200"]["content"] = {JSON: {"schema": self._forms.of(media)}}
        if has_body:
            body = operation["requestBody"]
            schema = self._forms.of(body["content"][JSON]["schema"])
            given["requestBody"] = {
                "required": body["required"],
                "content": {JSON: {"schema": schema}},
            }
        return given, row

    def _page(
        self, published: list[dict[str, Any]], parameters: Mapping[str, Any], answer: Schema
    ) -> dict[str, str]:
        """Find what takes the number of a page and what holds its items, if this has pages."""
        component = self._published.get(answer.get("$ref", "").removeprefix(PREFIX), {})
        fields: dict[str, Schema] = component.get("properties", {})
        items = fields.get("items", {})
        if not fields.keys() >= PAGE or items.get("type") != "array":
            return {}
        for number, parameter in zip(parameters, published, strict=True):
            kind = (parameter["name"], parameter["in"], parameter["schema"].get("type"))
            # Where a page must be named, there is no walk that begins without one.
            if kind == ("page", "query", "integer") and not parameter.get("required"):
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


def _with_items(properties: dict[str, Schema]) -> dict[str, Schema]:
    """Let a page always have a list of items: null is read as one that is empty, or is refused."""
    if not properties.keys() >= PAGE or "nullable" not in properties["items"]:
        return properties
    items = {word: value for word, value in properties["items"].items() if word != "nullable"}
    return properties | {"items": items}


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
