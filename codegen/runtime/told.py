"""What models tell people: of their fields, of wrong names, and of what in them can be walked."""

from __future__ import annotations

import ast
import functools
import inspect
import re
import textwrap
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from typing import Any, Final, NoReturn

from .codec import folded
from .shown import without_keys

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


@functools.lru_cache(256)
def meant_by(wrong: str, names: tuple[str, ...], *, in_part: bool = True) -> str | None:
    """Tell which of ``names`` is meant: spelt otherwise, by some of its words, or nearly so."""
    from difflib import get_close_matches  # noqa: PLC0415 - who errs pays

    words = _words(wrong)
    having = [name for name in names if in_part and words and words <= _words(name)]
    # What has more words than a published name, or fewer, is likely to be another one beside it.
    others = [name for name in reversed(names) if words > _words(name) or words < _words(name)]
    spelt = {folded(name): name for name in reversed(names) if name not in others}
    near = get_close_matches(folded(wrong), spelt, 1, 0.75)
    return spelt.get(folded(wrong)) or next(iter(having or map(spelt.get, near)), None)


def _words(name: str) -> set[str]:
    return set(re.findall("[a-z0-9]+", re.sub("(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()))


def telling(init: Callable[..., None], names: tuple[str, ...]) -> Callable[..., None]:
    """Have the ``__init__`` of a model, which takes ``names``, tell which of them is meant."""

    @functools.wraps(init)
    def __init__(self: Any, *args: Any, **given: Any) -> None:  # noqa: N807 - as it is called
        try:
            return init(self, *args, **given)
        except TypeError:
            wrong = next((name for name in given if name not in names), None)
            args, given = (), {}  # No traceback shall show what may be a secret.
            if wrong is None:
                raise
        cls, name, meant = type(self).__name__, without_keys(wrong), meant_by(wrong, names)
        hint = f"help({cls}) tells its fields, additional_properties= takes others"
        hint = f"{meant!r} is meant, most likely" if meant else hint
        raise TypeError(f"{cls}() got an unexpected keyword argument {name!r}: {hint}")

    return __init__


def no_item(self: Any, _key: object, /) -> NoReturn:
    """Stand in for ``__getitem__``, of which iterating is made where there is nothing else."""
    walked = "; `find_all`, where there is one, walks those of all pages"
    told = f"its items are in `.items`{walked if hasattr(self, 'last_page') else ''}"
    raise TypeError(f"{type(self).__name__!r} object is no list: {told}")


def no_list(_self: object, _key: object, /) -> NoReturn:
    """Stand in for ``__getitem__`` of what coroutines walk, as ``no_item`` does."""
    raise TypeError("this is walked by `async for`, within a coroutine, and is no list")
