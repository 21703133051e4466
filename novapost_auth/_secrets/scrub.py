"""Secrets taken out of texts, however they are written there.

One rule: what reads as a secret, or as a telling part of one, in any view of a text is replaced
where it stands. Two texts read the same if their letters and digits do: so that neither
upper case, nor hyphens, nor where a line breaks or a field ends makes a difference.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from novapost_auth._secrets.secret import MASK, Secret

if TYPE_CHECKING:
    from novapost_auth._secrets.decodings import View

_JWT: Final = re.compile(r"\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}")
_ROUNDS: Final = 3
_SHORTEST: Final = 4  # Characters. Less is found in any text.
_PART: Final = 8  # Letters and digits, some of each, that tell something of a secret.
_LONG_PART: Final = 16  # Of one kind: anything shorter may be a word, or a date.
_SEED: Final = 4  # Of so many, one lies in every part, wherever it begins.

_LOWER: Final = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
_REST: Final = bytes(set(range(256)) - set((string.ascii_letters + string.digits).encode()))


def scrub(text: str, *secrets: Secret) -> str:
    """Replace ``secrets``, and whatever looks like a JWT, in ``text`` by ``***``.

    They are found as they are, in part, spread over several fields, and in what the text may be
    decoded to. A text that may be read in more ways than can be looked at is not shown at all.
    """
    from novapost_auth._secrets.decodings import TooMany, views  # noqa: PLC0415 - dear to import

    sought = [_Sought(secret) for secret in secrets]
    for _ in range(_ROUNDS):  # What is taken out may bring together what was apart.
        try:
            spans = sorted(span for view in views(text) for span in _found(view, sought))
        except TooMany:
            return MASK
        if not spans:
            return text
        text = _masked(text, spans)
    return text


class _Sought:
    """A secret as it is looked for. It shows nothing of it."""

    # Functions: an interrupt may leave this behind, and inspectors print what attributes hold.
    __slots__ = ("_letters", "_spellings")

    def __init__(self, secret: Secret) -> None:
        letters = _letters(secret.reveal())
        spellings = tuple(_spellings(secret)) if len(letters) < _PART else ()
        self._letters: Callable[[], bytes] = lambda: letters
        self._spellings: Callable[[], tuple[str, ...]] = lambda: spellings

    def found(self, view: View, letters: bytes) -> Iterator[tuple[int, int]]:
        """Yield from where to where it stands in a view, or a part of it does."""
        if spellings := self._spellings():
            text = view.text.lower()  # Of the same length, for all that a key may consist of.
            for spelling in spellings:
                at = text.find(spelling)
                while at >= 0:
                    yield at, at + len(spelling)
                    at = text.find(spelling, at + len(spelling))
            return
        spans = set(self._parts(letters))
        if spans:
            places = [i for i, one in enumerate(view.text) if one.isascii() and one.isalnum()]
            yield from ((places[begin], places[end - 1] + 1) for begin, end in spans)

    def _parts(self, letters: bytes) -> Iterator[tuple[int, int]]:
        mine = self._letters()
        for seed in range(0, len(mine) - _SEED + 1, _SEED):
            at = letters.find(mine[seed : seed + _SEED])
            while at >= 0:
                before = _common(mine[:seed], letters[max(at - seed, 0) : at], -1)
                after = _common(mine[seed:], letters[at : at + len(mine) - seed], 1)
                if self._tells(mine[seed - before : seed + after]):
                    yield at - before, at + after
                at = letters.find(mine[seed : seed + _SEED], at + after)

    def _tells(self, part: bytes) -> bool:
        if len(part) == len(self._letters()) or len(part) >= _LONG_PART:
            return True
        return len(part) >= _PART and not (part.isalpha() or part.isdigit())


def _spellings(secret: Secret) -> Iterator[str]:
    if len(secret.reveal()) >= _SHORTEST:
        yield secret.reveal().lower()
        # As bytes are looked at.
        yield secret.reveal().encode("utf-8", "surrogatepass").decode("latin-1").lower()


def _letters(text: str) -> bytes:
    return text.encode("ascii", "replace").translate(_LOWER, _REST)


def _common(one: bytes, other: bytes, step: int) -> int:
    """Return how many bytes are equal from the beginning, or, by a step of -1, from the end."""
    count = 0
    for left, right in zip(one[::step], other[::step], strict=False):
        if left != right:
            break
        count += 1
    return count


def _found(view: View, sought: Iterable[_Sought]) -> Iterator[tuple[int, int]]:
    letters = _letters(view.text)
    for one in sought:
        for begin, end in one.found(view, letters):
            yield from view.sources(begin, end)
    for match in _JWT.finditer(view.text):
        yield from view.sources(*match.span())


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    edges = [0]
    for begin, end in spans:  # In order; those that touch become one.
        if len(edges) > 1 and begin <= edges[-1]:
            edges[-1] = max(end, edges[-1])
        else:
            edges += begin, end
    edges.append(len(text))
    parts = [text[begin:end] for begin, end in pairwise(edges)]
    parts[1::2] = map(_mask, parts[1::2])
    return "".join(parts)


def _mask(text: str) -> str:
    return re.sub(r"[^\0]", "*", text) if "\0" in text else MASK  # UTF-16 stays what it is.
