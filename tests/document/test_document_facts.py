"""What the published prose lists, our words list as well: codes, events, statuses, kinds."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from publishers_document import ROOT, needs_it, published

from codegen.read import load_document

pytestmark = needs_it

_LABEL = r"(?:\*\*)?`?([A-Za-z][A-Za-z0-9_]*|\d{1,3})`?(?:\*\*)?"
LISTED = re.compile(rf"^\s*[-*•]\s*{_LABEL}(?:\s*[—–:-]\s|\s*$)", re.MULTILINE)
IN_A_SENTENCE = re.compile(r"[Pp]ossible values(?: include)?:((?:\s*`?[A-Za-z]+`?,?)+)\.")
OURS = load_document(ROOT / "openapi.json")

NO_VALUES = {"Single", "Multiline", "NOT", "true", "false", "weight"}
"""Labels of the portal's help, truth values, and a name that no field has."""
ELSEWHERE = {
    "paths /shipments/tracking get description": "names of parameters, which say it themselves",
    "paths /sdk/php patch description": "an advertisement",
}


def descriptions(node: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple, str]]:
    if isinstance(node, list):
        for index, each in enumerate(node):
            yield from descriptions(each, (*way, index))
    elif isinstance(node, dict):
        for name, each in node.items():
            if name == "description" and isinstance(each, str):
                yield way, each
            elif name not in {"example", "examples"}:
                yield from descriptions(each, (*way, name))


def enumerations() -> list[tuple[tuple, set[str]]]:
    found = []
    for way, text in descriptions(published().get("paths", {}), ("paths",)):
        values = set(LISTED.findall(text.replace("<br>", "\n")))
        for sentence in IN_A_SENTENCE.findall(text):
            values |= set(re.findall(r"[A-Za-z]+", sentence))
        values -= NO_VALUES
        if len(values) > 1 and " ".join(map(str, (*way, "description"))) not in ELSEWHERE:
            found.append((way, values))
    return found


def ours(way: tuple) -> Any:
    node: Any = OURS
    for step in way:
        node = node[step]
    return node


ENUMERATIONS = enumerations()


@pytest.mark.parametrize(
    ("way", "values"), ENUMERATIONS, ids=[" ".join(map(str, way)) for way, _ in ENUMERATIONS]
)
def test_what_is_listed_there_is_listed_here(way, values):
    told = set(re.findall(r"\w+", json.dumps(ours(way), ensure_ascii=False).replace("\\n", " ")))

    assert values - told == set()


def test_the_great_lists_are_among_them():
    biggest = sorted((len(values) for _, values in ENUMERATIONS), reverse=True)

    assert biggest[:3] == [157, 45, 21]


# What the prose says as rules and sentences: each in our words, at its place.

RULES = {
    "/shipments post hsCode": ["10", "8", "Moldova", "Canada", "210690", "630900", "kg"],
    "/shipments/{id} put hsCode": ["10", "8", "Moldova", "Canada", "210690", "630900", "kg"],
    "/time-intervals/find post": ["PickupDayToDay", "PickupNextDay", "7", "17:00", "orderTo"],
    "/shipments/light-return post": ["9", "10", "11", "106", "AllowedLightReturn"],
    "/shipments/tracking get createdOnTheBasis": ["Redirecting", "Return", "Utilization"],
    "/shipments/{id} put untied": ["rowNumber", "Accepted"],
}


@pytest.mark.parametrize("place", RULES)
def test_a_rule_is_told(place):
    path, method, *field = place.split()
    operation = OURS["paths"][path][method]
    texts = [
        text
        for way, text in descriptions(operation)
        if not field or (field[0] in way and way[-1] in {field[0], "type"})
    ]

    assert any(all(word in text for word in RULES[place]) for text in texts)
