"""Parameters: what the arguments of a call are called, in which order, and how they are sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from codegen.normalise import BOOLEAN
from codegen.normalise.spelling import identifiers
from codegen.write.docstrings import deprecated

IN_PATH = re.compile(r"{(.*?)}")
_JOINED = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
_BOUNDS = ("minimum", "maximum", "minLength", "maxLength")
# What the arguments of our own are called, and what the functions made of them refer to.
_SIGNATURE = frozenset({"body", "max_items", "read_ahead", "build_request", "parse_response"})


def parameters_of(published: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give each parameter of an operation a number, and say how it is spelt, sent and described."""
    # The path first: what a call is about has the plain name.
    order = sorted(published, key=lambda parameter: parameter["in"] != "path")
    spelt = identifiers([p["name"] for p in order if p["in"] == "path"], taken=_SIGNATURE)
    names = {("path", name): python for name, python in spelt.items()}
    queries = [p["name"] for p in order if p["in"] == "query"]
    taken = {*_SIGNATURE, *spelt.values()}
    names |= {("query", n): py for n, py in identifiers(queries, taken=taken).items()}
    return {
        f"p{number}": {
            "name": names[parameter["in"], parameter["name"]],
            "in": parameter["in"],
            "wire": parameter["name"],
            "literal": literal(parameter["name"]),
            "sent": _sent(parameter),
            "is_flag": parameter["in"] == "query" and _may_be_true(parameter["schema"]),
            "doc": _doc(parameter),
        }
        for number, parameter in enumerate(published)
    }


def _doc(parameter: Mapping[str, Any]) -> str:
    text = str(parameter.get("description", ""))
    ends = parameter.get("deprecated") or parameter["schema"].get("deprecated")
    return deprecated(text) if ends else text


def in_order(parameters: Mapping[str, Any], path: str) -> list[Any]:
    """Put parameters in the order of the signature: those of the path as they stand there."""
    order = IN_PATH.findall(path)
    paths = [p for p in parameters.values() if p["in"] == "path"]
    paths.sort(key=lambda parameter: order.index(parameter["wire"]))
    return [*paths, *(p for p in parameters.values() if p["in"] == "query")]


def _sent(parameter: Mapping[str, Any]) -> list[str]:
    """Say how a value is written: as it is, joined, once a value, in bounds, or by its fields."""
    style, explode = parameter.get("style"), parameter.get("explode", True)
    if style == "deepObject":
        return ["deep"]
    if style == "form" and explode and parameter["schema"].get("type") != "array":
        return ["flat"]
    if style in _JOINED and not explode:
        return ["joined", repr(_JOINED[style])]
    if parameter["schema"].get("type") == "array" and not parameter["name"].endswith("[]"):
        return ["several"]
    bounds = [word for word in _BOUNDS if word in parameter["schema"]]
    # A day or a time has one form, however long a text is published to be.
    is_date = parameter["schema"].get("format") in {"date", "date-time"}
    if bounds and parameter["in"] == "query" and not is_date:
        return ["within", *(f"{word}={parameter['schema'][word]}" for word in bounds)]
    return []


def _may_be_true(schema: Mapping[str, Any]) -> bool:
    """Tell whether True and False are among the values, or the items, that are published."""
    inner = [one for word in ("oneOf", "anyOf", "allOf") for one in schema.get(word, ())]
    inner += [schema["items"]] if "items" in schema else []
    if inner:
        return any(map(_may_be_true, inner))
    is_open = "$ref" not in schema and schema.get("type", "boolean") == "boolean"
    return is_open or schema.get(BOOLEAN) is True


def literal(text: str) -> str:
    """Write a string as ruff does, for lines that it is asked to keep."""
    return repr(text) if '"' in text else f'"{repr(text)[1:-1]}"'
