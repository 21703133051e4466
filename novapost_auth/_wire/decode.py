"""Bodies of answers, decoded as they come in, never more at a time than asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from math import inf
from typing import Any, Final

ACCEPTED: Final = "gzip, deflate"
"""What is asked for: the encodings that are read here."""
_PIECE: Final = 256 * 1024  # Bytes decoded at a time: a bomb unfolds no faster than it is read.
_GZIP, _ZLIB, _RAW = 31, 15, -15  # As zlib calls its formats.
_FRAME: Final = 2  # Bytes that the frame of the second begins with.
_MOST_LAYERS: Final = 3
_MOST_FOLD: Final = 8  # Times that what was encoded before can be encoded smaller once more.


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
        self._layers = [_Layer(name, bounded=at > 0) for at, name in enumerate(names)][::-1]

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
    """gzip, of one member or several, or deflate, which is sent with and without a frame.

    Args:
        name: Which of them.
        bounded: Whether what it gives is encoded in its turn. That may be endless, and decode to
            nothing: no time limit would be looked at meanwhile.

    """

    def __init__(self, name: str, *, bounded: bool) -> None:
        if name not in ("gzip", "x-gzip", "deflate"):
            raise Undecodable(f"the body is encoded as {name[:40]!r}, which was not asked for")
        self._is_gzip = name != "deflate"
        self._begun = b""  # What is too short to tell whether there is a frame.
        self._inflater: Any = zlib.decompressobj(_GZIP) if self._is_gzip else None
        self._room: float = _PIECE if bounded else inf  # Bytes that it may still give.

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what ``data`` decodes to."""
        self._room += _MOST_FOLD * len(data)
        if self._inflater is None:
            self._begun = data = self._begun + data
            if len(data) < _FRAME:
                return
            self._inflater = zlib.decompressobj(_ZLIB if _has_frame(data) else _RAW)
        piece = b""
        # All may be taken in, and still more come out: a raw end needs no byte of its own.
        while data or (len(piece) == _PIECE and not self._inflater.eof):
            if self._inflater.eof:
                if not self._is_gzip:
                    raise Undecodable("something follows the end of the body")
                data = data.lstrip(b"\0")  # With which members may be padded.
                if not data:
                    return
                self._inflater = zlib.decompressobj(_GZIP)
            piece = self._inflate(data)
            self._room -= len(piece)
            if self._room < 0:
                raise Undecodable("the body unfolds to more than what was encoded twice can")
            if piece:
                yield piece
            data = self._inflater.unconsumed_tail or self._inflater.unused_data

    def is_whole(self) -> bool:
        """Tell whether the end has come."""
        return self._inflater is not None and bool(self._inflater.eof)

    def _inflate(self, data: bytes) -> bytes:
        try:
            piece: bytes = self._inflater.decompress(data, _PIECE)
        except zlib.error as exc:
            raise Undecodable(f"the body cannot be decompressed: {exc}") from None
        return piece


def _has_frame(data: bytes) -> bool:
    """Tell whether deflate begins with the two bytes by which zlib's frame is known."""
    return data[0] & 15 == 8 and data[0] < 128 and int.from_bytes(data[:_FRAME]) % 31 == 0  # noqa: PLR2004
