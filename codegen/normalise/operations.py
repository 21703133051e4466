"""The operation table: which published operation becomes which method of which resource.

It is also the filter of the pipeline: an operation without a row stops the run, so that nothing
new upstream becomes public before somebody has given it a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise.spelling import free, identifiers, is_python, toml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_NAME = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
_ROW = re.compile(rf"(?P<resource>{_NAME})\.(?P<method>{_NAME})")
_KEY = re.compile(rf"({'|'.join(METHODS).upper()}) /\S*")


@dataclass(frozen=True)
class OperationTable:
    """The rows of `operations.toml`: `"GET /divisions"` → (`"divisions"`, `"find"`)."""

    rows: Mapping[str, tuple[str, str]]
    resources: Mapping[str, str]
    file: str = "codegen/operations.toml"

    def check(self, document: Mapping[str, Any], *, partial: bool) -> None:
        """Compare the table with the document.

        Raises:
            CodegenError: An operation has no row, or (unless `partial`) a row no operation.

        """
        proposed = self._proposals(key for key, _ in operations_of(document))
        if proposed:
            lines = [f'{toml(key)} = "{resource}.{method}"' for key, (resource, method) in proposed]
            raise CodegenError(
                f"operations without a method: {len(lines)}; add to {self.file} under "
                "[operations]:\n  " + "\n  ".join(lines)
            )
        if not partial:
            self.check_complete(document)

    def check_complete(
        self, document: Mapping[str, Any], *, but: AbstractSet[str] = frozenset()
    ) -> None:
        """See that the document has all operations of the table, `but` those that overlays bring.

        Raises:
            CodegenError: It lacks some.

        """
        present = dict(operations_of(document))
        wanted = [key for key in self.rows if key not in but]
        lacking = [key for key in wanted if key not in present]
        if lacking:
            some = ", ".join(lacking[:3]) + (", ..." if len(lacking) > 3 else "")  # noqa: PLR2004
            raise CodegenError(
                f"{len(lacking)} of {len(wanted)} operations are not in the document ({some}): "
                "PARTIAL=1 (--partial) generates the others; if they are gone for good, remove "
                f"their rows from {self.file}"
            )

    def as_proposed(self, document: Mapping[str, Any]) -> OperationTable:
        """Return the table as it would be for a document: with rows as proposed, none too many."""
        present = dict(operations_of(document))
        rows = {key: row for key, row in self.rows.items() if key in present}
        return OperationTable(rows | dict(self._proposals(present)), self.resources, self.file)

    @property
    def classes(self) -> frozenset[str]:
        """What the classes of the resources are called."""
        names = [resource_class(name) for name in self.resources]
        return frozenset([*names, *(f"Async{name}" for name in names)])

    def _proposals(self, keys: Iterable[str]) -> list[tuple[str, tuple[str, str]]]:
        """Make up rows: the resource of the neighbours, and a method of the words of the path."""
        rows = dict(self.rows)
        for key in keys:
            if key in rows:
                continue
            if not _KEY.fullmatch(key):
                raise CodegenError(f"{key}: a path with a space in it cannot be called")
            method, path = key.split(" ", 1)
            parts = [part for part in path.split("/") if part and "{" not in part]
            words = [identifiers([part], prefix="x")[part].strip("_") for part in parts]
            ascii_words = [re.sub(r"[^a-z0-9_]|(?<=_)_", "", word).strip("_") for word in words]
            first, *rest = [word for word in ascii_words if word] or ["api"]
            near = (row[0] for other, row in rows.items() if other.split("/")[1] in parts[:1])
            resource = next(near, first if _usable(first) else f"api_{first}")
            name = "_".join([method.lower(), *rest])
            taken = {other[1] for other in rows.values() if other[0] == resource}
            rows[key] = (resource, free(name, taken))
        return [(key, row) for key, row in rows.items() if key not in self.rows]


def resource_class(name: str) -> str:
    """Name the class of a resource: ExchangeRates."""
    return "".join(word.capitalize() for word in name.split("_"))


def _usable(name: str) -> bool:
    """Tell whether a resource or a method may be called so."""
    return bool(re.fullmatch(_NAME, name)) and not is_python(name)


def load_operations(path: Path) -> OperationTable:
    """Read the operation table.

    Raises:
        CodegenError: The file cannot be read or is no such table.

    """
    file = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CodegenError(f"{file}: cannot be read: {error}") from error
    rows: dict[str, tuple[str, str]] = {}
    resources = data.get("resources", {})
    for key, value in data.get("operations", {}).items():
        row = _ROW.fullmatch(value) if isinstance(value, str) else None
        if row is None or not _KEY.fullmatch(key):
            raise CodegenError(f'{file}: a row reads "GET /path" = "resource.method", not {key!r}')
        if row["resource"] not in resources:
            raise CodegenError(
                f"{file}: {row['resource']!r} has no description; add under [resources]: "
                f'{row["resource"]} = "..."'
            )
        pair = (row["resource"], row["method"])
        if not all(map(_usable, pair)):
            raise CodegenError(f"{file}: {value!r} means something else to Python")
        if pair in rows.values():
            raise CodegenError(f"{file}: two operations are called {value!r}")
        rows[key] = pair
    return OperationTable(rows, resources, file)


def operations_of(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each operation with its key, `"GET /divisions"`, in the order of the document."""
    # What does not begin with a slash is an extension.
    paths = {path: item for path, item in document["paths"].items() if path.startswith("/")}
    for path, item in paths.items():
        for method, operation in item.items():
            if method in METHODS:
                yield f"{method.upper()} {path}", operation


def made_operation_id(key: str) -> str:
    """Make the operationId the publisher would give: `getShipmentsTracking`, `putShipmentsId`."""
    method, path = key.split(" ", 1)
    words = re.findall(r"[A-Za-z0-9]+", path)
    return method.lower() + "".join(word[0].upper() + word[1:] for word in words)
