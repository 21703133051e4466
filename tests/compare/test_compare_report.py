"""The report as a whole: its order, its two forms, its exit status, and its endurance."""

import copy
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publisher_like import fragment
from small_documents import answering, document

from codegen.compare.report import diff_documents, run_diff
from codegen.errors import CodegenError
from codegen.read import load_document

ROOT = Path(__file__).parents[2]
PUBLISHED = load_document(ROOT / "openapi.json")


@pytest.fixture
def pair():
    def item(**properties):
        return {"type": "object", "properties": properties}

    old = document(answering(item(id={"type": "integer"}, name={"type": "string"})))
    new = document(answering(item(id={"type": "string"}, volume={"type": "number"})))
    old["paths"]["/parcels"]["get"]["description"] = "Parcels."
    new["paths"]["/parcels"]["get"]["x-note"] = "All parcels."
    new["paths"]["/parcels/{id}"] = {"delete": {"responses": {}}}
    return old, new


def test_text_puts_what_breaks_first(pair):
    assert diff_documents(*pair).text() == (
        "2 breaking changes\n"
        "  GET /parcels\n"
        "    answer 200 id: type changed from integer to string\n"
        "    answer 200 name: removed\n"
        "\n"
        "2 compatible changes\n"
        "  GET /parcels\n"
        "    answer 200 volume: added\n"
        "  DELETE /parcels/{id}\n"
        "    operation: added\n"
        "\n"
        "what a program does not notice (words, null, $ref) differs in 2 places\n"
    )


def test_what_names_hold_is_shown_and_does_not_steer_the_terminal(pair):
    old, new = pair
    new["paths"]["/a\x1b[2J\u202e"] = {"get": {"responses": {}}}
    diff = diff_documents(old, new)
    for said in (diff.text(), diff.line()):
        assert "GET /a\\x1b[2J\\u202e" in said
        assert all(one.isprintable() for one in said.replace("\n", ""))


def test_json_says_the_same(pair):
    report = json.loads(diff_documents(*pair).json())
    changes = report.pop("changes")
    assert report == {"breaking": 2, "compatible": 2, "prose": 2}
    assert changes[0] == {
        "kind": "breaking",
        "operation": "GET /parcels",
        "where": "answer 200 id",
        "what": "type changed from integer to string",
    }


def test_equal_documents_have_nothing_to_tell():
    diff = diff_documents(PUBLISHED, copy.deepcopy(PUBLISHED))
    assert diff.text() == "no change that a program would notice\n"
    assert json.loads(diff.json()) == {"breaking": 0, "compatible": 0, "prose": 0, "changes": []}


def test_prose_is_counted_and_fields_called_title_are_not_prose():
    old = document(answering({"type": "object", "properties": {"title": {"type": "string"}}}))
    new = copy.deepcopy(old)
    new["info"]["description"] = "Parcels"
    parcel = schema(new["paths"]["/parcels"]["get"]["responses"]["200"])
    parcel["example"] = {"title": "x"}
    parcel["properties"]["title"] |= {"title": "Title", "description": "Of a parcel"}
    assert diff_documents(old, new).prose == 4
    assert diff_documents(old, new).changes == []


@pytest.mark.parametrize(("as_json", "first"), [(False, "2 breaking changes"), (True, "{")])
def test_exit_status_is_one_only_when_something_breaks(pair, tmp_path, as_json, first):
    paths = [tmp_path / "old.json", tmp_path / "new.txt"]
    for path, content in zip(paths, pair, strict=True):
        path.write_text(json.dumps(content))
    stream = io.StringIO()
    assert run_diff(*paths, as_json=as_json, stream=stream) == 1
    assert stream.getvalue().splitlines()[0] == first
    assert run_diff(paths[0], paths[0], as_json=as_json, stream=stream) == 0
    pair[1]["paths"] |= pair[0]["paths"]
    paths[1].write_text(json.dumps(pair[1]))
    assert run_diff(*paths, as_json=as_json, stream=stream) == 0


def test_command_line_says_bad_input_in_one_line(tmp_path):
    command = [sys.executable, "-m", "codegen", "diff", "openapi.json", str(tmp_path / "none.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"codegen: {tmp_path / 'none.json'}: no such file\n"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("#/components/schemas/None", "leads nowhere in the document"),
        ("other.json#/a", "leads nowhere in the document"),
        ("#/components/schemas/A", "leads back to itself"),
    ],
)
def test_bad_references_are_told(reference, message):
    schemas = {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}
    bad = document(answering({"$ref": reference}), {"schemas": schemas})
    with pytest.raises(CodegenError, match=f"reference {reference} {message}"):
        diff_documents(bad, bad)


