"""A text as whoever reads it might decode it, each part of it traced back to where it stood.

A service that repeats a key rarely repeats it as it was sent: frameworks escape, proxies encode.
A ``View`` is a text after some of that has been undone, in one of the ways listed at the end.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Final, TypeAlias

_DEEPEST: Final = 4  # Encodings one around another.
_MOST: Final = 200  # Views of one text.
_LONGEST: Final = 4_000_000  # Characters of all of them together, which take two seconds.
_LEAST: Final = 8  # Characters below which a view shows nothing that is worth hiding.

Part: TypeAlias = tuple[str, int, int]
"""What a part of a text is decoded to, and from where to where that part is."""


class TooMany(Exception):
    """A text can be read in more ways than anybody would look at."""


class View:
    """What a text reads as; made by ``views``."""

    def __init__(self, parts: list[Part], parent: View | None, depth: int) -> None:
        self.text = "".join(text for text, _, _ in parts)
        self.depth = depth
        self._parent = parent
        self._sources = [(begin, end) for _, begin, end in parts]
        self._begins = [0]
        for text, _, _ in parts:
            self._begins.append(self._begins[-1] + len(text))

    def decoded(self, decoding: Decoding) -> View:
        """Return this once more decoded."""
        return View(list(decoding(self.text)), self, self.depth + 1)

    def sources(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield from where to where in the first of all texts that part stands."""
        first = max(bisect_right(self._begins, begin) - 1, 0)
        spans = pairwise(self._begins[first:])
        for (left, right), (start, stop) in zip(spans, self._sources[first:], strict=False):
            if left >= end:
                return
            at, to = start, stop
            if right - left == stop - start:  # As it was: exact to a character.
                at, to = start + max(begin - left, 0), start + min(end, right) - left
            if self._parent is None:
                yield at, to
            else:
                yield from self._parent.sources(at, to)


def views(text: str) -> Iterator[View]:
    """Yield ``text`` and all that it may be read as.

    Raises:
        TooMany: That is too much to look at.

    """
    found = [View([(text, 0, len(text))], None, 0)]
    seen, length = {text}, len(text)
    for view in found:
        yield view
        if view.depth == _DEEPEST:
            if view.decoded(_ESCAPES).text not in seen:
                raise TooMany  # Escapes of escapes, and there may be no end to them.
            continue
        for decoding in DECODINGS:
            inner = view.decoded(decoding)
            if len(inner.text) >= _LEAST and inner.text not in seen:
                length += len(inner.text)
                if len(found) == _MOST or length > _LONGEST:
                    raise TooMany
                seen.add(inner.text)
                found.append(inner)


Decoding: TypeAlias = Callable[[str], Iterator[Part]]


def _replaced(pattern: re.Pattern[str], read: Callable[[re.Match[str]], str]) -> Decoding:
    """Return the decoding that replaces what ``pattern`` finds, and leaves the rest."""

    def decode(text: str) -> Iterator[Part]:
        end = 0
        for match in pattern.finditer(text):
            if match.start() > end:
                yield text[end : match.start()], end, match.start()
            yield read(match), match.start(), match.end()
            end = match.end()
        if end < len(text):
            yield text[end:], end, len(text)

    return decode


def _only(pattern: re.Pattern[str], read: Callable[[re.Match[str]], str]) -> Decoding:
    """Return the decoding that takes what ``pattern`` finds, and nothing else."""

    def decode(text: str) -> Iterator[Part]:
        for match in pattern.finditer(text):
            if read_as := read(match):
                yield read_as, *match.span()

    return decode


def _nothing(_: re.Match[str]) -> str:
    return ""


def _escape(match: re.Match[str]) -> str:
    """Read an escape of JSON and its like, of a URL, or of HTML."""
    if (name := match["entity"]) is not None:
        from html import unescape  # noqa: PLC0415 - errors with entities are rare

        return unescape(name)
    if (octal := match["octal"]) is not None:
        return chr(int(octal, 8))
    if match["char"] is not None:
        return match["char"] if match["char"] in "\\/\"'" else " "
    code = int(next(filter(None, match.group("code", "long", "braced", "byte", "wide", "url"))), 16)
    return chr(code) if code <= 0x10FFFF else ""  # noqa: PLR2004 - the last there is


