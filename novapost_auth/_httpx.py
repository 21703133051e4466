"""httpx, which is loaded when something of it is first used.

Calls go over connections of our own: a program that passes nothing of httpx's, and meets no
failure that is told in its words, never waits for it to be imported.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx
else:

    class _Httpx:
        def __getattr__(self, name: str) -> Any:
            return getattr(import_module("httpx"), name)

    httpx = _Httpx()

__all__ = ["httpx"]
