"""Spans and metrics of OpenTelemetry, by its stable conventions for HTTP clients.

It is the program that loads OpenTelemetry; where none has, a span is nothing, and costs nothing. No
span has a URL, a query, a body or a header: what is secret or personal stands there. Whoever
watches may fail; no call does so with him.
"""

from __future__ import annotations

import functools
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self

from novapost_auth._version import __version__
from novapost_auth._wire import Headers, Origin

if TYPE_CHECKING:
    from types import TracebackType

_SCOPE: Final = "novapost"
# What the conventions advise for the histogram of durations, in seconds.
_BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)


class Span:
    """What nobody watches."""

    status: int | None = None
    """The status of the last answer."""
    sent: int = 0
    """How many messages were sent."""

    def headers(self) -> Headers:
        """Return the headers that lead what serves a message to this span."""
        return []

    def failed(self, error: BaseException) -> None:
        """Take note of what it ends with."""

    def end(self) -> None:
        """Tell that it is over; what is entered ends by itself."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        pass


class _Watched(Span):
    """A span that is the present one while it is entered."""

    def __init__(self, name: str, attributes: dict[str, Any]) -> None:
        from opentelemetry import context, trace  # noqa: PLC0415 - it has been loaded

        self._attributes = attributes
        self._began = time.perf_counter()
        tracer = _tracer_of(trace.get_tracer_provider())
        kind = trace.SpanKind.CLIENT
        self._span = tracer.start_span(name, kind=kind, attributes=attributes)
        self._context = trace.set_span_in_context(self._span)
        self._error = trace.Status(trace.StatusCode.ERROR)
        self._attach, self._detach = context.attach, context.detach

    def headers(self) -> Headers:
        carrier: dict[str, str] = {}
        with suppress(Exception):
            from opentelemetry import propagate  # noqa: PLC0415 - as above

            propagate.inject(carrier, self._context)
        return [
            (name.encode("ascii"), value.encode("ascii"))
            for name, value in carrier.items()
            if (name + value).isascii() and (name + value).isprintable()
        ]

    def failed(self, error: BaseException) -> None:
        cls = type(error)
        status = getattr(error, "status_code", None)
        name = f"{cls.__module__}.{cls.__qualname__}" if status is None else str(status)
        self._attributes["error.type"] = name

    def __enter__(self) -> Self:
        self._token = self._attach(self._context)
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._detach(self._token)
        if exc is not None:
            self.failed(exc)
        self.end()

    def end(self) -> None:
        if self.status is not None:
            self._attributes["http.response.status_code"] = self.status
        with suppress(Exception):
            if "error.type" in self._attributes:
                self._span.set_status(self._error)
            self._span.set_attributes(self._attributes)
            if self.sent > 1:
                self._span.set_attribute("http.request.resend_count", self.sent - 1)
        with suppress(Exception):
            self._span.end()
        if metrics := sys.modules.get("opentelemetry.metrics"):
            with suppress(Exception):
                took = time.perf_counter() - self._began
                histogram = _histogram_of(metrics.get_meter_provider())
                histogram.record(took, self._attributes, self._context)


@functools.lru_cache(maxsize=1)  # Asked anew each time, a provider makes another one.
def _tracer_of(provider: Any) -> Any:
    return provider.get_tracer(_SCOPE, __version__)


@functools.lru_cache(maxsize=1)
def _histogram_of(provider: Any) -> Any:
    create = functools.partial(
        provider.get_meter(_SCOPE, __version__).create_histogram,
        "http.client.request.duration",
        unit="s",
        description="Duration of HTTP client requests.",
    )
    try:
        return create(explicit_bucket_boundaries_advisory=_BOUNDS)
    except TypeError:  # Before 1.30.
        return create()


def span(method: str, template: str, origin: Origin) -> Span:
    """Return the span of a call, to be entered or ended; nothing where nobody could see it.

    Args:
        method: As it is sent: one that the conventions know.
        template: The path as published, with names for values; empty if it is not known.
        origin: Where it goes.

    """
    if "opentelemetry.trace" not in sys.modules:
        return Span()
    attributes: dict[str, Any] = {
        "http.request.method": method,
        "server.address": origin.host,
        "server.port": origin.port,
    }
    if template:
        attributes["url.template"] = template
    try:
        return _Watched(f"{method} {template}".rstrip(), attributes)
    except Exception:  # noqa: BLE001 - half imported, or somebody's sampler
        return Span()
