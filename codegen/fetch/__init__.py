"""The pages of the portal, fetched with manners.

The address of a portal comes in; its pages, read and ranked, go out. All of them, or an error.
"""

from codegen.fetch.client import Client, Manners
from codegen.fetch.portal import fetch_pages

__all__ = [
    "Client",
    "Manners",
    "fetch_pages",
]
