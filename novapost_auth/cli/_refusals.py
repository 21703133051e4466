"""What the service refuses, told by the options that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import novapost_auth
from novapost_auth.cli._exits import Stop, explain


@contextmanager
def told_by(options: Mapping[str, str]) -> Iterator[None]:
    """Have what is refused told by options: nobody typed the names that are published.

    Args:
        options: The option that each field was given by, or each item of a list of that name.

    Raises:
        Stop: The service has refused one of them, or something else.

    """
    try:
        yield
    except (novapost_auth.BadRequest, novapost_auth.ValidationError) as error:
        message, code = explain(error)
        for field, option in options.items():
            message = re.sub(rf"(?<![\w.]){re.escape(field)}(?:\.\d+)?(?!\.?\w)", option, message)
        raise Stop(message, code) from None
