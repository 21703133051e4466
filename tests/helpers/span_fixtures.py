"""What OpenTelemetry has seen."""

import pytest

TOKEN_NAME = "GET /clients/authorization"


@pytest.fixture
def provider(monkeypatch):
    # Loaded here, as most programs do without it.
    from opentelemetry import trace  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    provider = TracerProvider(shutdown_on_exit=False)
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    return provider


@pytest.fixture
def spans(provider):
    """Give the spans that have ended, those of token calls apart."""
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor  # noqa: PLC0415
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import (  # noqa: PLC0415
        InMemorySpanExporter,
    )

    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))

    class Spans:
        all = property(lambda _: exporter.get_finished_spans())
        calls = property(lambda self: [one for one in self.all if one.name != TOKEN_NAME])
        tokens = property(lambda self: [one for one in self.all if one.name == TOKEN_NAME])

    return Spans()
