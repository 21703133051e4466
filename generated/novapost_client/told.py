"""What models tell people: of their fields, and of what in them can be walked."""

from __future__ import annotations

import ast
import inspect
import textwrap
from contextlib import suppress
from itertools import pairwise
from typing import Any, Final, NoReturn

_WIDTH: Final = 96


class Told:
    """The docstring of a model with those of its fields, which Python itself forgets."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __get__(self, instance: object, owner: type) -> str:
        text = self._text
        # There may be no source, as in a frozen program, or that of another version by now.
        with suppress(Exception):
            fields = _fields(ast.parse(inspect.getsource(owner)).body[0])
            if fields:
                text = f"{inspect.cleandoc(text)}\n\nAttributes:\n{fields}"
        return text


def _fields(cls: ast.stmt) -> str:
    told = []
    for pair in pairwise(getattr(cls, "body", ())):
        match pair:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(doc))):
                text = f"    {name}: {' '.join(doc.split())}"
                told.append(textwrap.fill(text, _WIDTH, subsequent_indent=" " * 8))
    return "\n".join(told)


def no_item(self: Any, _key: object, /) -> NoReturn:
    """Stand in for ``__getitem__``, of which iterating is made where there is nothing else."""
    walked = "; `find_all`, where there is one, walks those of all pages"
    told = f"its items are in `.items`{walked if hasattr(self, 'last_page') else ''}"
    raise TypeError(f"{type(self).__name__!r} object is no list: {told}")


def no_list(_self: object, _key: object, /) -> NoReturn:
    """Stand in for ``__getitem__`` of what coroutines walk, as ``no_item`` does."""
    raise TypeError("this is walked by `async for`, within a coroutine, and is no list")
