"""Whether somebody has taken the place of what a library sends by, as mocks and tracers do."""

from __future__ import annotations

import functools
import sys
from types import FunctionType
from typing import Any, Final

from novapost_auth._wire.libraries import library_of

_SENDS: Final = {
    "HTTPTransport": ("handle_request", "ConnectionPool"),
    "AsyncHTTPTransport": ("handle_async_request", "AsyncConnectionPool"),
}
"""By what a transport sends: its method, and the pool that has the same."""
_POOLS: Final = {"httpx": "httpcore", "httpx2": "httpcore2"}
_KINDS: Final = ("Client", "AsyncClient", *_SENDS)
_OWN: Final = frozenset(_KINDS) | {pool for _, pool in _SENDS.values()}
_SENDING: Final = ("send", "handle", "transport_for")
"""With which the names of methods begin, their own and those behind them, that send."""


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


def is_as_made(way: object) -> bool:
    """Tell whether ``way``, a client or a transport, sends by what its library has made it of."""
    for kind in _KINDS:
        if library := library_of(way, kind):
            made = getattr(library, kind)
            is_own = all(
                getattr(type(way), name) is (own := getattr(made, name))
                and name not in vars(way)
                and _is_own(own, name)
                for name in _sending(made)
            )
            goes_over = _goes_over_pool if kind in _SENDS else _goes_over_transports
            return is_own and goes_over(way, kind, library.__name__)
    return False


@functools.lru_cache(maxsize=16)
def _sending(cls: type) -> list[str]:
    return [name for name in dir(cls) if name.lstrip("_").startswith(_SENDING)]


def _goes_over_pool(transport: Any, kind: str, library: str) -> bool:
    pool: Any = vars(transport).get("_pool")
    is_pool = type(pool).__module__.partition(".")[0] == _POOLS[library]
    return is_pool and _SENDS[kind][0] not in vars(pool) and not is_replaced(kind, library)


def _goes_over_transports(client: Any, *_: str) -> bool:
    """Tell whether they are all of the library's: it takes anything that looks like one."""
    over = [vars(client).get("_transport"), *vars(client).get("_mounts", {}).values()]
    return all(library_of(one, *_SENDS) for one in over if one is not None)


def _is_own(function: Any, name: str) -> bool:
    if type(function) is not FunctionType or "__wrapped__" in function.__dict__:
        return False
    owner, _, method = function.__qualname__.rpartition(".")
    return method == name and owner in _OWN
