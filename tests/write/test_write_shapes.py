"""Forms that a description of an API may have: generated, imported and called; or refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from type_checkers import mypy, pyright

from codegen.errors import CodegenError
from codegen.normalise import OperationTable, load_names, normalise, validate
from codegen.normalise.names import NameLock
from codegen.normalise.operations import METHODS
from codegen.write import write_tree

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
NOTHING = {"responses": {"204": {"description": ""}}}


def an_object(properties: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties)} | more


def a_list(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def answering(schema: Any, kind: str = "application/json", code: str = "200") -> dict[str, Any]:
    return {"responses": {code: {"description": "", "content": {kind: {"schema": schema}}}}}


def taking(schema: Any, name: str = "q", where: str = "query", **more: Any) -> dict[str, Any]:
    return NOTHING | {"parameters": [{"in": where, "name": name, "schema": schema} | more]}


def sending(schema: Any, kind: str = "application/json") -> dict[str, Any]:
    return NOTHING | {"requestBody": {"required": True, "content": {kind: {"schema": schema}}}}


def fields(*names: str) -> dict[str, Any]:
    return answering(an_object(dict.fromkeys(names, TEXT)))


PAGE = {"items": a_list(an_object({"id": WHOLE})), "last_page": WHOLE, "total": WHOLE}
PAGED = {"parameters": [{"in": "query", "name": "page", "schema": WHOLE}]}

COMPONENTS: dict[str, Any] = {
    "schemas": {
        "Node": an_object({"name": TEXT, "children": a_list(ref("Node")), "next": ref("Node")}),
        "Base": an_object({"id": WHOLE, "kind": TEXT}, required=["id"]),
        "Left": {"allOf": [ref("Base"), an_object({"left": TEXT}, required=["left"])]},
        "Right": an_object({"id": WHOLE, "right": an_object({"deep": ref("Right")})}),
        "Chain": an_object({"link": ref("Chain"), "name": TEXT}, required=["link"]),
        "Colour": {"type": "string", "enum": ["red", "green"]},
        "Texts": a_list(TEXT),
        "odd/na~me": an_object({"odd": TEXT}),
    },
    "parameters": {"Limit": {"in": "query", "name": "limit", "schema": WHOLE}},
    "responses": {"Fine": answering(ref("Base"))["responses"]["200"]},
    "requestBodies": {"It": sending(ref("Base"))["requestBody"]},
}


class Shape(NamedTuple):
    """An operation, the data it answers with, its arguments, and what must hold afterwards."""

    operation: dict[str, Any]
    check: str
    answer: Any = None
    arguments: Mapping[str, Any] = MappingProxyType({})
    path: str = ""


# What holds is said of `read` (what the call returned), `params`, `body` and `path` (what was
# sent), and `names` (the arguments of the method).
SHAPES: dict[str, Shape] = {
    # Answers.
    "a string": Shape(answering(TEXT), "read == 'a'", "a"),
    "an integer": Shape(answering(WHOLE), "read == 3", 3),
    "a boolean": Shape(answering({"type": "boolean"}), "read is True", True),
    "null or a string": Shape(answering(TEXT | {"nullable": True}), "read is None", None),
    "a list of strings": Shape(answering(a_list(TEXT)), "read == ['a']", ["a"]),
    "a list of lists": Shape(
        answering(a_list(a_list(ref("Base")))), "read[0][0].id == 1", [[{"id": 1}]]
    ),
    "a list of enums": Shape(
        answering(a_list(ref("Colour"))), "read[0].name == 'RED'", ["red", "blue"]
    ),
    "a list of maps": Shape(
        answering(a_list({"type": "object"})), "read == [{'a': 1}]", [{"a": 1}]
    ),
    "a map of anything": Shape(answering({"type": "object"}), "read == {'a': 1}", {"a": 1}),
    "a map of objects": Shape(
        answering({"type": "object", "additionalProperties": ref("Base")}),
        "read['a'].id == 1",
        {"a": {"id": 1}},
    ),
    "a map of lists of objects": Shape(
        answering({"type": "object", "additionalProperties": a_list(ref("Base"))}),
        "read['a'][0].id == 1",
        {"a": [{"id": 1}]},
    ),
    "one of several objects": Shape(
        answering({"oneOf": [ref("Left"), ref("Right")]}),
        "type(read).__name__ == 'ComponentRight' and read.right.additional_properties == {}",
        {"id": 1, "right": {}},
    ),
    "any of an object and a list": Shape(
        answering({"anyOf": [ref("Base"), a_list(ref("Base"))]}), "read[0].id == 1", [{"id": 1}]
    ),
    "any of a string and an integer": Shape(answering({"anyOf": [TEXT, WHOLE]}), "read == 1", 1),
    "lists of several things": Shape(
        answering({"anyOf": [a_list(TEXT | {"format": "date"}), a_list(ref("Base"))]}),
        "read[0].id == 1 and read[1].day == 31",
        [{"id": 1}, "2025-01-31"],
    ),
    "maps of several things": Shape(
        answering(
            {
                "anyOf": [
                    {"type": "object", "additionalProperties": values}
                    for values in (ref("Colour"), a_list(ref("Base")))
                ]
            }
        ),
        "read['a'][0].id == 1 and read['b'].name == 'RED'",
        {"a": [{"id": 1}], "b": "red"},
    ),
    "days and times": Shape(
        answering(a_list({"anyOf": [TEXT | {"format": "date"}, TEXT | {"format": "date-time"}]})),
        "[str(one) for one in read] == ['2025-01-31', '2025-01-31 03:00:00+00:00']",
        ["2025-01-31", "2025-01-31T03:00:00Z"],
    ),
    "times and days": Shape(
        answering({"anyOf": [TEXT | {"format": "date-time"}, TEXT | {"format": "date"}]}),
        "str(read) == '2025-01-31'",
        "2025-01-31",
    ),
    "alternatives that a value tells apart": Shape(
        answering(
            {
                "oneOf": [
                    an_object({"kind": {"const": kind}, "name": TEXT}) for kind in ("cat", "dog")
                ],
                "discriminator": {"propertyName": "kind"},
            }
        ),
        "read.kind.name == 'DOG'",
        {"kind": "dog", "name": "a"},
    ),
    "a date": Shape(
        answering(TEXT | {"format": "date"}), "read.isoformat() == '2025-01-31'", "2025-01-31"
    ),
    "an answer by reference": Shape(
        {"responses": {"200": {"$ref": "#/components/responses/Fine"}}}, "read.id == 1", {"id": 1}
    ),
    "a component that is a list": Shape(answering(ref("Texts")), "read == ['a']", ["a"]),
    "2XX": Shape(answering(ref("Base"), code="2XX"), "read.id == 1", {"id": 1}),
    "default alone": Shape(answering(ref("Base"), code="default"), "read.id == 1", {"id": 1}),
    "201 beside default": Shape(
        {"responses": answering(TEXT, code="201")["responses"] | {"default": {"description": ""}}},
        "read == 'a'",
        "a",
    ),
    "plain text": Shape(answering(TEXT, "text/plain"), "read == 'a'", "a"),
    "comma-separated": Shape(
        answering({}, "text/csv"), "read == 'a,b' and accept == 'text/csv'", "a,b"
    ),
    "a zip": Shape(answering(None, "application/zip"), "read == b'PK'", "PK"),
    "XML with a schema": Shape(
        answering(ref("Base"), "application/xml"), "read == b'<a/>'", "<a/>"
    ),
    "a problem": Shape(
        answering(ref("Base"), "application/problem+json"),
        "read.id == 1 and accept == 'application/problem+json'",
        {"id": 1},
    ),
    "JSON with a charset": Shape(
        answering(ref("Base"), "application/json; charset=utf-8"), "read.id == 1", {"id": 1}
    ),
    "JSON beside XML": Shape(
        {
            "responses": {
                "200": {
                    "description": "",
                    "content": {
                        "application/xml": {"schema": TEXT},
                        "application/json": {"schema": ref("Base")},
                    },
                }
            }
        },
        "read.id == 1",
        {"id": 1},
    ),
    "any type of content": Shape(answering(ref("Base"), "*/*"), "read.id == 1", {"id": 1}),
    # Models.
    "recursion": Shape(
        answering(ref("Node")),
        "read.children[0].next_.name == 'b'",
        {"name": "a", "children": [{"next": {"name": "b"}}]},
    ),
    "a component with a slash": Shape(
        answering({"$ref": "#/components/schemas/odd~1na~0me"}), "read.odd == 'a'", {"odd": "a"}
    ),
    "recursion that is required": Shape(
        answering(ref("Chain")),
        "read.link.link.name == 'a'",
        {"link": {"link": {"name": "a"}}},
    ),
    "allOf merged": Shape(
        answering(ref("Left")), "(read.id, read.left) == (1, 'a')", {"id": 1, "left": "a"}
    ),
    "allOf beside properties": Shape(
        answering({"allOf": [ref("Base")], "properties": {"more": TEXT}}),
        "(read.id, read.more) == (1, 'a')",
        {"id": 1, "more": "a"},
    ),
    "type with null": Shape(
        answering(an_object({"a": {"type": ["string", "null"]}})), "read.a is None", {"a": None}
    ),
    "several types": Shape(
        answering(an_object({"a": {"type": ["string", "integer"]}})), "read.a == 1", {"a": 1}
    ),
    "null as an alternative": Shape(
        answering(an_object({"a": {"oneOf": [ref("Base"), {"type": "null"}]}})),
        "read.a.id == 1",
        {"a": {"id": 1}},
    ),
    "null beside a reference": Shape(
        answering(an_object({"a": {"allOf": [ref("Base")], "nullable": True}})),
        "read.a is None",
        {"a": None},
    ),
    "const": Shape(answering(an_object({"a": {"const": "x"}})), "read.a.name == 'X'", {"a": "x"}),
    "fields of ours": Shape(
        fields("field", "date", "datetime", "to_dict", "from_dict", "additional_properties"),
        "(read.field, read.date, read.to_dict_, read.to_dict()['to_dict']) == ('a', 'b', 'c', 'c')",
        {"field": "a", "date": "b", "to_dict": "c"},
    ),
    "a field called date beside dates": Shape(
        answering(an_object({"date": TEXT | {"format": "date"}, "day": TEXT | {"format": "date"}})),
        "read.day.day == 31 and read.to_dict()['date'] == '2025-01-31'",
        {"date": "2025-01-31", "day": "2025-01-31"},
    ),
    "fields that Python reserves": Shape(
        fields("class", "self", "None", "list", "__init__", "__slots__", "mro", "str", "Any"),
        "(read.class_, read.self_, read.none, read.init) == ('a', 'b', 'c', 'd')",
        {"class": "a", "self": "b", "None": "c", "__init__": "d"},
    ),
    "fields that collide": Shape(
        fields("a b", "a-b", "a_b", "AB", "a.b", "a__b", "a$b"),
        "read.a_b == '_' and len({*read.to_dict().values()}) == 7",
        {
            "a b": " ",
            "a-b": "-",
            "a_b": "_",
            "AB": "AB",
            "a.b": ".",
            "a__b": "__",
            "a$b": "$",
        },
    ),
    "fields of other scripts": Shape(
        fields("назва", "🚚", "🚚🚚", "1st", "²", "ﬁn", "fin", "ß", "İ", "名"),
        "read.назва == 'a' and read.to_dict() == {'назва': 'a', '🚚': 'b', '🚚🚚': 'c'}",
        {"назва": "a", "🚚": "b", "🚚🚚": "c"},
    ),
    "fields with quotes": Shape(
        fields('a"b', "a\\b", "a'b", "{x}", "{{ x }}", "a\nb", "%s", "#"),
        "read.to_dict() == {'a\"b': 'a', 'a\\\\b': 'b', '{{ x }}': 'c'}",
        {'a"b': "a", "a\\b": "b", "{{ x }}": "c"},
    ),
    "a very long field": Shape(
        fields("long " * 80), "len(read.to_dict()) == 1", {"long " * 80: "a"}
    ),
    "the same in a dot and deeper": Shape(
        answering(
            an_object(
                {"a.b": an_object({"c": TEXT}), "a": an_object({"b": an_object({"d": TEXT})})}
            )
        ),
        "read.a_b.c == 'x' and read.a.b.d == 'y'",
        {"a.b": {"c": "x"}, "a": {"b": {"d": "y"}}},
    ),
    "enum values that differ in case": Shape(
        answering(
            an_object(
                {"a": TEXT | {"enum": ["PL", "pl", "a-b", "a_b", "A B", "", "1", "+", "A_B_3"]}}
            )
        ),
        "read.a == 'pl' and len(type(read.a)) == 9 == len({*type(read.a).__members__})",
        {"a": "pl"},
    ),
    "enum values of all kinds": Shape(
        answering(
            an_object(
                {
                    "a": TEXT
                    | {"enum": ["mro", "name", "None", "x" * 300, 'q"', "\\", "день", "🚚", None]}
                }
            )
        ),
        "[one.value for one in type(read.a)][:2] == ['mro', 'name']",
        {"a": "🚚"},
    ),
    "integer enums": Shape(
        answering(an_object({"a": WHOLE | {"enum": [1, -2]}, "b": WHOLE | {"enum": [1, -2]}})),
        "(read.a.name, read.b, read.to_dict()) == ('VALUE_MINUS_2', 7, {'a': -2, 'b': 7})",
        {"a": -2, "b": 7},
    ),
    "bytes and others in JSON": Shape(
        answering(
            an_object(
                {
                    "a": TEXT | {"format": "byte"},
                    "b": TEXT | {"format": "binary"},
                    "c": TEXT | {"format": "uuid"},
                }
            )
        ),
        "(read.a, read.b, read.c) == ('YQ==', 'b', 'c')",
        {"a": "YQ==", "b": "b", "c": "c"},
    ),
    # Parameters.
    "parameters of ours": Shape(
        NOTHING
        | {
            "parameters": [
                {"in": "query", "name": n, "schema": TEXT}
                for n in (
                    "query",
                    "path",
                    "date",
                    "self",
                    "body",
                    "parse_response",
                    "build_request",
                    "UNSET",
                    "_query",
                    "client",
                )
            ]
        },
        "names[:4] == ['query', 'path', 'date', 'self_'] and ('path', 'b') in params",
        None,
        {"query": "a", "path": "b"},
    ),
    "parameters that collide": Shape(
        taking(TEXT, "id")
        | {
            "parameters": [
                {"in": "path", "name": "id", "required": True, "schema": TEXT},
                *(
                    {"in": "query", "name": name, "schema": TEXT}
                    for name in ("id", "ID", "i-d", "id[]")
                ),
            ]
        },
        "path.endswith('/7') and len(names) == 5 and names[0] == 'id'",
        None,
        {"id": "7"},
        "/{id}",
    ),
    "a list joined by commas": Shape(
        taking(a_list(TEXT), explode=False), "params == [('q', 'a,b')]", None, {"q": ["a", "b"]}
    ),
    "a list joined by pipes": Shape(
        taking(a_list(WHOLE), style="pipeDelimited"),
        "params == [('q', '1|2')]",
        None,
        {"q": [1, 2]},
    ),
    "a list joined by spaces": Shape(
        taking(a_list(TEXT), style="spaceDelimited", explode=False),
        "params == [('q', 'a b')]",
        None,
        {"q": ["a", "b"]},
    ),
    "a list, each by itself": Shape(
        taking(a_list(TEXT)), "params == [('q', 'a'), ('q', 'b')]", None, {"q": ["a", "b"]}
    ),
    "a deepObject": Shape(
        taking(an_object({"a": TEXT, "b": a_list(WHOLE)}), style="deepObject"),
        "params == [('q[a]', 'x'), ('q[b]', '1'), ('q[b]', '2')]",
        None,
        {"q": {"a": "x", "b": [1, 2]}},
    ),
    "an object in a query": Shape(
        taking(an_object({"a": TEXT}), style="form"),
        "params == [('a', 'x')]",
        None,
        {"q": {"a": "x"}},
    ),
    "a map in a query": Shape(
        taking({"type": "object"}, style="deepObject"),
        "params == [('q[a]', '1')]",
        None,
        {"q": {"a": True}},
    ),
    "none of them": Shape(taking(an_object({"a": TEXT}), style="deepObject"), "params == []"),
    "a list in a path": Shape(
        taking(a_list(TEXT), "ids", "path", required=True),
        "path.endswith('/a%2Cb')",
        None,
        {"ids": ["a", "b"]},
        "/{ids}",
    ),
    "odd names in a path": Shape(
        taking(TEXT, "ship-ment.id 1".replace(" ", ""), "path", required=True),
        "path.endswith('/x%2Fy/end')",
        None,
        {"ship_ment_id1": "x/y"},
        "/{ship-ment.id1}/end",
    ),
    "a Cyrillic name in a path": Shape(
        taking(TEXT, "ід", "path", required=True), "path.endswith('/7')", None, {"ід": "7"}, "/{ід}"
    ),
    "a number within bounds": Shape(
        taking(WHOLE | {"minimum": 20, "maximum": 30}), "params == [('q', '20')]", None, {"q": 20}
    ),
    "a number below a bound": Shape(
        taking({"type": "number", "maximum": 0.5}), "params == [('q', '0.5')]", None, {"q": 0.5}
    ),
    "a code of two letters": Shape(
        taking(TEXT | {"minLength": 2, "maxLength": 2}),
        "params == [('q', 'UA')]",
        None,
        {"q": "UA"},
    ),
    "a day of the length of a time": Shape(
        taking(TEXT | {"format": "date", "minLength": 19, "maxLength": 19}),
        "params == [('q', '2025-01-31')]",
        None,
        {"q": "2025-01-31"},
    ),
    "a long text": Shape(
        taking(TEXT | {"minLength": 9}), "params == [('q', 'long text')]", None, {"q": "long text"}
    ),
    "an integer enum in a query": Shape(
        taking(WHOLE | {"enum": [1, 2]}), "params == [('q', '2')]", None, {"q": 2}
    ),
    "a parameter by reference": Shape(
        NOTHING | {"parameters": [{"$ref": "#/components/parameters/Limit"}]},
        "params == [('limit', '3')]",
        None,
        {"limit": 3},
    ),
    "headers that are described elsewhere": Shape(
        taking(TEXT, "Authorization", "header", required=True), "names == []"
    ),
    # Bodies.
    "a list as body": Shape(
        sending(a_list(ref("Base"))), "body == [{'id': 1}]", None, {"body": [{"id": 1}]}
    ),
    "a body that holds itself": Shape(
        sending(ref("Node")),
        "body == {'children': [{'next': {'name': 'a'}}]}",
        None,
        {"body": {"children": [{"next": {"name": "a"}}]}},
    ),
    "bodies that hold each other": Shape(
        sending(ref("Right")),
        "body == {'right': {'deep': {'id': 1}}}",
        None,
        {"body": {"right": {"deep": {"id": 1}}}},
    ),
    "a string as body": Shape(sending(TEXT), "body == 'a'", None, {"body": "a"}),
    "one of several bodies": Shape(
        sending({"oneOf": [ref("Left"), ref("Right")]}),
        "body == {'id': 1}",
        None,
        {"body": {"id": 1}},
    ),
    "a body by reference": Shape(
        NOTHING | {"requestBody": {"$ref": "#/components/requestBodies/It"}},
        "body == {'id': 1}",
        None,
        {"body": {"id": 1}},
    ),
    "a body with a charset": Shape(
        sending(ref("Base"), "application/json;charset=utf-8"),
        "body == {'id': 1}",
        None,
        {"body": {"id": 1}},
    ),
    "a date in a body": Shape(
        sending(an_object({"a": TEXT | {"format": "date"}})),
        "body == {'a': '2025-01-31'}",
        None,
        {"body": {"a": "2025-01-31"}},
    ),
    "a map as body": Shape(
        sending({"type": "object", "additionalProperties": ref("Base")}),
        "body == {'a': {'id': 1}}",
        None,
        {"body": {"a": {"id": 1}}},
    ),
    "a map of anything as body": Shape(
        sending({"type": "object"}), "body == {'a': [1]}", None, {"body": {"a": [1]}}
    ),
    "a body that may be a list": Shape(
        sending({"oneOf": [ref("Base"), a_list(ref("Base"))]}),
        "body == [{'id': 1}]",
        None,
        {"body": [{"id": 1}]},
    ),
    "a body that may be a text": Shape(
        sending({"oneOf": [ref("Base"), TEXT]}), "body == 'a'", None, {"body": "a"}
    ),
    # Operations.
    "pages": Shape(
        answering(an_object(PAGE)) | PAGED,
        "[one.id for one in all(api)] == [1]",
        {"items": [{"id": 1}], "last_page": 1, "total": 1},
        {"page": 1},
    ),
    "pages of lists": Shape(
        answering(an_object(PAGE | {"items": a_list(a_list(WHOLE))})) | PAGED,
        "list(all(api)) == [[1]]",
        {"items": [[1]], "last_page": 1, "total": 1},
    ),
    "pages that must be named": Shape(
        answering(an_object(PAGE)) | {"parameters": [PAGED["parameters"][0] | {"required": True}]},
        "all is None and read.items[0].id == 1",
        {"items": [{"id": 1}], "last_page": 1, "total": 1},
        {"page": 1},
    ),
    "pages without items": Shape(
        answering(an_object({"rows": a_list(TEXT)})) | PAGED,
        "read.rows == ['a'] and all is None",
        {"rows": ["a"]},
        {"page": 1},
    ),
    "pages whose number is text": Shape(
        answering(an_object(PAGE)) | taking(TEXT, "page") | answering(an_object(PAGE)),
        "all is None",
        {},
    ),
    "an operationId of words": Shape(NOTHING | {"operationId": "Get the Things!"}, "params == []"),
    "an operationId Python reserves": Shape(NOTHING | {"operationId": "import"}, "params == []"),
    "an operationId in Ukrainian": Shape(NOTHING | {"operationId": "знайти"}, "params == []"),
    "a very long operationId": Shape(NOTHING | {"operationId": "find" * 90}, "params == []"),
    "no summary, tags or words": Shape(
        NOTHING | {"tags": [], "summary": None, "description": None}, "params == []"
    ),
    "prose that is code": Shape(
        NOTHING | {"summary": '"""{% raw %}{{ x }}\\', "description": "\\N{x} '''"}, "params == []"
    ),
}


