"""The name lock: which class name belongs to which place in the document.

Names are public, so none is made by rule: `names.toml` lists every place where an object or an
enum stands, and what its class is called.
"""

from __future__ import annotations

import collections.abc
import json
import re
import tomllib
import typing
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from codegen.errors import CodegenError
from codegen.normalise.spelling import is_python, toml
from codegen.runtime import model, types

# The generator keeps such names as they are; and no constant of a generated module, which is all
# capitals, is called so.
_CLASS_NAME = re.compile(r"(?=.*[a-z])(?:[A-Z](?:[a-z]+[0-9]*|[0-9]+))+[A-Z]?")
_LONGEST = 60
# No module would mind, but a reader takes these for what they are everywhere else.
_KNOWN = frozenset(
    name for module in (typing, collections.abc, model, types) for name in dir(module)
)
_PLAIN = re.compile(r"[^\s.\[\]{}#\"]+")


@dataclass(frozen=True)
class NameLock:
    """The rows of `names.toml`: place → class name. `file` is how messages call it.

    Places in `loose` may be absent: overlays bring them to a document that lacks them, and one
    that has them by now may have them in another form.
    """

    names: Mapping[str, str]
    file: str = "codegen/names.toml"
    loose: AbstractSet[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where a schema stands, as the lock writes it: `GET /divisions 200 items[].settlement`.

    First the operation with `body`, the status or `query name`, or `component` and its name; then
    the way down: `[]` an item of the array, `{}` a value of the map, `#2` the second alternative.
    A name with one of these marks, a dot or a space in it stands in quotes.
    """

    root: str
    way: str = ""

    def __str__(self) -> str:
        return self.root + self.way

    def property(self, name: str) -> Place:
        """Go to a property of the object here."""
        return Place(self.root, f"{self.way}.{_step(name)}" if self.way else f" {_step(name)}")

    def items(self) -> Place:
        """Go to the items of the array here."""
        return Place(self.root, f"{self.way}[]")

    def values(self) -> Place:
        """Go to the values of the map here."""
        return Place(self.root, f"{self.way}{{}}")

    def alternative(self, number: int) -> Place:
        """Go to an alternative, counted from 1."""
        return Place(self.root, f"{self.way}#{number}")


@contextmanager
def at(step: str = "", *, field: str = "") -> Iterator[None]:
    """Have what cannot be read in here say where it is: `way_to` puts the steps together.

    Args:
        step: As `Place` writes it; a space in front is that of a part of an operation.
        field: The name of a property, in the place of a step.

    """
    try:
        yield
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        error.add_note(f".{_step(field)}" if field else step)
        raise


def way_to(error: BaseException) -> str:
    """Give the way to what could not be read, as `Place` writes it, from the innermost step out."""
    part, way = "", ""
    for step in getattr(error, "__notes__", ()):
        part, way = (step, way) if step.startswith(" ") else (part, step + way)
    return part + (f" {way[1:]}" if way.startswith(".") else way)


def _step(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def load_names(path: Path) -> NameLock:
    """Read the name lock.

    Raises:
        CodegenError: The file cannot be read, or holds a name that cannot be a class.

    """
    file = f"{path.parent.name}/{path.name}"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CodegenError(f"{file}: cannot be read: {error}") from error
    loose = tables.get("since", {})
    names = tables.get("names", {}) | loose
    spellings: dict[str, str] = {}
    for place, name in names.items():
        if not isinstance(name, str) or not is_class_name(name):
            raise CodegenError(f"{file}: {name!r} cannot be the class of {place!r}")
        if spellings.setdefault(name.lower(), name) != name:
            raise CodegenError(f"{file}: {name} and {spellings[name.lower()]} differ in case alone")
    return NameLock(names, file, loose.keys())


def is_class_name(name: str) -> bool:
    """Tell whether the lock takes a name for a class."""
    return bool(_CLASS_NAME.fullmatch(name)) and not is_python(name) and name not in _KNOWN


def row(place: str, name: str) -> str:
    """Write one line of the lock."""
    return f'{toml(place)} = "{name}"'


def propose(place: str, parent: str | None, taken: Iterable[str]) -> str:
    """Make up a class name that is free: the parent's and the property's, or all of the place."""
    whole = re.split(r"[. ]", place)
    base = _pascal(whole if parent is None else [parent, whole[-1]])
    used = {name.lower() for name in taken}
    name, number = base, 2
    while name.lower() in used or not is_class_name(name):
        name, number = f"{base}{number}", number + 1
    return name


def _pascal(texts: Iterable[str]) -> str:
    """Write words in a row, each with a capital; a letter alone joins the word behind it."""
    words: list[str] = []
    for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+", " ".join(texts)):
        if words and len(words[-1]) == 1 and words[-1].isalpha():
            words[-1] += word.lower()
        else:
            words.append(word.capitalize())
    while len("".join(words)) > _LONGEST and len(words) > 1:
        words.pop(0)  # What it is stands at the end.
    name = "".join(words)[:_LONGEST]
    return name if is_class_name(name) else f"Shape{name}"
