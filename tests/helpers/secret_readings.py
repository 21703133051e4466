"""Finds a secret in a text by whatever a reader might try: independent of what takes them out."""

import base64
import binascii
import functools
import html
import quopri
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote_to_bytes

KEY = "5ec2e7a91d0f4c6b8e3a7d1f9b2c4e60"
TOKEN = ".".join(
    base64.urlsafe_b64encode(part).decode().rstrip("=")
    for part in (
        b'{"alg": "HS256", "typ": "JWT"}',
        b'{"iss": "np", "iat": 1700000000, "exp": 1700003600}',
        bytes(range(7, 224, 7)),
    )
)

_REST = bytes(byte for byte in range(256) if not chr(byte).isalnum() or byte > 127)
PART = 10  # Letters and digits of a secret that must not be readable in a row.
DEEPEST = 3


def readable(text: str, *secrets: str) -> list[str]:
    """Return the secrets, shortened, that are readable in ``text``, as it is or decoded."""
    found = set()
    for reading in readings(text):
        letters = bare(reading)
        found |= {one[:8] for one in secrets if any(part in letters for part in _parts(one))}
    return sorted(found)


@functools.cache
def _parts(secret: str) -> frozenset[str]:
    letters = bare(secret)
    return frozenset(letters[i : i + PART] for i in range(max(len(letters) - PART, 0) + 1))


def bare(text: str) -> str:
    return text.encode("ascii", "ignore").lower().translate(None, _REST).decode("ascii")


def readings(text: str) -> Iterator[str]:
    todo, seen = [(text, 0)], set()
    while todo:
        one, depth = todo.pop()
        if one in seen:
            continue
        seen.add(one)
        yield one
        if depth < DEEPEST:
            for decode in DECODERS:
                with suppress(ValueError, binascii.Error):
                    todo += [(more, depth + 1) for more in decode(one) if len(bare(more)) >= PART]


def _escapes(text: str) -> Iterator[str]:
    yield re.sub(
        r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{3})|(.))",
        lambda m: (
            chr(int(m[1] or m[2], 16)) if m[1] or m[2] else chr(int(m[3], 8)) if m[3] else m[4]
        ),
        text,
    )


def _percent(text: str) -> Iterator[str]:
    yield unquote_to_bytes(text).decode("latin-1")


def _entities(text: str) -> Iterator[str]:
    yield html.unescape(text)


def _wide(text: str) -> Iterator[str]:
    if "\0" in text:
        yield text.replace("\0", "")


def _printable(text: str) -> Iterator[str]:
    yield quopri.decodestring(text.encode("utf-8", "replace")).decode("latin-1")


def _utf7(text: str) -> Iterator[str]:
    if "+" in text:
        yield text.encode("ascii", "replace").decode("utf-7", "replace")


def _base64(text: str) -> Iterator[str]:
    runs = re.findall(r"[\w+/-]{14,}(?:\r?\n[\w+/-]+)*", text, re.ASCII)
    for shift in range(4):
        parts = []
        for run in runs:
            digits = re.sub(r"\s", "", run).replace("-", "+").replace("_", "/")[shift:]
            part = base64.b64decode(digits[: len(digits) // 4 * 4]).decode("latin-1")
            if re.search(r"[\0 -~]{10}", part):
                parts.append(part)
        yield " ".join(parts)


def _base32(text: str) -> Iterator[str]:
    for run in re.findall(r"[A-Za-z2-7]{16,}", text):
        for shift in range(8):
            digits = run.upper()[shift:]
            with suppress(binascii.Error):
                yield base64.b32decode(digits[: len(digits) // 8 * 8]).decode("latin-1")


def _alike(text: str) -> Iterator[str]:
    yield unicodedata.normalize("NFKC", text)


def _hex(text: str) -> Iterator[str]:
    for run in re.findall(r"(?:(?:0x)?[0-9a-fA-F]{2}[ ,:-]*){10,}", text):
        digits = re.sub(r"0x|[^0-9a-fA-F]", "", run)
        yield bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("latin-1")


def _values(text: str) -> Iterator[str]:
    yield "".join(re.findall(r':\s*"((?:[^"\\]|\\.)*)"', text))
    yield "".join(re.findall(r'"((?:[^"\\]|\\.)*)"(?!\s*:)', text))
    yield "".join(re.findall(r'"((?:[^"\\]|\\.)*)"\s*:', text))


DECODERS = (
    _escapes,
    _percent,
    _entities,
    _wide,
    _alike,
    _printable,
    _utf7,
    _base64,
    _base32,
    _hex,
    _values,
)
