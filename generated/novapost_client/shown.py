"""What errors and logs may quote of a value: it may be a key, in the wrong place."""

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from typing import Final

_KEY: Final = 16  # Characters of the shortest that may be one; those of the service have 32 or 40.
_LINE: Final = 200  # Characters that a line has room for.
_RUN: Final = re.compile(r"[^\s/\\]+")
_BETWEEN: Final = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
_WORD: Final = re.compile(r"[A-Za-z]{,24}[0-9]{,14}")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def shown(value: object) -> str:
    """Return ``value`` as it may be quoted: itself if it can be no key, or else what it is."""
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    if not isinstance(value, str):
        text, is_date = _told(value), isinstance(value, (date, timedelta))
        return text if _is_fit(text, is_name=is_date) else kind_of(value)
    text = str.__str__(value)
    is_path = "/" in text or "\\" in text
    return repr(text) if _is_fit(text, is_name=is_path) else f"text of {len(text)} characters"


def without_keys(text: str) -> str:
    """Return a path, a name or a sentence with asterisks for whatever in it may be a key."""
    return _RUN.sub(lambda run: run[0] if _is_word(run[0], is_name=True) else "***", text)


def kind_of(value: object) -> str:
    """Name the type of a value, with where it comes from."""
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _told(value: object) -> str:
    try:
        return repr(value)
    except Exception:  # noqa: BLE001 - it is somebody else's
        return "<>"


def _is_fit(text: str, *, is_name: bool) -> bool:
    if len(text) > _LINE or text.startswith("<"):  # Which says but where in memory it is.
        return False
    return all(_is_word(run, is_name=is_name) for run in _RUN.findall(text))


def _is_word(run: str, *, is_name: bool) -> bool:
    """Tell whether ``run`` can be no key: it is short, or a name made of words and numbers."""
    if len(run) < _KEY:
        return True
    return is_name and (
        all(map(_WORD.fullmatch, _BETWEEN.split(run))) or _UUID.fullmatch(run) is not None
    )
