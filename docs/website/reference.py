"""The pages of the resources: methods in the order in which they are needed, types where used.

A method is followed by the models that it brings in. A model belongs to the resource that alone
uses it; those that several use have a page together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from griffe import Alias, Attribute, Class, Function, Module, Object, load

from novapost_client import models as models_of_the_client

_PAGE: Final = """\
# {title}

{summary}

`novapost.{name}` is an object with these methods; that of `AsyncNovaPost` has the same, with
`await`. Beneath a method stand the types that come with it. A field in **bold** is required in a
request and relied upon in an answer; any other may be left out, and is `UNSET` then. It is
published under the same name unless another is given. Where a type with `Dict` at its end is taken,
that is the same as a mapping, spelt as published.

## Methods
"""
# Who reads a page from the top finds first what is needed first; what is not here follows.
ORDER: Final = {
    "pickups": (
        "find_time_intervals",
        "create",
        "add_shipments",
        "update_status",
        "find",
        "find_all",
        "pages",
    ),
    "registers": ("create", "add_shipments", "remove_shipments", "find", "find_all", "pages"),
    "shipments": (
        *("calculate", "create_once", "create", "print_documents", "track", "track_details"),
        *("find", "find_all", "pages", "update", "delete", "upload_file", "find_attachments"),
        *("download_attachment", "save_attachment", "create_light_return"),
    ),
    "webhooks": ("create", "add_numbers", "remove_numbers", "test", "find", "update", "delete"),
}
# Resources whose class is one of ours, with more in it than what is published.
_EXTENDED: Final = {"shipments": "novapost_auth._everyday.shipments"}
_SHARED: Final = """\
# Shared models

Models that several resources use. A field in **bold** is required in a request and relied upon in
an answer; any other may be left out, and is `UNSET` then.
"""
_ROOT: Final = Path(__file__).parents[2]
_WORD: Final = re.compile(r"\w+")


def resource_pages(generated: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages of the resources in ``novapost_client``, below ``generated``."""
    package = load("novapost_client", search_paths=[generated], resolve_aliases=False)
    models = {
        member.name: member
        for module in package["models"].members.values()
        if isinstance(module, Module)
        for member in module.members.values()
        if isinstance(member, Class)
    }
    modules = [module for module in package["api"].members.values() if isinstance(module, Module)]
    resources = {module.name: _methods(module) for module in modules}
    used = {
        name: set().union(*(_closure(method, models) for method in methods))
        for name, methods in resources.items()
    }
    shared = set(models).difference(
        *(used[name].difference(*(used[n] for n in used if n != name)) for name in used)
    )
    for module in modules:
        text = _PAGE.format(
            title=module.name.replace("_", " ").capitalize(),
            summary=_summary(_class(module)),
            name=module.name,
        )
        told = set(shared)
        for method in resources[module.name]:
            text += f"\n::: {method.path}\n    options:\n      heading_level: 3\n"
            found = _closure(method, models)
            text += "".join(_model(models[name], models) for name in found if name not in told)
            told.update(found)
        yield f"reference/{module.name.replace('_', '-')}.md", text
    yield (
        "reference/shared-models.md",
        _SHARED + "".join(_model(models[name], models, level=2) for name in sorted(shared)),
    )


def _methods(module: Module) -> list[Function]:
    """Return the public methods of a resource in the order of the page."""
    methods = dict(_class(module).functions)
    if (path := _EXTENDED.get(module.name)) is not None:
        ours = load(path, search_paths=[_ROOT], resolve_aliases=False)
        methods |= _class(ours).functions
    public = [name for name in methods if not name.startswith("_")]
    wanted = ORDER.get(module.name, ())
    return [methods[name] for name in dict.fromkeys([*wanted, *public])]


def _class(module: Module | Object | Alias) -> Class:
    """Return the class of a resource's module that is for threads."""
    return next(
        member
        for member in module.members.values()
        if isinstance(member, Class) and not member.name.startswith("Async")
    )


def _closure(method: Function, models: dict[str, Class]) -> list[str]:
    """Return the names of the models that a method leads to, each before those it is made of."""
    parts = (*(parameter.annotation for parameter in method.parameters), method.returns)
    found: dict[str, None] = {}

    def walk(annotation: object) -> None:
        for name in _WORD.findall(str(annotation)):
            if name in models and name not in found:
                found[name] = None
                for field in _fields(models[name]).values():
                    walk(field.annotation)

    for part in parts:
        walk(part)
    return list(found)


def _model(model: Class, models: dict[str, Class], level: int = 4) -> str:
    heading = f"\n{'#' * level} {model.name} {{ #{model.path} }}\n\n{_summary(model)}\n\n"
    if str(model.bases[0]) in ("_OpenEnum", "_OpenIntEnum"):
        values = (f"`{name} = {one.value}`" for name, one in _fields(model).items())
        return f"{heading}{', '.join(values)}\n"
    names = getattr(models_of_the_client, model.name)._json_names  # noqa: SLF001 - our own
    rows = ["| field | type | published as | |", "|---|---|---|---|"]
    for name, field in _fields(model).items():
        if not name.startswith("_"):
            shown = f"**`{name}`**" if field.value is None else f"`{name}`"
            kind = _type(str(field.annotation).removesuffix(" | _Unset"), models)
            published = f"`{names[name]}`" if names[name] != name else ""
            text = _cell(field.docstring.value) if field.docstring else ""
            rows.append(f"| {shown} | {kind} | {published} | {text} |")
    return heading + "\n".join(rows) + "\n"


def _fields(model: Class) -> dict[str, Attribute]:
    return {name: one for name, one in model.members.items() if isinstance(one, Attribute)}


def _type(annotation: str, models: dict[str, Class]) -> str:
    """Return an annotation as code in which the names of models are links."""
    parts = []
    # What is not published has an underscore in front there; here it only would be in the way.
    for part in re.split(r"(\w+)", re.sub(r"\b_(dt\.)?", "", annotation)):
        if part in models:
            parts.append(f"[{part}][{models[part].path}]")
        else:
            parts.append("".join(f"&#{ord(char)};" if char in "[]|<>" else char for char in part))
    return f"<code>{''.join(parts)}</code>"


def _summary(described: Class) -> str:
    return _cell(described.docstring.value) if described.docstring else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;").replace("|", "&#124;")
