"""The page of all operations: ``python -m docs.website.operations`` writes it.

A test holds it true. It is plain Markdown in ``docs/reference``, to be read without building.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Final

from .reference import ORDER

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "reference" / "operations.md"

_HEAD: Final = """\
# All operations

{count} operations, and what each is called here. `novapost` is a `NovaPost`; an `AsyncNovaPost` has
the same names, to be awaited. `find_all` stands beside a `find` that is paged, and walks all pages.
What no operation reaches, [`novapost.request`](index.md#novapost_auth.NovaPost.request) does.
"""
_RESOURCES: Final = ("shipments", "divisions", "settlements", "pickups", "registers", "webhooks")


def operations_page(*, linked: bool) -> str:
    """Return the page, made of the document and of the names that its operations have.

    Args:
        linked: Whether names lead to pages that the site alone has.

    """
    document = json.loads((ROOT / "generated/novapost_client/openapi.json").read_text("utf-8"))
    names = tomllib.loads((ROOT / "codegen/operations.toml").read_text("utf-8"))["operations"]
    rows: dict[str, dict[str, str]] = {resource: {} for resource in _RESOURCES}
    for operation, name in names.items():
        method, path = operation.split()
        found = document["paths"][path][method.lower()]
        resource, _, called = name.partition(".")
        call = f"`{name}`"
        if linked:
            call = f"[{call}]({resource.replace('_', '-')}.md)"
        if any(parameter["name"] == "page" for parameter in found.get("parameters", ())):
            call += f", `{called.replace('find', 'find_all')}`"
        row = f"| {found['summary']} | {call} | `{operation}` |"
        rows.setdefault(resource, {})[called] = row
    text = _HEAD.format(count=len(names))
    for resource, calls in rows.items():
        wanted = dict.fromkeys([*ORDER.get(resource, ()), *calls])
        text += f"\n## {resource.replace('_', ' ').capitalize()}\n\n| | | |\n|---|---|---|\n"
        text += "".join(f"{calls[called]}\n" for called in wanted if called in calls)
    return text


if __name__ == "__main__":
    PAGE.write_text(operations_page(linked=False), encoding="utf-8")
