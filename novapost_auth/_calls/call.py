"""One call, without the I/O: what is sent, what the answer means, and whether to try again.

The transports do the sending and waiting, one for threads and one for coroutines.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import math
import time
from typing import TYPE_CHECKING, BinaryIO, Final, Generic, Self, TypeVar

from novapost_auth._aside import LOGGER, TOLD, is_hearing, log
from novapost_auth._calls.body import encode
from novapost_auth._calls.extra import secrets_of, with_headers, with_params
from novapost_auth._calls.log import BODIES, presentable
from novapost_auth._calls.received import Incomplete, Received, Receiver, says_no, why_no_file
from novapost_auth._calls.responses import ResponseRecord
from novapost_auth._calls.retry import is_done, may_repeat
from novapost_auth._calls.service import Service
from novapost_auth._calls.target import target_of
from novapost_auth._errors import (
    ApiError,
    NovaPostError,
    TimeoutError,  # noqa: A004 - ours, which is one of those too
    UnexpectedResponse,
    answered,
    error_from_failure,
    error_from_response,
)
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret, masked_headers, redact_url, scrub
from novapost_auth._spans import span
from novapost_auth._wire import AnyAnswer, Message, Undecodable, WireFailure
from novapost_client.errors import UnreadableAnswer
from novapost_client.shown import without_keys
from novapost_client.types import UNSET, Request

if TYPE_CHECKING:
    from types import TracebackType

T = TypeVar("T")

_JSON: Final = "application/json"
_NO_CONTENT: Final = 204
_CHANGING: Final = frozenset({"PUT", "PATCH", "DELETE"})


class Call(Generic[T]):
    """A call under way, from where it is entered to where it is left.

    An error that leaves it, wherever it was raised, tells what is known of all tries: whether one
    of them may have been done.
    """

    def __init__(self, request: Request[T], service: Service) -> None:
        self.request = request
        self._service = service
        self._began = self._try_began = service.clock.monotonic()
        self._ends = math.inf if service.deadline is None else self._began + service.deadline
        self._tried = 0
        self._from_token = False
        self._maybe_done = False
        self._secrets = (*service.secrets, *secrets_of(service.extra_headers))
        self._message: Message
        self._sent, self._sent_at = 0, self._began
        self.span = span(request.method, request.template, service.origin)
        self.told = TOLD
        """Set once all that was logged of it has been handled."""
        self.heard = TOLD
        """Set once ``on_response`` has been told of all answers."""

    def __enter__(self) -> Self:
        self.span.__enter__()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if isinstance(exc, Exception):
            self._warn(exc)
        self.span.__exit__(exc_type, exc, traceback)

    def begin_try(self) -> None:
        """Begin a try, with a token of its own perhaps."""
        self._tried += 1
        self._from_token = False
        self._try_began = self._service.clock.monotonic()

    def left(self) -> float:
        """Return the seconds that are left for the call as a whole, which may be endless.

        Raises:
            TimeoutError: There are none.

        """
        seconds = self._ends - self._service.clock.monotonic()
        if seconds <= 0:
            late = f"{self}: it took longer than {self._service.deadline:g} s"
            raise TimeoutError(late, maybe_sent=False)
        return seconds

    def has(self, seconds: float) -> bool:
        """Tell whether there is so much time left, and more."""
        return self._service.clock.monotonic() + seconds < self._ends

    def message(self, authorization: Secret | None) -> Message:
        """Return what is to be sent, with ``authorization`` as its token."""
        request, service = self.request, self._service
        is_json = _JSON in request.accept
        headers = [*service.raw_headers, _accept(request.accept)]
        content = None
        if request.json is not UNSET:
            content = encode(request.json)
            headers.append((b"Content-Type", b"application/json"))
        self._sent += 1
        self.span.sent = self._sent
        self._sent_at = service.clock.monotonic()
        headers += self.span.headers()
        seconds = self.left()
        params = with_params(request.params, service.extra_params)
        self._message = Message(
            method=request.method,
            origin=service.origin,
            target=target_of(service.base_url, request.path, params),
            headers=with_headers(headers, service.extra_headers),
            authorization=authorization,
            known=self._secrets,
            content=content,
            times=service.times_of_json if is_json else service.times,
            until=None if seconds == math.inf else time.monotonic() + seconds,
        )
        if content is not None:
            self._log_body("sent", self._message)
        return self._message

    def receiver(self, answer: AnyAnswer, file: BinaryIO | None) -> Receiver:
        """Return what takes the body of ``answer``, which goes to ``file`` if there is one."""
        self.span.status = answer.status
        if (listener := self._service.listener) is not None:
            record = ResponseRecord(
                operation=self.request.operation,
                method=self.request.method,
                status=answer.status,
                headers=httpx.Headers(masked_headers(answer.headers, self._message.secrets())),
                elapsed=self._service.clock.monotonic() - self._sent_at,
                attempt=self._sent,
            )
            self.heard = listener.tell(record)
        return Receiver(self._message, answer, file, self._service.largest_answer)

    def without_token(self, error: NovaPostError) -> NovaPostError:
        """Return the error for a try that got no token, so that the call was not sent."""
        self._from_token = True
        error.maybe_sent = False
        return error

    def failed(self, failure: WireFailure) -> Received | NovaPostError:
        """Return the error for a try that got no answer, or the answer that a hook threw away."""
        if (response := answered(failure)) is None:
            return error_from_failure(failure, self._message)
        status, headers, content = response.status_code, response.headers.raw, response.content
        return Received(message=self._message, status=status, headers=headers, content=content)

    def broken_off(
        self, reason: WireFailure | Undecodable | Incomplete, receiver: Receiver
    ) -> Received | NovaPostError:
        """Return what an answer stands for whose body did not come, or not as its head says."""
        received = receiver.so_far()
        if not received.is_success:  # Its status says enough.
            return received
        if isinstance(reason, WireFailure):
            return self.failed(reason)
        return self._unexpected(str(reason), received)

    def judge(self, received: Received | NovaPostError) -> Received | NovaPostError:
        """Return what a try has ended with, or the error that an answer means.

        One that is no success stands for one: an earlier try has done it already.
        """
        if not isinstance(received, Received):
            return received
        self._log_body("received", received)
        if received.is_success:
            if says_no(received):
                return ApiError(received.response(), secrets=self._message.secrets())
        else:
            error = error_from_response(received.response(), secrets=self._message.secrets())
            if not (self._maybe_done and is_done(error, self.request.method)):
                return error
        self._log(str(received.status))
        return received

    def pause(self, error: NovaPostError) -> float:
        """Return the seconds to wait before the next try; raise ``error`` if there is none."""
        elapsed = self._service.clock.monotonic() - self._began
        wait = None
        if may_repeat(error, self.request.method, from_token=self._from_token):
            wait = self._service.retry.wait(error, tried=self._tried, elapsed=elapsed)
        if wait is not None and not self.has(wait):
            wait = None
        status = getattr(error, "status_code", "")
        plan = "giving up" if wait is None else f"again in {wait:.2f} s"
        self._log(f"{status} {type(error).__name__}, {plan}".lstrip())
        self._maybe_done |= error.maybe_sent
        if wait is None:
            if self._tried > 1:
                error.add_note(f"Tried {self._tried} times in {elapsed:.1f} s.")
            raise error
        return wait

    def result(self, received: Received) -> T:
        """Return what the operation answers with, read from what ``judge`` let pass."""
        if not received.is_success or (received.status == _NO_CONTENT and self._changes()):
            return self._nothing(received)
        reason = None
        if self.request.accept != _JSON:
            reason = why_no_file(received, self.request.accept)
        if reason is None:
            try:
                return received.parsed(self.request.parse)
            except UnreadableAnswer as exc:
                reason = str(exc)
        raise self._unexpected(reason, received)

    def __str__(self) -> str:
        path = without_keys(redact_url(self.request.path))
        return f"{self.request.method} {scrub(path, *self._secrets)}"

    def _changes(self) -> bool:
        """Tell whether what is there was changed: then nothing in the answer is an answer."""
        method, path = self.request.method, self.request.path
        # Ids have digits; without one a POST creates, and what it created must be told.
        return method in _CHANGING or (method == "POST" and any(map(str.isdigit, path)))

    def _nothing(self, received: Received) -> T:
        for content in (b"", b"{}", b"[]"):
            with contextlib.suppress(UnreadableAnswer):
                return self.request.parse(content)
        raise self._unexpected("done already, by an earlier try", received)

    def _unexpected(self, reason: str, received: Received) -> UnexpectedResponse:
        response, secrets = received.response(), self._message.secrets()
        return UnexpectedResponse(f"{self}: {reason}", response=response, secrets=secrets)

    def _warn(self, error: Exception) -> None:
        maybe_done = self._maybe_done
        if isinstance(error, NovaPostError):
            error.maybe_sent |= maybe_done
            maybe_done = error.maybe_sent
        if maybe_done and self.request.method not in ("GET", "HEAD", "OPTIONS"):
            error.add_note("The service may have done it: look before you send it again.")

    def _log_body(self, what: str, of: Message | Received) -> None:
        # Not as bytes: a handler that shows variables would show what is masked for it.
        if BODIES.isEnabledFor(logging.DEBUG) and not is_hearing():
            text = presentable(of.content or b"", *self._message.secrets())
            self.told = log(BODIES, logging.DEBUG, "%s %s", what, text)

    def _log(self, outcome: str) -> None:
        if LOGGER.isEnabledFor(logging.DEBUG) and not is_hearing():
            took = (self._service.clock.monotonic() - self._try_began) * 1000
            text, tried = "%s: %s (try %d, %.0f ms)", self._tried
            self.told = log(LOGGER, logging.DEBUG, text, str(self), outcome, tried, took)


@functools.lru_cache(maxsize=32)
def _accept(accept: str) -> tuple[bytes, bytes]:
    if _JSON not in accept:
        accept += f", {_JSON}"  # In which errors are told.
    return b"Accept", accept.encode("ascii")
