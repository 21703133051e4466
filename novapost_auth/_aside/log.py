"""Lines of the log. Filters and handlers may raise, block, or make calls of their own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from novapost_auth._aside.teller import HEARD, TOLD, Teller, hearing
from novapost_auth._wire.latch import Latch

T = TypeVar("T")

LOGGER: Final = logging.getLogger("novapost")
_CALLER: Final = 2  # Frames up from where a record is made.


def log(
    logger: logging.Logger, level: int, text: str, *args: object, error: Exception | None = None
) -> Latch:
    """Have a line handled aside.

    It says what it would have said had it been handled here: the thread, the task, the time.

    Returns:
        What is set once that is done, or if it is of no use to wait.

    """
    try:
        if not logger.isEnabledFor(level):
            return TOLD
        path, line, function, _ = logger.findCaller(stacklevel=_CALLER)
        caught = None if error is None else (type(error), error, error.__traceback__)
        record = logger.makeRecord(logger.name, level, path, line, text, args, caught, function)
        return _teller.tell(partial(_handle, logger, record))
    except Exception:  # noqa: BLE001 - of whoever has made loggers or records of another kind
        return TOLD


def inform(callback: Callable[[T], object], what: T, name: str) -> None:
    """Call ``callback(what)``. It is somebody else's: what it raises goes to the log."""
    try:
        with hearing():
            callback(what)
    except Exception as error:  # noqa: BLE001 - as it says
        log(LOGGER, logging.ERROR, f"{name} failed", error=error).wait(HEARD)


def _handle(logger: logging.Logger, record: logging.LogRecord) -> None:
    with hearing():
        logger.handle(record)


_teller: Final = Teller("novapost-log")
