"""Files that are downloaded: what they are, and how they get on the disk."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Self, TypeAlias

from attrs import frozen

from novapost_auth._calls import Received
from novapost_auth._errors import ConfigurationError

FilePath: TypeAlias = str | os.PathLike[str]

_KINDS: Final[Mapping[bytes, tuple[str, str]]] = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
}


class FileBytes(bytes):
    """The content of a file, with what kind of file it is."""

    media_type: str
    """Such as ``image/jpeg``: as the content begins, or else as the service says."""

    def __new__(cls, content: bytes, media_type: str = "application/octet-stream") -> Self:
        """Take the content, and the kind that the service calls it."""
        self = super().__new__(cls, content)
        self.media_type = media_type
        return self


@frozen
class SavedFile:
    """A file that has been downloaded."""

    path: Path
    """Where it is."""
    media_type: str
    """Such as ``image/jpeg``: as its content begins, or else as the service says."""
    size: int
    """How large it is, in bytes."""


def media_type(answer: Received) -> str:
    """Tell what kind of file ``answer`` brings, of which the beginning is enough.

    Its first bytes are believed before its header: all attachments are published as PDF.
    """
    if kind := kind_of(answer.content):
        return kind[0]
    told = answer.header(b"content-type").decode("latin-1").partition(";")[0].strip().lower()
    return told or "application/octet-stream"


@contextmanager
def replacing(path: FilePath) -> Iterator[BinaryIO]:
    """Open a file that takes the place of the one at ``path`` when all went well, or never.

    Raises:
        ConfigurationError: At ``path`` is a directory, or something else that is no file.
        OSError: The file cannot be written.

    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        raise ConfigurationError(f"{os.fspath(path)!r} is no file")
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        file = part.open("xb")
    except OSError as error:  # Which would name a file that the caller knows nothing of.
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None
    try:
        with file:
            yield file
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def kind_of(content: bytes) -> tuple[str, str] | None:
    """Return the media type and the ending of a file that begins so, if it is well known."""
    return next((kind for mark, kind in _KINDS.items() if content.startswith(mark)), None)
