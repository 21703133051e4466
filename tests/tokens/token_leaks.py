"""Finds a secret in text, in whatever form it got there."""

import base64
import json
import logging
import pickle
import traceback
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, quote_plus

HERE = str(Path(__file__).parent)


def forms(secret):
    """Return a secret's plain, URL-encoded, JSON-escaped, escaped and base64 forms."""
    data = secret.encode()
    found = {secret, quote(secret, safe=""), quote(secret), quote_plus(secret)}
    found |= {json.dumps(secret)[1:-1], repr(secret)[1:-1], repr(data)[2:-1]}
    for shift in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            text = encode(bytes(shift) + data).decode()
            found.add(text[(shift * 8 + 5) // 6 : (shift + len(data)) * 8 // 6])
    return found


def leaked(text, *secrets):
    """Return which forms of ``secrets`` are in ``text``."""
    return sorted(form for secret in secrets for form in forms(secret) if form in text)


def shown(thing):
    """Return all that an object shows of itself by accident: on a screen, in a log, in a file."""
    parts = [repr(thing), str(thing), format(thing), f"{thing!a}"]
    with suppress(TypeError):
        parts.append(repr(vars(thing)))
    with suppress(Exception):
        parts.append(repr(pickle.dumps(thing)))
        parts.append(pickle.dumps(thing).decode("latin-1"))
    return "\n".join(parts)


def told(error):
    """Return all that an exception shows, with its chain, whole, and our frames' locals."""
    parts = []
    todo, seen = [error], set()
    while todo:
        link = todo.pop()
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        todo += [link.__cause__, link.__context__, *getattr(link, "exceptions", ())]
        parts += [shown(link), repr(link.args), repr(getattr(link, "__notes__", ""))]
        frames = traceback.StackSummary.extract(
            traceback.walk_tb(link.__traceback__), capture_locals=True
        )
        parts += [repr(f.locals) for f in frames if not f.filename.startswith(HERE)]
        for name in ("request", "response"):
            exchange = None
            with suppress(RuntimeError):
                exchange = getattr(link, name, None)
            if exchange is not None:
                parts += [shown(exchange), shown(exchange.headers), repr(exchange.headers.raw)]
            if name == "response" and exchange is not None:
                parts.append(exchange.text)
                todo_request = None
                with suppress(RuntimeError):
                    todo_request = exchange.request
                parts += [str(todo_request and todo_request.url)]
            if name == "request" and exchange is not None:
                parts += [str(exchange.url), repr(exchange.url.raw_path)]
    return "\n".join(parts)


class Everything(logging.Handler):
    """Keeps what every logger says, at DEBUG, with all that a record carries."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(f"{record.name}: {record.getMessage()} {vars(record)!r}")
        if record.exc_info and record.exc_info[1]:
            self.lines.append(told(record.exc_info[1]))

    @property
    def text(self):
        return "\n".join(self.lines)


@contextmanager
def all_loggers(*, silent=()):
    """Set every logger to DEBUG inside the block, but for those that are to be ``silent``."""
    names = [None, "httpx", "httpcore", "hpack", "asyncio", "novapost", "novapost.bodies"]
    names += [name for name in logging.root.manager.loggerDict if name not in names]
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    handler = Everything()
    logging.getLogger().addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.ERROR if logger.name in silent else logging.DEBUG)
    try:
        yield handler
    finally:
        logging.getLogger().removeHandler(handler)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
