"""The publisher's own document, where it lies beside the repository, and its examples."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytest.importorskip("yaml", reason="PyYAML comes with what generates the client")

from codegen.read import load_document

ROOT = Path(__file__).parents[2]
_PLACE = "shared/published/spec.yaml"
SPEC = next((above / _PLACE for above in ROOT.parents if (above / _PLACE).is_file()), None)

needs_it = pytest.mark.skipif(SPEC is None, reason=f"../{_PLACE} is not there")


class Example(NamedTuple):
    """A published example: of a request (`body`) or of an answer (its status)."""

    operation: str
    part: str
    name: str
    value: Any

    @property
    def place(self) -> str:
        return f"{self.operation} {self.part}"


@cache
def published() -> dict[str, Any]:
    return load_document(SPEC) if SPEC else {"paths": {}}


@cache
def examples() -> list[Example]:
    """All examples of bodies and answers, but that of the advertisement."""
    return list(_examples(published()))


def _examples(document: dict[str, Any]) -> Iterator[Example]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            key = f"{method.upper()} {path}"
            parts = {"body": operation.get("requestBody", {}), **operation["responses"]}
            for part, holder in parts.items():
                for media in holder.get("content", {}).values():
                    for name, value in _named(media):
                        yield Example(key, str(part), name, value)


def _named(media: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if "example" in media:
        yield "example", media["example"]
    for name, entry in media.get("examples", {}).items():
        yield name, entry["value"]
    if not media.keys() & {"example", "examples"} and (value := _shown(media["schema"])):
        yield "schema", value


def _shown(schema: dict[str, Any]) -> Any:
    """Put together what a schema shows, where no example of the whole is given."""
    if "example" in schema:
        return schema["example"]
    shown = {name: _shown(one) for name, one in schema.get("properties", {}).items()}
    return {name: value for name, value in shown.items() if value is not None} or None
