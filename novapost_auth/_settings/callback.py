"""Functions that a user wants to be called."""

from __future__ import annotations

from inspect import iscoroutinefunction

from novapost_auth._errors import ConfigurationError


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
