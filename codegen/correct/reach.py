"""Which operations a correction belongs to, and whether it looks all through the document."""

from typing import Any

from jsonpath_rfc9535.segments import (
    JSONPathChildSegment,
    JSONPathRecursiveDescentSegment,
    JSONPathSegment,
)
from jsonpath_rfc9535.selectors import NameSelector

from codegen.correct.overlay_document import Action, Query

_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})


def operations_of(action: Action) -> list[tuple[str, str | None]]:
    """Return the paths, with the methods if it names them, that an action belongs to."""
    return [action.operation] if action.operation else _under(action.target)


def absent_operation(action: Action, document: dict[str, Any]) -> str | None:
    """Name the operation or path to which the action belongs if the document lacks it."""
    named = operations_of(action)
    paths = document.get("paths", {})
    for path, method in named:
        if path in paths and (method is None or method in paths[path]):
            return None
    return " or ".join(f"{(method or '').upper()} {path}".strip() for path, method in named) or None


def _under(query: Query) -> list[tuple[str, str | None]]:
    """Return the paths, with the methods if it names them, under which a query begins."""
    leading = [*map(_names, query.compiled.segments[:3]), [], [], []]
    if leading[0] != ["paths"]:
        return []
    methods: list[str | None] = [name for name in leading[2] if name in _METHODS]
    return [(path, method) for path in leading[1] for method in methods or [None]]


def is_wide(query: Query) -> bool:
    """Whether a query looks all through the document, or through all of its paths."""
    if any(
        isinstance(segment, JSONPathRecursiveDescentSegment) for segment in query.compiled.segments
    ):
        return True
    leading = [*map(_names, query.compiled.segments[:2])]
    return len(leading) > 1 and leading[0] == ["paths"] and not leading[1]


def _names(segment: JSONPathSegment) -> list[str]:
    """Return the member names to which a segment is confined, if it is confined to names."""
    names = [item.name for item in segment.selectors if isinstance(item, NameSelector)]
    confined = isinstance(segment, JSONPathChildSegment) and len(names) == len(segment.selectors)
    return names if confined else []
