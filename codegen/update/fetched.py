"""``make fetch``: the portal's pages as one document, and a summary of what came."""

from __future__ import annotations

from pathlib import Path

from codegen.compare import diff_documents
from codegen.errors import CodegenError, legible
from codegen.fetch import Manners, fetch_pages
from codegen.normalise import operations_of
from codegen.pipeline import PUBLISHED, operation_table
from codegen.read import Merged, load_document, merge, say
from codegen.write import document_text, scratch, shown


def run_fetch(portal: str, target: Path, *, drafts: bool, manners: Manners) -> None:
    """Fetch, merge and write; print a summary, and on stderr what was chosen or is gone.

    Args:
        portal: The address of the portal.
        target: The file to write. It is replaced at the end, or stays as it is.
        drafts: Take what only drafts hold, too.
        manners: How to behave.

    Raises:
        CodegenError: A page or the index cannot be had, or the pages hold no operation.

    """
    pages = fetch_pages(portal, tell=say, manners=manners)
    order = operation_table().rows
    document, merged = merge(pages, order=order, drafts=drafts, tell=say, source=portal)
    last = _last(target)
    for key in _gone(last, document):
        say(f"warning: {key} was in {target.name} before and is on no page now")
    text = document_text(document)
    target.parent.mkdir(parents=True, exist_ok=True)
    with scratch(target) as new:
        new.write_text(text, encoding="utf-8")
        new.replace(target)
    print(legible(_summary(target, merged)))
    print(f"against openapi.json: {diff_documents(load_document(PUBLISHED), document).line()}")


def _last(target: Path) -> dict[str, object]:
    """Return the document of the last run, or the committed one if there is none to read."""
    try:
        return load_document(target, tell=lambda _: None)
    except CodegenError:
        return load_document(PUBLISHED)


def _gone(last: dict[str, object], document: dict[str, object]) -> list[str]:
    present = dict(operations_of(document))
    return [key for key, _ in operations_of(last) if key not in present]


def _summary(target: Path, merged: Merged) -> str:
    holding = [name for name, count in merged.pages.items() if count is not None]
    without = [name for name, count in merged.pages.items() if count is None]
    lines = [
        f"{shown(target)}: written",
        f"pages: {len(merged.pages)} read, {len(holding)} with a document, {len(without)} without"
        + "".join(f"\n  {name}" for name in without),
        f"operations: {sum(count or 0 for count in merged.pages.values())}",
        f"conflicts: {merged.conflicts}",
    ]
    return "\n".join(lines)
