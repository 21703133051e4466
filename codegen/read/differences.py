"""Where two values differ, as a program sees it: prose, examples and tags are passed over."""

import json
import re
from typing import Any

_PROSE = {"description", "example", "examples", "externalDocs", "summary", "tags", "title"}
_NAMED = {"callbacks", "content", "headers", "links", "parameters", "paths", "properties"}
_NAMED |= {"requestBodies", "responses", "schemas", "securitySchemes"}
_EXTENDED = {"callbacks", "paths", "responses"}
_NOTHING = object()


def is_prose(key: str) -> bool:
    """Tell whether a key holds prose, an example or an extension, which no program goes by."""
    return key in _PROSE or key.startswith("x-")


def has_names(key: str) -> bool:
    """Tell whether the keys below this one are names, among which "title" is one like any."""
    return key in _NAMED


def members(node: dict[str, Any], under: str) -> dict[str, tuple[Any, str]]:
    """Return the members of an object that a program goes by.

    Args:
        node: The object.
        under: The key at which it stands; "" below a name.

    Returns:
        Each member by its key, with what stands for `under` when one goes on from there.

    """
    if not has_names(under):
        return {key: (value, key) for key, value in node.items() if not is_prose(key)}
    plain = under in _EXTENDED
    return {key: (value, "") for key, value in node.items() if not (plain and key.startswith("x-"))}


def differences(old: Any, new: Any, path: str = "", under: str = "") -> list[str]:
    """List the places at which two values differ: ``responses.200.content``."""
    if isinstance(old, dict) and isinstance(new, dict):
        pairs = (members(old, under), members(new, under))
        return [
            place
            for key in pairs[0] | pairs[1]
            for place in _differ(*pairs, key, f"{path}.{_shown(key)}".removeprefix("."))
        ]
    if isinstance(old, list) and isinstance(new, list):
        labelled = (_by_label(old), _by_label(new))
        counted = any(key.isdigit() for key in labelled[0] | labelled[1])
        if not counted or labelled[0].keys() == labelled[1].keys():
            return [
                place
                for key in labelled[0] | labelled[1]
                for place in _differ(*labelled, key, f"{path}[{key}]")
            ]
    return [] if old == new and isinstance(old, bool) == isinstance(new, bool) else [path or "."]


def _differ(
    old: dict[str, tuple[Any, str]], new: dict[str, tuple[Any, str]], key: str, path: str
) -> list[str]:
    """Compare one member; where one lacks a list, as with the empty one."""
    some, under = old.get(key) or new[key]
    absent = [] if isinstance(some, list) else _NOTHING
    (before, _), (after, _) = (each.get(key, (absent, "")) for each in (old, new))
    return differences(before, after, path, under)


def _by_label(values: list[Any]) -> dict[str, tuple[Any, str]]:
    """Call what has a name by it, as parameters do; plain values are sorted, the rest counted."""
    if all(isinstance(value, dict) and "name" in value for value in values):
        return {f"{value.get('in', '')} {value['name']}".strip(): (value, "") for value in values}
    plain = all(isinstance(value, str) for value in values)
    ordered = sorted(values) if plain else values
    return {str(number): (value, "") for number, value in enumerate(ordered)}


def _shown(key: str) -> str:
    return key if re.fullmatch(r"[\w$*~/{}-]+", key) else json.dumps(key, ensure_ascii=False)
