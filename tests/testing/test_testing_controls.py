"""What a test can tell the fake to do: fail, wait, forget, remember."""

import math
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import anyio
import httpx
import pytest

from novapost_auth import ConfigurationError
from novapost_auth.testing import FakeClock, FakeNovaPost, LoggedCall

BASE = "https://api.novapost.com/v.1.0"


def test_fails_next_and_then_no_more(fake, http):
    fake.fail_next(503, times=2)

    answers = [http.get("/divisions") for _ in range(3)]

    assert [one.status_code for one in answers] == [503, 503, 200]
    assert answers[0].json() == {"errors": {"errorMessage": "service_unavailable"}}


def test_fails_at_least_once_or_not_at_all(fake):
    with pytest.raises(ValueError, match="1 or more"):
        fake.fail_next(503, times=0)


def test_failures_queue_up(fake, http):
    fake.fail_next(500)
    fake.fail_next(429, headers={"Retry-After": "7"})

    answers = [http.get("/divisions") for _ in range(3)]

    assert [one.status_code for one in answers] == [500, 429, 200]
    assert answers[1].headers["Retry-After"] == "7"


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/shipments", [200, 502, 200]),
        ("/shipments/*", [200, 200, 502]),
        ("*", [502, 200, 200]),
        ("/registry/5", [200, 200, 200]),
    ],
)
def test_fails_where_told(fake, http, path, statuses):
    fake.fail_next(502, path=path)
    paths = ["/divisions", "/shipments", "/shipments/tracking/history?numbers[]=A"]

    assert [http.get(one).status_code for one in paths] == statuses


def test_fails_for_one_method_alone(fake, http, order):
    fake.fail_next(502, path="/shipments", method="post")

    assert http.get("/shipments").status_code == 200
    assert http.post("/shipments", json=order).status_code == 502


@pytest.mark.parametrize(
    "path", ["divisions", "", "v.1.0/divisions", "/division", "/division/*", "/shipments/{id}"]
)
def test_a_path_that_none_can_be_is_refused(fake, path):
    with pytest.raises(ConfigurationError, match="no operation has the path '"):
        fake.fail_next(502, path=path)


@pytest.mark.parametrize(
    "path", ["/divisions/versions", "/shipments/17", "/shipments/S*", "/[ds]*", "*"]
)
def test_a_path_that_one_may_be_is_taken(fake, path):
    fake.fail_next(502, path=path)


@pytest.mark.parametrize(
    ("path", "method", "told"),
    [
        ("/shipments/calculations", "GET", "is a GET: POST"),
        ("/divisions", "post", "is a POST: GET"),
        ("/shipments/17", "PATCH", "is a PATCH: DELETE, PUT"),
        ("/divisions/*", "DELETE", "is a DELETE: GET"),
        ("/shipments/calculation", None, ": /shipments/calculations has one"),
        ("/shipments/prints", None, ": /shipments/print has one"),
        ("/shipments/traking", "DELETE", ": /shipments/tracking has one"),
        ("/pickups/status", "PATCH", "is a PATCH: DELETE, PUT"),
        ("/tracking-push/subscribers/test_webhook", "PUT", "subscribers/test-webhook has one"),
    ],
)
def test_a_failure_that_no_call_would_meet_is_refused(fake, path, method, told):
    with pytest.raises(ConfigurationError, match=f"no operation .*{re.escape(told)}"):
        fake.fail_next(503, path=path, method=method)


@pytest.mark.parametrize("path", ["/shipments/nope", "/shipments/print", "/shipments/SHPL1"])
def test_a_failure_of_one_thing_is_taken_by_whatever_id(fake, http, path):
    fake.fail_next(502, path=path, times=2)

    answers = [http.get(path), http.get(f"{path}/")]

    assert [one.status_code for one in answers] == [502, 502]


def test_failures_that_no_call_has_met_are_told(fake, http):
    fake.fail_next(503, times=2, path="/divisions", method="get")
    fake.fail_next(401)

    before = fake.failures_left
    for _ in range(2):
        http.get("/divisions")

    assert before == ["503 for GET /divisions: 2", "401 for any method *: 1"]
    assert fake.failures_left == ["401 for any method *: 1"]


def test_a_misspelt_attribute_is_refused(fake):
    with pytest.raises(AttributeError, match="latancy"):
        fake.latancy = 60


@pytest.mark.parametrize(
    ("body", "content", "kind"),
    [
        ({"message": "no"}, b'{"message": "no"}', "application/json"),
        ([], b"[]", "application/json"),
        ("<h1>Forbidden</h1>", b"<h1>Forbidden</h1>", "text/html; charset=utf-8"),
        (b"", b"", "application/json"),
    ],
)
def test_fails_with_any_body(fake, http, body, content, kind):
    fake.fail_next(403, body=body)

    answer = http.get("/divisions")

    assert (answer.content, answer.headers["Content-Type"]) == (content, kind)


def test_a_planned_failure_may_have_a_media_type_of_its_own(fake, http):
    fake.fail_next(403, body="no", headers={"Content-Type": "text/plain"})

    assert http.get("/divisions").headers["Content-Type"] == "text/plain"


def test_a_planned_answer_comes_before_the_token_is_looked_at(fake):
    fake.fail_next(200, body={"jwt": "a.b.c"}, path="/clients/authorization")
    with httpx.Client(transport=fake.transport, base_url=BASE) as client:
        assert client.get("/clients/authorization").json() == {"jwt": "a.b.c"}


