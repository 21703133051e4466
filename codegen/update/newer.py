"""``make update``: a newer document, tried: what changed, what to decide, the client it makes."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from codegen.compare import Change, diff_documents
from codegen.errors import CodegenError
from codegen.pipeline import GENERATED, PUBLISHED, load, prepared, write_client
from codegen.read import load_document, say
from codegen.update.decisions import decisions, passed_over
from codegen.write import CHANGELOG, differences, scratch, shown, swap_in

_SHOWN = 12


def run_update(spec: Path, target: Path) -> None:
    """Say what a newer document changes, and write the client that it makes.

    The tree goes to `target`, with a proposal for the changelog beside the package: the committed
    document holds facts and words of our own, so that what is taken over is carried there by hand.

    Raises:
        CodegenError: Something has to be decided first; the message holds the lines to add or to
            remove. Nothing is written then.

    """
    published, document = load(PUBLISHED), load(spec)
    print(diff_documents(published, document).text(), end="", flush=True)
    wanted = decisions(document)
    for note in passed_over(decisions(published), wanted):
        say(note)
    if wanted.first:
        raise CodegenError("to be decided first; nothing is written:\n" + "\n".join(wanted.first))
    ready = prepared(spec)
    entry = changelog_entry(
        diff_documents(load_document(GENERATED / "openapi.json"), ready.document).changes
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    with scratch(target) as new:
        write_client(ready, new)
        changes = differences(GENERATED, new)
        (new / CHANGELOG).write_text(entry, encoding="utf-8")
        swap_in(new, target)
    print(f"{shown(target)}: written; {len(changes)} files differ from generated/", file=sys.stderr)


def changelog_entry(changes: list[Change]) -> str:
    """Propose what the changelog says of changes in the prepared document, breaking ones first."""
    if not changes:
        return "Nothing for the changelog: no program notices a change; types may be wider.\n"
    lines: list[str] = []
    for heading in ("Changed, and breaks", "Added", "Changed, and breaks nothing"):
        group = [change for change in changes if _heading(change) == heading]
        lines += [f"### {heading}"] if group else []
        for operation, parts in groupby(group, lambda change: change.operation):
            said = [f"{part.where} {part.what}" for part in parts]
            more = f", and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
            lines.append(f"- `{operation}`: {'; '.join(said[:_SHOWN])}{more}.")
    return "\n".join(lines) + "\n"


def _heading(change: Change) -> str:
    if change.kind == "breaking":
        return "Changed, and breaks"
    return "Added" if change.what == "added" else "Changed, and breaks nothing"
