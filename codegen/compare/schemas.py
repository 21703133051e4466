"""What changed between two schemas, field by field, told apart by who sends the value.

In a request the client sends: what was accepted must stay accepted. In an answer the client
reads: what was promised must stay promised. One rule is for the generated types alone: a listed
value that goes takes its constant with it, in a request as in an answer.
"""

import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from codegen.compare.habits import as_meant, constants, in_python, properties, respelt
from codegen.compare.renames import renamed
from codegen.read import References, is_prose, items

Report = Callable[[bool, str, str], None]
"""Called with whether a change breaks, the path of the field, and what happened to it."""

_LIMITS = {
    *("minLength", "minimum", "minItems", "minProperties", "exclusiveMinimum", "uniqueItems"),
    *("maxLength", "maximum", "maxItems", "maxProperties", "exclusiveMaximum", "multipleOf"),
    "pattern",
}
# What says the same as no limit: a length is never below 0, a number may be.
_NO_LIMIT: dict[str, tuple[Any, ...]] = dict.fromkeys(_LIMITS, (None,))
_NO_LIMIT |= dict.fromkeys(("minLength", "minItems", "minProperties"), (None, 0))
_NO_LIMIT |= dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum", "uniqueItems"), (None, False))
_RULED = {"type", "format", "nullable", "enum", "required", "properties", "items"}
_RULED |= {"additionalProperties", "allOf", "oneOf", "anyOf"} | _LIMITS
_TYPED_FORMATS = {"binary", "date", "date-time", "uuid"}  # Those with a Python type of their own.
_TYPES = frozenset({"array", "boolean", "integer", "number", "object", "string"})
_SHOWN = 80


def changed(old: Any, new: Any) -> str:
    """Say that a value changed."""
    return f"changed from {shown(old)} to {shown(new)}"


def shown(value: Any) -> str:
    """Return a value as a message shows it: short JSON on one line."""
    text = "none" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def renamed_from(name: str) -> str:
    """Say what something may have been called."""
    return f"renamed? it was {name}"


def compare_required(old: bool, new: bool, report: Report, path: str, *, request: bool) -> None:
    """Compare whether a field, a parameter or a body must be there."""
    if old != new:
        report(new == request, path, "became required" if new else "is no longer required")


def compare_rest(
    old: dict[str, Any], new: dict[str, Any], ruled: Iterable[str], report: Report, path: str = ""
) -> None:
    """Report the keys that no rule speaks about; they do not break. Prose is left out."""
    was, now = (each.get("deprecated") is True for each in (old, new))
    if was != now:
        report(False, path, "now deprecated" if now else "no longer deprecated")
    for key in old | new:
        if key not in ruled and key != "deprecated" and not is_prose(key):
            before, after = old.get(key), new.get(key)
            if before != after:
                report(False, path, f"{key} {changed(before, after)}")