@pytest.mark.parametrize(
    "wrong", [{"status": 99}, {"status": 600}, {"method": "POTS"}, {"method": "create"}]
)
def test_a_failure_that_none_can_be_is_refused(fake, wrong):
    with pytest.raises(ConfigurationError, match="must be one"):
        fake.fail_next(**{"status": 503} | wrong)


def test_remembers_what_was_sent(fake, http, order):
    http.post("/shipments", json=order)
    http.get("/shipments")

    http.get("/shipments", params={"numbers[]": ["A", "B"], "limit": 1})

    assert [one.json for one in fake.calls] == [None, order, None, None]
    sent = (("numbers[]", "A"), ("numbers[]", "B"), ("limit", "1"))
    assert [one.params for one in fake.calls] == [(), (), (), sent]  # The first had the key.
    assert "shop-1" not in repr(fake.calls)


def test_remembers_calls_but_neither_keys_nor_tokens(fake, http):
    http.get("/shipments", params={"numbers[]": "SHPL0000000001"})
    http.get("/nothing")

    assert fake.calls == [
        LoggedCall("GET", "/clients/authorization", 200),
        LoggedCall("GET", "/shipments", 200),
        LoggedCall("GET", "/nothing", 404),
    ]
    assert fake.api_key not in f"{fake!r} {fake.calls!r} {fake._service!r} {fake.transport!r}"
    assert repr(fake) == "<FakeNovaPost, 3 calls>"


def test_an_answer_that_takes_longer_than_the_client_waits_fails_at_once(fake):
    fake.latency = 3600
    client = httpx.Client(transport=fake.transport, base_url=BASE, timeout=30)
    with client, pytest.raises(httpx.ReadTimeout) as caught:
        client.get("/clients/authorization", params={"apiKey": fake.api_key})

    assert caught.value.request.url.path == "/v.1.0/clients/authorization"
    assert fake.calls[0].status == 200  # The service has done it all the same.


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_latency_lets_other_tasks_run(fake, backend):
    fake.latency = 0.05
    events = []

    async def call():
        async with httpx.AsyncClient(transport=fake.transport, base_url=BASE) as client:
            await client.get("/clients/authorization", params={"apiKey": fake.api_key})
        events.append("answered")

    async def main():
        async with anyio.create_task_group() as group:
            group.start_soon(call)
            await anyio.wait_all_tasks_blocked()
            events.append("meanwhile")

    anyio.run(main, backend=backend)

    assert events == ["meanwhile", "answered"]


@pytest.mark.parametrize("wrong", ["2", -1, math.nan, None, True])
def test_no_latency_that_nobody_can_wait_is_set(fake, wrong):
    with pytest.raises(ConfigurationError, match=r"^latency"):
        fake.latency = wrong
    assert fake.latency == 0


@pytest.mark.parametrize("wrong", ["2", -5, math.nan, None])
def test_time_does_not_go_back(fake, wrong):
    with pytest.raises(ConfigurationError, match=r"^seconds must be"):
        fake.clock.advance(wrong)


def test_latency_takes_its_time(fake):
    fake.latency = 0.02
    with httpx.Client(transport=fake.transport, base_url=BASE) as client:
        before = time.monotonic()
        client.get("/divisions")
        assert time.monotonic() - before >= 0.02


def test_a_body_is_taken_once_as_by_a_socket(http):
    def parts():
        yield b'{"phone": '
        yield b'"48500100200"}'

    request = http.build_request("POST", "/test-api-keys", content=parts())

    assert http.send(request).status_code == 200
    with pytest.raises(httpx.StreamConsumed):
        http.send(request)


def test_a_client_cannot_send_what_it_cannot_read(fake):
    async def parts():
        yield b""

    client = httpx.Client(transport=fake.transport, base_url=BASE)
    with client, pytest.raises((TypeError, RuntimeError)):
        client.post("/test-api-keys", content=parts())


def test_many_threads_create_as_many_shipments(http, order):
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda _: http.post("/shipments", json=order).json(), range(64)))

    assert len({one["number"] for one in made}) == 64
    assert http.get("/shipments").json()["total"] == 64


def test_the_clock_runs_with_real_time_until_it_is_moved():
    clock = FakeClock()
    before = time.time()
    clock.advance(3600)

    assert before + 3600 <= clock.time() <= time.time() + 3600
    assert clock.monotonic() >= 3600


def test_a_clock_that_was_set_stands_still():
    clock = FakeClock(1000.0)
    seen = [clock.time(), clock.time()]
    start = clock.monotonic()
    clock.advance(1.5)

    assert seen == [1000.0, 1000.0]
    assert (clock.time(), clock.monotonic() - start) == (1001.5, 1.5)


def test_a_clock_is_moved_by_numbers_alone():
    clock = FakeClock(1000.0)
    for seconds in ("60", timedelta(hours=1), None):
        with pytest.raises(ConfigurationError, match="seconds must be a number, not "):
            clock.advance(seconds)

    assert clock.time() == 1000.0


def test_to_sleep_on_a_clock_is_to_advance_it():
    clock = FakeClock(1000.0)
    clock.sleep(3600)

    assert clock.time() == 4600.0


def test_two_fakes_may_share_a_clock_and_a_key():
    clock = FakeClock(0.0)
    fakes = [FakeNovaPost(api_key="k" * 32, clock=clock) for _ in range(2)]
    clock.advance(60)

    assert [fake.clock.time() for fake in fakes] == [60.0, 60.0]
    assert [fake.api_key for fake in fakes] == ["k" * 32] * 2


def test_ids_of_records_have_the_form_of_the_service_s(shipment):
    assert re.fullmatch(r"[A-Z]{4}\d{10}", shipment["number"])
