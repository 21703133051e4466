"""The overlay documents: their table, the forms of the document they take, and their strictness."""

import copy
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from jsonpath_rfc9535 import find

from codegen.correct import apply_overlays, load_overlay
from codegen.errors import CodegenError
from codegen.read import parse_yaml

FOLDER = Path(__file__).parents[2] / "overlays"
FILES = sorted(FOLDER.glob("*.yaml"))
ADDING = [FOLDER / "75-since.yaml", FOLDER / "85-examples.yaml"]
README = (FOLDER / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (D\d\d) \|.*?\| ([^|]*) \|$", README, re.MULTILINE)
PUBLISHED = json.loads((FOLDER.parent / "openapi.json").read_text(encoding="utf-8"))
OPERATIONS = [(path, method) for path, item in PUBLISHED["paths"].items() for method in item]
TOKEN = "/clients/authorization"


# The files, and their table.


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_says_why_and_which_fault_in_keys_we_know(path):
    known = {
        *("target", "description", "update", "remove"),
        *("x-faults", "x-when", "x-unless", "x-operation", "x-copy", "x-source", "x-sure", "x-any"),
    }
    for action in parse_yaml(path.read_text(encoding="utf-8"), limit=1 << 20)["actions"]:
        assert set(action) <= known
        assert len(action["description"].split()) > 2
        assert action["description"].endswith(".")
        assert all(re.fullmatch(r"D\d\d", fault) for fault in action["x-faults"])
        assert len(action.keys() & {"update", "x-copy", "remove"}) == 1


def test_the_table_has_all_faults_in_order():
    assert [fault for fault, _ in ROWS] == [f"D{number:02}" for number in range(1, 52)]


def test_the_table_names_exactly_the_files_that_correct_a_fault(overlays):
    corrected = {fault: set() for fault, _ in ROWS}
    for overlay in overlays:
        for action in overlay.actions:
            for fault in action.faults:
                corrected[fault].add(overlay.name.removesuffix(".yaml"))
    assert {fault: set(re.findall(r"\d0-[a-z]+", where)) for fault, where in ROWS} == corrected


def test_a_fault_without_an_overlay_says_who_corrects_it_or_why_nobody_does():
    words = ("rule", "by hand", "left as they are", "not added", "not needed")
    for fault, where in ROWS:
        assert re.search(r"\d0-[a-z]+", where) or where.startswith(words), fault


# The forms of the document.


def test_both_forms_come_to_the_same(corrected, corrected_whole, structure):
    ours, theirs = structure(corrected), structure(corrected_whole)
    assert ours.pop("tags") == []
    assert theirs["paths"][TOKEN] == ours["paths"][TOKEN]
    assert theirs["components"]["schemas"]["Error"] == ours["components"]["schemas"]["Error"]
    assert theirs == ours


def test_the_servers_are_those_of_the_page_of_the_token(corrected, corrected_whole, page):
    named = [(server["url"], server["description"]) for server in page["servers"]]
    assert [description for _, description in named] == ["production", "sandbox"]
    named += [("https://api-stage.novapost.com/v.1.0", "sandbox, as newer pages have it")]
    for form in (corrected, corrected_whole):
        assert [(server["url"], server["description"]) for server in form["servers"]] == named


def test_each_form_passes_over_what_only_the_other_needs(overlays, committed, whole):
    def passed_over(form):
        notes = apply_overlays(form, overlays)[1]
        pattern = r"(\d\d)-[a-z]+\.yaml, action (\d+), passed over: its x-"
        return [re.match(pattern, note).groups() for note in notes]

    ours, theirs = passed_over(committed), passed_over(whole)
    assert Counter(number for number, _ in ours) == {
        "10": 3,
        "20": 1,
        "30": 2,
        "40": 1,
        "70": 3,
        "75": 3,
    }
    assert Counter(number for number, _ in theirs) == {"20": 2, "30": 2, "75": 3}
    assert {number for number, _ in set(ours) & set(theirs)} == {"30", "75"}


def test_the_page_of_the_token_is_corrected_alone(overlays, page, corrected, structure):
    result, notes = apply_overlays(page, overlays, partial=True)
    assert structure(result["paths"]) == {TOKEN: structure(corrected["paths"][TOKEN])}
    error = structure(result["components"]["schemas"]["Error"])
    assert error == structure(corrected["components"]["schemas"]["Error"])
    applied = Counter(action.name for overlay in overlays for action in overlay.actions)
    applied.subtract(note.partition(", passed over: ")[0] for note in notes)
    assert [name for name, times in applied.items() if times] == [
        *(f"20-authorization.yaml, action {number}" for number in range(1, 8)),
        "75-since.yaml, action 1",
        *(f"80-errors.yaml, action {number}" for number in (1, 2)),
    ]
    assert any("passed over: /sdk/php is not in the document" in note for note in notes)
    assert any("passed over: POST /shipments is not in the document" in note for note in notes)


def test_the_page_of_the_token_is_no_whole_document(overlays, page):
    with pytest.raises(CodegenError, match=r"10-document\.yaml, action 4: matches nothing"):
        apply_overlays(page, overlays)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_any_operation_can_come_alone(overlays, whole, corrected_whole, path, method):
    form = {**whole, "paths": {path: {method: whole["paths"][path][method]}}}
    result, _ = apply_overlays(form, overlays, partial=True)
    expected = corrected_whole["paths"].get(path, {}).get(method)
    assert result["paths"].get(path, {}).get(method) == expected


def test_an_operation_may_come_without_components_and_servers(overlays, whole, corrected_whole):
    path = "/shipments/light-return"
    form = {"openapi": "3.0.0", "info": {}, "paths": {path: whole["paths"][path]}}
    result, _ = apply_overlays(form, overlays, partial=True)
    assert result["servers"] == corrected_whole["servers"]


# Strictness, on these documents.


@pytest.mark.parametrize("path", sorted({*FILES} - {*ADDING}), ids=lambda path: path.name)
def test_a_document_that_is_corrected_already_stops_the_run(corrected, corrected_whole, path):
    for form in (corrected, corrected_whole):
        with pytest.raises(CodegenError, match=rf"{path.name}, action \d+: "):
            apply_overlays(form, [load_overlay(path)])


@pytest.mark.parametrize("path", ADDING, ids=lambda path: path.name)
def test_what_a_document_has_by_now_is_passed_over(corrected, corrected_whole, path):
    overlay = load_overlay(path)
    for form in (corrected, corrected_whole):
        result, notes = apply_overlays(form, [overlay])
        assert result == form
        assert len(notes) == len(overlay.actions)


@pytest.mark.parametrize("path", ADDING, ids=lambda path: path.name)
def test_what_is_added_says_where_it_is_from_and_how_sure_it_is(path):
    said = {
        "fragment": "Published on the portal since April 2026",
        "page": "Published on the portal since April 2026",
        "code": "In use, not published",
        "example": "In the published example",
    }
    for action in parse_yaml(path.read_text(encoding="utf-8"), limit=1 << 20)["actions"]:
        assert len(action["x-source"].split()) > 1
        assert action.keys() & {"x-unless", "x-when"}
        texts = texts_of(action.get("update"))
        assert (
            not texts
            or any(said[action["x-sure"]] in text for text in texts)
            or (action["target"] == "$")
        ), action["target"]


def texts_of(node):
    """Return the descriptions in an update, but not of what it names without more."""
    if isinstance(node, list):
        return [text for each in node for text in texts_of(each)]
    if not isinstance(node, dict):
        return []
    own = [node["description"]] if isinstance(node.get("description"), str) else []
    return own + [text for each in node.values() for text in texts_of(each)]


def at(document, query):
    (found,) = find(query, document).values()
    return found


CREATE = "$.paths['/shipments'].post.requestBody.content['application/json'].schema"


def new_parameter(document):
    parameters = at(document, "$.paths['/tracking-push/subscribers'].post.parameters")
    parameters.append({"in": "query", "name": "new", "schema": {"type": "string"}})


def new_field_of_a_service(document):
    fields = at(document, f"{CREATE}.properties.services..cod.properties")
    fields["new"] = {"type": "string"}


def new_kind_of_document(document):
    parameter = "$.paths['/shipments/print'].get.parameters[?@.name == 'type']"
    at(document, f"{parameter}.schema.items.enum").append("new")


def token_required(document):
    schema = at(document, f"$.paths['{TOKEN}'].get.responses['200']..schema")
    schema["required"] = ["jwt"]


def spelling_corrected(document):
    for party in ("sender*", "recipient*"):
        fields = at(document, f"{CREATE}.properties['{party}'].properties")
        fields["divisionId"] = fields.pop("divisionID")


def operation_gone(document):
    del document["paths"]["/registry"]["get"]


@pytest.mark.parametrize(
    ("change", "file"),
    [
        (new_parameter, "70-webhooks"),
        (new_field_of_a_service, "40-shipments"),
        (new_kind_of_document, "40-shipments"),
        (token_required, "20-authorization"),
        (spelling_corrected, "40-shipments"),
        (operation_gone, "50-registers"),
    ],
)
def test_a_change_upstream_that_a_correction_would_hide_stops_the_run(
    committed, overlays, change, file
):
    document = copy.deepcopy(committed)
    change(document)
    with pytest.raises(CodegenError, match=rf"{file}\.yaml, action \d+: "):
        apply_overlays(document, overlays)
