"""Signatures as a reader knows them: without the names that a module has for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from griffe import (
    Alias,
    Attribute,
    Class,
    Expr,
    ExprName,
    Extension,
    Function,
    GriffeLoader,
    Module,
)

_MODELS = "novapost_client.models"


class PlainNames(Extension):
    """Shows ``Sequence``, not ``_Sequence``, and for a default its value, not its constant."""

    def on_function_instance(self, *, func: Function, **_: Any) -> None:
        """Take the underscore off the names in the annotations of a function just read."""
        for annotation in _annotations(func):
            for part in annotation.iterate(flat=True):
                if isinstance(part, ExprName):
                    part.name = part.name.removeprefix("_dt.").removeprefix("_")

    def on_package(self, *, pkg: Module, loader: GriffeLoader, **_: Any) -> None:
        """Follow names to where they are: constants to values, models to their modules."""
        for func in _functions(pkg):
            for parameter in func.parameters:
                if str(parameter.default) == "UNSET":
                    continue  # That is what a reader knows it by.
                if isinstance(parameter.default, ExprName):
                    parameter.default = _value(parameter.default, loader)
                elif isinstance(parameter.default, Expr):
                    parameter.default = str(parameter.default)  # os.environ, not environ
            for annotation in _annotations(func):
                for part in annotation.iterate(flat=True):
                    if isinstance(part, ExprName) and part.canonical_path.startswith(_MODELS):
                        part.parent = _home(part.canonical_path, loader)


def _annotations(func: Function) -> list[Expr]:
    parts = (func.returns, *(parameter.annotation for parameter in func.parameters))
    return [part for part in parts if isinstance(part, Expr)]


def _functions(found: Module | Class) -> Iterator[Function]:
    for member in found.members.values():
        if isinstance(member, Function):
            yield member
        elif isinstance(member, (Module, Class)):
            yield from _functions(member)


def _value(name: ExprName, loader: GriffeLoader) -> Expr | str:
    """Return what a constant of ours stands for; another name as it is."""
    try:
        found = loader.modules_collection[name.canonical_path]
        while isinstance(found, Alias):
            found = loader.modules_collection[found.target_path]
    except KeyError:
        return name
    return found.value or name if isinstance(found, Attribute) else name


def _home(path: str, loader: GriffeLoader) -> Module | Class:
    """Return the module that a model is defined in, from the package that exports it."""
    package, _, name = path.rpartition(".")
    exported = loader.modules_collection[package].members[name]
    if isinstance(exported, Alias):
        package = exported.target_path.rpartition(".")[0]
    home: Module | Class = loader.modules_collection[package]
    return home
