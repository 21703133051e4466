"""Arguments of a type that is not meant: one sentence for all of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from novapost_auth._secrets import Secret
from novapost_client.errors import ConfigurationError
from novapost_client.shown import kind_of, shown


def check_type(value: object, wanted: str, *kinds: type | None) -> None:
    """Refuse a value that is of none of ``kinds``. True and False are no numbers.

    Args:
        value: What was passed.
        wanted: What the argument is called and must be, such as "the deadline must be a number".
        kinds: What it may be.

    Raises:
        ConfigurationError: It is of another type, which is named.

    """
    types = tuple(type(None) if kind is None else kind for kind in kinds)
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        raise misfit(value, wanted)


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
