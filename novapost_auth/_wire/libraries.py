"""httpx and httpx2, whose objects are known without importing either."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable
from typing import Any, Final

STAND_INS: Final = ("MockTransport", "WSGITransport", "ASGITransport")

_LIBRARIES: Final = ("httpx", "httpx2")
_WAYS: Final = ("BaseTransport", "AsyncBaseTransport", "Client", "AsyncClient")
_MOST_HELD: Final = 32  # In one list: those that grow are of what has been sent.


def library_of(value: object, *kinds: str) -> Any:
    """Return the library of whose ``kinds`` of class ``value`` is, such as "Client", or None."""
    cls: Any = type(value)
    return _library_of(cls, kinds)


@functools.lru_cache(maxsize=256)
def _library_of(cls: type, kinds: tuple[str, ...]) -> Any:
    for base in cls.__mro__:
        name = base.__module__.partition(".")[0]
        if base.__name__ in kinds and name in _LIBRARIES:
            return sys.modules[name]
    return None


def ways_within(way: object) -> list[Any]:
    """Return ``way``, and what it goes over: the clients and transports that its variables hold."""
    found = [way]
    for one in found:  # Which grows meanwhile.
        for value in [*getattr(one, "__dict__", {}).values()]:
            for held in _held(value):
                if library_of(held, *_WAYS) and not any(held is known for known in found):
                    found.append(held)
    return found


def _held(value: Any) -> Iterable[object]:
    cls: Any = type(value)  # What it says of itself may be another's, or an error.
    if issubclass(cls, dict):
        return [*value.values()][:_MOST_HELD]
    return value[:_MOST_HELD] if issubclass(cls, (list, tuple)) else (value,)


def is_stand_in(way: object) -> bool:
    """Tell whether ``way`` has no connections: it stands in for a service, in one process or many.

    What serves threads and coroutines alike can have none.
    """
    is_both = library_of(way, "BaseTransport") and library_of(way, "AsyncBaseTransport")
    return bool(is_both or library_of(way, *STAND_INS))


def named(value: object) -> str:
    """Return the name of the class of ``value``, with that of the library it comes from."""
    cls = type(value)
    module = cls.__module__.partition(".")[0]
    return cls.__qualname__ if module == "builtins" else f"{module}.{cls.__qualname__}"
