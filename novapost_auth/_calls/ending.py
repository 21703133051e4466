"""Files that come without their length, and tell by their own form whether they have ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple


class _Form(NamedTuple):
    name: str
    mark: bytes
    """With which such a file begins."""
    goes_on: bytes
    """After which another end has to come."""
    end: bytes
    """What may follow is of no importance: blanks, or what a camera adds."""


_FORMS: Final[Sequence[_Form]] = (
    _Form("PDF", b"%PDF-", b" obj", b"%%EOF"),
    _Form("JPEG", b"\xff\xd8\xff", b"\xff\xda", b"\xff\xd9"),
    _Form("PNG", b"\x89PNG\r\n\x1a\n", b"IDAT", b"IEND\xaeB`\x82"),
)
_LONGEST: Final = 8  # Bytes of a mark, or of an end.


class Ending:
    """Takes a file piece by piece, however small they are."""

    def __init__(self) -> None:
        self._form: _Form | None = None
        self._has_begun = self._has_ended = False
        self._last = b""  # Bytes: what a mark or an end may have begun with.

    def take(self, piece: bytes) -> None:
        """Take the next piece."""
        if self._has_begun and self._form is None:
            return
        data = self._last + piece
        if not self._has_begun:
            self._has_begun = len(data) >= _LONGEST
            self._form = next((form for form in _FORMS if data.startswith(form.mark)), None)
            if not self._has_begun:
                self._last = data
                return
        if self._form is not None:
            ends, goes_on = data.rfind(self._form.end), data.rfind(self._form.goes_on)
            if max(ends, goes_on) >= 0:
                self._has_ended = ends > goes_on
            self._last = data[1 - _LONGEST :]

    def missing(self) -> str | None:
        """Name what has not come to its end; None where it has, or nobody can tell."""
        return None if self._form is None or self._has_ended else self._form.name
