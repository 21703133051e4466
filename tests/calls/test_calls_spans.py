"""OpenTelemetry: a span a call, token fetches as its children, and nothing secret."""

import asyncio
import subprocess
import sys
import threading

import anyio
import httpx
import pytest
from fault_server import KEY, jwt
from opentelemetry import baggage, context, metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import SpanProcessor

import novapost_auth as np

SERVER = {"server.address": "api.novapost.com", "server.port": 443}


class Service:
    def __init__(self, *answers):
        self.answers = list(answers)
        self.calls, self.token_calls, self.current = [], [], []

    def __call__(self, request):
        if request.url.path.endswith("/clients/authorization"):
            self.token_calls.append(request)
            return httpx.Response(200, json={"jwt": jwt(len(self.token_calls))})
        self.calls.append(request)
        self.current.append(trace.get_current_span())
        answer = self.answers.pop(0) if self.answers else httpx.Response(200, json={})
        if isinstance(answer, Exception):
            raise answer
        return answer


def client(drive, *answers, **settings):
    service = Service(*answers)
    return service, drive(transport=httpx.MockTransport(service), **settings)


def attributes(span):
    assert span.kind is trace.SpanKind.CLIENT
    assert span.instrumentation_scope.name == "novapost"
    return dict(span.attributes)


def header_of(span):
    flags = span.context.trace_flags  # More of them in newer versions.
    return f"00-{span.context.trace_id:032x}-{span.context.span_id:016x}-{flags:02x}"


def test_a_call_has_a_span_and_the_token_that_it_fetches_another_within_it(drive, spans):
    service, driver = client(drive)

    driver.do(lambda api: api.divisions.find(country_codes=["PL"], limit=5))
    driver.do(lambda api: api.divisions.find(limit=5))

    (token,), (first, second) = spans.tokens, spans.calls
    expected = {**SERVER, "http.request.method": "GET", "http.response.status_code": 200}
    assert first.name == "GET /divisions"
    assert attributes(first) == {**expected, "url.template": "/divisions"}
    assert attributes(token) == {**expected, "url.template": "/clients/authorization"}
    assert first.parent is None
    assert token.parent.span_id == first.context.span_id
    assert second.context.trace_id != first.context.trace_id
    assert {one.status.status_code for one in spans.all} == {trace.StatusCode.UNSET}
    assert [call.headers["traceparent"] for call in service.calls] == [
        header_of(first),
        header_of(second),
    ]
    assert [call.headers["traceparent"] for call in service.token_calls] == [header_of(token)]
    assert [one.get_span_context() for one in service.current] == [first.context, second.context]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda api: api.shipments.delete(17), "DELETE /shipments/{id}"),
        (lambda api: api.shipments.update("17/9", {}), "PUT /shipments/{id}"),
        (
            lambda api: api.webhooks.add_numbers(17, {"numbers": ["17"]}),
            "POST /tracking-push/subscribers/{id}/numbers",
        ),
        (lambda api: api.request("GET", "/shipments/17"), "GET"),
    ],
)
def test_a_name_has_the_path_as_published_and_nothing_of_the_call(call, name, drive, spans):
    _, driver = client(drive)
    driver.do(call)
    (span,) = spans.calls
    assert span.name == name
    method, _, template = name.partition(" ")
    assert span.attributes.get("url.template", "") == template
    assert span.attributes["http.request.method"] == method
    # Of the rest of the span, ids are drawn, and may hold any number.
    assert "17" not in f"{dict(span.attributes)} {span.events} {span.links}"


@pytest.mark.parametrize("status", [400, 404, 422, 500])
def test_an_error_is_told_by_its_status(status, drive, spans):
    _, driver = client(drive, httpx.Response(status, json={"message": "no"}), retries=None)
    with pytest.raises(np.ApiError):
        driver.do(lambda api: api.divisions.find())
    (span,) = spans.calls
    assert span.attributes["http.response.status_code"] == status
    assert span.attributes["error.type"] == str(status)
    assert span.status.status_code is trace.StatusCode.ERROR
    assert span.events == ()


@pytest.mark.parametrize(
    ("answer", "kind", "status"),
    [
        (httpx.ConnectError("no"), "novapost_auth.TransportError", None),
        (httpx.ReadTimeout("late"), "novapost_auth.TimeoutError", None),
        (httpx.Response(200, text="<html>"), "novapost_auth.UnexpectedResponse", 200),
        (httpx.Response(200, json={"success": False}), "200", 200),
    ],
)
def test_a_failure_is_told_by_its_class(answer, kind, status, drive, spans):
    _, driver = client(drive, answer, retries=None)
    with pytest.raises(np.NovaPostError):
        driver.do(lambda api: api.divisions.find())
    (span,) = spans.calls
    assert span.attributes["error.type"] == kind
    assert span.attributes.get("http.response.status_code") == status
    assert span.status.status_code is trace.StatusCode.ERROR


