"""Where tokens are kept between fetches.

`MemoryTokenStore` keeps them in this process, `FileTokenStore` in a directory that processes of
one user share, `RedisTokenStore` on a Redis server that machines share. `TokenStore` is what a
store of your own must offer; ``novapost_auth.testing.stores`` tests one.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from novapost_auth.stores._memory import MemoryTokenStore
from novapost_auth.stores._protocol import Account, StoredToken, TokenStore

if TYPE_CHECKING:
    from novapost_auth.stores._file import FileTokenStore
    from novapost_auth.stores._redis import RedisTokenStore

__all__ = [
    "Account",
    "FileTokenStore",
    "MemoryTokenStore",
    "RedisTokenStore",
    "StoredToken",
    "TokenStore",
]

# These bring other packages with them, which who keeps tokens in memory shall not wait for.
_ON_DEMAND = {"FileTokenStore": "_file", "RedisTokenStore": "_redis"}


def __getattr__(name: str) -> Any:
    module = _ON_DEMAND.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
