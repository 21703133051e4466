"""The operation table: which published operation becomes which method of which resource.

It is also the filter of the pipeline: an operation without a row stops the run, so that nothing
new upstream becomes public before somebody has given it a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.errors import CodegenError

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_ROW = re.compile(r"(?P<resource>[a-z][a-z_]*)\.(?P<method>[a-z][a-z_]*)")
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
        present = dict(operations_of(document))
        missing = [f'"{key}" = "{self._proposed(key)}"' for key in present if key not in self.rows]
        if missing:
            where = f"add to {self.file} under [operations]"
            raise CodegenError(
                f"operations without a method: {len(missing)}; {where}:\n  " + "\n  ".join(missing)
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

    def _proposed(self, key: str) -> str:
        """Make up a row: the resource of its neighbours, and a method of the words of the path."""
        method, path = key.split(" ", 1)
        parts = [part for part in path.split("/") if part and "{" not in part]
        first, *rest = [re.sub(r"\W+", "_", part.lower()) for part in parts] or ["api"]
        neighbours = (
            row[0] for other, row in self.rows.items() if other.split("/")[1] in parts[:1]
        )
        return f"{next(neighbours, first)}.{'_'.join([method.lower(), *rest])}"


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