def _quoted_printable(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else ""


def _utf7(match: re.Match[str]) -> str:
    data = _base64(match[1])
    return data[: len(data) // 2 * 2].decode("utf-16-be", "ignore")


def _base64(text: str) -> bytes:
    text = text[: len(text) - (len(text) % 4 == 1)]
    return a2b_base64(text + "=" * (-len(text) % 4))


def _base64_from(shift: int, match: re.Match[str]) -> str:
    digits = "".join(match[0].rstrip("=").split())[shift:]
    text = _base64(digits.replace("-", "+").replace("_", "/")).decode("latin-1")
    return text if _LEGIBLE.search(text) else ""  # Any long word is base64 of something.


def _base32_from(shift: int, match: re.Match[str]) -> str:
    from base64 import b32decode  # noqa: PLC0415 - words of these letters are rare

    digits = match[0].upper()[shift:]
    text = b32decode(digits[: len(digits) // 8 * 8]).decode("latin-1")
    return text if _LEGIBLE.search(text) else ""


def _plain(match: re.Match[str]) -> str:
    """Read letters that only look otherwise: wide ones, bold ones, ones in circles."""
    from unicodedata import normalize  # noqa: PLC0415 - as entities

    return normalize("NFKC", match[0])


def _hex_from(shift: int, match: re.Match[str]) -> str:
    digits = re.sub(r"0[xX]|[^0-9a-fA-F]", "", match[0])[shift:]
    return bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("latin-1")


def _numbers(match: re.Match[str]) -> str:
    return "".join(chr(int(number)) for number in re.findall(r"\d+", match[0]))


def _strings(pick: Callable[[bool], bool], text: str) -> Iterator[Part]:
    """Take the texts and numbers of JSON, or of what looks like it: values, names, or all."""
    for match in _STRING.finditer(text):
        if pick(match["colon"] is not None):
            kind = "number" if match["quoted"] is None else "quoted"
            yield match[kind], *match.span(kind)


_HEX: Final = "[0-9a-fA-F]"
_ESCAPE: Final = re.compile(
    rf"\\(?:u(?P<code>{_HEX}{{4}})|U(?P<long>{_HEX}{{8}})|u\{{(?P<braced>{_HEX}{{1,6}})\}}"
    rf"|(?P<octal>[0-3][0-7]{{2}})|x(?P<byte>{_HEX}{{2}})|(?P<char>[\\/\"'bfnrt]))"
    rf"|%u(?P<wide>{_HEX}{{4}})|%(?P<url>{_HEX}{{2}})|(?P<entity>&[#\w]+;?)"
)
_STRING: Final = re.compile(  # After what comes before one: other quotation marks may be odd.
    r"[:,\[{(]\s*+(?:(?P<quote>[\"'])(?P<quoted>(?:(?!(?P=quote))[^\\]|\\.)*+)(?P=quote)"
    r"(?P<colon>(?=\s*:))?|(?P<number>-?\d[\d.eE+-]*+)(?=\s*[,\]}]))",
    re.DOTALL,
)
_BYTES: Final = re.compile(rf"(?:(?:0[xX])?{_HEX}{{2}}[\s:,;-]*+){{8,}}{_HEX}?")
_LEGIBLE: Final = re.compile(rf"[\0\t\r\n -~]{{{_LEAST}}}")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{11,}+(?:\r?\n[A-Za-z0-9+/_-]+)*+={0,2}")
_BASE32: Final = re.compile(r"[A-Z2-7]{16,}+|[a-z2-7]{16,}+")
_ESCAPES: Final = _replaced(_ESCAPE, _escape)

DECODINGS: Final[tuple[Decoding, ...]] = (
    _replaced(re.compile(r"\0+"), _nothing),  # UTF-16 and UTF-32, in either order
    _ESCAPES,
    _replaced(re.compile(r"[^\0-\x7f]"), _plain),
    _replaced(re.compile(rf"=(?:\r?\n|({_HEX}{{2}}))"), _quoted_printable),
    _replaced(re.compile(r"\+([A-Za-z0-9+/]+)-?"), _utf7),
    _replaced(re.compile(r"<[^<>]*>"), _nothing),  # marks of HTML and XML
    partial(_strings, lambda is_name: not is_name),
    partial(_strings, lambda is_name: is_name),
    partial(_strings, lambda _: True),
    *(_only(_BASE64, partial(_base64_from, shift)) for shift in range(4)),
    *(_only(_BASE32, partial(_base32_from, shift)) for shift in range(8)),
    *(_only(_BYTES, partial(_hex_from, shift)) for shift in range(2)),
    _only(re.compile(r"(?:\d{2,3}\s*,\s*){7,}\d{2,3}"), _numbers),
)
