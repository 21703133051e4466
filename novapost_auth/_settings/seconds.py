"""Spans of time that are set: a number of seconds, and no other thing that looks like one."""

from __future__ import annotations

import math

from novapost_auth._errors import ConfigurationError
from novapost_client.shown import shown


def checked_seconds(value: object, name: str, *, hint: str = "") -> float:
    """Return the seconds that ``value`` is.

    Args:
        value: What was passed.
        name: What it is called, for the error.
        hint: What else could be passed, for the error.

    Raises:
        ConfigurationError: It is no number, or none above 0 that ends.

    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ConfigurationError(f"{name} must be a number of seconds{hint}, not {shown(value)}")
    if not (value > 0 and math.isfinite(value)):
        raise ConfigurationError(f"{name} must be more than 0 seconds{hint}, not {shown(value)}")
    return value
