"""Where tokens are kept between fetches.

`MemoryTokenStore` keeps them in this process, `FileTokenStore` in a directory that processes of
one user share, `RedisTokenStore` on a Redis server that machines share. `TokenStore` is what a
store of your own must offer; ``novapost_auth.testing.stores`` tests one.
"""

from typing import TYPE_CHECKING

from novapost_auth.stores._memory import MemoryTokenStore
from novapost_auth.stores._protocol import Account, StoredToken, TokenStore
from novapost_client.lazy import lazy

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

if not TYPE_CHECKING:  # A checker that saw it would take any misspelt name for one of these.
    # These bring other packages with them, which who keeps tokens in memory shall not wait for.
    __getattr__, __dir__ = lazy(__name__, {"FileTokenStore": "_file", "RedisTokenStore": "_redis"})
