"""What somebody has to decide before a newer document can become the client.

A new operation wants a method, a new shape a name; a correction that corrects nothing any more
wants to be removed. Each is said as the line to add or to remove.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from codegen.correct import Action, added_operations, apply_overlays, try_overlays
from codegen.errors import CodegenError
from codegen.normalise import load_names, normalise
from codegen.pipeline import NAMES, operation_table, overlays
from codegen.write import ROOT

_PARTLY = "at one of its places"


def undecided(document: dict[str, Any]) -> list[str]:
    """Return what has to be decided for a document, a paragraph each; nothing if it goes through.

    Names come last, as they can be proposed only for operations that have a row.
    """
    operations = operation_table()
    corrected, failing = try_overlays(document, overlays())
    said = [_needless(*each) for each in failing]
    checks = (
        lambda: operations.check_complete(document, but=added_operations(overlays())),
        lambda: operations.check(corrected, partial=True),
        # Only what is corrected has the shapes that the lock speaks of.
        lambda: said or normalise(corrected, operations=operations, names=load_names(NAMES)),
    )
    for check in checks:
        try:
            check()
        except CodegenError as error:
            said.append(str(error))
    return said


def passed_over(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return the corrections whose condition holds in the old document and not in the new one."""
    before, after = (
        {note.partition(", passed over: ")[0] for note in apply_overlays(each, overlays())[1]}
        for each in (old, new)
    )
    return [
        f"{name} has nothing to correct here; {_place(name)} may go once openapi.json is this one"
        for name in sorted(after - before)
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
