"""Operations: one answer, JSON bodies, parameters the client can send, and who is let in."""

from __future__ import annotations

import pytest

from codegen.errors import CodegenError

FINE = {"description": "Fine."}
TEXT = {"type": "string"}


def an_operation(**members):
    return {"/things": {"get": {"responses": {"200": FINE}} | members}}


def test_only_the_answer_of_success_is_kept(prepare):
    paths = an_operation(
        responses={
            "default": {"description": "x"},
            "404": {"$ref": "#/components/responses/NotFound"},
            "201": {"description": " <i>Made</i> ", "headers": {"X": {}}, "links": {}},
        }
    )
    responses = {"NotFound": {"description": "Not found."}}
    prepared = prepare(paths, components={"responses": responses})
    assert prepared["paths"]["/things"]["get"]["responses"] == {"201": {"description": "Made"}}
    assert "responses" not in prepared["components"]


def test_a_shared_answer_is_read_in(prepare):
    content = {"application/json": {"schema": TEXT, "example": "x"}}
    paths = an_operation(responses={200: {"$ref": "#/components/responses/Fine"}})
    prepared = prepare(paths, components={"responses": {"Fine": FINE | {"content": content}}})
    answer = prepared["paths"]["/things"]["get"]["responses"]["200"]
    assert answer == FINE | {"content": {"application/json": {"schema": TEXT}}}


@pytest.mark.parametrize("codes", [["404"], ["200", "201"], []])
def test_one_answer_of_success_is_wanted(prepare, codes):
    with pytest.raises(CodegenError, match=r"^GET /things: has \d answers of success, not one"):
        prepare(an_operation(responses=dict.fromkeys(codes, FINE)))


def test_no_content_has_no_content(prepare):
    answer = FINE | {"content": {"application/json": {"schema": TEXT}}}
    prepared = prepare(an_operation(responses={"204": answer}))
    assert prepared["paths"]["/things"]["get"]["responses"] == {"204": FINE}


def test_json_is_preferred_and_files_keep_all_their_types(prepare):
    files = {"application/pdf": {}, "image/png": {"schema": {"type": "string", "format": "binary"}}}
    binary = {"schema": {"type": "string", "format": "binary"}}
    answer = FINE | {"content": files}
    prepared = prepare(an_operation(responses={"200": answer}))
    kept = prepared["paths"]["/things"]["get"]["responses"]["200"]["content"]
    assert kept == {"application/pdf": binary, "image/png": binary}

    answer = FINE | {"content": files | {"application/json": {"schema": TEXT}}}
    prepared = prepare(an_operation(responses={"200": answer}))
    kept = prepared["paths"]["/things"]["get"]["responses"]["200"]["content"]
    assert kept == {"application/json": {"schema": TEXT}}


@pytest.mark.parametrize(
    "lost",
    [
        {},
        None,
        {"schema": None},
        {"schema": {}},
        {"schema": True},
        {"schema": {"description": "It."}},
    ],
)
def test_what_has_lost_its_schema_is_not_generated_as_anything(prepare, lost):
    """It would be `Any` where it was typed, and no name of a class need go with it."""
    content = {"content": {"application/json": lost}}
    with pytest.raises(
        CodegenError, match=r"^GET /things: its answer 200 has no schema, or one that"
    ):
        prepare(an_operation(responses={"200": FINE | content}))
    with pytest.raises(
        CodegenError, match=r"^GET /things: its body has no schema, or one that says"
    ):
        prepare(an_operation(requestBody=content))
    if lost and isinstance(lost["schema"], dict):
        limit = {"in": "query", "name": "limit"} | lost
        with pytest.raises(CodegenError, match=r"^GET /things: 'limit' in query has no schema, or"):
            prepare(an_operation(parameters=[limit]))


