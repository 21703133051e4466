"""Which certificates the environment names, and whether they can be used."""

from __future__ import annotations

import functools
import os
import ssl
from pathlib import Path
from typing import Final

from novapost_auth._errors import ConfigurationError

_FILE: Final = "SSL_CERT_FILE"
_FOLDER: Final = "SSL_CERT_DIR"


def check_certificates() -> None:
    """Make sure that what ``SSL_CERT_FILE`` or ``SSL_CERT_DIR`` names is there and of use.

    Raises:
        ConfigurationError: It is not; the text names the variable.

    """
    if path := os.environ.get(_FILE):
        reason = _why_no_file(path)
        name = _FILE
    elif path := os.environ.get(_FOLDER):
        name = _FOLDER
        folders = path.split(os.pathsep)
        reason = None if any(map(os.path.isdir, folders)) else "is no folder that is there"
    else:
        return
    if reason:
        raise ConfigurationError(f"{name} is {path!r}, which {reason}")


def _why_no_file(path: str) -> str | None:
    if not os.path.isfile(path):  # noqa: PTH113 - a NUL in it is no error to this
        return "is no file that is there"
    try:
        _load(path, Path(path).stat().st_mtime_ns)
    except ssl.SSLError:
        return "holds no certificates"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None


@functools.lru_cache(maxsize=1)  # 25 ms for the certificates of the public.
def _load(path: str, _changed: int) -> None:
    ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
