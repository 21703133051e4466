"""The typed dictionaries of bodies: each form of schema as a type, each name as it is published."""

import re
import sys
from types import ModuleType
from typing import Any, get_type_hints

import pytest

from codegen.write.bodies import bodies_text

SCHEMAS: dict[str, Any] = {
    "Kind": {"type": "integer", "enum": [1, 2]},
    "Node": {
        "type": "object",
        "properties": {"from": {"type": "string"}, "next": {"$ref": "#/components/schemas/Node"}},
        "required": ["from"],
    },
    "Order": {
        "type": "object",
        "properties": {
            "kind": {"$ref": "#/components/schemas/Kind"},
            "tree": {
                "anyOf": [
                    {"$ref": "#/components/schemas/Node"},
                    {"type": "string", "nullable": True, "not": {"type": "string"}},
                ]
            },
            "nodes": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
            "numbers": {"type": "array", "items": {"type": "string"}},
            "at": {"type": "string", "format": "date-time", "nullable": True},
            "day": {"type": "string", "format": "date"},
            "id": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
            "code": {"type": "string", "x-text": True},
            "labels": {
                "type": "object",
                "additionalProperties": {"type": "integer", "nullable": True},
            },
            "anything": {},
            'with "quotes" and \\': {"type": "boolean"},
        },
    },
    "Answer": {"type": "object", "properties": {"only": {"type": "string"}}},
}
PREPARED: dict[str, Any] = {
    "paths": {
        "/orders": {
            "post": {
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "array",
                                "items": {"$ref": "#/components/schemas/Order"},
                            }
                        }
                    }
                },
                "responses": {"200": {"$ref": "#/components/schemas/Answer"}},
            }
        }
    },
    "components": {"schemas": SCHEMAS},
}


@pytest.fixture
def bodies(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    package, module = ModuleType("client"), ModuleType("client.bodies")
    models: Any = ModuleType("client.models")
    models.Node = models.Order = type("Model", (), {})
    vars(package)["models"] = models
    for one in (package, module, models):
        monkeypatch.setitem(sys.modules, one.__name__, one)
    module.__package__ = "client"
    exec(bodies_text(PREPARED), vars(module))
    return module


def test_there_is_one_for_each_object_of_a_body_and_for_no_other(bodies: ModuleType) -> None:
    assert bodies.__all__ == ("NodeDict", "OrderDict")


def test_each_schema_is_a_type(bodies: ModuleType) -> None:
    types = {
        name: re.sub(r"(datetime|collections\.abc|typing|client\.bodies|test_\w+)\.", "", str(hint))
        for name, hint in get_type_hints(bodies.OrderDict).items()
    }
    assert types.pop("tree").endswith("NodeDict | None")
    assert types.pop("nodes").startswith("Sequence[")
    assert types == {
        "kind": "<class 'int'>",
        "numbers": "list[str]",
        "at": "datetime | str | None",
        "day": "date | str",
        "id": "int | str",
        "code": "str | int",
        "labels": "Mapping[str, int | None]",
        "anything": "Any",
        'with "quotes" and \\': "<class 'bool'>",
    }


def test_what_is_required_is(bodies: ModuleType) -> None:
    assert bodies.NodeDict.__required_keys__ == {"from"}
    assert bodies.NodeDict.__optional_keys__ == {"next"}
    assert bodies.OrderDict.__required_keys__ == frozenset()


def test_lines_are_no_longer_than_others() -> None:
    assert max(map(len, bodies_text(PREPARED).splitlines())) <= 100
