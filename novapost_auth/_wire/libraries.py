"""httpx and httpx2, whose objects are known without importing either."""

from __future__ import annotations

import sys
from typing import Any, Final

_LIBRARIES: Final = ("httpx", "httpx2")


def library_of(value: object, kind: str) -> Any:
    """Return the library whose class ``kind``, such as "Client", ``value`` is of; None if none."""
    for cls in type(value).__mro__:
        name = cls.__module__.partition(".")[0]
        if cls.__name__ == kind and name in _LIBRARIES:
            return sys.modules[name]
    return None


def named(value: object) -> str:
    """Return the name of the class of ``value``, with that of the library it comes from."""
    cls = type(value)
    module = cls.__module__.partition(".")[0]
    return cls.__qualname__ if module == "builtins" else f"{module}.{cls.__qualname__}"