def test_bodies_are_json(prepare):
    content = {"application/json": {"schema": TEXT}, "multipart/form-data": {"schema": TEXT}}
    body = {"description": "<p>It.</p>", "required": True, "content": content}
    expected = {
        "description": "It.",
        "required": True,
        "content": {"application/json": {"schema": TEXT}},
    }
    prepared = prepare(an_operation(requestBody=body))
    assert prepared["paths"]["/things"]["get"]["requestBody"] == expected

    shared = an_operation(requestBody={"$ref": "#/components/requestBodies/It"})
    prepared = prepare(shared, components={"requestBodies": {"It": body}})
    assert prepared["paths"]["/things"]["get"]["requestBody"] == expected

    with pytest.raises(CodegenError, match="GET /things: the body is no application/json"):
        prepare(an_operation(requestBody={"content": {"text/csv": {"schema": TEXT}}}))


def test_parameters_are_gathered_from_everywhere(prepare):
    paths = {
        "/things/{id}": {
            "parameters": [
                {"in": "path", "name": "id", "required": True, "schema": {"type": "integer"}},
                {"in": "query", "name": "page", "schema": {"type": "string"}},
            ],
            "get": {
                "parameters": [
                    {"$ref": "#/components/parameters/Page"},
                    {"in": "query", "name": "q", "required": False, "schema": TEXT, "x-a": 1},
                ],
                "responses": {"200": FINE},
            },
        }
    }
    page = {"in": "query", "name": "page", "description": "N<br>o.", "schema": {"type": "integer"}}
    prepared = prepare(paths, components={"parameters": {"Page": page}})
    assert prepared["paths"]["/things/{id}"]["get"]["parameters"] == [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}},
        {
            "name": "page",
            "in": "query",
            "description": "N o.",
            "schema": {"type": "integer", "description": "N o."},
        },
        {"name": "q", "in": "query", "schema": TEXT},
    ]
    assert list(prepared["paths"]["/things/{id}"]) == ["get"]


def test_what_a_parameter_could_send_unasked_is_dropped(prepare):
    schema = {"type": "integer", "default": 15, "nullable": True, "maximum": 100, "example": 3}
    parameter = {"in": "query", "name": "limit", "schema": schema, "example": 3, "style": "form"}
    prepared = prepare(an_operation(parameters=[parameter]))
    assert prepared["paths"]["/things"]["get"]["parameters"] == [
        {
            "name": "limit",
            "in": "query",
            "description": "At most 100.",
            "schema": {"type": "integer", "maximum": 100, "description": "At most 100."},
        }
    ]


@pytest.mark.parametrize("schema", [TEXT, {"type": "array", "items": TEXT}])
def test_brackets_mean_an_array(prepare, schema):
    parameter = {"in": "query", "name": "ids[]", "schema": schema}
    prepared = prepare(an_operation(parameters=[parameter]))
    assert prepared["paths"]["/things"]["get"]["parameters"] == [
        {
            "name": "ids[]",
            "in": "query",
            "style": "form",
            "explode": True,
            "schema": {"type": "array", "items": TEXT},
        }
    ]


@pytest.mark.parametrize(
    "parameter",
    [
        {"in": "header", "name": "X-Odd", "schema": TEXT},
        {"in": "cookie", "name": "X-Odd", "schema": TEXT},
        {"in": "query", "name": "X-Odd", "content": {"application/json": {"schema": TEXT}}},
    ],
)
def test_a_parameter_that_cannot_be_sent_stops_the_run(prepare, parameter):
    with pytest.raises(CodegenError, match=r"GET /things: .*'X-Odd'.* overlay"):
        prepare(an_operation(parameters=[parameter]))


