"""What commands read from, and write to, files and pipes."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from novapost_auth.cli._exits import Stop
from novapost_auth.cli._output import STDOUT, Output, Told

STREAM: Final = "@-"
"""What stands for the standard input or output: ``-`` as the parser leaves it."""


def read_json(text: str) -> Any:
    """Read JSON from an argument: itself, ``@file``, or ``@-`` for the standard input.

    Raises:
        Stop: it is no JSON, or a name stands twice in an object.
        OSError: the file cannot be read.

    """
    where = {STREAM: "the standard input"}.get(
        text, text[1:] if text[:1] == "@" else "the argument"
    )
    content = _content(text) if text.startswith("@") else os.fsencode(text)
    if not content.strip():
        raise Stop(f"{where} holds no JSON: it is empty")
    try:
        data = json.loads(content, object_pairs_hook=_object, parse_float=Decimal)
        twice = _twice(data)
    except (ValueError, RecursionError) as error:
        raise Stop(f"{where} holds no JSON: {error}") from None
    if twice:  # Of which the last would be taken, in silence.
        raise Stop(f"{where} has {twice.removeprefix('.')} twice: which one is meant?")
    return data


class _Twins(dict[str, Any]):
    """An object in which a name stands twice."""

    name = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) == len(pairs):
        return data
    twins = _Twins(data)
    twins.name = next(
        name for name, count in Counter(name for name, _ in pairs).items() if count > 1
    )
    return twins


def _twice(data: Any, place: str = "") -> str | None:
    """Return the place of the first name that stands twice in its object; None if none does."""
    if isinstance(data, _Twins):
        return f"{place}.{data.name}"
    inside: Iterable[tuple[str, Any]] = ()
    if isinstance(data, dict):
        inside = ((f"{place}.{name}", item) for name, item in data.items())
    elif isinstance(data, list):
        inside = ((f"{place}[{index}]", item) for index, item in enumerate(data))
    return next(filter(None, (_twice(item, where) for where, item in inside)), None)


def read_words(text: str) -> list[str]:
    """Read words from an argument: its own, those in ``@file``, or in the standard input if ``@-``.

    Between them stand white space, commas or semicolons.

    Raises:
        OSError: the file cannot be read.

    """
    content = decoded(_content(text)) if text.startswith("@") else text
    return content.replace(",", " ").replace(";", " ").split()


def decoded(content: bytes) -> str:
    """Return a text in UTF-8, UTF-16 or UTF-32, with or without a byte order mark."""
    return content.decode(json.detect_encoding(content), "replace")


def _content(text: str) -> bytes:
    return sys.stdin.buffer.read() if text == STREAM else Path(text[1:]).read_bytes()


def save(fetch: Callable[[], bytes], path: Path, out: Output) -> None:
    """Write what is fetched to a file, and tell it.

    Nothing is fetched that there is no place for: it may be told once, and something may have been
    done for it.

    Raises:
        OSError: it cannot be written; it is then as it was before.

    """
    with written(path) as file:
        content = fetch()
        file.write(content)
    if is_output(path):
        return
    if out.as_json:
        out.data({"file": str(path), "bytes": len(content)})
    else:
        out.say(f"{path}: {len(content):,} bytes")


def is_output(path: Path) -> bool:
    """Tell whether a file is the standard output: as ``@-``, or by what that is open on."""
    if str(path) == STREAM:
        return True
    with suppress(OSError, ValueError):
        return os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    return False


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Open a file that appears whole or not at all; the standard output is written to as it is.

    Raises:
        ConfigurationError: it is a directory.
        OSError: it cannot be written.

    """
    if is_output(path):
        sys.stdout.flush()
        output = Told(sys.stdout.buffer, STDOUT)
        yield cast(BinaryIO, output)
        output.flush()
    elif path.is_fifo() or path.is_char_device():  # They are not replaced: someone is reading.
        with path.open("wb") as file:
            yield file
    else:
        from novapost_auth._everyday.files import replacing, settle  # noqa: PLC0415 - brings httpx, slow to load

        with replacing(path) as file:
            yield file
            settle(file)


def is_text(content: bytes) -> bool:
    """Tell whether bytes can be shown on a terminal."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter in "\t\r\n" for letter in text)
