"""Single values: as they are sent, with one right form or refused, and as dates are read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from enum import Enum
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from .errors import ConfigurationError
from .shown import kind_of, shown, without_keys

if TYPE_CHECKING:
    from decimal import Decimal

_LARGEST: Final = 300  # Digits before the point; a float has 308.

# How "none" is written: the service puts the year 1, and what a database has for no date comes out
# as 0000-00-00 or as a year before Christ.
_NEVER: Final = re.compile(r"000[01]|-\d{4}")


def scalar(value: Any, place: str) -> str | float | bool | None:
    """Turn a value that is no object and no list into JSON data.

    Raises:
        ConfigurationError: There is no one right way to. The text names ``place``.

    """
    try:
        return _written(value.value if isinstance(value, Enum) else value)
    except UnicodeEncodeError:  # Which holds the text, and goes no further.
        reason = "the text has half of a character, a lone surrogate"
    except ValueError as error:
        reason = str(error)
    raise ConfigurationError(f"{without_keys(place)}: {reason}")


def write_date(value: date) -> str:
    """Write a day, or an aware date-time as the service does: UTC, six decimals, ``Z``."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.utcoffset() is None:
        raise ConfigurationError(
            f"{shown(value)} has no time zone; use one with tzinfo, such as timezone.utc"
        )
    try:
        value = value.astimezone(UTC)
    except OverflowError:  # At the end of the year 9999 there is no other zone to write it in.
        return value.isoformat(timespec="microseconds")
    return value.isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_date(text: str) -> date | str | None:
    """Read a day; text that is none stays text."""
    if text < "1" and _NEVER.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def read_datetime(text: str) -> datetime | str | None:
    """Read a date-time, aware, in UTC if it does not say; text that is none stays text."""
    if text < "1" and _NEVER.match(text):
        return None
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return text
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def read_day_or_time(text: str) -> date | str | None:
    """Read what may be either: a day is no time, though it can be read as one."""
    return read_date(text) if len(text) == len("2025-01-31") else read_datetime(text)


def _written(value: Any) -> str | float | bool | None:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str):
        value.encode()
        return value
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(f"{value} is no number in JSON")
        return value
    if isinstance(value, date):
        return write_date(value)
    from decimal import Decimal  # noqa: PLC0415 - few send them

    if isinstance(value, Decimal):
        return _number(value)
    hint = "".join(f" or its .{one}" for one in ("number", "id") if hasattr(type(value), one))
    raise ValueError(f"{kind_of(value)} cannot be sent; pass text or a number{hint}")


def _number(value: Decimal) -> float:
    if not value.is_finite() or value.adjusted() > _LARGEST:
        raise ValueError(f"{without_keys(str(value))} is no number in JSON")
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    if type(value)(repr(number)) != value:
        text = without_keys(str(value))
        raise ValueError(f"{text} has more digits than a number in JSON can be trusted with")
    return number
