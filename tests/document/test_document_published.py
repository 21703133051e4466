"""openapi.json says what was published: the seed page word for word, and the faults as they are."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TEXT = (HERE.parents[1] / "openapi.json").read_text(encoding="utf-8")
DOCUMENT = json.loads(TEXT)
SEED_PATH = "/clients/authorization"
ADVERTISEMENT = "/sdk/php"
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
}
OURS = {name: value for name, value in OPERATIONS.items() if SEED_PATH not in name}


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Walk every object of the document."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def properties() -> Iterator[tuple[str, dict[str, Any]]]:
    for node in nodes(DOCUMENT):
        yield from node.get("properties", {}).items()


def without_texts(node: Any) -> Any:
    """Drop the descriptions of schemas; a property of that name is a schema, not a text."""
    if isinstance(node, list):
        return [without_texts(value) for value in node]
    if not isinstance(node, dict):
        return node
    return {
        key: without_texts(value)
        for key, value in node.items()
        if key != "description" or not isinstance(value, str)
    }


def body(operation: str) -> dict[str, Any]:
    return OPERATIONS[operation]["requestBody"]["content"]["application/json"]["schema"]


def answer(operation: str, status: str) -> dict[str, Any]:
    (content,) = OPERATIONS[operation]["responses"][status]["content"].values()
    return content["schema"]


def parameters(operation: str) -> dict[str, dict[str, Any]]:
    return {p["name"]: p for p in OPERATIONS[operation]["parameters"]}


# The seed page


@pytest.fixture(scope="module")
def seed():
    page = (HERE / "seed_page.md").read_text(encoding="utf-8")
    (fragment,) = re.findall(r"```json\n(.*?)\n```", page, re.DOTALL)
    return json.loads(fragment)


@pytest.mark.parametrize("key", ["openapi", "info", "tags", "servers"])
def test_the_head_is_the_seed(seed, key):
    assert seed[key] == DOCUMENT[key]


def test_the_operation_is_the_seed_with_its_texts_and_without_the_key(seed):
    assert seed["paths"][SEED_PATH] == DOCUMENT["paths"][SEED_PATH]
    assert "parameters" not in DOCUMENT["paths"][SEED_PATH]["get"]


def test_the_components_of_the_seed_are_the_seed(seed):
    ours = DOCUMENT["components"]

    assert seed["components"]["schemas"]["Error"] == ours["schemas"]["Error"]
    for name, response in seed["components"]["responses"].items():
        assert response == ours["responses"][name]


def test_nothing_of_the_seed_is_left_out(seed):
    assert {"openapi", "info", "tags", "servers", "paths", "components"} == seed.keys()
    assert {SEED_PATH} == seed["paths"].keys()
    assert {"Unauthorized", "Validation", "Time-out"} == seed["components"]["responses"].keys()
    assert {"Error"} == seed["components"]["schemas"].keys()


# The whole


def test_the_file_is_written_for_readable_differences():
    assert json.dumps(DOCUMENT, indent=2, ensure_ascii=False) + "\n" == TEXT


def test_there_are_42_operations_and_the_advertisement():
    assert f"PATCH {ADVERTISEMENT}" in OPERATIONS
    assert len(OPERATIONS) == 42 + 1


def test_only_eight_operations_have_an_id():
    assert Counter(o.get("operationId") is not None for o in OPERATIONS.values()) == {
        True: 8,
        False: 35,
    }


@pytest.mark.parametrize("name", OURS)
def test_an_operation_says_what_it_does(name):
    operation = OURS[name]

    assert 0 < len(operation["summary"]) <= 60
    assert operation["description"].endswith(".")
    for status, response in operation["responses"].items():
        assert "$ref" in response or response["description"].endswith("."), status


@pytest.mark.parametrize("name", OURS)
def test_a_parameter_says_what_it_means(name):
    for parameter in OURS[name].get("parameters", []):
        assert parameter["description"].endswith("."), parameter["name"]


def test_every_reference_leads_somewhere():
    for reference in {node["$ref"] for node in nodes(DOCUMENT) if "$ref" in node}:
        _, section, kind, name = reference.split("/")
        assert name in DOCUMENT[section][kind]


def test_a_text_is_plain_and_short():
    texts = [text for node in nodes(OURS) if isinstance(text := node.get("description"), str)]

    for text in texts:
        head, *items = text.replace("\n\n", "\n- ").split("\n- ")
        assert not items or head.endswith(":"), text
        for part in (head, *items):
            assert not re.search(r"[<>|`\n\\]", part), text
            assert len(part) <= 400, text


def test_only_what_speaks_for_itself_goes_without_a_text():
    undescribed = {
        name
        for node in nodes(OURS)
        for name, schema in node.get("properties", {}).items()
        if "description" not in schema
    }

    assert undescribed == {"amount", "country", "email", "name"}


def test_an_object_says_what_it_is():
    for node in nodes(OURS):
        if "properties" in node:
            assert isinstance(node.get("description"), str), sorted(node["properties"])


def test_equal_shapes_are_described_alike():
    texts: dict[str, set[str]] = {}
    for node in nodes(OURS):
        if "properties" in node:
            shape = json.dumps(without_texts(node), sort_keys=True)
            texts.setdefault(shape, set()).add(json.dumps(node, sort_keys=True))

    assert [alike for alike in texts.values() if len(alike) > 1] == []


# The faults, as published: the overlays correct them, nobody corrects them here


def test_eighteen_names_end_with_an_asterisk():
    expected = Counter(
        {
            "payerType*": 1,
            "parcels*": 1,
            "sender*": 1,
            "recipient*": 1,
            "cargoCategory*": 1,
            "parcelDescription*": 1,
            "insuranceCost*": 1,
            "rowNumber*": 1,
            "width*": 1,
            "length*": 1,
            "height*": 1,
            "actualWeight*": 1,
            "phone*": 2,
            "name*": 2,
            "countryCode*": 2,
        }
    )

    assert expected == Counter(name for name, _ in properties() if "*" in name)


def test_the_body_of_a_new_shipment_is_broken_as_published():
    schema = body("POST /shipments")
    services = schema["properties"]["services"]
    additional = services["properties"]["additionalParameters"]

    assert schema["required"] == ["sender"]
    assert services["type"] == "array"
    assert "items" not in services
    assert additional["type"] == additional["properties"]["cod"]["type"] == "string"
    for party in ("sender*", "recipient*"):
        assert "divisionID" in schema["properties"][party]["properties"]
        assert "divisionId" not in schema["properties"][party]["properties"]


def test_the_token_keeps_its_wrong_length_and_format():
    jwt = answer(f"GET {SEED_PATH}", "200")["properties"]["jwt"]

    assert (jwt["maxLength"], jwt["format"]) == (32, "json")


def test_the_error_keeps_its_empty_property_name():
    error = DOCUMENT["components"]["schemas"]["Error"]

    assert list(error["properties"]["errors"]["properties"]) == [""]


def test_subscribers_are_created_by_query():
    operation = OPERATIONS["POST /tracking-push/subscribers"]

    assert "requestBody" not in operation
    assert {"query"} == {p["in"] for p in operation["parameters"]}
    assert len(operation["parameters"]) == 9
    assert (
        parameters("POST /tracking-push/subscribers")["companyTins"]["schema"]["items"]["format"]
        == "uuid"
    )


def test_no_content_has_content():
    responses = OPERATIONS["DELETE /tracking-push/subscribers/{id}"]["responses"]

    assert "content" in responses["204"]


def test_several_numbers_are_typed_as_one():
    for operation in ("GET /shipments", "GET /shipments/tracking", "GET /pickups"):
        assert parameters(operation)["numbers[]"]["schema"]["type"] == "string"
        assert parameters(operation)["ids[]"]["schema"]["type"] == "integer"


def test_one_print_type_is_typed_as_several():
    assert parameters("GET /shipments/print")["type"]["schema"]["type"] == "array"


def test_a_default_is_no_string():
    assert parameters("GET /shipments/tracking")["external"]["schema"] == {
        "type": "string",
        "default": 0,
    }


def test_shipments_of_a_register_are_objects():
    for operation in ("POST /registry", "DELETE /registry/{id}/shipments"):
        assert body(operation)["properties"]["shipments"]["items"]["type"] == "object"


def test_an_update_of_a_subscription_requires_what_it_has_not():
    schema = body("PUT /tracking-push/subscribers/{id}")

    assert "id" in schema["required"]
    assert "id" not in schema["properties"]


def test_attachments_refuse_without_a_schema():
    for path in ("attachments", "attachments/{fileId}"):
        refusal = OPERATIONS[f"GET /shipments/{{shipmentNumber}}/{path}"]["responses"]["422"]
        assert refusal["content"] == {"application/json": {}}


def test_a_placeholder_stands_among_the_property_names():
    assert sum(name == "string" for name, _ in properties()) == 3


def test_unknown_formats_are_kept():
    formats = Counter(schema.get("format") for _, schema in properties())

    assert formats["datetime"] == 4
