"""Spans of time that are set: a number of seconds, and no other thing that looks like one."""

from __future__ import annotations

import math
from typing import Any, Final

from novapost_auth._errors import ConfigurationError, check_type
from novapost_client.shown import shown

_MOMENTS: Final = (1.6e9, 4e9)  # Of this century, counted from 1970.


def checked_seconds(value: Any, name: str, *, hint: str = "") -> float:
    """Return the seconds that ``value`` is.

    Args:
        value: What was passed.
        name: What it is called, for the error.
        hint: What else could be passed, for the error.

    Raises:
        ConfigurationError: It is no number, or none above 0 that ends, or a moment.

    """
    check_type(value, f"{name} must be a number of seconds{hint}", int, float)
    seconds: float = value
    if not 0 < seconds < math.inf:
        raise ConfigurationError(f"{name} must be more than 0 seconds{hint}, not {shown(seconds)}")
    if _MOMENTS[0] < seconds < _MOMENTS[1]:
        raise ConfigurationError(f"{name} must be a span of time{hint}, not {shown(seconds)}")
    return seconds
