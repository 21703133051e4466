"""All divisions at once, from the archives beside the API."""

from novapost_auth._divisions._async import download_divisions_async
from novapost_auth._divisions._sync import download_divisions

__all__ = ["download_divisions", "download_divisions_async"]