class SchemaDiff:
    """Compares schemas of an old and a new document; `request` says who sends the values."""

    def __init__(self, old: References, new: References, report: Report, *, request: bool) -> None:
        self._old = old
        self._new = new
        self._report = report
        self._request = request
        self._open: set[tuple[int, int]] = set()

    def compare(self, old: Any, new: Any, path: str = "") -> None:
        """Compare two schemas. A pair that is being compared already is a cycle, and done."""
        was, now = self._old.target(old), self._new.target(new)
        pair = (id(was), id(now))
        if pair not in self._open:
            self._open.add(pair)
            self._compare(self._old.schema(was), self._new.schema(now), path)
            self._open.remove(pair)

    def breaks(self, old: Any, new: Any) -> bool:
        """Tell whether anything breaks where one schema takes the place of another."""
        told: list[bool] = []
        trial = SchemaDiff(
            self._old, self._new, lambda breaking, *_: told.append(breaking), request=self._request
        )
        trial._open = set(self._open)
        trial.compare(old, new)
        return any(told)

    def _compare(self, old: dict[str, Any], new: dict[str, Any], path: str) -> None:
        old, new = as_meant(old), as_meant(new)
        before, after = _types(self._old, old), _types(self._new, new)
        if before != after:
            harmless = before < after if self._request else after < before
            self._report(not harmless, path, f"type changed from {_said(before)} to {_said(after)}")
            return
        self._compare_variants(old, new, path)
        self._compare_values(old, new, path)
        self._compare_limits(old, new, path)
        self._compare_properties(old, new, path)
        self._compare_unnamed(old, new, path)
        if "items" in old or "items" in new:
            self.compare(old.get("items"), new.get("items"), f"{path}[]")
        compare_rest(old, new, _RULED, self._report, path)

    def _compare_variants(self, old: dict[str, Any], new: dict[str, Any], path: str) -> None:
        before = sorted(_variants(old), key=partial(_kind, self._old))
        after = sorted(_variants(new), key=partial(_kind, self._new))
        if len(before) == len(after):
            for pair in zip(before, after, strict=True):
                self.compare(*pair, path)
        else:
            fewer = len(after) < len(before)
            what = f"variants {changed(len(before), len(after))}"
            self._report(fewer == self._request, path, what)

    def _compare_values(self, old: dict[str, Any], new: dict[str, Any], path: str) -> None:
        before, after = old.get("format"), new.get("format")
        if before != after:
            typed = not _TYPED_FORMATS.isdisjoint({str(before), str(after)})
            self._report(typed, path, f"format {changed(before, after)}")
        listed, lists = _values(old), _values(new)
        gone = [value for value in listed if value not in lists]
        come = [value for value in lists if value not in listed]
        if listed and not lists:
            self._report(True, path, "its values are no longer listed")
        elif gone:
            self._report(True, path, f"values removed: {', '.join(gone)}")
        if come:
            verb = "added" if listed else "limited to"
            self._report(not listed and self._request, path, f"values {verb}: {', '.join(come)}")
        for value, called, calls in respelt(constants(old), constants(new)):
            self._report(True, path, f"{shown(value)} is {calls} in Python, and was {called}")

    def _compare_limits(self, old: dict[str, Any], new: dict[str, Any], path: str) -> None:
        for key in sorted(_LIMITS):
            before, after = (
                None if each.get(key) in _NO_LIMIT[key] else each[key] for each in (old, new)
            )
            if before != after:
                breaking = self._request and _tighter(key, before, after)
                self._report(breaking, path, f"{key} {changed(before, after)}")

    def _compare_properties(self, old: dict[str, Any], new: dict[str, Any], path: str) -> None:
        before, after = properties(old), properties(new)
        pairs = renamed(
            [*before],
            [*after],
            lambda was, now: not self.breaks(before[was].schema, after[now].schema),
        )
        for name in [*before, *(name for name in after if name not in {*before, *pairs.values()})]:
            given, taken = before.get(name), after.get(pairs.get(name, name))
            inner = _below(path, (taken or given or after[name]).spelt)
            if taken is None:
                self._report(True, inner, "no longer accepted" if self._request else "removed")
            elif given is None:
                breaking = self._request and taken.required
                self._report(breaking, inner, "added, and required" if breaking else "added")
            else:
                if name in pairs:
                    self._report(True, inner, renamed_from(name))
                was, now = given.required, taken.required
                compare_required(was, now, self._report, inner, request=self._request)
                self.compare(given.schema, taken.schema, inner)
        for name, called, calls in respelt(in_python(before), in_python(after)):
            inner = _below(path, after[name].spelt)
            self._report(True, inner, f"is {calls} in Python, and was {called}")

    def _compare_unnamed(self, old: dict[str, Any], new: dict[str, Any], path: str) -> None:
        before, after = old.get("additionalProperties"), new.get("additionalProperties")
        closed = after is False
        if (before is False) != closed:
            verb = "no longer accepted" if closed else "accepted"
            self._report(self._request and closed, path, f"fields it does not name are {verb}")
        elif isinstance(before, dict) or isinstance(after, dict):
            self.compare(before, after, _below(path, "*"))


def _types(references: References, schema: dict[str, Any]) -> frozenset[str]:
    """Return the JSON types a schema takes. A number takes integers; no type takes any."""
    schema = as_meant(schema)
    declared = schema.get("type")
    if isinstance(declared, list):
        each = (_types(references, {"type": kind}) for kind in declared)
        return frozenset().union(*each)
    if isinstance(declared, str):
        return frozenset({"integer", "number"} if declared == "number" else {declared})
    if variants := [references.schema(variant) for variant in _variants(schema)]:
        return frozenset().union(*(_types(references, variant) for variant in variants))
    if "properties" in schema or "additionalProperties" in schema:
        return frozenset({"object"})
    return frozenset({"array"}) if "items" in schema else _TYPES


def _kind(references: References, node: Any) -> list[str]:
    return sorted(_types(references, references.schema(node)))


def _said(types: frozenset[str]) -> str:
    if types == _TYPES:
        return "anything"
    return " or ".join(sorted(types - {"integer"} if "number" in types else types))


def _variants(schema: dict[str, Any]) -> list[Any]:
    return items(schema.get("oneOf")) or items(schema.get("anyOf"))


def _values(schema: dict[str, Any]) -> list[str]:
    if schema.get("type") == "boolean":  # Both values listed, or neither: the same.
        return []
    return [shown(value) for value in items(schema.get("enum")) if value is not None]


def _tighter(key: str, old: Any, new: Any) -> bool:
    """Tell whether a limit lets fewer values through; what cannot be told is taken as yes."""
    if old is None or new is None:
        return old is None
    if not (isinstance(old, int | float) and isinstance(new, int | float)):
        return True
    if key == "multipleOf":
        return new == 0 or old % new != 0
    return new < old if "max" in key.lower() else new > old


def _below(path: str, name: str) -> str:
    plain = name if re.fullmatch(r"[\w$*-]+", name) else json.dumps(name, ensure_ascii=False)
    return f"{path}.{plain}" if path else plain
