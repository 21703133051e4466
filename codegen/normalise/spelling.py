"""How what is published is spelt in Python: fields, parameters, modules and enum members.

Published names are of any kind: keywords, emoji, a hundred words, two that differ in case alone.
Spelt here, they are identifiers without capitals and without an underscore in front; whatever
generated modules need for themselves has one, so that the two never meet.
"""

from __future__ import annotations

import builtins
import json
import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache

_LONGEST = 80  # Modules are files, and a name has to be read.
# `id` says what it is, and nobody misses the built-in one.
_PYTHONS = frozenset({*dir(builtins), *keyword.kwlist, "self"}) - {"id"}


def identifiers(
    published: Iterable[str], *, taken: Collection[str] = (), prefix: str = "field_"
) -> dict[str, str]:
    """Spell names as Python does, each in its own way.

    Args:
        published: The names, all different. Of those that would be spelt alike, the one that is
            spelt so already comes first; the order in the document does not matter.
        taken: What else is called by such a name; who meets it gets an underscore at the end.
        prefix: Put before what begins with a digit, or has nothing to be spelt by.

    """
    names = list(published)
    plain = {name: _identifier(name, prefix) for name in names}
    spelt: dict[str, str] = {}
    used = set(taken)
    for name in sorted(names, key=lambda name: (plain[name] != name, name)):
        base = plain[name]
        spelt[name] = free(f"{base}_" if base in taken else base, used)
        used.add(spelt[name])
    return {name: spelt[name] for name in names}


def members(values: Iterable[object]) -> list[str]:
    """Name the members of an enum by the words of their values: THIRD_PERSON, VALUE_2ND."""
    names: list[str] = []
    for number, value in enumerate(values, 1):
        text = f"value {value}".replace("-", "minus ") if isinstance(value, int) else f"{value}"
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|\W+", "_", _folded(text)).strip("_").upper()
        words = _folded(words)[:_LONGEST].strip("_")
        name = words if words[:1].isalpha() else f"VALUE_{words or number}"
        names.append(f"{name}_{number}" if name in names else name)
        names[-1] = free(names[-1], names[:-1])
    return names


def free(name: str, used: Collection[str]) -> str:
    """Return the name, with the first number that makes it one of its own if it is used."""
    number, found = 2, name
    while found in used:
        found, number = f"{name.rstrip('_')}_{number}", number + 1
    return found


def is_python(name: str) -> bool:
    """Tell whether a name means something to Python already."""
    return name in _PYTHONS


def toml(text: str) -> str:
    """Write a string of a TOML file."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@cache
def _identifier(published: str, prefix: str) -> str:
    text = "".join(c if c.isalnum() else " " for c in _folded(published))
    if any(character.isupper() for character in text):
        text = " ".join(re.split("([A-Z]?[a-z]+)", text))
    name = _folded("_".join(text.split()).lower())[:_LONGEST].strip("_")
    if not name:
        name = "_".join(f"{ord(character):x}" for character in published[:8])
    if not name.isidentifier():
        name = prefix + name
    return f"{name}_" if is_python(name) else name


def _folded(text: str) -> str:
    """Spell text in the one way in which Python compares identifiers."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isalnum() or f"_{c}".isidentifier())