@pytest.mark.parametrize(
    ("own", "root", "expected"),
    [
        ({"security": [{"JWT": []}]}, {}, [{"JWT": []}]),
        ({"security": [{"JWT": [], "Other": []}]}, {}, [{"JWT": []}]),
        ({"security": []}, {"security": [{"JWT": []}]}, []),
        ({}, {"security": [{"JWT": []}]}, [{"JWT": []}]),
        ({"security": None}, {"security": [{"JWT": []}]}, [{"JWT": []}]),
        ({"security": [{"Other": []}, {"JWT": []}]}, {}, [{"JWT": []}]),
        ({"security": [{"Other": []}, {}]}, {}, []),
        ({"security": [{"ApiKeyAuth": []}]}, {}, []),
        ({"security": [{"Other": []}, {"ApiKeyAuth": []}]}, {}, []),
        ({}, {}, []),
    ],
)
def test_an_operation_is_authorised_or_not(prepare, own, root, expected):
    prepared = prepare(an_operation(**own), **root)
    assert prepared["paths"]["/things"]["get"]["security"] == expected
    assert "security" not in prepared


@pytest.mark.parametrize(("own", "root"), [([{"Bearer": []}], None), (None, [{"Bearer": []}])])
def test_an_operation_that_another_scheme_opens_stops_the_run(prepare, own, root):
    with pytest.raises(CodegenError, match=r"GET /things: is opened by Bearer, .* overlay"):
        prepare(an_operation(security=own), security=root)


@pytest.mark.parametrize(
    "jwt",
    [
        {"type": "http", "scheme": "bearer"},
        {"type": "apiKey", "in": "query", "name": "Authorization"},
        {"type": "apiKey", "in": "header", "name": "X-Token"},
        None,
    ],
)
def test_a_token_that_is_sent_in_another_way_stops_the_run(prepare, jwt):
    with pytest.raises(CodegenError, match=r"securitySchemes JWT: the client sends .* overlay"):
        prepare(an_operation(), components={"securitySchemes": {"JWT": jwt}})


def test_only_the_token_remains_as_a_scheme(prepare):
    jwt = {"type": "apiKey", "in": "header", "name": "Authorization", "x-y": 1}
    key = {"type": "apiKey", "in": "query", "name": "apiKey"}
    schemes = {"JWT": jwt | {"description": "<b>Raw</b>."}, "ApiKeyAuth": key}
    prepared = prepare(an_operation(), components={"securitySchemes": schemes})
    expected = {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Raw."}
    assert prepared["components"]["securitySchemes"] == {"JWT": expected}


def test_words_are_plain_text_and_the_rest_goes(prepare):
    paths = an_operation(
        summary="<b>Find</b>\nthings",
        description="<p>One.</p><p>Two.</p>",
        externalDocs={"url": "https://example.org"},
        deprecated=True,
        callbacks={},
        **{"x-internal": True},
    )
    operation = prepare(paths)["paths"]["/things"]["get"]
    assert operation == {
        "operationId": "getThings",
        "tags": ["things"],
        "summary": "Find things",
        "description": "One.\n\nTwo.",
        "deprecated": True,
        "security": [],
        "responses": {"200": FINE},
    }


@pytest.mark.parametrize(
    "reference", ["#/components/responses/None", "#/info/title/x", "#/components/responses/Loop"]
)
def test_a_reference_that_leads_nowhere_stops_the_run(prepare, reference):
    loop = {"responses": {"Loop": {"$ref": "#/components/responses/Loop"}}}
    with pytest.raises(CodegenError, match="the reference leads"):
        prepare(an_operation(responses={"200": {"$ref": reference}}), components=loop)


@pytest.mark.parametrize("wrong", [5, "text", True, [5]])
@pytest.mark.parametrize(
    "member", ["parameters", "responses", "requestBody", "200", "content", "application/json"]
)
def test_what_an_operation_consists_of_is_lost_by_no_fault_unnoticed(prepare, member, wrong):
    media = {"application/json": {"schema": {"type": "string"}}}
    if member == "application/json":
        media = {member: wrong}
    answer = FINE | {"content": wrong if member == "content" else media}
    members = {"responses": {"200": wrong if member == "200" else answer}}
    if member in ("parameters", "responses", "requestBody"):
        members |= {member: wrong}
    with pytest.raises(CodegenError, match=r"^GET /things.*meant, not") as told:
        prepare(an_operation(**members))
    assert "\n" not in str(told.value)
