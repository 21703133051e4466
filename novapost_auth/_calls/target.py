"""Where a call goes on its server. A key may be in it, so it is a secret from here on."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode, urlsplit

from novapost_auth._errors import ConfigurationError
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret, redact_url
from novapost_client.shown import shown

# Paths that are sent as they are: no dots that lead up, nothing to be encoded.
_PLAIN: Final = re.compile(r"(/[\w~-][\w.~-]*)+", re.ASCII)


def target_of(base_url: str, path: str, params: Sequence[tuple[str, str]]) -> Secret:
    """Return path and query as they are sent, percent-encoded."""
    whole = _path(base_url, path)
    if not params:
        return whole
    mark = "&" if "?" in whole.reveal() else "?"
    return Secret(f"{whole.reveal()}{mark}{urlencode(params)}")


@functools.lru_cache(maxsize=128)  # Parsing takes longer than all the rest.
def _path(base_url: str, path: str) -> Secret:
    if _PLAIN.fullmatch(path):
        return Secret(urlsplit(base_url).path + path)
    try:
        return Secret(httpx.URL(base_url + path).raw_path.decode("ascii"))
    except httpx.InvalidURL as exc:
        raise ConfigurationError(f"{shown(redact_url(path))} cannot be sent: {exc}") from None
