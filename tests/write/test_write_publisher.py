"""The publisher's like is what it claims: the committed document, and every trap around it."""

import copy
import datetime as dt
import json
import re
from pathlib import Path

import pytest
import yaml
from publisher_files import write_json, write_page, write_yaml
from publisher_like import fragment, publisher_document

from codegen.compare.report import diff_documents
from codegen.read import load_document

COMMITTED = load_document(Path(__file__).parents[2] / "openapi.json")
PUBLISHED = publisher_document(COMMITTED)
TOKEN = "GET /clients/authorization"
NAMES = {"properties", "schemas", "responses", "securitySchemes", "content", "paths"}
PROSE = {"description", "summary", "title", "example", "examples", "externalDocs"}


def skeleton(node, *, names=False):
    """A document without prose, as pairs, so that the order of fields counts."""
    if isinstance(node, list):
        return [skeleton(each) for each in node]
    if not isinstance(node, dict):
        return node
    pairs = [
        (key, skeleton(value, names=not names and key in NAMES))
        for key, value in node.items()
        if (names and not (key.startswith("x-") and isinstance(value, str)))
        or not (key in PROSE or key.startswith("x-"))
    ]
    return pairs if names else dict(pairs)


def walk(node):
    yield node
    if isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from walk(each)


def test_only_the_token_differs_beyond_prose():
    diff = diff_documents(COMMITTED, PUBLISHED)
    assert diff.text().startswith(
        "1 breaking change\n"
        f"  {TOKEN}\n"
        "    query apiKey: added, and required\n"
        "\n"
        "2 compatible changes\n"
        f"  {TOKEN}\n"
        "    answer 200 jwt: maxLength changed from 32 to none\n"
        '    operation: operationId changed from "getClientsAuthorization" to none\n'
    )
    assert diff.prose > 1500


def test_fields_stay_the_same_and_in_order():
    committed, published = copy.deepcopy(COMMITTED), copy.deepcopy(PUBLISHED)
    for document in (committed, published):
        for key in ("servers", "tags", "info"):
            del document[key]
        del document["paths"]["/clients/authorization"]
    for operation in walk(published["paths"]):
        if isinstance(operation, dict) and isinstance(operation.get("responses"), dict):
            statuses = operation["responses"]
            operation["responses"] = {k: v for k, v in statuses.items() if k[:2] != "x-"}
    assert skeleton(published) == skeleton(committed)


def test_servers_are_the_publishers():
    assert [server["url"] for server in PUBLISHED["servers"]] == [
        "https://api-stage.novapost.pl/v.1.0/",
        "https://api.novapost.com/v.1.0/",
    ]


def test_it_depends_on_the_seed_alone():
    before = copy.deepcopy(COMMITTED)
    assert publisher_document(COMMITTED) == PUBLISHED
    assert publisher_document(COMMITTED, seed=1) != PUBLISHED
    assert before == COMMITTED


@pytest.mark.parametrize(
    "trap",
    [
        *("<table", "<ul>", "<br>", "&nbsp;", "&#39;", "\U0001f69a", "\\u0041", "\\d{10}", "\\N{"),
        *('"""', "'''", "{{ value }}", "{% raw %}", "Передається", "\u2028", "\r\n", "```json"),
    ],
)
def test_descriptions_hold_every_trap(trap):
    texts = [
        each["description"]
        for each in walk(PUBLISHED)
        if isinstance(each, dict) and isinstance(each.get("description"), str)
    ]
    assert any(trap in text for text in texts)


def test_some_descriptions_end_in_a_backslash_or_a_quote_or_are_empty():
    texts = {
        each["description"][-1:]
        for each in walk(PUBLISHED)
        if isinstance(each, dict) and isinstance(each.get("description"), str)
    }
    assert {"\\", '"', "", " "} <= texts


def test_examples_are_of_every_kind():
    examples = [
        (each.get("type"), each["example"])
        for each in walk(PUBLISHED)
        if isinstance(each, dict) and "example" in each
    ]
    assert ("integer", "Dzhemesiuk Yaroslav") in examples
    assert ("string", 1) in examples
    assert ("string", "2025-09-23") in examples
    assert any(isinstance(value, dict) and set(value) == {"value"} for _, value in examples)
    assert any(isinstance(value, str) and value.startswith('{"jwt"') for _, value in examples)
    update = PUBLISHED["paths"]["/tracking-push/subscribers/{id}"]["put"]["requestBody"]
    assert "send_warnings" in update["content"]["application/json"]["example"]
    named = [
        each["examples"]
        for each in walk(PUBLISHED)
        if isinstance(each, dict) and isinstance(each.get("examples"), dict)
    ]
    assert any("Приклад 2" in each for each in named)


def test_titles_repeat_on_shapes_that_differ():
    shapes = {}
    for each in walk(PUBLISHED):
        if isinstance(each, dict) and each.get("type") == "object" and "title" in each:
            shapes.setdefault(each["title"], set()).add(tuple(each.get("properties", ())))
    assert max(len(each) for each in shapes.values()) > 5


@pytest.mark.parametrize(
    ("write", "name"), [(write_json, "a.json"), (write_yaml, "a.yaml"), (write_page, "a.md")]
)
def test_every_file_is_read_back_as_it_was(tmp_path, write, name):
    """In its order, too: what comes of it is the same."""
    assert json.dumps(load_document(write(PUBLISHED, tmp_path / name))) == json.dumps(PUBLISHED)


@pytest.mark.parametrize("fence", ["json", "yaml", ""])
def test_every_fence_is_read_back_as_it_was(tmp_path, fence):
    part = fragment(PUBLISHED, TOKEN)
    assert load_document(write_page(part, tmp_path / "page.txt", fence=fence)) == part


def test_yaml_holds_the_traps_of_yaml(tmp_path):
    part = fragment(PUBLISHED, "GET /divisions", "POST /shipments", "PUT /shipments/{id}")
    part["paths"]["/divisions"]["get"]["parameters"][1]["schema"]["items"]["enum"].append("NO")
    text = write_yaml(part, tmp_path / "a.yaml").read_text(encoding="utf-8")
    for trap in (r": 2025-09-23$", r"- NO$", r"^ +200:$", r": &\w+$", r": \*\w+$", r": \|", r": >"):
        assert re.search(trap, text, re.MULTILINE), trap
    naive = list(walk(yaml.safe_load(text)))
    assert any(isinstance(each, dt.date) for each in naive)
    assert any(isinstance(each, list) and False in each and "PL" in each for each in naive)


def test_json_is_escaped_as_php_does(tmp_path):
    text = write_json(PUBLISHED, tmp_path / "a.json").read_bytes()
    assert text.isascii()
    assert b"\\ud83d" in text
    assert b"\\/divisions" in text
    assert b" /" not in text


def test_fragment_holds_what_it_refers_to_and_no_more():
    part = fragment(
        PUBLISHED, TOKEN, "POST /shipments", "PUT /shipments/{id}", "DELETE /shipments/{id}"
    )
    assert {path: list(item) for path, item in part["paths"].items()} == {
        "/clients/authorization": ["get"],
        "/shipments": ["post"],
        "/shipments/{id}": ["put", "delete"],
    }
    assert set(part["components"]["responses"]) >= {"Unauthorized", "Validation", "Time-out"}
    assert "TestApiKeyResponse" not in part["components"]["schemas"]
    assert diff_documents(part, part).changes == []
    assert not diff_documents(part, PUBLISHED).breaking
