"""The pages of the resources: their methods from docstrings, and a table for each model.

A model belongs to the resource that alone uses it; those that several use have a page together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from griffe import Attribute, Class, Module, load

from novapost_client import models as models_of_the_client

_PAGE: Final = """\
# {title}

`novapost.{name}` is an object of this class; that of `AsyncNovaPost` has the same methods, with
`await`.

::: {cls}
    options:
      inherited_members: true
"""
# Resources whose class is one of ours, with more in it than what is published.
_EXTENDED: Final = {"shipments": "novapost_auth._everyday.shipments.Shipments"}
_MODELS: Final = """
## Models

A field in **bold** is required in a request and relied upon in an answer; any other may be left
out, and is `UNSET` then. It is published under the same name unless another is given.
"""
_SHARED: Final = """\
# Shared models

Models that several resources use.
"""
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
    resources = [module for module in package["api"].members.values() if isinstance(module, Module)]
    used = {resource.name: _closure(_resource(resource), models) for resource in resources}
    for resource in resources:
        cls = _resource(resource)
        others = set().union(*(used[name] for name in used if name != resource.name))
        text = _PAGE.format(
            title=resource.name.replace("_", " ").capitalize(),
            name=resource.name,
            cls=_EXTENDED.get(resource.name, cls.path),
        )
        if own := sorted(used[resource.name] - others):
            text += _MODELS + "".join(_model(models[name], models) for name in own)
        yield f"reference/{resource.name.replace('_', '-')}.md", text
    alone = [used[name].difference(*(used[n] for n in used if n != name)) for name in used]
    shared = sorted(set(models).difference(*alone))
    yield (
        "reference/shared-models.md",
        _SHARED + _MODELS + "".join(_model(models[name], models) for name in shared),
    )


def _resource(module: Module) -> Class:
    """Return the class of a resource's module that is for threads."""
    return next(
        member
        for member in module.members.values()
        if isinstance(member, Class) and not member.name.startswith("Async")
    )


def _closure(resource: Class, models: dict[str, Class]) -> set[str]:
    """Return the names of the models that a resource's methods lead to."""
    texts = [
        str(part)
        for method in resource.functions.values()
        for part in (method.returns, *(parameter.annotation for parameter in method.parameters))
    ]
    found: set[str] = set()
    while texts:
        for name in _WORD.findall(texts.pop()):
            if name in models and name not in found:
                found.add(name)
                texts += [str(field.annotation) for field in _fields(models[name]).values()]
    return found


def _model(model: Class, models: dict[str, Class]) -> str:
    heading = f"\n### {model.name} {{ #{model.path} }}\n\n{_summary(model)}\n\n"
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
