"""What commands read from, and write to, files and pipes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from novapost_auth.cli._exits import Stop
from novapost_auth.cli._output import Output

STREAM: Final = "@-"
"""What stands for the standard input or output: ``-`` as the parser leaves it."""


def read_json(text: str) -> Any:
    """Read JSON from an argument: itself, ``@file``, or ``@-`` for the standard input.

    Raises:
        Stop: it is no JSON.
        OSError: the file cannot be read.

    """
    where = {STREAM: "the standard input"}.get(
        text, text[1:] if text[:1] == "@" else "the argument"
    )
    try:
        return json.loads(_content(text) if text.startswith("@") else os.fsencode(text))
    except (ValueError, RecursionError) as error:
        raise Stop(f"{where} holds no JSON: {error}") from None


def read_words(text: str) -> list[str]:
    """Read words from an argument: itself, those in ``@file``, or in the standard input if ``@-``.

    Raises:
        OSError: the file cannot be read.

    """
    return decoded(_content(text)).split() if text.startswith("@") else [text]


def decoded(content: bytes) -> str:
    """Return a text in UTF-8, UTF-16 or UTF-32, with or without a byte order mark."""
    return content.decode(json.detect_encoding(content), "replace")


def _content(text: str) -> bytes:
    return sys.stdin.buffer.read() if text == STREAM else Path(text[1:]).read_bytes()


def save(content: bytes, path: Path, out: Output) -> None:
    """Write a file, and tell it.

    Raises:
        OSError: it cannot be written; it is then as it was before.

    """
    with written(path) as file:
        file.write(content)
    if str(path) == STREAM:
        return
    if out.as_json:
        out.data({"file": str(path), "bytes": len(content)})
    else:
        out.say(f"{path}: {len(content):,} bytes")


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Open a file that appears whole or not at all; ``@-`` is the standard output.

    Raises:
        ConfigurationError: it is a directory.
        OSError: it cannot be written.

    """
    if str(path) == STREAM:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif path.is_fifo() or path.is_char_device():  # They are not replaced: someone is reading.
        with path.open("wb") as file:
            yield file
    else:
        from novapost_auth._everyday.files import replacing  # noqa: PLC0415 - brings httpx, slow to load

        with replacing(path) as file:
            yield file


def is_text(content: bytes) -> bool:
    """Tell whether bytes can be shown on a terminal."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter in "\t\r\n" for letter in text)
