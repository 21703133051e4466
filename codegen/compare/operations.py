"""What changed in the operations of a document: their inputs, their answers and their keys."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from codegen.compare.habits import as_meant, listed, properties, respelt
from codegen.compare.renames import renamed
from codegen.compare.schemas import (
    Report,
    SchemaDiff,
    changed,
    compare_required,
    compare_rest,
    renamed_from,
)
from codegen.normalise import PAGE, identifiers, is_json
from codegen.read import METHODS, References, fields, items

Note = Callable[[bool, str, str, str], None]
"""Called with whether a change breaks, the operation, where in it, and what happened."""

Key = tuple[str, str | int]
"""A parameter by its place and name, or by its position in the path; or the body."""

Inputs = dict[Key, dict[str, Any]]

_PLACEHOLDER = re.compile(r"\{([^}]*)\}")
_BODY = ("body", "")
WALKED_BY = f"that wants page in the query, and {', '.join(sorted(PAGE))} in the answer"
_INPUT = {"name", "in", "required", "style", "explode", "schema", "content"}


class Operation(NamedTuple):
    """One operation of a document, with the path item around it."""

    method: str
    path: str
    item: dict[str, Any]
    fields: dict[str, Any]

    @property
    def label(self) -> str:
        """What people call it: ``GET /divisions``."""
        return f"{self.method.upper()} {self.path}"

    @property
    def shape(self) -> tuple[str, str]:
        """What it is, whatever its path parameters are called."""
        return self.method, _PLACEHOLDER.sub("{}", self.path)


class OperationDiff:
    """Compares the operations of two documents and notes what differs."""

    def __init__(self, old: dict[str, Any], new: dict[str, Any], note: Note) -> None:
        self._documents = old, new
        self._old, self._new = References(old), References(new)
        self._note = note

    def compare(self) -> None:
        """Compare all operations, in the order of the old document."""
        before, after = (operations(document) for document in self._documents)
        pairs = renamed([*before], [*after], lambda was, now: self._same(before[was], after[now]))
        for shape, old in before.items():
            if (found := after.get(pairs.get(shape, shape))) is not None:
                self._compare(old, found)
            else:
                self._note(True, old.label, "operation", "removed")
        for shape, new in after.items():
            if shape not in before and shape not in pairs.values():
                self._note(False, new.label, "operation", "added")

    def _same(self, old: Operation, new: Operation) -> bool:
        """Tell whether two operations may be one at another path: calls and answers still fit."""
        if old.method != new.method:
            return False
        told: list[bool] = []
        trial = OperationDiff(*self._documents, lambda breaking, *_: told.append(breaking))
        trial._compare_parts(old, new)
        ids = old.fields.get("operationId"), new.fields.get("operationId")
        return not any(told) or (ids[0] == ids[1] and ids[0] is not None)

    def _report(self, label: str, root: str) -> Report:
        """Return what notes changes at paths below one part of an operation."""

        def report(breaking: bool, path: str, what: str) -> None:
            # The items of "query codes[]" need no second pair of brackets.
            below = path.removeprefix("[]") if root.endswith("[]") else path
            apart = "" if below[:1] in {"", "[", "."} else " "
            self._note(breaking, label, f"{root}{apart}{below}", what)

        return report

    def _compare(self, old: Operation, new: Operation) -> None:
        if old.shape != new.shape:
            self._note(True, new.label, "operation", renamed_from(old.label))
        elif old.path != new.path:
            self._note(True, new.label, "operation", f"path was {old.path}")
        self._compare_parts(old, new)

    def _compare_parts(self, old: Operation, new: Operation) -> None:
        report = self._report(new.label, "operation")
        self._compare_security(old, new)
        self._compare_inputs(old, new)
        self._compare_answers(new.label, old.fields, new.fields)
        walked, walks = has_pages(old, self._old), has_pages(new, self._new)
        if walked and not walks:
            report(True, "", f"its pages can no longer be walked: {WALKED_BY}")
        elif walks and not walked:
            report(False, "", "its pages can be walked now")
        ruled = {"parameters", "requestBody", "responses", "security"}
        compare_rest(old.fields, new.fields, ruled, report)

    def _compare_security(self, old: Operation, new: Operation) -> None:
        before, after = (
            _security(document, operation.fields)
            for document, operation in zip(self._documents, (old, new), strict=True)
        )
        if before != after:
            refused = any(not any(need <= sent for need in after) for sent in before)
            self._note(refused, new.label, "security", changed(_said(before), _said(after)))

    def _compare_inputs(self, old: Operation, new: Operation) -> None:
        before, after = _inputs(old, self._old), _inputs(new, self._new)
        pairs = self._renamed_inputs(before, after)
        for key in [*before, *(key for key in after if key not in {*before, *pairs.values()})]:
            given, taken = before.get(key), after.get(pairs.get(key, key))
            root = _root(taken or given or {}, key)
            report = self._report(new.label, root)
            if taken is None:
                report(True, "", "no longer accepted")
            elif given is None:
                needed = bool(taken.get("required"))
                report(needed, "", "added, and required" if needed else "added")
            else:
                if key in pairs:
                    report(True, "", renamed_from(str(given.get("name"))))
                was, now = bool(given.get("required")), bool(taken.get("required"))
                compare_required(was, now, report, "", request=True)
                if key != _BODY and _style(given) != _style(taken):
                    report(True, "", f"style {changed(_style(given), _style(taken))}")
                self._compare_content(new.label, root, given, taken, request=True)
                compare_rest(given, taken, _INPUT, report)
        for name, called, calls in respelt(_in_query(before), _in_query(after)):
            report = self._report(new.label, f"query {name}")
            report(True, "", f"is {calls} in Python, and was {called}")

    def _renamed_inputs(self, before: Inputs, after: Inputs) -> dict[Key, Key]:
        """Pair parameters that may have another name now; those of a path go by their position."""
        found: dict[Key, Key] = {}
        for place in ("query", "header", "cookie"):
            names, by_name = (
                {str(key[1]): key for key in inputs if key[0] == place}
                for inputs in (before, after)
            )

            def same(was: str, now: str, names: Any = names, by_name: Any = by_name) -> bool:
                given, taken = before[names[was]], after[by_name[now]]
                told: list[bool] = []
                trial = OperationDiff(*self._documents, lambda breaking, *_: told.append(breaking))
                trial._compare_content("", "", given, taken, request=True)
                return not any(told) and _style(given) == _style(taken)

            pairs = renamed([*names], [*by_name], same)
            found |= {names[was]: by_name[now] for was, now in pairs.items()}
        return found

    def _compare_answers(self, label: str, old: dict[str, Any], new: dict[str, Any]) -> None:
        before, after = fields(old.get("responses")), fields(new.get("responses"))
        for status in before | after:
            if status.startswith("x-"):
                continue
            root = f"answer {status}"
            if status not in after:
                # Errors are read whatever their shape, announced or not.
                self._note(status[:1] in {"2", "d"}, label, root, "removed")
            elif status not in before:
                self._note(False, label, root, "added")
            else:
                given, taken = self._old.target(before[status]), self._new.target(after[status])
                self._compare_content(label, root, given, taken, request=False)
                compare_rest(given, taken, {"content"}, self._report(label, root))

    def _compare_content(
        self, label: str, root: str, old: dict[str, Any], new: dict[str, Any], *, request: bool
    ) -> None:
        before, after = _content(old), _content(new)
        report = self._report(label, root)
        for media in before | after:
            if media not in after:
                report(True, "", f"media type {media} removed")
            elif media not in before:
                report(False, "", f"media type {media} added")
            else:
                only = len(before | after) == 1
                inner = report if only else self._report(label, f"{root} ({media})")
                schemas = SchemaDiff(self._old, self._new, inner, request=request)
                schemas.compare(before[media].get("schema"), after[media].get("schema"))
                compare_rest(before[media], after[media], {"schema"}, inner)


def operations(document: dict[str, Any]) -> dict[tuple[str, str], Operation]:
    """Return the operations of a document by what they are, whatever their parameters are called.

    Raises:
        CodegenError: A reference leads nowhere, out of the document, or back to itself.

    """
    references = References(document)
    found: dict[tuple[str, str], Operation] = {}
    for path, node in fields(document.get("paths")).items():
        item = references.target(node)
        for method in METHODS:
            if method in item:
                operation = Operation(method, path, item, fields(item[method]))
                twin = operation.shape in found
                found[(method, path) if twin else operation.shape] = operation
    return found


def _inputs(operation: Operation, references: References) -> Inputs:
    """Return parameters and body; parameters in the path by position, as names may change."""
    placeholders = _PLACEHOLDER.findall(operation.path)
    found: Inputs = {}
    shared, own = operation.item.get("parameters"), operation.fields.get("parameters")
    for node in items(shared) + items(own):
        parameter = references.target(node)
        place, name = str(parameter.get("in")), str(parameter.get("name"))
        if place == "path" and name in placeholders:
            found[place, placeholders.index(name)] = parameter
        else:
            found[place, name.lower() if place == "header" else name] = parameter
    if "requestBody" in operation.fields:
        found[_BODY] = references.target(operation.fields["requestBody"])
    return found


def has_pages(operation: Operation, references: References) -> bool:
    """Tell whether the client walks the pages of an operation, as what writes it does."""
    number = _inputs(operation, references).get(("query", "page"))
    if number is None or number.get("required") or not _is(references, number, "integer"):
        return False
    for status, node in fields(operation.fields.get("responses")).items():
        for media, held in _content(references.target(node)).items():
            if status.startswith("2") and is_json(media):
                found = properties(as_meant(references.schema(held.get("schema"))))
                listed = found.keys() >= PAGE
                return listed and _is(references, {"schema": found["items"].schema}, "array")
    return False


def _is(references: References, holder: dict[str, Any], kind: str) -> bool:
    return as_meant(references.schema(holder.get("schema"))).get("type") == kind


def _in_query(inputs: Inputs) -> dict[str, str]:
    """Spell the parameters of a query as arguments are."""
    return identifiers(str(name) for place, name in inputs if place == "query")


def _root(given: dict[str, Any], key: Key) -> str:
    return "body" if key == _BODY else f"{given.get('in')} {given.get('name')}"


def _style(parameter: dict[str, Any]) -> str:
    default = "form" if parameter.get("in") in {"query", "cookie"} else "simple"
    style = str(parameter.get("style", default))
    return style + (" exploded" if parameter.get("explode", style == "form") else "")


def _content(holder: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what a body, an answer or a parameter holds, by media type."""
    if "schema" in holder:
        return {"": {"schema": listed(str(holder.get("name")), holder["schema"])}}
    content = fields(holder.get("content"))
    return {name.split(";")[0].strip().lower(): fields(media) for name, media in content.items()}


def _said(alternatives: set[frozenset[str]]) -> list[str]:
    return sorted(" and ".join(sorted(need)) or "none" for need in alternatives)


def _security(document: dict[str, Any], operation: dict[str, Any]) -> set[frozenset[str]]:
    """Return the sets of schemes each of which opens an operation."""
    needs = items(operation.get("security", document.get("security")))
    return {frozenset(fields(need)) for need in needs} or {frozenset()}
