"""Bodies of answers, decoded as they come in, never more at a time than asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

ACCEPTED: Final = "gzip, deflate"
"""What is asked for: the encodings that are read here."""
_PIECE: Final = 256 * 1024  # Bytes decoded at a time: a bomb unfolds no faster than it is read.
_GZIP, _ZLIB, _RAW = 31, 15, -15  # As zlib calls its formats.
_MOST_LAYERS: Final = 3


class Undecodable(Exception):
    """A body is not in the encoding that its header names."""


class Decoder:
    """Undoes what ``Content-Encoding`` says has been done to a body.

    Args:
        encoding: The value of that header.

    Raises:
        Undecodable: It names an encoding that was not asked for.

    """

    def __init__(self, encoding: bytes = b"") -> None:
        names = [name.strip() for name in encoding.decode("latin-1").lower().split(",")]
        names = [name for name in names if name not in ("", "identity")]
        if len(names) > _MOST_LAYERS:
            raise Undecodable(f"the body is encoded {len(names)} times")
        self._layers = [_layer(name) for name in reversed(names)]

    def feed(self, data: bytes) -> Iterable[bytes]:
        """Give what ``data``, the next part of the body, decodes to, piece by piece."""
        pieces: Iterable[bytes] = (data,)
        for layer in self._layers:
            pieces = chain.from_iterable(map(layer.feed, pieces))
        return pieces

    def end(self) -> None:
        """Take the end of a body of which something has come.

        Raises:
            Undecodable: It was broken off.

        """
        if not all(layer.is_whole() for layer in self._layers):
            raise Undecodable("the body was broken off before its end")


class _Layer:
    """gzip, of one member or several, or deflate, which is sent with and without a frame."""

    def __init__(self, *formats: int) -> None:
        self._formats = formats
        self._has_begun = False
        self._inflater: Any = zlib.decompressobj(formats[0])

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what ``data`` decodes to."""
        while data:
            if self._inflater.eof:
                if self._formats != (_GZIP,):
                    raise Undecodable("something follows the end of the body")
                data = data.lstrip(b"\0")  # With which members may be padded.
                if not data:
                    return
                self._inflater = zlib.decompressobj(_GZIP)
            piece = self._inflate(data)
            if piece:
                yield piece
            data = self._inflater.unconsumed_tail or self._inflater.unused_data

    def is_whole(self) -> bool:
        """Tell whether the end has come."""
        return bool(self._inflater.eof)

    def _inflate(self, data: bytes) -> bytes:
        try:
            piece: bytes = self._inflater.decompress(data, _PIECE)
        except zlib.error as exc:
            if self._has_begun or len(self._formats) == 1:
                raise Undecodable(f"the body cannot be decompressed: {exc}") from None
            self._formats = self._formats[1:]
            self._inflater = zlib.decompressobj(self._formats[0])
            return self._inflate(data)
        self._has_begun = True
        return piece


def _layer(name: str) -> _Layer:
    if name in ("gzip", "x-gzip"):
        return _Layer(_GZIP)
    if name == "deflate":
        return _Layer(_ZLIB, _RAW)
    raise Undecodable(f"the body is encoded as {name[:40]!r}, which was not asked for")
