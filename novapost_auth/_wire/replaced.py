"""Whether somebody has taken the place of what a library sends by, as mocks and tracers do."""

from __future__ import annotations

import sys
from types import FunctionType
from typing import Any, Final

_SENDS: Final = {
    "HTTPTransport": ("handle_request", "ConnectionPool"),
    "AsyncHTTPTransport": ("handle_async_request", "AsyncConnectionPool"),
}
"""By what a transport sends: its method, and the pool that has the same."""
_POOLS: Final = {"httpx": "httpcore", "httpx2": "httpcore2"}
_OWN: Final = frozenset(_SENDS) | {pool for _, pool in _SENDS.values()}


def is_replaced(transport: str, library: str = "httpx") -> bool:
    """Tell whether what the class ``transport`` of ``library`` sends by is not its own any more.

    Neither library is loaded to find out: nobody can have replaced what is not there.
    """
    method, pool = _SENDS[transport]
    for module, cls in ((library, transport), (_POOLS[library], pool)):
        found = getattr(sys.modules.get(module), cls, None)  # It may be half imported.
        if found is not None and not _is_own(getattr(found, method), method):
            return True
    return False


def is_as_made(way: object, library: str) -> bool:
    """Tell whether ``way``, a transport of ``library``, sends by what that has made it of."""
    method, _ = _SENDS[type(way).__name__]
    return not is_replaced(type(way).__name__, library) and all(
        type(part).__module__.partition(".")[0] == _POOLS[library] and method not in vars(part)
        for part in vars(way).values()
    )


def _is_own(function: Any, name: str) -> bool:
    if type(function) is not FunctionType or "__wrapped__" in function.__dict__:
        return False
    owner, _, method = function.__qualname__.rpartition(".")
    return method == name and owner in _OWN
