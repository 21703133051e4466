"""The fake service as its users hold it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from math import inf
from typing import Any

import httpx

from novapost_auth._errors import ConfigurationError, check_type, checked_seconds
from novapost_auth._settings import checked
from novapost_client.shown import shown

from ._clock import FakeClock
from ._failures import Failure
from ._server import Served
from ._service import Headers, LoggedCall, Service
from ._tokens import Mint
from ._transport import FakeTransport, Sends
from ._wire import Answer

_CODES: Mapping[int, str] = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    422: "unprocessable",
    429: "too_many_requests",
    503: "service_unavailable",
}


class FakeNovaPost:
    """A Nova Post service for tests: real tokens, answers that fit, and state that is kept.

    Give its ``transport`` to a client (``NovaPost(fake.api_key, transport=fake.transport)``), or
    ``serve`` it on loopback. It answers every published operation and those in use, refuses what
    the service is known to refuse, and knows nothing of its data. A parameter that it does not
    know is named in ``calls`` and in a warning of the logger ``novapost_auth.testing``. All of it
    may be used from several threads.

    Args:
        api_key: The key that it takes; a random one by default.
        clock: Where it reads the time; by default a ``FakeClock`` that runs with real time
            until ``fake.clock.advance(seconds)``. Give it to your client too.
        token_life: Seconds that a token lives.
        latency: Seconds that each answer takes; may be changed at any time.
        speed: How many times faster shipments move: at 3600 an hour of theirs takes a second.
        older_forms: Whether prices and tracking in detail are answered in the form they had
            first: flat, with a list for the status. May be changed at any time.

    """

    # An attribute that is misspelt would be set in silence, and change nothing.
    __slots__ = ("__weakref__", "_latency", "_service", "api_key", "clock", "transport")

    def __init__(  # noqa: PLR0913 - how it is, all by name
        self,
        *,
        api_key: str | None = None,
        clock: FakeClock | None = None,
        token_life: float = 3600,
        latency: float = 0.0,
        speed: float = 1.0,
        older_forms: bool = False,
    ) -> None:
        check_type(api_key, "api_key must be text", str, None)
        checked_seconds(token_life, "token_life")
        _check_latency(latency)
        check_type(speed, "speed must be a number", int, float)
        if not 0 < speed < inf:
            raise ConfigurationError(f"speed must be more than 0, not {shown(speed)}")
        check_type(older_forms, "older_forms must be True or False", bool)
        self.api_key: str = api_key or secrets.token_hex(16)
        checked(clock)
        self.clock: FakeClock = FakeClock() if clock is None else clock
        self._latency = latency
        self._service = Service.with_key(self.api_key, Mint(self.clock, token_life))
        self._service.world.speed = speed
        self.older_forms = older_forms
        self.transport: FakeTransport = FakeTransport(self)
        """An httpx transport, for clients of both kinds."""

    def __repr__(self) -> str:
        return f"<FakeNovaPost, {len(self._service.log)} calls>"

    @property
    def latency(self) -> float:
        """Seconds that each answer takes. One beyond a client's timeout fails at once."""
        return self._latency

    @latency.setter
    def latency(self, value: float) -> None:
        _check_latency(value)
        self._latency = value

    @property
    def older_forms(self) -> bool:
        """Whether answers that have two forms come in the older one."""
        return self._service.world.older_forms

    @older_forms.setter
    def older_forms(self, value: bool) -> None:
        self._service.world.older_forms = value

    @property
    def calls(self) -> list[LoggedCall]:
        """The calls answered so far (the last 10,000), oldest first."""
        return list(self._service.log)

    @property
    def failures_left(self) -> list[str]:
        """The failures of ``fail_next`` that no call has met yet, each with how often it waits."""
        return [str(failure) for failure in list(self._service.failures)]

    def handle(self, method: str, raw_path: str, headers: Headers, body: bytes) -> Answer:
        """Answer a request given by its parts: what transport and server stand on.

        Args:
            method: The HTTP method, in capitals.
            raw_path: Path and query, percent-encoded: ``/v.1.0/divisions?limit=2``.
            headers: Pairs of name and value.
            body: The body; empty if there is none.

        """
        return self._service.handle(method, raw_path, headers, body)

    def serve(self, port: int = 0) -> Served:
        """Serve on 127.0.0.1, in threads, until the result is closed.

        Args:
            port: The port; 0 takes a free one, which ``.url`` of the result tells.

        """
        check_type(port, "port must be a number", int)
        return Served(self, port)

    def fail_next(  # noqa: PLR0913 - what fails, and how, all by name
        self,
        status: int,
        *,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        times: int = 1,
        path: str | None = None,
        method: str | None = None,
    ) -> None:
        """Let the next calls fail before the service has looked at them.

        Args:
            status: The status to answer with.
            body: What to answer: bytes or text as they are, anything else as JSON; by default
                a body as the service's own.
            headers: Further headers, such as ``{"Retry-After": "2"}``.
            times: How many calls fail.
            path: Which calls: a path below the base URL, such as ``/shipments/*``; all by
                default.
            method: Which of these: those of one method, such as ``"POST"``.

        Raises:
            ConfigurationError: ``times`` is below 1, or there is no such status, path or method,
                or no operation has them both.

        """
        check_type(status, "status must be a number", int)
        check_type(headers, "headers must be a mapping of names and values", Mapping, None)
        check_type(times, "times must be a number", int)
        check_type(path, "path must be text, such as /shipments/*", str, None)
        check_type(method, "method must be text, such as POST", str, None)
        if times < 1:
            raise ConfigurationError("times must be 1 or more")
        if not 100 <= status <= 599:  # noqa: PLR2004 - as HTTP has it
            raise ConfigurationError(f"status must be one of HTTP, such as 503, not {status}")
        if body is None:
            body = {"errors": {"errorMessage": _CODES.get(status, "error")}}
        kind, content = "application/json", body
        if isinstance(body, str):
            kind, content = "text/html; charset=utf-8", body.encode()
        elif not isinstance(body, bytes):
            content = json.dumps(body).encode()
        answer = Answer(status, tuple({"Content-Type": kind, **(headers or {})}.items()), content)
        where = "*" if path is None else path
        self._service.plan(Failure(answer, where, method and method.upper(), times))

    def add_event(self, number: str, code: str | int, name: str = "") -> None:
        """Let something happen to a shipment now: a refusal, a return, whatever has a code.

        From then on nothing comes by the timetable any more, only what is added.

        Args:
            number: The number of the shipment.
            code: The status code, such as ``"103"`` or a ``TrackingCode``.
            name: What it is called in answers; the code if not given.

        Raises:
            ConfigurationError: There is no shipment of that number, or the code is no number.

        """
        check_type(number, "number must be text", str)
        check_type(code, "code must be a status code, such as 103", str, int)
        check_type(name, "name must be text", str)
        told = str(int(code)) if str(code).isdecimal() else ""
        if not told:
            raise ConfigurationError(f"code must be a status code, such as 103, not {shown(code)}")
        if not self._service.add_event(number, told, name or f"Status {told}"):
            raise ConfigurationError(f"the fake has no shipment {shown(number)}")

    def revoke_tokens(self) -> None:
        """Refuse, from now on, every token issued so far; the key stays good."""
        self._service.world.mint.revoke()

    def send_webhooks(self, client: Sends | None = None) -> list[httpx.Response]:
        """Send what subscribers have to be told: all that has happened since the last time.

        Shipments move with the clock, so advance it first. What the real service puts into a
        webhook's body is not published; here it is an event as tracking shows it.

        Args:
            client: Sends the requests; for an application in process, a client with a WSGI
                transport, or Starlette's ``TestClient``. By default one made for the purpose.

        Returns:
            What the subscribers' URLs answered.

        Raises:
            httpx.TransportError: If one of them could not be reached, after all were tried.
            httpx.InvalidURL: If what one of them has is no URL, likewise.

        """
        if client is None:
            with httpx.Client() as own:
                return self.send_webhooks(own)
        answers: list[httpx.Response] = []
        failures: list[httpx.TransportError | httpx.InvalidURL] = []
        for hook in self._service.webhooks():
            # A secret may have letters beyond ASCII.
            headers = {name.encode(): text.encode() for name, text in hook["headers"].items()}
            try:
                answer = client.post(hook["url"], headers=headers, json=hook["json"])
            except (httpx.TransportError, httpx.InvalidURL) as error:
                failures.append(error)
            else:
                answers.append(answer)
        if failures:
            raise failures[0]
        return answers


def _check_latency(value: float) -> None:
    if value != 0:
        checked_seconds(value, "latency")