@pytest.mark.parametrize(
    ("answers", "resent", "status"),
    [([], None, 200), ([503], 1, 200), ([503, 429], 2, 200), ([401], 1, 200), ([503] * 3, 2, 503)],
)
def test_what_is_sent_again_is_counted(answers, resent, status, drive, spans):
    service, driver = client(drive, *(httpx.Response(one) for one in answers))
    try:
        driver.do(lambda api: api.divisions.find())
    except np.ServiceUnavailable:
        assert status == 503
    (span,) = spans.calls
    assert span.attributes.get("http.request.resend_count") == resent
    assert span.attributes["http.response.status_code"] == status
    assert {call.headers["traceparent"] for call in service.calls} == {header_of(span)}


def test_a_token_call_that_fails_says_so_in_its_own_span(drive, spans):
    def refuse(_):
        return httpx.Response(401, json={"message": f"no such key: {KEY}"})

    driver = drive(transport=httpx.MockTransport(refuse), retries=None)
    with pytest.raises(np.InvalidApiKey):
        driver.do(lambda api: api.divisions.find())
    (token,), (call,) = spans.tokens, spans.calls
    for span in (token, call):
        assert span.attributes["error.type"] == "401"
    assert token.attributes["http.response.status_code"] == 401
    assert "http.response.status_code" not in call.attributes
    assert KEY not in token.to_json() + call.to_json()


def test_it_is_within_the_span_of_the_program_and_passes_on_what_goes_with_it(
    drive, spans, provider
):
    service, driver = client(drive)
    outer = provider.get_tracer("shop").start_span("checkout")

    async def call_async(api):
        with trace.use_span(outer, end_on_exit=True):
            token = context.attach(baggage.set_baggage("cart", "5"))
            await api.divisions.find()
            context.detach(token)

    def call(api):
        with trace.use_span(outer, end_on_exit=True):
            token = context.attach(baggage.set_baggage("cart", "5"))
            api.divisions.find()
            context.detach(token)

    driver.do(call_async if driver.runner else call)
    inner = next(one for one in spans.calls if one.name == "GET /divisions")
    assert inner.parent.span_id == outer.get_span_context().span_id
    assert service.calls[0].headers["baggage"] == "cart=5"
    assert not trace.get_current_span().get_span_context().is_valid


def test_what_a_user_passes_on_by_hand_counts(drive, spans):
    service, driver = client(drive)
    mine = "00-" + "a" * 32 + "-" + "b" * 16 + "-00"
    view = driver.api.with_options(extra_headers={"TraceParent": mine})
    driver.do(lambda _: view.divisions.find())
    assert service.calls[0].headers.get_list("traceparent") == [mine]
    assert len(spans.calls) == 1


