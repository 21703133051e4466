"""Arguments that are not what is meant: one sentence for each kind of them."""

from __future__ import annotations

import math
import os
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any, Final, cast

from novapost_auth._secrets import Secret
from novapost_client.errors import ConfigurationError
from novapost_client.shown import kind_of, shown

_MOMENTS: Final = (1.6e9, 4e9)  # Of this century, counted from 1970: no spans of time.


def check_type(value: Any, wanted: str, *kinds: type | None, least: float | None = None) -> None:
    """Refuse a value that is of none of ``kinds``, or too small. True and False are no numbers.

    Args:
        value: What was passed.
        wanted: What the argument is called and must be, such as "the deadline must be a number".
        kinds: What it may be.
        least: The smallest that a number may be.

    Raises:
        ConfigurationError: It is something else, which is named.

    """
    types = tuple(type(None) if kind is None else kind for kind in kinds)
    is_one = isinstance(value, types) and (bool in types or not isinstance(value, bool))
    if not is_one or (least is not None and not value >= least):
        raise misfit(value, wanted)


def check_callback(value: object, name: str, *, is_awaited: bool = False) -> None:
    """Refuse what cannot be called, or what would be called in vain.

    Args:
        value: What was passed; None for nothing.
        name: The argument it was passed as.
        is_awaited: Whether it may be a coroutine function; else nothing of one would ever run.

    Raises:
        ConfigurationError: It cannot be used.

    """
    if value is None:
        return
    if not callable(value):
        raise ConfigurationError(f"{name} must be a function, not {type(value).__qualname__}")
    if not is_awaited and any(map(iscoroutinefunction, (value, type(value).__call__))):
        raise ConfigurationError(f"{name} must not be a coroutine function: nobody awaits it")


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


def check_path(value: object, wanted: str) -> Path:
    """Return ``value`` as a path.

    Raises:
        ConfigurationError: It is none: no text, nothing, or what no file can be called.

    """
    check_type(value, wanted, str, os.PathLike)
    text = os.fspath(cast("str | os.PathLike[str]", value))
    check_type(text, wanted, str)
    try:
        can_be_one = bool(text.strip()) and b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:  # Half of a character. It holds the text, and goes no further.
        can_be_one = False
    if can_be_one:
        return Path(text)
    raise ConfigurationError(f"{wanted}: {shown(text)} is none")


def check_held(value: Secret, wanted: str) -> None:
    """Refuse what was passed as a secret and is no text. No traceback shows it.

    Raises:
        ConfigurationError: It is something else.

    """
    if not isinstance(value.reveal(), str):
        raise ConfigurationError(f"{wanted}, not {type(value.reveal()).__qualname__}")


def misfit(value: object, wanted: str) -> ConfigurationError:
    """Return the error for a value that cannot be what is ``wanted``."""
    text, kind = shown(value), kind_of(value)
    return ConfigurationError(f"{wanted}, not {kind if text == kind else f'{text} ({kind})'}")
