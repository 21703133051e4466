"""Packages that import a module when one of its names is first asked for."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from typing import Final

_PLACES: Final = [f"{__package__}.{name}" for name in ("models", "bodies", "types", "client")]
_OWN: Final = {"TYPE_CHECKING", "lazy"}  # What such a package has for itself, and offers nobody.


def lazy(
    package: str, modules: Mapping[str, str], names: Collection[str] = (), *elsewhere: str
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Make the ``__getattr__`` and ``__dir__`` of ``package``, whose names live in ``modules``.

    Those among ``names`` live in modules called alike, ``PayerType`` in ``payer_type``. A name
    that is not there, but in a module of this client or ``elsewhere``, is told where it is.
    """
    known = {*modules, *names}

    def getattr_(name: str) -> object:
        if name not in known:
            raise _not_here(package, name, (*_PLACES, *elsewhere))
        module = modules.get(name) or re.sub("(?<!^)(?=[A-Z])", "_", name).lower()
        value = getattr(importlib.import_module(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    def dir_() -> list[str]:
        return sorted({*vars(sys.modules[package]), *known} - _OWN)

    return getattr_, dir_


def _not_here(package: str, name: str, elsewhere: Iterable[str]) -> Exception:
    text = f"module {package!r} has no attribute {name!r}"
    for other in elsewhere if name[:1].isupper() else ():  # No program asks for these in passing.
        with suppress(ImportError):
            if name in dir(importlib.import_module(other)):
                text += f": it is in {other!r}"
                # Of an AttributeError, `from ... import` makes an error that has lost the text.
                if sys._getframe(2).f_code.co_name == "_handle_fromlist":  # noqa: SLF001
                    return ImportError(f"cannot import it: {text}", name=package)
                break
    return AttributeError(text)
