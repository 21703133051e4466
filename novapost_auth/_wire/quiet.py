"""What libraries log while they send a message of ours: nothing of what is secret in it.

They log URLs, and at DEBUG all headers. Which loggers there are is theirs to decide, so it is the
records that are looked at, in the one place where the standard library makes them.

HTTP/2 writes headers in a code of its own, which anybody can read: of what its library logs, no
value is kept, whoever sends.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from novapost_auth._secrets import MASK, Secret, scrub
from novapost_auth._wire.message import Message

_HTTP2: Final = "hpack"

_sent: ContextVar[Message | None] = ContextVar("novapost_sent", default=None)


def watch_logs() -> None:
    """See to it that records are looked at."""
    current = logging.getLogRecordFactory()
    if not isinstance(current, _Records):  # Somebody may have set another one since.
        logging.setLogRecordFactory(_Records(current))


@contextmanager
def quiet(message: Message) -> Iterator[None]:
    """Keep what is secret in ``message`` out of all that is logged in the block."""
    watch_logs()
    token = _sent.set(message)
    try:
        yield
    finally:
        _sent.reset(token)


class _Records:
    """Makes the records of all loggers; it changes those alone that tell of a message of ours."""

    def __init__(self, make: Any) -> None:
        self._make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record: logging.LogRecord = self._make(*args, **kwargs)
        if record.name.partition(".")[0] == _HTTP2 and isinstance(record.args, tuple):
            record.args = tuple(one if isinstance(one, int) else MASK for one in record.args)
        elif (message := _sent.get()) is not None:
            try:
                _clean(record, message.secrets())
            except Exception:  # noqa: BLE001 - what cannot be looked at is not shown
                record.msg, record.args, record.exc_info = MASK, (), None
        return record


def _clean(record: logging.LogRecord, secrets: tuple[Secret, ...]) -> None:
    text = record.getMessage()
    if (clean := scrub(text, *secrets)) != text:
        record.msg, record.args = clean, ()
    if record.exc_info and record.exc_info[1]:
        text = "".join(traceback.format_exception(record.exc_info[1]))
        if (clean := scrub(text, *secrets)) != text:
            record.exc_info, record.exc_text = None, clean
