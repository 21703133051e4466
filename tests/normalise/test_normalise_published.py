"""The published document through the real overlays, names and operations."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import pytest

from codegen.correct import apply_overlays, load_overlay
from codegen.errors import CodegenError
from codegen.normalise import load_operations, normalise, operations_of, validate
from codegen.normalise.names import NameLock, load_names
from codegen.normalise.structure import structure
from codegen.read import load_document

ROOT = Path(__file__).parents[2]
OPERATIONS = load_operations(ROOT / "codegen" / "operations.toml")
NAMES = load_names(ROOT / "codegen" / "names.toml")
HTML = (
    "<h2>Довідник</h2><p>Опис <b>поля</b> &mdash; \\u0041 \\d{10} \"\"\" ''' 📦</p>"
    "<table><tr><td>1</td><td>так</td></tr></table> | a | b |\n|---|---|\n" + "слово " * 300
)


@pytest.fixture(scope="module")
def corrected():
    overlays = [load_overlay(path) for path in sorted((ROOT / "overlays").glob("*.yaml"))]
    return apply_overlays(load_document(ROOT / "openapi.json"), overlays)[0]


@pytest.fixture(scope="module")
def prepared(corrected):
    return normalise(corrected, operations=OPERATIONS, names=NAMES)


def schemas_in(node):
    """Yield every schema of the prepared document, components first."""
    for schema in node.values():
        yield schema
        yield from schemas_in(schema.get("properties", {}))
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                yield from schemas_in({key: schema[key]})
        for key in ("oneOf", "anyOf", "allOf"):
            yield from schemas_in(dict(enumerate(schema.get(key, []))))


def without_words(node):
    if isinstance(node, dict) and not isinstance(node.get("description"), dict):
        node = {key: value for key, value in node.items() if key not in {"description", "summary"}}
    if isinstance(node, dict):
        bare = {key: without_words(value) for key, value in node.items()}
        return bare["allOf"][0] if bare.keys() == {"allOf"} else bare
    return [without_words(member) for member in node] if isinstance(node, list) else node


def tortured(node):
    """Say a lot about everything, as the publisher does."""
    if isinstance(node, list):
        return [tortured(member) for member in node]
    if not isinstance(node, dict):
        return node
    loud = {key: tortured(value) for key, value in node.items()}
    is_schema = isinstance(node.get("type"), str) and not node.keys() & {"in", "url"}
    if is_schema or "responses" in node or "in" in node or "content" in node:
        loud |= {"description": HTML, "x-note": {"type": 1}, "example": '{"a": "\\u0041"}'}
    if is_schema:
        loud |= {"title": "Заголовок <i>3</i>", "externalDocs": {"url": "x"}, "default": [1]}
    return loud


def test_it_is_valid(prepared):
    validate(prepared)


def test_every_row_has_its_operation(prepared):
    found = {key: operation["tags"] for key, operation in operations_of(prepared)}
    assert found == {key: [resource] for key, (resource, _) in OPERATIONS.rows.items()}
    assert [tag["name"] for tag in prepared["tags"]] == list(OPERATIONS.resources)


def test_rows_name_what_is_paged_alike(prepared):
    paged = {
        OPERATIONS.rows[key][1]
        for key, operation in operations_of(prepared)
        if any(parameter["name"] == "page" for parameter in operation.get("parameters", []))
    }
    assert paged == {"find", "find_measurements", "find_currencies"}


def test_the_token_operation_and_the_sandbox_key_need_no_token(prepared):
    free = {key for key, operation in operations_of(prepared) if not operation["security"]}
    assert free == {"GET /clients/authorization", "POST /test-api-keys"}


def test_the_published_names_of_the_contract_are_there(prepared):
    assert prepared["components"]["schemas"].keys() >= {
        *("Division", "DivisionPage", "ShipmentRequest", "Tracking"),
        *("Error", "ErrorResponse", "TestApiKeyResponse"),
    }


def test_no_shape_has_two_names(prepared):
    names = {}
    for name, schema in prepared["components"]["schemas"].items():
        names.setdefault(structure(schema, {}), []).append(name)
    # These two were told apart by a date that one of them had as text; their names are public.
    names.pop(structure(prepared["components"]["schemas"]["UpdatedShipment"], {}))
    assert [same for same in names.values() if len(same) > 1] == []


def test_every_shape_is_a_component(prepared):
    inline = [
        schema
        for component in prepared["components"]["schemas"].values()
        for schema in schemas_in(component.get("properties", {}))
        if "properties" in schema or schema.get("enum", [None]) != [None]  # null has no class
    ]
    assert inline == []


def test_nothing_is_left_that_the_generator_would_misread(prepared):
    for schema in schemas_in(prepared["components"]["schemas"]):
        assert not schema.keys() & {"default", "example", "examples", "title", "externalDocs"}
        assert {key for key in schema if key.startswith("x-")} <= {"x-enum-varnames", "x-text"}
        assert schema.get("format", "date") in {"date-time", "date", "binary", "password"}
        assert schema.get("format") != "date-time" or schema["nullable"]
        assert not [name for name in schema.get("properties", {}) if name.endswith("*")]
        assert set(schema.get("required", [])) <= schema.get("properties", {}).keys()


def test_prose_is_plain_text(prepared):
    prose = re.findall(r'"(?:description|summary)": "((?:[^"\\]|\\.)*)"', json.dumps(prepared))
    assert len(prose) > 500
    assert not [text for text in prose if re.search(r"</?[a-z]+>|&[a-z]+;| {2}", text)]


def test_it_is_the_same_every_time(corrected, prepared):
    again = normalise(copy.deepcopy(corrected), operations=OPERATIONS, names=NAMES)
    assert json.dumps(again) == json.dumps(prepared)


def test_prose_never_changes_names_or_structure(corrected, prepared):
    paths = tortured(corrected["paths"])
    components = tortured(corrected["components"])
    loud = normalise(
        corrected | {"paths": paths, "components": components}, operations=OPERATIONS, names=NAMES
    )
    validate(loud)
    assert json.dumps(loud, ensure_ascii=False).count("Довідник") > 1000
    assert "<h2>" not in json.dumps(loud)
    assert without_words(loud) == without_words(prepared)


def test_a_line_lost_from_the_lock_is_proposed(corrected):
    uses = list(NAMES.names.values())
    places = {place: name for place, name in NAMES.names.items() if place not in NAMES.loose}
    shared = [place for place, name in places.items() if uses.count(name) > 1]
    for place in shared[::7]:
        names = {other: name for other, name in NAMES.names.items() if other != place}
        with pytest.raises(CodegenError) as stopped:
            normalise(corrected, operations=OPERATIONS, names=NameLock(names, loose=NAMES.loose))
        assert str(stopped.value).splitlines()[1:] == [f'  "{place}" = "{NAMES.names[place]}"']


@pytest.mark.parametrize("key", list(OPERATIONS.rows)[::5])
def test_any_operation_can_be_prepared_alone(corrected, prepared, key):
    method, path = key.split(" ")
    part = {path: {method.lower(): corrected["paths"][path][method.lower()]}}
    alone = normalise(corrected | {"paths": part}, operations=OPERATIONS, names=NAMES, partial=True)
    validate(alone)
    operation = alone["paths"][path][method.lower()]
    assert without_words(operation) == without_words(prepared["paths"][path][method.lower()])
    assert alone["components"]["schemas"].keys() < prepared["components"]["schemas"].keys()
