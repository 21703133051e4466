"""Say in words what the bounds of a value allow, where its description does not say it by now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from codegen.normalise.folds import Schema
from codegen.normalise.prose import ITEM


def with_limits(node: Any) -> Any:
    """Return a part of the prepared document in which every bound is told in a description.

    Bounds that say nothing to anybody are not told: at least one character, a whole number of at
    least 0 or 1.
    """
    if isinstance(node, list):
        return [with_limits(member) for member in node]
    if not isinstance(node, dict):
        return node
    told = {key: with_limits(value) for key, value in node.items()}
    if isinstance(node.get("type"), str):
        return _told(told)
    match told:
        # The words of a parameter are also those of its schema, and stay the same.
        case {"in": str(), "schema": {"description": str(text)}}:
            return told | {"description": text}
    return told


def _told(schema: Schema) -> Schema:
    text = schema.get("description", "")
    new = [one for one in _limits(schema) if not _says(text, one)]
    if not new:
        return schema
    # After a list, a paragraph of its own.
    *_, last = text.split("\n")
    apart = ("\n\n" if ITEM.match(last) else " ") if text else ""
    return schema | {"description": text + apart + " ".join(new)}


def _says(text: str, limit: str) -> bool:
    numbers = re.findall(r"-?[\d.]*\d", limit)
    return all(re.search(rf"(?<![\w.,]){number}(?![\w,])", text) for number in numbers)


def _limits(schema: Schema) -> Iterator[str]:
    yield from _range(schema, "minLength", "maxLength", " characters", low_from=2)
    yield from _range(schema, "minItems", "maxItems", " entries", low_from=1)
    whole = schema["type"] == "integer"
    yield from _range(schema, "minimum", "maximum", "", low_from=2 if whole else 0.001)


def _range(
    schema: Schema, lowest: str, highest: str, unit: str, *, low_from: float
) -> Iterator[str]:
    low, high = schema.get(lowest), schema.get(highest)
    if low is not None and 0 <= low < low_from:
        low = None
    above, below = (
        schema.get(f"exclusive{bound.capitalize()}") is True for bound in (lowest, highest)
    )
    if low is not None and low == high:
        yield f"Exactly {low}{unit}."
    elif low is not None and high is not None and not (above or below):
        yield f"From {low} to {high}{unit}."
    else:
        if low is not None:
            yield f"{'Above' if above else 'At least'} {low}{unit}."
        if high is not None:
            yield f"{'Below' if below else 'At most'} {high}{unit}."
