"""Which certificates are trusted: those that the environment names, or that were passed."""

from __future__ import annotations

import functools
import os
import ssl
from pathlib import Path
from typing import Final, TypeAlias

from novapost_auth._errors import ConfigurationError, check_type
from novapost_client.shown import shown

Verify: TypeAlias = bool | str | os.PathLike[str] | ssl.SSLContext
"""Whether, and by what, the service is verified."""

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
        raise ConfigurationError(f"{name} is {shown(path)}, which {reason}")


def trusted(verify: Verify) -> ssl.SSLContext | None:
    """Return what ``verify`` means; None for what the environment names, or the public's.

    Raises:
        ConfigurationError: It cannot be used.

    """
    if verify is True:
        return None
    if isinstance(verify, ssl.SSLContext):
        if verify.protocol == ssl.PROTOCOL_TLS_SERVER:
            raise ConfigurationError("verify= is an SSLContext of a server: a client needs another")
        return verify
    if verify is False:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    else:
        context = _trusting(verify)
    context.set_alpn_protocols(["http/1.1"])
    return context


def _trusting(path: str | os.PathLike[str]) -> ssl.SSLContext:
    wanted = "verify= must be True, False, the path of certificates or an ssl.SSLContext"
    check_type(path, wanted, str, os.PathLike)
    text = os.fsdecode(path)
    if os.path.isdir(text):  # noqa: PTH112 - as below
        return ssl.create_default_context(capath=text)
    if reason := _why_no_file(text):
        raise ConfigurationError(f"verify= is {shown(text)}, which {reason}")
    return ssl.create_default_context(cafile=text)


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
