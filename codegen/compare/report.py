"""What changed between two OpenAPI documents, by operation and field, breaking changes first.

A change breaks when a call that worked may be refused, an answer may hold what was not announced,
or a program written for the generated types no longer fits: that a name is another one, which is
asked where nothing else is new, and that pages can no longer be walked are such changes. New values
in an answer's enum do not break: the generated types take any. Prose, titles, tags, examples, null
and ``x-`` fields are counted, not listed. What no operation refers to is not compared.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, TextIO

from codegen.compare.operations import OperationDiff, operations
from codegen.compare.schemas import changed, renamed_from
from codegen.errors import CodegenError, legible
from codegen.read import fields, has_names, is_prose, items, load_document


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what happened to which part of which operation."""

    kind: Literal["breaking", "compatible"]
    operation: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Diff:
    """All differences, those that break first; `prose` counts the places that differ in prose."""

    changes: list[Change]
    prose: int

    @property
    def breaking(self) -> int:
        """How many changes break."""
        return sum(change.kind == "breaking" for change in self.changes)

    def line(self) -> str:
        """Return the report in one line: how many changes, which operations came and went."""
        said = [f"{self.breaking} breaking, {len(self.changes) - self.breaking} compatible changes"]
        for what, word in (("added", "new"), ("removed", "missing")):
            keys = [
                change.operation
                for change in self.changes
                if (change.where, change.what) == ("operation", what)
            ]
            said += [f"{word}: {', '.join(keys)}"] if keys else []
        renamed = [
            f"{change.operation} ({change.what})"
            for change in self.changes
            if change.where == "operation" and change.what.startswith(renamed_from(""))
        ]
        said += [", ".join(renamed)] if renamed else []
        return legible("; ".join(said))

    def text(self) -> str:
        """Return the report for people: a section a kind, a paragraph an operation."""
        sections: list[str] = []
        for kind, group in groupby(self.changes, lambda change: change.kind):
            changes = list(group)
            lines = [f"{len(changes)} {kind} change{'s' if len(changes) > 1 else ''}"]
            for operation, parts in groupby(changes, lambda change: change.operation):
                lines.append(f"  {operation}")
                lines += [f"    {part.where}: {part.what}" for part in parts]
            sections.append("\n".join(lines))
        if not sections:
            sections.append("no change that a program would notice")
        if self.prose:
            places = f"{self.prose} place{'s' if self.prose > 1 else ''}"
            sections.append(
                f"what a program does not notice (words, null, $ref) differs in {places}"
            )
        return legible("\n\n".join(sections) + "\n")

    def json(self) -> str:
        """Return the report for programs."""
        report = {
            "breaking": self.breaking,
            "compatible": len(self.changes) - self.breaking,
            "prose": self.prose,
            "changes": [asdict(change) for change in self.changes],
        }
        return json.dumps(report, indent=2) + "\n"


def run_diff(old_path: Path, new_path: Path, *, as_json: bool, stream: TextIO) -> int:
    """Write what changed between two documents.

    Returns:
        The exit status: 0 nothing breaks, 1 something does.

    Raises:
        CodegenError: A document cannot be read or compared.

    """
    documents = [load_document(path) for path in (old_path, new_path)]
    for path, document in zip((old_path, new_path), documents, strict=True):
        if not operations(document):  # Not "all operations removed": something is missing here.
            raise CodegenError(f"{path}: holds no operation to compare")
    diff = diff_documents(*documents)
    stream.write(diff.json() if as_json else diff.text())
    return 1 if diff.breaking else 0


def diff_documents(old: dict[str, Any], new: dict[str, Any]) -> Diff:
    """Compare two OpenAPI 3.0 documents.

    Raises:
        CodegenError: A reference leads nowhere, out of the document, or back to itself.

    """
    changes: list[Change] = []

    def note(breaking: bool, operation: str, where: str, what: str) -> None:
        changes.append(Change("breaking" if breaking else "compatible", operation, where, what))

    for where, parts in _PARTS.items():
        before, after = parts(old), parts(new)
        for name in before | after:
            given, taken = before.get(name), after.get(name)
            if given != taken:
                unused = taken is None and where == "security scheme" and not _opens(old, name)
                breaking = given is not None and where != "version" and not unused
                note(breaking, "document", f"{where} {name}".rstrip(), _happened(given, taken))
    try:
        OperationDiff(old, new, note).compare()
    except RecursionError:
        raise CodegenError("schemas refer to each other too deeply to be compared") from None
    return Diff(sorted(changes, key=lambda change: change.kind), _prose(old, new))


def _servers(document: dict[str, Any]) -> dict[str, Any]:
    urls = (fields(server).get("url") for server in items(document.get("servers")))
    return {str(url).rstrip("/"): True for url in urls}


def _schemes(document: dict[str, Any]) -> dict[str, Any]:
    schemes = fields(fields(document.get("components")).get("securitySchemes"))
    return {
        name: {key: value for key, value in fields(scheme).items() if not is_prose(key)}
        for name, scheme in schemes.items()
    }


def _opens(document: dict[str, Any], scheme: str) -> bool:
    """Tell whether a scheme opens an operation: pages leave out those that open none."""
    holders = [document, *(each.fields for each in operations(document).values())]
    needs = [need for each in holders for need in items(each.get("security"))]
    return any(scheme in fields(need) for need in needs)


def _version(document: dict[str, Any]) -> dict[str, Any]:
    return {"": fields(document.get("info")).get("version")}


_PARTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "server": _servers,
    "security scheme": _schemes,
    "version": _version,
}


def _happened(old: Any, new: Any) -> str:
    if old is None:
        return "added"
    return "removed" if new is None else changed(old, new)


def _prose(old: Any, new: Any, *, named: bool = False) -> int:
    """Count the places that differ in prose; where keys are names, "title" is one like any."""
    if isinstance(old, list) and isinstance(new, list):
        return sum(_prose(*pair) for pair in zip(old, new, strict=False))
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return 0
    count = 0
    for key in old | new:
        if not named and (is_prose(key) or key == "nullable"):
            count += (old.get(key) or None) != (new.get(key) or None)
        elif key in old and key in new:
            count += _prose(old[key], new[key], named=not named and has_names(key))
    return count
