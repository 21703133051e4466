"""What somebody has to decide before a newer document can become the client.

A new operation wants a method, a new shape a name; a correction that corrects nothing any more
wants to be removed. Each is said as the line to add or to remove.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import yaml

from codegen.correct import Overlay, apply_overlays, failing_actions
from codegen.errors import CodegenError
from codegen.normalise import load_names, normalise
from codegen.pipeline import NAMES, operation_table, overlays
from codegen.write import ROOT


def undecided(document: dict[str, Any]) -> list[str]:
    """Return what has to be decided for a document, a paragraph each; nothing if it goes through.

    Names come last, as they can be proposed only for operations that have a row.
    """
    operations = operation_table()
    corrections = overlays()
    said: list[str] = []
    for check in (partial(operations.check, partial=True), operations.check_complete):
        try:
            check(document)
        except CodegenError as error:
            said.append(str(error))
    said += needless(document, corrections)
    if not said:
        try:
            corrected, _ = apply_overlays(document, corrections)
            normalise(corrected, operations=operations, names=load_names(NAMES))
        except CodegenError as error:
            said.append(str(error))
    return said


def needless(document: dict[str, Any], corrections: list[Overlay]) -> list[str]:
    """Return the corrections that correct nothing in a document, each with its lines."""
    places: dict[str, list[tuple[int, int]]] = {}
    said: list[str] = []
    for action, problem in failing_actions(document, corrections):
        file, _, number = action.name.partition(", action ")
        lines = places.setdefault(file, []) or places.setdefault(file, _lines(file))
        first, last = lines[int(number) - 1]
        said.append(
            f"{problem}\n  if the publisher has mended it, remove lines {first}-{last} of "
            f"overlays/{file}; if it is elsewhere now, aim the correction anew"
        )
    return said


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
