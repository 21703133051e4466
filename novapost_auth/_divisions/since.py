"""Since when something has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from novapost_auth._divisions.items import Item
from novapost_auth._errors import ConfigurationError, check_type

_MOMENTS: Final = ("updatedAt", "deletedAt", "createdAt")


def checked_moment(moment: datetime | None) -> float | None:
    """Return the Unix time of ``changed_since``.

    Raises:
        ConfigurationError: It is no date-time with a time zone.

    """
    if moment is None:
        return None
    check_type(moment, "changed_since must be a datetime", datetime)
    if moment.utcoffset() is None:
        raise ConfigurationError(
            "changed_since must have a time zone, such as datetime.now(timezone.utc) has"
        )
    return moment.timestamp()


def may_have_changed(item: Item, since: float) -> bool:
    """Tell whether a division has changed ``since``, by its dates; if it has none, it may have."""
    moments = list(_moments(item))
    return not moments or max(moments) >= since


def _moments(item: Item) -> Iterator[float]:
    for name in _MOMENTS:
        try:
            moment = datetime.fromisoformat(str(item.get(name)))
        except ValueError:
            continue
        if moment.year > 1:  # How the service writes "none".
            yield (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
