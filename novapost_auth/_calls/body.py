"""Bodies of requests: JSON data as it is sent."""

from __future__ import annotations

import json
from typing import Any, Final

from novapost_auth._errors import ConfigurationError

try:
    import orjson
except ImportError:  # It comes with the extra `fast`.
    orjson = None  # type: ignore[assignment]

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def encode(body: Any) -> bytes:
    """Write a body as JSON.

    Raises:
        ConfigurationError: It holds what JSON has not: NaN, objects, bytes.

    """
    if (content := _encode_fast(body)) is not None:
        return content
    try:
        return _ENCODER.encode(body).encode()
    except (TypeError, ValueError, RecursionError) as exc:
        raise ConfigurationError(f"the body cannot be written as JSON: {exc}") from None


def _encode_fast(body: Any) -> bytes | None:
    """Write it with orjson, if that is installed and takes what json does."""
    if orjson is None:
        return None
    try:
        strict = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
        content = orjson.dumps(body, option=strict)
    except (TypeError, ValueError, RecursionError):
        return None
    return None if b"null" in content else content  # It writes NaN so.
