"""Which changes of operations, parameters, bodies and answers break."""

import copy

import pytest
from small_documents import answering, document, sending

STRING = {"type": "string"}


def parameter(name="codes[]", place="query", schema=STRING, **rest):
    return {"in": place, "name": name, "schema": schema, **rest}


def taking(*parameters, **rest):
    return document({"parameters": list(parameters), "responses": {}}, **rest)


PLAIN = taking()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [parameter()], ["compatible GET /parcels query codes[]: added"]),
        (
            [],
            [parameter(required=True)],
            ["breaking GET /parcels query codes[]: added, and required"],
        ),
        ([parameter()], [], ["breaking GET /parcels query codes[]: no longer accepted"]),
        (
            [parameter()],
            [parameter(required=True)],
            ["breaking GET /parcels query codes[]: became required"],
        ),
        (
            [parameter(required=True)],
            [parameter()],
            ["compatible GET /parcels query codes[]: is no longer required"],
        ),
        (
            [parameter("key")],
            [parameter("key", "header")],
            [
                "breaking GET /parcels query key: no longer accepted",
                "compatible GET /parcels header key: added",
            ],
        ),
        ([parameter("Accept-Language", "header")], [parameter("accept-language", "header")], []),
        ([parameter("a"), parameter("b")], [parameter("b"), parameter("a")], []),
        ([parameter()], [parameter(description="text", example="a")], []),
        ([parameter()], [parameter(style="form", explode=True)], []),
        (
            [parameter()],
            [parameter(explode=False)],
            ['breaking GET /parcels query codes[]: style changed from "form exploded" to "form"'],
        ),
        (
            [parameter()],
            [parameter(deprecated=True)],
            ["compatible GET /parcels query codes[]: now deprecated"],
        ),
        (
            [parameter(schema={"type": "array", "items": STRING | {"enum": ["PL", "NO"]}})],
            [parameter(schema={"type": "array", "items": STRING | {"enum": ["PL"]}})],
            ['breaking GET /parcels query codes[]: values removed: "NO"'],
        ),
        (
            [parameter("codes", schema={"type": "array", "items": STRING})],
            [parameter("codes", schema={"type": "array", "items": {"type": "integer"}})],
            ["breaking GET /parcels query codes[]: type changed from string to integer"],
        ),
        (
            [parameter("filter", schema={"type": "object", "properties": {"a": STRING}})],
            [parameter("filter", schema={"type": "object"})],
            ["breaking GET /parcels query filter a: no longer accepted"],
        ),
        (
            [{"in": "query", "name": "a", "content": {"application/json": {"schema": STRING}}}],
            [
                {
                    "in": "query",
                    "name": "a",
                    "content": {"application/json": {"schema": {"type": "integer"}}},
                }
            ],
            ["breaking GET /parcels query a: type changed from string to integer"],
        ),
    ],
)
def test_parameters(changes, old, new, expected):
    assert changes(taking(*old), taking(*new)) == expected


def test_parameters_of_the_path_item_count_and_give_way(changes):
    new = copy.deepcopy(PLAIN)
    new["paths"]["/parcels"]["parameters"] = [parameter("a", required=True), parameter("b")]
    new["paths"]["/parcels"]["get"]["parameters"] = [parameter("a")]
    assert changes(PLAIN, new) == [
        "compatible GET /parcels query a: added",
        "compatible GET /parcels query b: added",
    ]


def test_everything_may_be_a_reference(changes):
    operation = {
        "parameters": [{"$ref": "#/components/parameters/Codes"}],
        "requestBody": {"$ref": "#/components/requestBodies/Body"},
        "responses": {"200": {"$ref": "#/components/responses/Time-out~1~0"}},
    }
    inline = {"parameters": [parameter()]} | sending(STRING) | answering(STRING)
    components = {
        "parameters": {"Codes": parameter()},
        "requestBodies": {"Body": inline["requestBody"]},
        "responses": {"Time-out/~": inline["responses"]["200"]},
    }
    assert changes(document(operation, components), document(inline)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, sending(STRING), ["compatible GET /parcels body: added"]),
        ({}, sending(STRING, required=True), ["breaking GET /parcels body: added, and required"]),
        (sending(STRING), {}, ["breaking GET /parcels body: no longer accepted"]),
        (
            sending(STRING),
            sending(STRING, required=True),
            ["breaking GET /parcels body: became required"],
        ),
    ],
)
def test_bodies(changes, old, new, expected):
    assert changes(document(old), document(new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "200",
            "201",
            [
                "breaking GET /parcels answer 200: removed",
                "compatible GET /parcels answer 201: added",
            ],
        ),
        (
            "422",
            "429",
            [
                "compatible GET /parcels answer 422: removed",
                "compatible GET /parcels answer 429: added",
            ],
        ),
    ],
)
def test_answers_that_come_and_go(changes, old, new, expected):
    assert changes(document(answering(STRING, old)), document(answering(STRING, new))) == expected


