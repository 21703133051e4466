"""What somebody has to decide before a newer document can become the client.

A new operation wants a method, a new shape a name; a correction that corrects nothing any more
wants to be removed. Each is said as the line to add or to remove.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import yaml

from codegen.correct import Action, added_operations, operations_of, try_overlays
from codegen.errors import CodegenError
from codegen.normalise import OperationTable, load_names, normalise
from codegen.normalise import operations_of as operations_in
from codegen.pipeline import NAMES, operation_table, overlays
from codegen.write import ROOT

_PARTLY = "at one of its places"


class Decisions(NamedTuple):
    """What is to be decided before a document goes through, and what may go once it has."""

    first: list[str]
    """A paragraph each; none if the document goes through as it is."""
    passed_over: set[str]
    """The names of the corrections whose condition does not hold."""


def decisions(document: dict[str, Any]) -> Decisions:
    """Return all that can be known of what has to be decided for a document.

    New rows and corrections do not hide which names are wanted: these are looked for as if new
    operations had the methods that are proposed, and those that are gone no rows. Where a
    correction fails, the names of its operation show once it fits; one that looks all through the
    document fails where there is nothing of its kind, and hides none.
    """
    operations, corrections = operation_table(), overlays()
    corrected, failing, passed = try_overlays(document, corrections)
    said = [_needless(*each) for each in failing]
    # One that is lost at some of its places alone was applied at the others.
    doubtful = [action for action, problem in failing if _PARTLY not in problem]
    checks: tuple[Callable[[], object], ...] = (
        lambda: operations.check_complete(document, but=added_operations(corrections)),
        lambda: operations.check(corrected, partial=True),
        lambda: _check_rest(corrected, doubtful, operations),
    )
    for check in checks:
        try:
            check()
        except CodegenError as error:
            said.append(str(error))
    return Decisions(said, set(passed))


def undecided(document: dict[str, Any]) -> list[str]:
    """Return what has to be decided for a document, a paragraph each."""
    return decisions(document).first


def _check_rest(
    corrected: dict[str, Any], doubtful: list[Action], operations: OperationTable
) -> None:
    """Normalise what no failing correction was to change: only then the names can be known.

    Raises:
        CodegenError: Something of it wants a decision.

    """
    unsound = {place for action in doubtful for place in operations_of(action)}
    paths = {
        path: {
            method: operation
            for method, operation in item.items()
            if not unsound & {(path, method), (path, None)}
        }
        for path, item in corrected["paths"].items()
    }
    sound = corrected | {"paths": paths}
    if next(operations_in(sound), None) is not None:
        table = operations.as_proposed(sound)
        normalise(sound, operations=table, names=load_names(NAMES), partial=bool(doubtful))


def passed_over(before: Decisions, after: Decisions) -> list[str]:
    """Return the corrections whose condition held in the document before and no longer does."""
    return [
        f"{name} has nothing to correct here; {_place(name)} may go once openapi.json is this one"
        for name in sorted(after.passed_over - before.passed_over)
    ]


def _needless(action: Action, problem: str) -> str:
    """Say which lines to remove if the publisher has made a correction needless."""
    place = _place(action.name)
    remedy = (
        f"take that place out of the target in {place}" if _PARTLY in problem else f"remove {place}"
    )
    return (
        f"{problem}\n  if the publisher has mended it, {remedy}; if it is elsewhere now, or behind"
        " a $ref, aim the correction anew"
    )


def _place(name: str) -> str:
    file, _, number = name.partition(", action ")
    first, last = _lines(file)[int(number) - 1]
    return f"lines {first}-{last} of overlays/{file}"


@cache
def _lines(file: str) -> list[tuple[int, int]]:
    """Return the first and the last line of each action of an overlay, counted from 1."""
    text = (ROOT / "overlays" / file).read_text(encoding="utf-8")
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    actions = next(value for key, value in root.value if key.value == "actions")
    lines = text.splitlines()
    found: list[tuple[int, int]] = []
    for action in actions.value:
        last = action.end_mark.line
        while last > action.start_mark.line + 1 and (
            not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")
        ):
            last -= 1
        found.append((action.start_mark.line + 1, last))
    return found
