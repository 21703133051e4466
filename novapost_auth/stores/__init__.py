"""Where tokens are kept between fetches.

`MemoryTokenStore` keeps them in this process, `FileTokenStore` in a directory that processes of
one user share, `RedisTokenStore` on a Redis server that machines share. `TokenStore` is what a
store of your own must offer; ``novapost_auth.testing.stores`` tests one.
"""

from novapost_auth.stores._memory import MemoryTokenStore
from novapost_auth.stores._protocol import Account, StoredToken, TokenStore

__all__ = ["Account", "MemoryTokenStore", "StoredToken", "TokenStore"]
