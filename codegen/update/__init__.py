"""From what is published today to what has to be done about it.

A portal or a newer document comes in. Out go a document of all pages, a client that was tried on
it, the lines that somebody has to decide on, and a proposal for the changelog.
"""

from codegen.update.fetched import run_fetch
from codegen.update.newer import run_update

__all__ = [
    "run_fetch",
    "run_update",
]
