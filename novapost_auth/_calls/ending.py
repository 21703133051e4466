"""Files that come without their length, and tell by their own form whether they have ended."""

from __future__ import annotations

from typing import Final

# What it is; with what it begins; after what another end has to come; its end, after which blanks
# may follow, or what a camera adds.
_FORMS: Final = (
    ("PDF", b"%PDF-", b" obj", b"%%EOF"),
    ("JPEG", b"\xff\xd8\xff", b"\xff\xda", b"\xff\xd9"),
    ("PNG", b"\x89PNG\r\n\x1a\n", b"IDAT", b"IEND\xaeB`\x82"),
)
_LONGEST: Final = 8  # Bytes of a mark, or of an end.


class Ending:
    """Takes a file piece by piece, however small they are."""

    def __init__(self) -> None:
        self._form: tuple[str, bytes, bytes, bytes] | None = None
        self._has_begun = self._has_ended = False
        self._last = b""  # Bytes: what a mark or an end may have begun with.

    def take(self, piece: bytes) -> None:
        """Take the next piece."""
        if self._has_begun and self._form is None:
            return
        data = self._last + piece
        if not self._has_begun:
            self._has_begun = len(data) >= _LONGEST
            self._form = next((form for form in _FORMS if data.startswith(form[1])), None)
            if not self._has_begun:
                self._last = data
                return
        if self._form is not None:
            _, _, goes_on, end = self._form
            ends, further = data.rfind(end), data.rfind(goes_on)
            if max(ends, further) >= 0:
                self._has_ended = ends > further
            self._last = data[1 - _LONGEST :]

    def missing(self) -> str | None:
        """Name what has not come to its end; None where it has, or nobody can tell."""
        return None if self._form is None or self._has_ended else self._form[0]
