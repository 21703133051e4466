"""The public names, a line each; as a program, writes them to ``public_names.txt``.

What there is, and how it is called: without types and defaults, for these may improve.
"""

import importlib
import inspect
import pkgutil
from pathlib import Path
from typing import TypeVar

import novapost_client.api
from novapost_auth import AsyncNovaPost, NovaPost, NovaPostAuth

LIST = Path(__file__).with_suffix(".txt")
HEAD = """\
# Public names; `name=` may be left out. Who changes one changes CHANGELOG.md as well.
# Written by `python tests/client/public_names.py`."""


def public_names():
    yield HEAD
    for name in ("novapost_auth", "novapost_auth.stores", "novapost_auth.testing"):
        yield f"\n# {name}"
        yield from (f"{name}.{one}" for one in sorted(importlib.import_module(name).__all__))
    for cls in (NovaPost, AsyncNovaPost, NovaPostAuth):
        client = cls("k" * 32) if cls is NovaPostAuth else cls("k" * 32, environ={})
        yield f"\n# {cls.__name__}"
        yield f"{cls.__name__}{parameters(cls)}"
        for name in members(cls):
            value = getattr(client, name)
            yield f"{cls.__name__}.{name}{parameters(value) if callable(value) else ''}"
            # Generated resources are listed below.
            if type(value).__module__.startswith("novapost_auth."):
                yield from methods(type(value), f"{cls.__name__}.{name}")
    for info in pkgutil.iter_modules(novapost_client.api.__path__):
        module = importlib.import_module(f"novapost_client.api.{info.name}")
        yield f"\n# {module.__name__}"
        for name in own(module):
            yield name
            yield from methods(getattr(module, name), name)
    for name in ("client", "errors", "model", "pages", "paging", "types"):
        yield f"\n# novapost_client.{name}"
        yield from own(importlib.import_module(f"novapost_client.{name}"))
    for name in ("novapost_client.bodies", "novapost_client.models"):
        yield f"\n# {name}"
        yield from sorted(importlib.import_module(name).__all__)


def methods(cls, prefix):
    for name in members(cls):
        yield f"{prefix}.{name}{parameters(getattr(cls, name))}"


def members(cls):
    ours = [vars(one) for one in cls.__mro__ if one.__module__.startswith("novapost_")]
    return sorted({name for namespace in ours for name in namespace if name[0] != "_"})


def own(module):
    return sorted(
        name
        for name, value in vars(module).items()
        if name[0] != "_"
        and getattr(value, "__module__", None) == module.__name__
        and not isinstance(value, TypeVar)
    )


def parameters(function):
    public = [
        one.replace(annotation=one.empty, default=one.default if one.default is one.empty else ...)
        for one in inspect.signature(function).parameters.values()
        if one.name != "self" and one.name[0] != "_"
    ]
    return str(inspect.Signature(public)).replace("=Ellipsis", "=")


if __name__ == "__main__":
    LIST.write_text("\n".join(public_names()) + "\n", encoding="utf-8")