def test_threads_and_tasks_do_not_mix_their_spans(kind, drive, spans, provider):
    """Each call is within the span of who makes it; one of them fetches the token."""
    service, driver = client(drive)
    tracer = provider.get_tracer("shop")
    outers = [tracer.start_span(f"outer {number}") for number in range(20)]

    def in_thread(number):
        with trace.use_span(outers[number], end_on_exit=True):
            driver.api.shipments.find(limit=number + 1)

    async def in_task(api, number):
        with trace.use_span(outers[number], end_on_exit=True):
            await api.shipments.find(limit=number + 1)

    async def in_tasks(api):
        await asyncio.gather(*(in_task(api, number) for number in range(20)))

    if kind == "async":
        driver.do(in_tasks)
    else:
        threads = [threading.Thread(target=in_thread, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    calls = {one.parent.span_id: one for one in spans.calls if one.name == "GET /shipments"}
    assert calls.keys() == {outer.get_span_context().span_id for outer in outers}
    (token,) = spans.tokens
    assert token.parent.span_id in {one.context.span_id for one in calls.values()}
    sent = {call.headers["traceparent"]: call.url.params["limit"] for call in service.calls}
    for number, outer in enumerate(outers):
        assert sent[header_of(calls[outer.get_span_context().span_id])] == str(number + 1)


@pytest.mark.parametrize("kind", ["async"])
def test_a_call_that_is_cancelled_ends_its_span(drive, spans):
    class Silent(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request):
            if request.url.path.endswith("/clients/authorization"):
                return httpx.Response(200, json={"jwt": jwt(1)})
            silent.append(True)
            return await anyio.sleep_forever()

    silent = []
    driver = drive(transport=Silent())

    async def cancelled(api):
        task = asyncio.ensure_future(api.divisions.find())
        while not silent:  # noqa: ASYNC110 - what it waits for is on no loop
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    driver.do(cancelled)
    (span,) = spans.calls
    assert span.attributes["error.type"].endswith(".CancelledError")
    assert span.status.status_code is trace.StatusCode.ERROR


def test_nothing_secret_is_in_them(drive, spans):
    secret = "f0e1d2c3b4a5968778695a4b3c2d1e0f"
    body = {"message": f"{KEY} {jwt(1)} {secret}"}
    _, driver = client(drive, *[httpx.Response(404, json=body, headers={"X": secret})] * 3)
    view = driver.api.with_options(
        extra_headers={"X-Api-Key": secret}, extra_query={"apiKey": secret}, retries=None
    )
    for call in (
        lambda _: view.divisions.find(),
        lambda _: view.request("POST", f"/x?token={secret}", json={"token": secret}),
        lambda _: view.shipments.create({"note": secret}),
    ):
        with pytest.raises(np.NotFound):
            driver.do(call)
    text = "".join(one.to_json() for one in spans.all)
    assert len(spans.all) == 4
    for told in (KEY, jwt(1), secret):
        assert told not in text


@pytest.mark.usefixtures("provider")
def test_durations_are_measured(drive, monkeypatch):
    reader = InMemoryMetricReader()
    meters = MeterProvider([reader], shutdown_on_exit=False)
    monkeypatch.setattr(metrics, "get_meter_provider", lambda: meters)
    _, driver = client(drive, httpx.Response(200, json={}), httpx.Response(404))

    driver.do(lambda api: api.divisions.find())
    with pytest.raises(np.NotFound):
        driver.do(lambda api: api.divisions.find())

    (metric,) = (
        metric
        for resource in reader.get_metrics_data().resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    )
    assert (metric.name, metric.unit) == ("http.client.request.duration", "s")
    points = {
        (
            point.attributes["url.template"],
            point.attributes["http.response.status_code"],
            point.attributes.get("error.type"),
        ): point
        for point in metric.data.data_points
    }
    assert points.keys() == {
        ("/clients/authorization", 200, None),
        ("/divisions", 200, None),
        ("/divisions", 404, "404"),
    }
    assert all(point.count == 1 for point in points.values())
    assert metric.data.data_points[0].explicit_bounds[:3] == (0.005, 0.01, 0.025)


class Rude(SpanProcessor):
    def on_start(self, *_, **__):
        if self.when == "start":
            raise ValueError("a processor fails")

    def on_end(self, *_):
        if self.when == "end":
            raise ValueError("a processor fails")


@pytest.mark.parametrize("when", ["start", "end"])
def test_what_fails_in_those_who_watch_fails_no_call(when, drive, provider):
    rude = Rude()
    rude.when = when
    provider.add_span_processor(rude)
    service, driver = client(drive)
    driver.do(lambda api: api.divisions.find())
    assert len(service.calls) == 1
    assert not trace.get_current_span().get_span_context().is_valid


def test_a_propagator_cannot_break_a_message(drive, spans, monkeypatch):
    def inject(carrier, *_, **__):
        carrier["x-bad"] = "a\r\nAuthorization: b"
        carrier["x-good"] = "c"

    monkeypatch.setattr("opentelemetry.propagate.inject", inject)
    service, driver = client(drive)
    driver.do(lambda api: api.divisions.find())
    assert service.calls[0].headers["x-good"] == "c"
    assert "x-bad" not in service.calls[0].headers
    assert len(spans.calls) == 1


def test_a_program_that_does_not_use_it_never_loads_it():
    code = """
import asyncio, sys
from novapost_auth import AsyncNovaPost, NovaPost
from novapost_auth.testing import FakeNovaPost
fake = FakeNovaPost()
with NovaPost(fake.api_key, transport=fake.transport) as novapost:
    novapost.divisions.find()
async def main():
    async with AsyncNovaPost(fake.api_key, transport=fake.transport) as novapost:
        await novapost.divisions.find()
asyncio.run(main())
print([name for name in sys.modules if name.startswith("opentelemetry")])
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=50
    )
    assert (ran.stdout.strip(), ran.returncode) == ("[]", 0), ran.stderr