def test_schema_that_is_part_of_itself_is_told():
    schemas = {"A": {"allOf": [{"$ref": "#/components/schemas/A"}]}}
    bad = document(answering({"$ref": "#/components/schemas/A"}), {"schemas": schemas})
    with pytest.raises(CodegenError, match="part of its own allOf"):
        diff_documents(bad, bad)


def test_chain_without_end_is_told():
    schemas = {
        f"S{n}": {"properties": {"next": {"$ref": f"#/components/schemas/S{n + 1}"}}}
        for n in range(2000)
    }
    deep = document(answering({"$ref": "#/components/schemas/S0"}), {"schemas": schemas})
    with pytest.raises(CodegenError, match="too deeply"):
        diff_documents(deep, deep)


def schema(holder):
    return holder["content"]["application/json"]["schema"]


def test_changes_planted_in_the_published_document_are_found():
    planted = copy.deepcopy(PUBLISHED)
    paths = planted["paths"]
    find = paths["/divisions"]["get"]
    division = schema(find["responses"]["200"])["properties"]["items"]["items"]["properties"]
    division["id"]["type"] = "string"
    del division["name"]
    division["surprise"] = {"type": "string"}
    _language, countries, limit, *_ = find["parameters"]
    countries["schema"]["items"]["enum"].remove("PL")
    limit["required"] = True
    key = schema(paths["/test-api-keys"]["post"]["requestBody"])
    key["properties"]["email"] = {"type": "string"}
    key["required"].append("email")
    paths["/shipments/print"]["get"]["responses"]["200"]["content"] = {"image/png": {}}
    del paths["/pickups/{id}/status"]
    paths["/settlements"] = {"get": {"responses": {}}}
    planted["components"]["schemas"]["Error"]["description"] = "Changed."

    diff = diff_documents(PUBLISHED, planted)
    assert diff.text() == (
        "7 breaking changes\n"
        "  POST /test-api-keys\n"
        "    body email: added, and required\n"
        "  GET /divisions\n"
        '    query countryCodes[]: values removed: "PL"\n'
        "    query limit: became required\n"
        "    answer 200 items[].id: type changed from integer to string\n"
        "    answer 200 items[].name: removed\n"
        "  GET /shipments/print\n"
        "    answer 200: media type application/pdf removed\n"
        "  PUT /pickups/{id}/status\n"
        "    operation: removed\n"
        "\n"
        "3 compatible changes\n"
        "  GET /divisions\n"
        "    answer 200 items[].surprise: added\n"
        "  GET /shipments/print\n"
        "    answer 200: media type image/png added\n"
        "  GET /settlements\n"
        "    operation: added\n"
        "\n"
        "what a program does not notice (words, null, $ref) differs in 1 place\n"
    )


def nodes(value, path=()):
    """All places of a document that a change can be planted in."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in children:
        if isinstance(child, dict | list):
            yield from nodes(child, (*path, key))


# Of each kind of operation one: each of its places is met more often than among all.
PART = fragment(PUBLISHED, "POST /shipments", "GET /divisions", "DELETE /shipments/{id}")
PLACES = [path for path in nodes(PART) if path[:1] in {("paths",), ("components",)}]
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=3),
    st.just([]),
    st.just({}),
    st.just({"$ref": 5}),
    st.just({"type": ["string"], "required": True, "properties": [1], "enum": "a"}),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=8))
def test_faulty_documents_are_compared_or_refused(faults):
    faulty = copy.deepcopy(PART)
    for path, junk in faults:
        node = faulty
        for key in path[:-1]:
            try:
                node = node[key]
            except (KeyError, IndexError, TypeError):
                break
        else:
            if isinstance(node, dict) or (isinstance(node, list) and path[-1] < len(node)):
                node[path[-1]] = junk
    for pair in ((PART, faulty), (faulty, PART)):
        try:
            report = diff_documents(*pair)
        except CodegenError as error:
            message = str(error)
            assert "\n" not in message
            continue
        json.loads(report.json())
