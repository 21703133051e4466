"""Overlays made up for a test, and the document in its published forms with its corrections."""

import copy
import json
from pathlib import Path

import pytest

from codegen.correct import apply_overlays, load_overlay
from codegen.errors import CodegenError
from codegen.read import load_document

ROOT = Path(__file__).parents[2]
PROSE = {"description", "summary", "example", "examples"}
KEY = {"in": "query", "name": "apiKey", "required": True, "schema": {"type": "string"}}


@pytest.fixture
def overlay(tmp_path):
    """Load an overlay from its actions, given as Python values."""

    def load(*actions, name="fix.json"):
        path = tmp_path / name
        head = {"overlay": "1.0.0", "info": {"title": "Test", "version": "1"}}
        path.write_text(json.dumps({**head, "actions": list(actions)}), encoding="utf-8")
        return load_overlay(path)

    return load


@pytest.fixture
def applied(overlay):
    """Apply actions to a document and return the result alone."""

    def correct(document, *actions):
        result, notes = apply_overlays(document, [overlay(*actions)])
        assert notes == []
        return result

    return correct


@pytest.fixture
def refusal(overlay):
    """Apply actions that must fail, and return the message."""

    def refuse(document, *actions, partial=False):
        with pytest.raises(CodegenError) as caught:
            apply_overlays(document, [overlay(*actions)], partial=partial)
        message = str(caught.value)
        assert "\n" not in message
        return message

    return refuse


@pytest.fixture(scope="session")
def overlays():
    return [load_overlay(path) for path in sorted((ROOT / "overlays").glob("*.yaml"))]


@pytest.fixture(scope="session")
def committed():
    return load_document(ROOT / "openapi.json")


@pytest.fixture(scope="session")
def whole(committed):
    """The publisher's whole document, where it differs from ours: token, servers, examples."""
    document = copy.deepcopy(committed)
    document.pop("tags")
    document["servers"] = [{"url": f"{server['url']}/"} for server in committed["servers"][::-1]]
    token = document["paths"]["/clients/authorization"]["get"]
    del token["operationId"]
    token["parameters"] = [{**KEY, "description": "<p>The <b>key</b> 🔑</p>", "example": "0123"}]
    token["x-autoAuth"] = {"targetSecurityScheme": "JWT", "responseField": "jwt"}
    del content(token, "200")["schema"]["properties"]["jwt"]["maxLength"]
    key = {"apiKey": "0123", "createdAt": "2026-01-01T00:00:00Z", "status": "Active"}
    content(document["paths"]["/test-api-keys"]["post"], "200")["example"] = {"value": key}
    deletion = content(document["paths"]["/shipments/{id}"]["delete"], "200")
    deletion["example"] = '{"deletedAt": "2026-01-01"}'
    update = document["paths"]["/tracking-push/subscribers/{id}"]["put"]["requestBody"]
    body = update["content"]["application/json"]
    body["example"] = {"url": "https://example.com", "isActive": True, "send_warnings": False}
    body["schema"]["properties"]["type"]["example"] = False
    return document


@pytest.fixture(scope="session")
def page():
    """The portal page of the token operation: one operation, and what it refers to."""
    return load_document(ROOT / "tests" / "document" / "seed_page.md")


@pytest.fixture(scope="session")
def corrected(committed, overlays):
    return apply_overlays(committed, overlays)[0]


@pytest.fixture(scope="session")
def corrected_whole(whole, overlays):
    return apply_overlays(whole, overlays)[0]


@pytest.fixture(scope="session")
def structure():
    """Leave out what the forms may say in their own words, and how they name an operation."""

    def strip(node):
        if isinstance(node, list):
            return [strip(entry) for entry in node]
        if not isinstance(node, dict):
            return node
        return {name: strip(value) for name, value in node.items() if not is_prose(name, value)}

    return strip


def is_prose(name, value):
    if name in PROSE:
        return isinstance(value, str) or name.startswith("example")
    return name.startswith("x-") or name == "operationId"


def content(operation, status):
    """Return the JSON content of an answer."""
    return operation["responses"][status]["content"]["application/json"]
