"""The operation table, and the operationIds and tags that follow from it."""

from __future__ import annotations

import pytest

from codegen.errors import CodegenError
from codegen.normalise.operations import load_operations, made_operation_id, operations_of

ANSWER = {"responses": {"200": {"description": "Fine."}}}


def table(tmp_path, operations, resources='things = "Things."'):
    path = tmp_path / "codegen" / "operations.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"[operations]\n{operations}\n[resources]\n{resources}\n")
    return path


def test_a_table_is_read_in_order(tmp_path):
    path = table(tmp_path, '"GET /b" = "things.find"\n"POST /a/{id}" = "things.create_it"')
    found = load_operations(path)
    assert list(found.rows.items()) == [
        ("GET /b", ("things", "find")),
        ("POST /a/{id}", ("things", "create_it")),
    ]
    assert found.resources == {"things": "Things."}


@pytest.mark.parametrize(
    ("operations", "message"),
    [
        ('"GET /b" = "find"', 'reads "GET /path" = "resource.method"'),
        ('"GET /b" = 3', 'reads "GET /path" = "resource.method"'),
        ('"get /b" = "things.find"', 'reads "GET /path" = "resource.method"'),
        ('"GET /b" = "things.Find"', 'reads "GET /path" = "resource.method"'),
        ('"GET /b" = "others.find"', "add under .resources.: others = "),
        ('"GET /b" = "things.find"\n"GET /c" = "things.find"', "two operations are called"),
        ('"GET /b" = ', "codegen/operations.toml: cannot be read"),
        ('"GET /b" = "things.find"\n"GET /b" = "things.find"', "cannot be read"),
    ],
)
def test_a_broken_table_is_refused(tmp_path, operations, message):
    with pytest.raises(CodegenError, match=message):
        load_operations(table(tmp_path, operations))


def test_a_missing_table_is_refused(tmp_path):
    with pytest.raises(CodegenError, match="cannot be read"):
        load_operations(tmp_path / "none.toml")


def test_new_operations_stop_the_run_with_their_rows(prepare):
    paths = {
        "/old": {"get": ANSWER, "post": ANSWER},
        "/new-things/{id}/parts": {"post": ANSWER},
        "/{id}": {"get": ANSWER},
    }
    with pytest.raises(CodegenError) as stopped:
        prepare(paths, rows={"GET /old": ("things", "find")})
    assert str(stopped.value) == (
        "operations without a method: 3; add to codegen/operations.toml under [operations]:\n"
        '  "POST /old" = "things.post"\n'
        '  "POST /new-things/{id}/parts" = "new_things.post_parts"\n'
        '  "GET /{id}" = "api.get"'
    )


def test_a_row_without_operation_stops_a_whole_run_alone(prepare):
    paths = {"/things": {"get": ANSWER}}
    rows = {"GET /things": ("things", "find"), "PUT /things": ("things", "update")}
    with pytest.raises(CodegenError) as stopped:
        prepare(paths, rows=rows)
    assert str(stopped.value) == (
        "1 of 2 operations are not in the document (PUT /things): PARTIAL=1 (--partial) generates "
        "the others; if they are gone for good, remove their rows from codegen/operations.toml"
    )
    assert list(prepare(paths, rows=rows, partial=True)["paths"]) == ["/things"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("GET /shipments/tracking", "getShipmentsTracking"),
        ("PUT /shipments/{id}", "putShipmentsId"),
        ("GET /dictionary/customs-fees/{code}", "getDictionaryCustomsFeesCode"),
        ("GET /clients/authorization", "getClientsAuthorization"),
    ],
)
def test_operation_ids_are_made_in_the_style_of_the_publisher(key, expected):
    assert made_operation_id(key) == expected


def test_a_published_operation_id_and_the_tag_of_the_table(prepare):
    paths = {"/things": {"get": ANSWER | {"operationId": "findThings", "tags": ["A", "B"]}}}
    prepared = prepare(paths, tags=[{"name": "A"}])
    assert prepared["paths"]["/things"]["get"]["operationId"] == "findThings"
    assert prepared["paths"]["/things"]["get"]["tags"] == ["things"]
    assert prepared["tags"] == [{"name": "things", "description": "Things."}]


@pytest.mark.parametrize("operation_id", ["getThings", "get_things", "GetThings"])
def test_two_operations_of_one_module_are_refused(prepare, operation_id):
    paths = {"/things": {"get": ANSWER}, "/other": {"get": ANSWER | {"operationId": operation_id}}}
    with pytest.raises(CodegenError, match="GET /other and GET /things share the operationId"):
        prepare(paths)


def test_paths_keep_their_order_and_members_that_are_no_operation_go(prepare):
    paths = {
        "/b": {"x-note": 1, "summary": "B", "put": ANSWER, "get": ANSWER},
        "/a": {"get": ANSWER},
    }
    prepared = prepare(paths)
    assert [key for key, _ in operations_of(prepared)] == ["PUT /b", "GET /b", "GET /a"]
    assert list(prepared["paths"]["/b"]) == ["put", "get"]