def test_media_types(changes):
    def giving(**content):
        content = {name.replace("_", "/"): {"schema": schema} for name, schema in content.items()}
        return document({"responses": {"200": {"content": content}}})

    number = {"type": "number"}
    assert changes(giving(application_pdf=STRING), giving(application_json=STRING)) == [
        "breaking GET /parcels answer 200: media type application/pdf removed",
        "compatible GET /parcels answer 200: media type application/json added",
    ]
    assert changes(
        giving(application_json=STRING, text_csv=STRING),
        giving(application_json=STRING, text_csv=number),
    ) == ["breaking GET /parcels answer 200 (text/csv): type changed from string to number"]
    charset = giving(**{"Application_JSON; charset=utf-8": STRING})
    assert changes(giving(application_json=STRING), charset) == []


@pytest.mark.parametrize("schema", [STRING, {"type": "array", "items": STRING}, {"type": "object"}])
@pytest.mark.parametrize("lost", [{}, None, {"schema": None}, {"schema": {}}])
def test_an_answer_that_loses_its_schema_breaks(changes, schema, lost):
    new = {"responses": {"200": {"description": "OK", "content": {"application/json": lost}}}}
    was = schema["type"]
    assert changes(document(answering(schema)), document(new)) == [
        f"breaking GET /parcels answer 200: type changed from {was} to anything"
    ]
    for content in ({}, {"content": {}}):
        new["responses"]["200"] = {"description": "OK"} | content
        assert changes(document(answering(schema)), document(new)) == [
            "breaking GET /parcels answer 200: media type application/json removed"
        ]


def test_operations_that_come_and_go(changes):
    old, new = copy.deepcopy(PLAIN), copy.deepcopy(PLAIN)
    old["paths"] |= {"/a": {"get": {}, "post": {}}}
    new["paths"] |= {"/a": {"get": {}, "put": {}}, "/b": {"x-note": 1, "get": {}}}
    assert changes(old, new) == [
        "breaking POST /a operation: removed",
        "compatible PUT /a operation: added",
        "compatible GET /b operation: added",
    ]


def test_path_parameter_under_another_name_is_the_same_operation(changes):
    def at(name, schema=STRING):
        found = copy.deepcopy(PLAIN)
        operation = {
            "parameters": [parameter(name, "path", schema, required=True)],
            "responses": {},
        }
        found["paths"] = {f"/parcels/{{{name}}}": {"get": operation}}
        return found

    assert changes(at("id"), at("number", {"type": "integer"})) == [
        "breaking GET /parcels/{number} operation: path was /parcels/{id}",
        "breaking GET /parcels/{number} path number: type changed from string to integer",
    ]


def test_other_keys_of_an_operation_are_told_and_do_not_break(changes):
    new = document(
        {"operationId": "getParcels", "deprecated": True, "summary": "s", "responses": {}}
    )
    assert changes(PLAIN, new) == [
        "compatible GET /parcels operation: now deprecated",
        'compatible GET /parcels operation: operationId changed from none to "getParcels"',
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ([], [{"JWT": []}], "breaking"),
        ([{"JWT": []}], [], "compatible"),
        ([{"JWT": []}], [{"Key": []}, {"JWT": []}], "compatible"),
        ([{"Key": []}, {"JWT": []}], [{"JWT": []}], "breaking"),
        ([{"JWT": []}], [{"JWT": [], "Key": []}], "breaking"),
        ([{"JWT": [], "Key": []}], [{"JWT": []}], "compatible"),
    ],
)
def test_security_breaks_when_a_call_would_be_refused(changes, old, new, kind):
    found = changes(taking(), document({"security": new, "responses": {}}, security=old))
    assert found == [] if new == [] else len(found) == 1
    [line] = changes(taking(security=old), taking(security=new))
    assert line.startswith(f"{kind} GET /parcels security: changed from ")


def test_security_of_the_operation_stands_over_that_of_the_document(changes):
    open_operation = {"security": [], "responses": {}}
    assert changes(document(open_operation, security=[{"JWT": []}]), PLAIN) == []


def test_servers_schemes_and_version(changes):
    old = taking(servers=[{"url": "https://a/v1/"}, {"url": "https://b/v1"}])
    new = taking(servers=[{"url": "https://c/v1"}, {"url": "https://a/v1", "description": "A"}])
    old["components"] = {"securitySchemes": {"JWT": {"name": "A", "description": "c"}}}
    new["components"] = {"securitySchemes": {"JWT": {"name": "B"}}}
    new["info"]["version"] = "2"
    assert changes(old, new) == [
        "breaking document server https://b/v1: removed",
        'breaking document security scheme JWT: changed from {"name": "A"} to {"name": "B"}',
        "compatible document server https://c/v1: added",
        'compatible document version: changed from "1" to "2"',
    ]


def test_a_parameter_that_is_called_otherwise_in_python_breaks(changes):
    def filters(*names):
        schema = {"type": "string"}
        given = [{"in": "query", "name": name, "schema": schema} for name in names]
        return document({"parameters": given, "responses": {}})

    told = changes(filters("perPage"), filters("per_page", "perPage"))
    assert told == [
        "breaking GET /parcels query perPage: is per_page_2 in Python, and was per_page",
        "compatible GET /parcels query per_page: added",
    ]
