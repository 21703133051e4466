"""Files that are uploaded: base64 text in JSON, made of whatever holds them."""

from __future__ import annotations

import os
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from novapost_auth._errors import ConfigurationError, check_path
from novapost_auth._everyday.files import A_PATH, FilePath, check_file, done, kind_of
from novapost_client.models import FileUpload
from novapost_client.types import UNSET, Unset

if TYPE_CHECKING:
    from novapost_client.bodies import FileUploadDict

# Far more than a document has; all of it is sent at once, as JSON text.
_LARGEST: Final = 100_000_000
_CHUNK: Final = 1_000_000


class Readable(Protocol):
    """An object that bytes can be read from, such as a file opened with ``"rb"``."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes."""
        ...


FileSource: TypeAlias = FilePath | bytes | Readable
"""A file to send: its path, its content, or an object to read it from."""


def upload_body(
    body: FileUpload | FileUploadDict | None, file: FileSource | None, file_name: str | None
) -> FileUpload | FileUploadDict:
    """Return what is to be sent: ``body``, or what is made of ``file``.

    Raises:
        ConfigurationError: Both or neither are given, or a name beside a body, or the file is
            none, or is empty, too large, or opened for text.
        OSError: It cannot be read.

    """
    if isinstance(body, (str, bytes, os.PathLike)):
        raise ConfigurationError("a file is passed by its name: file=...")
    if body is not None and file is None:
        if file_name is not None:
            raise ConfigurationError("file_name goes with file=: a body holds a name of its own")
        return body
    if file is None or body is not None:
        raise ConfigurationError("pass a body or file=..., one of the two")
    return _read(file, file_name)


def _read(source: FileSource, file_name: str | None) -> FileUpload:
    if isinstance(source, (str, os.PathLike)):
        path = check_path(source, A_PATH)
        check_file(path, source)  # Opening a pipe would wait for its writer.
        with done(lambda: path.open("rb"), source) as file:
            return _read(file, file_name)
    if isinstance(source, (bytes, bytearray, memoryview)):
        source = BytesIO(source)
    if not callable(getattr(source, "read", None)):
        kind = type(source).__name__
        raise ConfigurationError(f"file= takes a path, bytes or an opened file, not {kind}")
    if getattr(source, "closed", False) is True:
        raise ConfigurationError("the file has been closed")
    content = _content(source)
    return FileUpload(
        file=b64encode(content).decode("ascii"),
        file_name=file_name or _name_of(source) or _default_name(content),
    )


def _content(source: Readable) -> bytes:
    content = bytearray()
    while (chunk := source.read(_CHUNK)) != b"":  # Some objects give less than is asked for.
        if chunk is None:  # A pipe or a socket that does not wait: more may come, or not.
            raise ConfigurationError("the file has not come to its end: open one that waits for it")
        if not isinstance(chunk, bytes):
            raise ConfigurationError("the file must be opened for bytes, such as with mode 'rb'")
        content += chunk
        if len(content) > _LARGEST:
            raise ConfigurationError(f"the file has more than {_LARGEST:,} bytes")
    if not content:
        raise ConfigurationError("the file is empty, or has been read to its end before")
    return bytes(content)


def _name_of(source: Readable) -> str:
    name = getattr(source, "name", None)
    # Opened by number, its name is a number; the standard input's is <stdin>.
    return Path(name).name if isinstance(name, str) and not name.startswith("<") else ""


def _default_name(content: bytes) -> str | Unset:
    kind = kind_of(content)
    return f"invoice{kind[1]}" if kind else UNSET
