"""Answers of the service that are errors."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

from novapost_auth._errors.answers import (
    describe,
    line,
    meaning,
    read_errors,
    request_id_of,
    retry_after_of,
)
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret, record_response, redact_url
from novapost_client.errors import NovaPostError
from novapost_client.shown import without_keys

if TYPE_CHECKING:
    from novapost_auth._errors.locate import Place

_MOST_NOTES: Final = 20
_LATE: Final = 408
# Asked for without a token, before anything else; what is not there is the API itself.
_EVERYWHERE: Final = ("/clients/authorization", "/test-api-keys")
_BASE: Final = "/v.1.0"


class ApiError(NovaPostError):
    """The service answered that it did not do what was asked.

    ``str()`` is one line: the status, then the messages. To make one, pass an
    ``httpx.Response`` whose body has been read, and the secrets that it might repeat.
    """

    response: httpx.Response
    """The answer, without key and token."""
    status_code: int
    message: str
    """All messages in one line; the meaning of the status where there are none."""
    codes: tuple[str, ...]
    """The business codes, such as ``shipment_was_deleted``.

    They are what stands under ``errorMessage``, whatever it looks like, and any other message that
    is as a whole lower-case words joined by ``_`` or ``.``.
    """
    retry_after: float | None
    """Seconds that the service asks to wait, from 0 to a day; None if it does not say."""
    request_id: str | None
    """The service's name for this exchange, for its support."""

    def __init__(self, response: httpx.Response, *, secrets: Iterable[Secret] = ()) -> None:
        self.response = record_response(response, secrets)
        self.status_code = response.status_code
        self._errors, self.codes, self._is_json = read_errors(self.response)
        self.message = self._describe()
        self.retry_after = retry_after_of(self.response.headers)
        self.request_id = request_id_of(self.response.headers)
        # Where it went, or that it came late, says nothing of what was done.
        is_open = response.is_redirect or response.status_code == _LATE
        self.maybe_sent: bool = self.maybe_sent or is_open
        super().__init__(f"{self.status_code} {self.message}")
        for note in self._notes():
            self.add_note(note)

    @property
    def errors(self) -> dict[str, tuple[str, ...]]:
        """Messages by field, ``""`` holding those of no field: a copy.

        Fields are spelled as the service does: ``parcels.0.cargoCategory``.
        """
        return dict(self._errors)

    def locate(self, body: object) -> list[Place]:
        """Find the fields of ``errors`` in the ``body`` that was sent, a model or a mapping."""
        from novapost_auth._errors.locate import locate  # noqa: PLC0415 - few errors have fields

        return locate(self._errors, body)

    @property
    def _request(self) -> httpx.Request | None:
        with contextlib.suppress(RuntimeError):  # A response made by hand has none.
            return self.response.request
        return None

    def _describe(self) -> str:
        if self.response.has_redirect_location:
            target = self.response.headers["location"]
            return line(f"redirected to {redact_url(target)}, which is not followed")
        return line("; ".join(describe(self._errors))) or meaning(self.status_code)

    def _notes(self) -> Iterator[str]:
        name = f", request id {self.request_id}" if self.request_id else ""
        if request := self._request:
            yield f"{request.method} {without_keys(request.url.path)}{name}"
        if len(self._errors) > 1:
            yield from islice(describe(self._errors), _MOST_NOTES)
        if self.retry_after:
            yield f"The service asks to wait {self.retry_after:g} s."


class BadRequest(ApiError):
    """400: the request cannot be understood."""


class AuthenticationError(ApiError):
    """401: the token was refused, and so was a new one."""


class InvalidApiKey(AuthenticationError):
    """The key was refused when a token was asked for: unknown, or of another server."""

    def _notes(self) -> Iterator[str]:
        yield from super()._notes()
        if request := self._request:
            yield (
                f"A key is valid on one server alone: is this one of {request.url.host}?"
                " (server= or NOVAPOST_SERVER names it; keys of the API 2.0 are of none.)"
            )


class PermissionDenied(ApiError):
    """403: not allowed, or stopped by a firewall in front of the service."""

    @property
    def is_firewall(self) -> bool:
        """Whether it was probably a firewall: the service itself answers in JSON."""
        return not self._is_json

    def _describe(self) -> str:
        if not self.is_firewall:
            return super()._describe()
        return f"{super()._describe()} (not JSON: probably a firewall in front of the service)"


class NotFound(ApiError):
    """404: there is no such thing, or no API where the server is said to be."""

    def _describe(self) -> str:
        text, request = super()._describe(), self._request
        if request is None:
            return text
        base = request.url.path
        for path in _EVERYWHERE:
            base = base.removesuffix(path)
        is_base = base.endswith(_BASE)
        if base == request.url.path or (is_base and self._is_json):
            return text
        server = str(request.url.copy_with(path=base or "/", query=None)).rstrip("/")
        more = "" if is_base else f" The URLs of published servers end in {_BASE}"
        return f"{text}: is the API at {server}?{more}"


class Conflict(ApiError):
    """409: it contradicts what is there."""


class ValidationError(ApiError):
    """422: the request is malformed, or it is well formed and refused."""

    @property
    def is_refusal(self) -> bool:
        """Whether a well-formed request was refused: no field is blamed, ``codes`` say why."""
        return set(self._errors) == {""}

    def _notes(self) -> Iterator[str]:
        yield from super()._notes()
        had_body = self._request is None or self._request.method != "GET"
        if any(self._errors) and had_body:
            yield "error.locate(body) leads to these fields in the body that was sent."


class RateLimited(ApiError):
    """429: too many requests."""


class ServerError(ApiError):
    """5xx: the service failed, perhaps after it had done what was asked."""

    maybe_sent = True


class ServiceUnavailable(ServerError):
    """503: the service cannot answer now."""


_BY_STATUS: Final[Mapping[int, type[ApiError]]] = {
    400: BadRequest,
    401: AuthenticationError,
    403: PermissionDenied,
    404: NotFound,
    409: Conflict,
    422: ValidationError,
    429: RateLimited,
    503: ServiceUnavailable,
}


def error_from_response(
    response: httpx.Response,
    *,
    secrets: Iterable[Secret] = (),
    cls: type[ApiError] | None = None,
) -> ApiError:
    """Return the error that ``response`` means, by default of the class for its status."""
    if cls is None:
        fallback = ServerError if response.status_code >= 500 else ApiError  # noqa: PLR2004
        cls = _BY_STATUS.get(response.status_code, fallback)
    return cls(response, secrets=secrets)
