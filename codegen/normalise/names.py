"""The name lock: which class name belongs to which place in the document.

Names are public, so none is made by rule: `names.toml` lists every place where an object or an
enum stands, and what its class is called.
"""

from __future__ import annotations

import builtins
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from codegen.errors import CodegenError

_CLASS_NAME = re.compile(r"(?:[A-Z][a-z0-9]+)+")
# What generated modules import or define, beside Python's own.
_TAKEN = re.compile(
    r"Any|(Async)?(Iterator|Transport)|Callable|ClassVar|(Int|Str)?Enum|Iterable|Literal|Mapping"
    r"|Model|Request|Sequence|Union|Unset|" + "|".join(dir(builtins))
)


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
    """

    root: str
    way: str = ""

    def __str__(self) -> str:
        return self.root + self.way

    def property(self, name: str) -> Place:
        """Go to a property of the object here."""
        return Place(self.root, f"{self.way}.{name}" if self.way else f" {name}")

    def items(self) -> Place:
        """Go to the items of the array here."""
        return Place(self.root, f"{self.way}[]")

    def values(self) -> Place:
        """Go to the values of the map here."""
        return Place(self.root, f"{self.way}{{}}")

    def alternative(self, number: int) -> Place:
        """Go to an alternative, counted from 1."""
        return Place(self.root, f"{self.way}#{number}")


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
        if not isinstance(name, str) or not _CLASS_NAME.fullmatch(name) or _TAKEN.fullmatch(name):
            raise CodegenError(f"{file}: {name!r} cannot be the class of {place!r}")
        if spellings.setdefault(name.lower(), name) != name:
            raise CodegenError(f"{file}: {name} and {spellings[name.lower()]} differ in case alone")
    return NameLock(names, file, loose.keys())


def row(place: str, name: str) -> str:
    """Write one line of the lock."""
    return f'{json.dumps(place, ensure_ascii=False)} = "{name}"'


def propose(place: str, parent: str | None, taken: Iterable[str]) -> str:
    """Make up a class name that is free: the parent's and the property's, or all of the place."""
    base = _pascal(place) if parent is None else parent + _pascal(re.split(r"[. ]", place)[-1])
    used = {name.lower() for name in taken}
    name, number = base, 2
    while name.lower() in used or _TAKEN.fullmatch(name):
        name, number = f"{base}{number}", number + 1
    return name


def _pascal(text: str) -> str:
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+", text)
    return "".join(word.capitalize() for word in words)
