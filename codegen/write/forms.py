"""What the generator sees of a schema: its form, without names, prose and bounds."""

from __future__ import annotations

import json
from typing import Any

from codegen.normalise import BOOLEAN, TEXT

Schema = dict[str, Any]

PREFIX = "#/components/schemas/"


class Forms:
    """Gives the forms of schemas; a map of anything gets a class that no one will see."""

    def __init__(self) -> None:
        self._maps: dict[str, str] = {}

    def maps(self) -> dict[str, Schema]:
        """Give the classes of the maps that came so far."""
        return {name: json.loads(text) for text, name in self._maps.items()}

    def of(self, schema: Schema) -> Schema:
        """Give the form of a schema."""
        if schema.get("type") == "object":
            values = schema.get("additionalProperties", True)
            form = {"type": "object", "additionalProperties": self._inner(values)}
            name = self._maps.setdefault(json.dumps(form), f"MAP{len(self._maps)}")
            plain = {"$ref": PREFIX + name}
            return {"allOf": [plain], "nullable": True} if schema.get("nullable") else plain
        given: Schema = {key: schema[key] for key in ("$ref", "type", "nullable") if key in schema}
        if schema.get("format") in ("date-time", "date", "binary"):
            given["format"] = schema["format"]
        if schema.get(BOOLEAN) is True:  # In whatever form it is sent.
            return {"type": "boolean"}
        if schema.get(TEXT) is True:
            return {"type": "string"}
        if "not" in schema:  # Null, as OpenAPI 3.0 has to say it.
            return {"enum": [None]}
        if "items" in schema:
            given["items"] = self.of(schema["items"])
        for word in ("oneOf", "anyOf", "allOf"):
            if word in schema:
                given[word] = [self.of(member) for member in schema[word]]
        return given

    def _inner(self, values: Any) -> Any:
        return self.of(values) if isinstance(values, dict) else True
