"""The items of an archive while its bytes come in: gunzipped and parsed piece by piece.

An archive is gzipped JSON, ``{"items": [...]}`` or the array alone: both are in use. Held in
memory are one piece and the item it ends in. The standard library does it: decoding item by
item in a sliding window is as fast as the usual streaming parser with its C library.
"""

from __future__ import annotations

import codecs
import json
import re
import zlib
from collections.abc import Generator, Iterator
from typing import Any, Final, TypeAlias, TypeVar

PIECE: Final = 64 * 1024
"""Bytes that are gunzipped and parsed at once: a millisecond's work."""

# What no real archive comes near to; 1 GB of JSON with items of a few kB is usual.
_LONGEST_VALUE: Final = 512 * 1024  # Characters.
_LARGEST: Final = 8 * 1024 * 1024 * 1024  # Bytes of JSON.

_GZIP: Final = zlib.MAX_WBITS | 16
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_FOLLOWERS: Final = frozenset(",:]} \t\r\n")
_NAMED: Final = "items"

T = TypeVar("T")
Item: TypeAlias = dict[str, Any]
_Parsing: TypeAlias = Generator[Item | None, None, T]
"""Part of the parser: it yields items, and None when it needs more text."""


class Broken(Exception):
    """An archive that cannot be read, and why."""


class ItemReader:
    """Turns the bytes of an archive into its items."""

    def __init__(self) -> None:
        self._gzip = zlib.decompressobj(_GZIP)
        self._unicode = codecs.getincrementaldecoder("utf-8-sig")()
        self._decode = json.JSONDecoder().raw_decode
        self._parser = self._document()
        self._text = ""
        self._at = 0
        self._size = 0
        self._is_all = False  # No more text will come.
        self._ended = False

    def feed(self, data: bytes) -> Iterator[list[Item]]:
        """Yield the items that are complete now, piece by piece.

        Raises:
            Broken: the archive is damaged, or is none.

        """
        for piece in self._gunzipped(data):
            self._size += len(piece)
            if self._size > _LARGEST:
                raise Broken(f"it unpacks to more than {_LARGEST:,} bytes")
            self._take(piece)
            yield list(self._parsed())

    def finish(self) -> list[Item]:
        """Return the last items, after all bytes have been fed.

        Raises:
            Broken: the archive is incomplete.

        """
        if not self._gzip.eof:  # Only now are checksum and length known to be right.
            raise Broken(f"its gzip stream breaks off, {self._size:,} bytes of JSON in")
        self._take(b"", final=True)
        self._is_all = True
        items = list(self._parsed())
        if not self._ended:
            raise Broken(f"its JSON breaks off after {self._size:,} bytes")
        return items

    def _gunzipped(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._gzip.eof:  # Another member follows, or padding.
                data = data.lstrip(b"\0")
                if not data:
                    return
                self._gzip = zlib.decompressobj(_GZIP)
            try:
                piece = self._gzip.decompress(data, PIECE)
            except zlib.error as exc:
                where = f"damaged after {self._size:,} bytes of JSON" if self._size else "no gzip"
                raise Broken(f"it is {where}: {exc}") from None
            data = self._gzip.unconsumed_tail or self._gzip.unused_data
            if piece:
                yield piece

    def _take(self, piece: bytes, *, final: bool = False) -> None:
        try:
            text = self._unicode.decode(piece, final)
        except UnicodeDecodeError:
            raise Broken(f"it is not UTF-8, near byte {self._size:,} of its JSON") from None
        self._text = self._text[self._at :] + text
        self._at = 0

    def _parsed(self) -> Iterator[Item]:
        for item in self._parser:
            if item is None:
                return
            yield item

    def _document(self) -> _Parsing[None]:
        found = False
        if (yield from self._mark("{[")) == "[":
            found = True
            yield from self._array(wanted=True)
        elif (yield from self._next()) == "}":
            self._at += 1
        else:
            mark = ","
            while mark == ",":
                name = yield from self._value()
                if not isinstance(name, str):
                    raise self._unreadable("a name is no string")
                yield from self._mark(":")
                wanted = name == _NAMED
                if (yield from self._next()) == "[":
                    self._at += 1
                    found = found or wanted
                    yield from self._array(wanted=wanted)
                elif wanted:
                    raise Broken(f"its {_NAMED!r} is no array")
                else:
                    yield from self._value()
                mark = yield from self._mark(",}")
        if not found:
            raise Broken(f"it has no {_NAMED!r}")
        self._ended = True
        while True:
            if self._skip_space():
                raise self._unreadable("something follows after its end")
            yield None

    def _array(self, *, wanted: bool) -> _Parsing[None]:
        if (yield from self._next()) == "]":
            self._at += 1
            return
        mark = ","
        while mark == ",":
            item = yield from self._value()
            if wanted and not isinstance(item, dict):
                raise Broken(f"one of its items is no object: {json.dumps(item)[:50]}")
            if wanted:
                yield item
            mark = yield from self._mark(",]")

    def _value(self) -> _Parsing[Any]:
        yield from self._next()
        while True:
            rest = len(self._text) - self._at
            try:
                value, end = self._decode(self._text, self._at)
            except RecursionError:
                raise Broken("its JSON is nested too deeply") from None
            except ValueError as exc:  # Broken, or not complete: only more text can tell.
                problem = getattr(exc, "msg", str(exc))
            else:
                if self._text[end : end + 1] in _FOLLOWERS:  # Else a number may go on.
                    self._at = end
                    return value
                problem = "a value without an end"
            if rest > _LONGEST_VALUE or self._is_all:
                raise self._unreadable(problem)
            # Twice as much each time, so that a long value is not decoded once a piece.
            while len(self._text) - self._at < 2 * rest and not self._is_all:
                yield None

    def _mark(self, allowed: str) -> _Parsing[str]:
        char = yield from self._next()
        if char not in allowed:
            raise self._unreadable(f"{char!r} instead of {' or '.join(allowed)}")
        self._at += 1
        return char

    def _next(self) -> _Parsing[str]:
        """Go to the next character that is no space, and return it."""
        while not self._skip_space():
            yield None
        return self._text[self._at]

    def _skip_space(self) -> bool:
        """Go past spaces, and tell whether something follows them in the text."""
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at < len(self._text)

    def _unreadable(self, problem: str) -> Broken:
        return Broken(f"its JSON cannot be read near byte {self._size:,}: {problem}")
