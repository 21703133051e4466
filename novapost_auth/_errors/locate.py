"""From the field names of an error to the places in the body that was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import field as attribute
from attrs import frozen

from novapost_client.types import UNSET, json_ready

Path: TypeAlias = tuple[str | int, ...]


@frozen
class Place:
    """A place in a request body that the service complains about.

    Its representation leaves the value out: it may be personal.
    """

    field: str
    """The name that the service gives it: ``parcels.0.cargoCategory``."""
    path: Path
    """The keys and indices that lead there: ``("parcels", 0, "cargoCategory")``."""
    value: Any = attribute(repr=False)
    """What was sent there; ``UNSET`` if nothing was."""
    messages: tuple[str, ...]

    def __str__(self) -> str:
        path = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.path)
        missing = " (not sent)" if self.value is UNSET else ""
        return f"{path.lstrip('.') or 'body'}{missing}: {'; '.join(self.messages)}"


def locate(errors: Mapping[str, tuple[str, ...]], body: object) -> list[Place]:
    """Find every field of ``errors`` in ``body``, a model or JSON data."""
    data = json_ready(body)
    return [
        Place(field, path, value, messages)
        for field, messages in errors.items()
        if field
        for path, value in _follow(data, [part for part in re.split(r"[.\[\]]", field) if part])
    ]


def _follow(value: Any, parts: Sequence[str]) -> Iterator[tuple[Path, Any]]:
    """Yield where ``parts`` lead from ``value``; several places where a part is ``*``."""
    if not parts:
        yield (), value
        return
    for key, rest in _steps(value, parts):
        for path, found in _follow(value[key], rest):
            yield (key, *path), found
    if not _steps(value, parts):
        yield tuple(int(part) if _is_index(part) else part for part in parts), UNSET


def _steps(value: Any, parts: Sequence[str]) -> list[tuple[str | int, Sequence[str]]]:
    if isinstance(value, dict):
        for size in range(len(parts), 0, -1):  # A key may itself have dots.
            name = ".".join(parts[:size])
            for key in (name, *value):
                if key in value and _loosely(key) == _loosely(name):
                    return [(key, parts[size:])]
    elif isinstance(value, list):
        if parts[0] == "*":
            return [(index, parts[1:]) for index in range(len(value))]
        if _is_index(parts[0]) and int(parts[0]) < len(value):
            return [(int(parts[0]), parts[1:])]
    return []


def _is_index(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) < 10  # noqa: PLR2004 - no list is longer


def _loosely(name: str) -> str:
    """Make ``cargo_category`` and ``cargoCategory`` equal."""
    return name.replace("_", "").lower()
