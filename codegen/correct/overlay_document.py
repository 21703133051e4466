"""Reading an overlay document: what OpenAPI Overlay 1.0.0 allows, and nothing beside it.

A misspelt key would silently leave a fault uncorrected, so keys that the specification does not
name are errors unless they begin with ``x-``, and in an action those that this package does not.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonpath_rfc9535 import JSONPathError, JSONPathQuery
from jsonpath_rfc9535 import compile as compile_path
from jsonpath_rfc9535.filter_expressions import Expression, LogicalExpression
from jsonpath_rfc9535.segments import JSONPathRecursiveDescentSegment, JSONPathSegment
from jsonpath_rfc9535.selectors import FilterSelector, JSONPathSelector, NameSelector

from codegen.errors import CodegenError
from codegen.read import BrokenYamlError, parse_yaml

Location = tuple[int | str, ...]
"""The names and indices that lead to a place in a document."""

_MAX_CHARACTERS = 1 << 20
_VERSION = re.compile(r"1\.0\.\d+")
_OURS = {"x-any", "x-copy", "x-faults", "x-operation", "x-source", "x-sure", "x-unless", "x-when"}
_OPERATION = re.compile(r"(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) (/\S*)")


@dataclass(frozen=True, slots=True)
class Query:
    """A JSONPath of RFC 9535, as written and compiled."""

    text: str
    compiled: JSONPathQuery

    def places(
        self, found: AbstractSet[Location], document: Any
    ) -> list[tuple[str, AbstractSet[Location]]]:
        """Tell apart what it found by each name, or condition, that stands beside others in a step.

        Args:
            found: What it matches in the document.
            document: The document, which is searched again where only that can tell.

        Returns:
            The query with one name, or condition, alone, and what that matches; for each of them.

        """
        steps = [(_prefix(step), _choices(step)) for step in self.compiled.segments]
        texts = [f"{prefix}[{', '.join(text for text, _ in choices)}]" for prefix, choices in steps]
        places: list[tuple[str, AbstractSet[Location]]] = []
        for at, (prefix, choices) in enumerate(steps):
            # Each step behind it goes down by one: its names are at one place from the end.
            fixed = not any(behind for behind, _ in steps[at + 1 :])
            for choice, selector in choices if len(choices) > 1 else ():
                text = "".join(["$", *texts[:at], f"{prefix}[{choice}]", *texts[at + 1 :]])
                if fixed and isinstance(selector, NameSelector):
                    end = at - len(steps)
                    matched = {each for each in found if each[end] == selector.name}
                else:
                    matched = {node.location for node in compile_path(text).finditer(document)}
                places.append((text, matched))
        return places


@dataclass(frozen=True, slots=True)
class Action:
    """One correction: where, what, and why.

    `name` is how messages call it: the file and the action's number, counted from 1. `operation`
    is the path and the lower-case method that ``x-operation`` names; `copy` is where the update
    is found in the document, if it is not written out. `one_is_enough` says that not all places of
    the target need be there. `source` and `sure` say of what is added to the published document
    where it is from.
    """

    name: str
    target: Query
    remove: bool
    update: Any
    copy: Query | None
    description: str
    faults: tuple[str, ...]
    when: Query | None
    unless: Query | None
    one_is_enough: bool
    operation: tuple[str, str] | None
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """One overlay document, checked: its actions in order."""

    name: str
    title: str
    actions: tuple[Action, ...]


def load_overlay(path: Path) -> Overlay:
    """Read and check one overlay document, YAML or JSON.

    Raises:
        CodegenError: The file cannot be read, or is no overlay: one line that names the file and,
            where one is at fault, the action.

    """
    where = path.name
    document = _known(
        _read(path), where, required=("overlay", "info", "actions"), optional=("extends",)
    )
    if not _VERSION.fullmatch(_text(document["overlay"], f"{where}: overlay")):
        raise CodegenError(f"{where}: overlay must be 1.0.0, not {document['overlay']}")
    if "extends" in document:
        _text(document["extends"], f"{where}: extends")
    info = _known(document["info"], f"{where}: info", required=("title", "version"))
    title = _text(info["title"], f"{where}: info.title")
    _text(info["version"], f"{where}: info.version")
    raw = document["actions"]
    if not isinstance(raw, list) or not raw:
        raise CodegenError(f"{where}: actions must be a list with at least one action")
    for index, action in enumerate(raw):
        if action in raw[:index]:
            first = raw.index(action) + 1
            raise CodegenError(f"{where}: action {index + 1} repeats action {first}")
    actions = (_action(item, f"{where}, action {number}") for number, item in enumerate(raw, 1))
    return Overlay(name=where, title=title, actions=tuple(actions))


def _action(raw: Any, name: str) -> Action:
    action = _known(raw, name, required=("target",), optional=("description", "update", "remove"))
    if strange := [key for key in action if key.startswith("x-") and key not in _OURS]:
        raise CodegenError(f"{name}: unknown key {strange[0]!r}")
    remove = action.get("remove", False)
    if not isinstance(remove, bool):
        raise CodegenError(f"{name}: remove must be true or false")
    if not remove and "update" not in action and "x-copy" not in action:
        raise CodegenError(f"{name}: does nothing: it needs update, or remove: true")
    if "update" in action and "x-copy" in action:
        raise CodegenError(f"{name}: has both update and x-copy")
    faults = action.get("x-faults", [])
    if not isinstance(faults, list) or not all(isinstance(fault, str) for fault in faults):
        raise CodegenError(f"{name}: x-faults must be a list of strings")
    one_is_enough = action.get("x-any", False)
    if not isinstance(one_is_enough, bool):
        raise CodegenError(f"{name}: x-any must be true or false")
    return Action(
        name=name,
        target=_query(action["target"], f"{name}: target"),
        remove=remove,
        update=action.get("update"),
        copy=_query(action["x-copy"], f"{name}: x-copy") if "x-copy" in action else None,
        description=" ".join(_text(action.get("description", ""), f"{name}: description").split()),
        faults=tuple(faults),
        when=_query(action["x-when"], f"{name}: x-when") if "x-when" in action else None,
        unless=_query(action["x-unless"], f"{name}: x-unless") if "x-unless" in action else None,
        one_is_enough=one_is_enough,
        operation=_operation(action, name),
        source=_text(action.get("x-source", ""), f"{name}: x-source"),
        sure=_text(action.get("x-sure", ""), f"{name}: x-sure"),
    )


def _prefix(step: JSONPathSegment) -> str:
    return ".." if isinstance(step, JSONPathRecursiveDescentSegment) else ""


def _choices(step: JSONPathSegment) -> list[tuple[str, JSONPathSelector]]:
    return [
        (choice, selector)
        for selector in step.selectors
        for choice in (
            [f"?{one}" for one in _disjuncts(selector.expression.expression)]
            if isinstance(selector, FilterSelector)
            else [str(selector)]
        )
    ]


def _disjuncts(expression: Expression) -> list[Expression]:
    if isinstance(expression, LogicalExpression) and expression.operator == "||":
        return [*_disjuncts(expression.left), *_disjuncts(expression.right)]
    return [expression]


def _operation(action: dict[str, Any], name: str) -> tuple[str, str] | None:
    if "x-operation" not in action:
        return None
    text = _text(action["x-operation"], f"{name}: x-operation")
    found = _OPERATION.fullmatch(text)
    if found is None:
        raise CodegenError(f'{name}: x-operation must be like "GET /divisions", not {text!r}')
    return found[2], found[1].lower()


def _query(value: Any, where: str) -> Query:
    text = _text(value, where)
    try:
        return Query(text, compile_path(text))
    except (JSONPathError, ValueError, OverflowError) as error:  # The latter: enormous numbers.
        problem = " ".join(str(error).split())
        raise CodegenError(f"{where}: {text!r} is not a JSONPath of RFC 9535: {problem}") from error


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise CodegenError(f"{where} must be a string")
    return value


def _known(
    value: Any, where: str, *, required: Iterable[str], optional: Iterable[str] = ()
) -> dict[str, Any]:
    """Return `value` as an object that has the required keys and no unknown ones."""
    if not isinstance(value, dict):
        raise CodegenError(f"{where} must be an object")
    for key in required:
        if key not in value:
            raise CodegenError(f"{where}: {key} is missing")
    for key in value:
        if key not in {*required, *optional} and not key.startswith("x-"):
            raise CodegenError(f"{where}: unknown key {key!r}")
    return value


def _read(path: Path) -> Any:
    try:
        return parse_yaml(path.read_text(encoding="utf-8"), limit=_MAX_CHARACTERS)
    except BrokenYamlError as error:
        place = f" at line {error.line}, column {error.column}" if error.line else ""
        problem = f"{error}{place}"
    except (OSError, UnicodeError, RecursionError) as error:
        problem = str(error)
    raise CodegenError(" ".join(f"{path.name}: cannot be read: {problem}".split()))
