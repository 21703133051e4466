"""The page of all operations: ``python -m docs.website.operations`` writes it.

A test holds it true. It is plain Markdown in ``docs/reference``, to be read without building.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from .reference import ORDER

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "reference" / "operations.md"

_HEAD: Final = """\
# All operations

{count} operations, and what each is called here. `novapost` is a `NovaPost`; an `AsyncNovaPost` has
the same names, to be awaited. `find_all` stands beside a `find` that is paged, and walks all pages.
What no operation reaches, [`novapost.request`](../settings.md#paths-that-are-not-documented) does.
"""
_RESOURCES: Final = ("shipments", "divisions", "settlements", "pickups", "registers", "webhooks")


def operations_page(*, linked: bool) -> str:
    """Return the page, made of the client and of the names that its methods have.

    Args:
        linked: Whether names lead to pages that the site alone has.

    """
    names = tomllib.loads((ROOT / "codegen/operations.toml").read_text("utf-8"))["operations"]
    rows: dict[str, dict[str, str]] = {resource: {} for resource in _RESOURCES}
    for operation, name in names.items():
        resource, _, called = name.partition(".")
        methods = _methods(resource)
        call = f"`{name}`"
        if linked:
            call = f"[{call}]({resource.replace('_', '-')}.md)"
        if (walk := called.replace("find", "find_all")) != called and walk in methods:
            call += f", `{walk}`"
        # It begins with what the publisher deprecates, and may be of several lines then.
        summary = " ".join((methods[called].__doc__ or "").partition(".\n")[0].split())
        rows.setdefault(resource, {})[called] = f"| {summary} | {call} | `{operation}` |"
    text = _HEAD.format(count=len(names))
    for resource, calls in rows.items():
        wanted = dict.fromkeys([*ORDER.get(resource, ()), *calls])
        text += f"\n## {resource.replace('_', ' ').capitalize()}\n\n| | | |\n|---|---|---|\n"
        text += "".join(f"{calls[called]}\n" for called in wanted if called in calls)
    return text


def _methods(resource: str) -> Mapping[str, Any]:
    """Return the methods of a resource, by name."""
    module = import_module(f"novapost_client.api.{resource}")
    cls: type = getattr(module, resource.title().replace("_", ""))
    return vars(cls)


if __name__ == "__main__":
    PAGE.write_text(operations_page(linked=False), encoding="utf-8")
