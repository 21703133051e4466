"""Signatures as a reader knows them: generated modules put an underscore before names of ours."""

from __future__ import annotations

from typing import Any

from griffe import Expr, ExprName, Extension, Function


class PlainNames(Extension):
    """Takes the underscore off the names in annotations: ``Sequence``, not ``_Sequence``."""

    def on_function_instance(self, *, func: Function, **_: Any) -> None:
        """Change the annotations of a function that has just been read."""
        for annotation in (func.returns, *(one.annotation for one in func.parameters)):
            if isinstance(annotation, Expr):
                for part in annotation.iterate(flat=True):
                    if isinstance(part, ExprName):
                        part.name = part.name.removeprefix("_dt.").removeprefix("_")
