"""An answer that comes in: decoded, bounded, and whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO, Final, TypeVar

from attrs import field, frozen

from novapost_auth._calls.ending import Ending
from novapost_auth._errors import read_json
from novapost_auth._httpx import httpx
from novapost_auth._secrets import kept_response
from novapost_auth._wire import AnyAnswer, Decoder, Headers, Message, header, is_success

LARGEST_ANSWER: Final = 64_000_000
"""Bytes that an answer may have in memory, once it is decompressed."""
_LARGEST_ERROR: Final = 1_000_000  # Bytes of an error. What follows says nothing new.
_HEAD: Final = 4_096  # Bytes of a file: they tell it from a page that says there is none.
_PDF: Final = b"%PDF-"
_NO_CONTENT: Final = 204
_PARTIAL: Final = 206

T = TypeVar("T")


@frozen(kw_only=True, eq=False, repr=False)
class Received:
    """An answer whose body has been read, or the beginning of one that went to a file."""

    message: Message
    """What it answers."""
    status: int
    headers: Headers = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def is_success(self) -> bool:
        """Whether the service says that it did what was asked."""
        return is_success(self.status)

    @property
    def media_type(self) -> str:
        """What the service calls what it sent, in lower case; nothing where it does not say."""
        kind = header(self.headers, b"content-type").decode("latin-1")
        return kind.partition(";")[0].strip().lower()

    def parsed(self, parse: Callable[[bytes], T]) -> T:
        """Return what ``parse`` makes of the body.

        Inspectors show what the lines of a frame that raises speak of; the body may hold a token.
        """
        return parse(self.content)

    def response(self) -> httpx.Response:
        """Return it as a response that can be kept: its request has neither token nor body."""
        return kept_response(self.status, self.headers, self.content, self.message.record())


class Incomplete(Exception):
    """A body is not what its head, or its own beginning, has promised."""


class Receiver:
    """Takes a body as it comes in.

    Args:
        message: What is answered.
        answer: The head of the answer.
        file: Where a success goes, in place of what an earlier try has written; None to keep it
            in memory.
        largest: How many bytes may be kept in memory.

    Raises:
        OSError: ``file`` cannot be written.

    """

    def __init__(
        self,
        message: Message,
        answer: AnyAnswer,
        file: BinaryIO | None,
        largest: int,
    ) -> None:
        self._message, self._answer = message, answer
        self._is_success = is_success(answer.status)
        self._file = file if self._is_success else None
        self._largest = largest if self._is_success else _LARGEST_ERROR
        self._encoding = b"" if answer.is_decoded else answer.header(b"content-encoding")
        self._decoder: Decoder | None = None
        self._memory = BytesIO()
        self._came = 0
        self._wants_more = True
        self._ending = None if answer.is_framed else Ending()
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()

    def take(self, chunk: bytes) -> bool:
        """Take a part of the body; tell whether more of it is of use.

        Raises:
            Undecodable: It is not in the encoding that the head names.
            Incomplete: The body is larger than it may be.
            OSError: The file cannot be written.

        """
        self._came += len(chunk)
        if self._encoding and self._decoder is None:
            self._decoder = Decoder(self._encoding)
        pieces = (chunk,) if self._decoder is None else self._decoder.feed(chunk)
        self._wants_more = all(self._keep(piece) for piece in pieces)
        return self._wants_more

    def end(self) -> Received:
        """Take the end of what is of use of the body, and return the answer.

        Raises:
            Undecodable: It was broken off.
            Incomplete: As well, or it is a part of what was asked for.

        """
        if self._is_success and self._wants_more:
            self._check_whole()
        return self.so_far()

    def so_far(self) -> Received:
        """Return the answer with what there is of its body."""
        return Received(
            message=self._message,
            status=self._answer.status,
            headers=self._answer.headers,
            content=self._memory.getvalue(),
        )

    def _keep(self, piece: bytes) -> bool:
        if self._ending is not None:
            self._ending.take(piece)
        if self._file is not None:
            self._memory.write(piece[: _HEAD - self._memory.tell()])
            self._file.write(piece)
            return True
        room = self._largest - self._memory.tell()
        if len(piece) > room and self._is_success:
            self._memory.truncate(_LARGEST_ERROR)  # Enough to see what it was.
            raise Incomplete(
                f"the answer is larger than {self._largest:,} bytes: largest_answer= allows more"
            )
        self._memory.write(piece[:room])
        return len(piece) < room

    def _check_whole(self) -> None:
        answer = self._answer
        if answer.status == _PARTIAL:
            raise Incomplete("a part came that was not asked for")
        if self._decoder is not None:
            self._decoder.end()
        length = answer.header(b"content-length")
        is_bodiless = self._message.method == "HEAD" or answer.status == _NO_CONTENT
        if length.isdigit() and not answer.is_decoded and not is_bodiless:
            if b"%d" % self._came != (length.lstrip(b"0") or b"0"):  # Python reads no long numbers.
                raise Incomplete(f"{self._came} bytes came of {length[:20].decode()}")
        elif self._ending is not None and (name := self._ending.missing()):
            raise Incomplete(f"the {name} has no end")


def says_no(received: Received) -> bool:
    """Tell whether an answer that is a success says in its body that it is none."""
    if b'"success"' not in received.content:  # Most answers need not be read twice.
        return False
    body = read_json(received.content)
    return isinstance(body, dict) and body.get("success") is False


def why_no_file(received: Received, accept: str) -> str | None:
    """Say why an answer that should be a PDF or a photograph is none; None if it may be."""
    kind = received.media_type
    head = received.content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if kind.startswith("text/") or kind.endswith("json") or head[:1] in (b"", b"<", b"{", b"["):
        return f"expected {accept}, got {kind or 'text' if head else 'nothing'}"
    if accept == "application/pdf" and _PDF not in head:
        return "expected a PDF, got something that is none"
    return None
