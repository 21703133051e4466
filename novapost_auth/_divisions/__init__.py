"""All divisions at once, from the archives beside the API."""

from novapost_auth._divisions.async_download import download_divisions_async
from novapost_auth._divisions.sync_download import download_divisions

__all__ = ["download_divisions", "download_divisions_async"]