def a_document(paths: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"openapi": "3.0.0", "paths": dict(paths), "components": COMPONENTS} | more


def prepared(document: dict[str, Any], lock: Path) -> tuple[dict[str, Any], OperationTable]:
    """Prepare a document with the class names that are proposed, as the lock takes them."""
    keys = [
        f"{method.upper()} {path}"
        for path, item in document["paths"].items()
        for method in item
        if method in METHODS
    ]
    rows = {key: ("things", f"call_{number}") for number, key in enumerate(keys)}
    operations = OperationTable(rows, {"things": "Things."})
    rules = {"operations": operations, "partial": True}
    lock.write_text("[names]\n", encoding="utf-8")
    try:
        normalise(document, names=NameLock({}), **rules)
    except CodegenError as error:
        first, *proposed = str(error).splitlines()
        if not first.startswith("places without a class name"):
            raise
        lock.write_text("[names]\n" + "\n".join(proposed), encoding="utf-8")
    result = normalise(document, names=load_names(lock), **rules)
    validate(result)
    return result, operations


SCRIPT = """
import inspect, json, sys
sys.path.insert(0, sys.argv[1])
from novapost_client.client import NovaPostApi

class Recorder:
    def send(self, request):
        self.request = request
        return request.parse(self.content)

said = {}
for name, (number, check, content, arguments) in json.load(open(sys.argv[2])).items():
    transport = Recorder()
    transport.content = content.encode()
    things = NovaPostApi(transport).things
    method = getattr(things, f"call_{number}")
    walk = getattr(things, f"call_{number}_all", None)
    try:
        read = method(**arguments)
        request = transport.request
        holds = {
            "read": read, "params": list(request.params),
            "body": request.json, "path": request.path,
            "accept": request.accept, "names": [*inspect.signature(method).parameters],
            "all": walk and (lambda api: walk(max_items=5)), "api": things,
        }
        said[name] = bool(eval(check, holds)) or f"not {check}: {holds}"
    except Exception as error:
        said[name] = f"{type(error).__name__}: {error}"
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes")
    document = a_document(
        {f"/s{n}{shape.path}": {"get": shape.operation} for n, shape in enumerate(SHAPES.values())}
    )
    write_tree(*prepared(document, folder / "names.toml"), folder / "generated")
    return folder / "generated"


@pytest.fixture(scope="module")
def said(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a fresh interpreter says of each shape: True, or what is wrong."""
    calls = {
        name: (
            number,
            shape.check,
            shape.answer
            if isinstance(shape.answer, str) and not is_json(shape.operation)
            else json.dumps(shape.answer),
            dict(shape.arguments),
        )
        for number, (name, shape) in enumerate(SHAPES.items())
    }
    path = tmp_path_factory.mktemp("calls") / "calls.json"
    path.write_text(json.dumps(calls), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-I", "-B", "-c", SCRIPT, str(tree), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def is_json(operation: Mapping[str, Any]) -> bool:
    return not {"text/plain", "text/csv", "application/zip", "application/xml"} >= {
        kind for answer in operation["responses"].values() for kind in answer.get("content", "?")
    }


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_generated_imported_and_called(said: dict[str, Any], name: str) -> None:
    assert said[name] is True


def test_what_is_generated_of_the_shapes_passes_strict_type_checkers(tree: Path) -> None:
    (tree / "pyrightconfig.json").write_text(
        '{"typeCheckingMode": "standard"}'
    )  # As the house has.
    for run in (mypy("--no-incremental", "--config-file=", tree), pyright("--project", tree)):
        assert run.returncode == 0, run.stdout


def in_path(path: str, *parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {path: {"get": NOTHING | {"parameters": list(parameters)}}}


def one(operation: Any) -> dict[str, Any]:
    return {"/x": {"get": operation}}


ID = {"in": "path", "name": "id", "required": True, "schema": TEXT}

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a header": (one(taking(TEXT, "X-Id", "header")), "GET /x: .*'X-Id' in header"),
    "a cookie": (one(taking(TEXT, "sid", "cookie")), "GET /x: .*'sid' in cookie"),
    "a parameter that is JSON": (
        one(NOTHING | {"parameters": [{"in": "query", "name": "q", "content": {}}]}),
        "GET /x: .*'q' in query",
    ),
    "an object, joined": (one(taking(an_object({"a": TEXT}), explode=False)), "'q' in query"),
    "an object in an object": (
        one(taking(an_object({"a": an_object({"b": TEXT})}), style="deepObject")),
        "GET /x: 'q' in query",
    ),
    "a list of objects": (one(taking(a_list(ref("Base")))), "GET /x: 'q' in query: a list"),
    "a list of lists": (one(taking(a_list(a_list(TEXT)))), "GET /x: 'q' in query: a list"),
    "an object in a path": (in_path("/{id}", ID | {"schema": ref("Base")}), "'id' in path"),
    "a style of paths": (in_path("/{id}", ID | {"style": "matrix"}), "'id' in path: .*'matrix'"),
    "a style there is not": (one(taking(TEXT, style="comma")), "'q' in query: .*'comma'"),
    "a list with brackets, joined": (
        one(taking(a_list(TEXT), "q[]", explode=False)), "GET /x: 'q\\[\\]' in query: with",
    ),
    "a yes or no in a path": (
        in_path("/{id}", ID | {"schema": {"type": "boolean"}}), "GET /{id}: 'id' in path: a yes",
    ),
    "a yes or no among others in a path": (
        in_path("/{id}", ID | {"schema": {"oneOf": [TEXT, {"type": "boolean"}]}}),
        "GET /{id}: 'id' in path: a yes",
    ),
    "a parameter that holds itself": (
        one(taking(ref("Lists"))), r"component Lists\[\]: component 'Lists' contains itself",
    ),
    "a reference of references without end": (
        one(answering(ref("Chain0"))), "component Chain0: schemas refer to each other too deeply",
    ),
    "alternatives that nothing tells apart": (
        one(answering({"oneOf": [ref("Base")] * 2, "discriminator": {"propertyName": "kind"}})),
        "GET /x 200: alternative 1 does not say by which 'kind' it is known",
    ),
    "a server of its own": (
        one(NOTHING | {"servers": [{"url": "https://example.com/"}]}),
        "GET /x: has a server of its own, https://example.com: ",
    ),
    "a part of a path without parameter": (in_path("/{id}"), r"GET /{id}: {id} in the path"),
    "a parameter without part of a path": (in_path("/x", ID), r"GET /x: {id} in the path"),
    "a brace alone": (in_path("/x{"), r"GET /x{: '{' cannot stand in a path"),
    "a query in a path": (in_path("/x?a=1"), r"GET /x\?a=1: '\?' cannot stand in a path"),
    "paths that differ in a name": (
        in_path("/{id}", ID) | in_path("/{key}", ID | {"name": "key"}),
        "GET /{key} and GET /{id} are one operation",
    ),
    "operationIds that are alike": (
        {"/x": {"get": NOTHING | {"operationId": "a_b"}, "put": NOTHING | {"operationId": "aB"}}},
        "PUT /x and GET /x share the operationId 'aB'",
    ),
    "operationIds made alike": (in_path("/a-b") | in_path("/a/b"), "share the operationId"),
    "a form": (one(sending(TEXT, "multipart/form-data")), "the body is no application/json"),
    "two answers of success": (
        one({"responses": {"200": {}, "201": {"description": "Made."}}}),
        "GET /x: has 2 answers of success",
    ),
    "no answer of success": (one({"responses": {"404": {}}}), "GET /x: has 0 answers of success"),
    "no answers": (one({}), "GET /x: has 0 answers of success"),
    "a parameter without a name": (
        one(NOTHING | {"parameters": [{"in": "query"}]}),
        "GET /x parameter 1 cannot be read as OpenAPI: .*'name'",
    ),
    "a component that is not there": (one(answering(ref("None"))), "GET /x 200: .*'None'"),
    "a reference to another file": (one(answering({"$ref": "a.yaml#/b"})), "GET /x 200: a.yaml#/b"),
    "a reference into a path": (one(answering({"$ref": "#/paths/x"})), "GET /x 200: #/paths/x"),
    "an answer that leads nowhere": (
        one({"responses": {"200": {"$ref": "#/components/responses/None"}}}), "responses/None",
    ),
    "a type there is not": (one(answering({"type": "any"})), "not valid OpenAPI 3.0 at #/paths"),
    "allOf of itself": (
        one(answering({"allOf": [ref("Base"), {"properties": {}, "allOf": [ref("Loop")]}]})),
        "component Loop is merged into itself",
    ),
    "a reference far inside": (
        one(answering(an_object({"a": a_list(an_object({"b.c": {"oneOf": [{}, {"$ref": 5}]}}))}))),
        r'GET /x 200 a\[\]."b.c"#2: .\$ref. cannot be 5$',
    ),
    "a reference in a filter": (
        one(taking(a_list({"$ref": "a.yaml"}), "ids[]")), r"GET /x query ids\[\]\[\]: a.yaml: only",
    ),
    "a reference in a body": (
        one(sending({"type": "object", "additionalProperties": {"$ref": "#"}})),
        r"GET /x body{}: #: only what",
    ),
    "a parameter that leads nowhere": (
        one(NOTHING | {"parameters": [ID, {"$ref": "#/components/parameters/None"}]}),
        "GET /x parameter 2: #/components/parameters/None: the reference leads nowhere",
    ),
    "a body of null": (one(NOTHING | {"requestBody": None}), "GET /x: the body is no appl"),
    "a type far inside": (
        one(answering(an_object({"a": a_list({"oneOf": [TEXT, {"type": "any"}]})}))),
        r"at #/components/schemas/\w+/properties/a/items/oneOf/1/type: 'any' is not one of",
    ),
    "a type of a filter": (
        one(taking({"type": "any"})), "at #/paths/~1x/get/parameters/0/schema/type: 'any' is not",
    ),
    "a list of itself": (one(answering(ref("Lists"))), "component 'Lists' contains itself"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_shape_is_refused_in_one_line_that_names_the_place(tmp_path: Path, name: str) -> None:
    paths, says = REFUSED[name]
    schemas = COMPONENTS["schemas"]
    if name == "allOf of itself":
        schemas = schemas | {"Loop": {"allOf": [ref("Loop"), an_object({"a": TEXT})]}}
    if name in ("a list of itself", "a parameter that holds itself"):
        schemas = schemas | {"Lists": a_list(ref("Lists"))}
    if name == "a reference of references without end":
        links = {f"Chain{n}": {"allOf": [ref(f"Chain{n + 1}"), an_object({})]} for n in range(999)}
        schemas = schemas | links | {"Chain999": an_object({"a": TEXT})}
    document = a_document(paths, components=COMPONENTS | {"schemas": schemas})
    with pytest.raises(CodegenError) as stopped:
        prepared(document, tmp_path / "names.toml")
    message, _, decisions = str(stopped.value).partition("\n")
    assert re.search(says, message), message
    # What else is to be decided is told at once: nothing has a name here.
    assert re.fullmatch(r"|places without a class name: .*\n(  \".*\n?)*", decisions), decisions
    assert not re.search(r"KeyError|TypeError|AttributeError|Traceback", message)
