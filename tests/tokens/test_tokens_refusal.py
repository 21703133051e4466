"""What a 401 leads to: at most one exchange, at most one repetition, and never a loop."""

import asyncio
import io
import itertools
import threading
from types import SimpleNamespace

import httpx
import pytest
from token_service import BASE, KEY, Clock, arrival, crowd, jwt, under_way, until

from novapost_auth import NovaPostAuth
from novapost_auth._errors import ServiceUnavailable


@pytest.fixture(params=["sync", "async"])
def call(request, make_auth, service):
    """Make calls on a client of either kind: ``call("GET", "/divisions")``."""
    if request.param == "sync":
        auth = make_auth()
        with httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client:
            yield client.request
        return
    auth = make_auth(way="loop")
    with asyncio.Runner() as runner:
        client = httpx.AsyncClient(auth=auth, transport=service.async_transport, base_url=BASE)
        yield lambda *args, **kwargs: runner.run(client.request(*args, **kwargs))
        runner.run(client.aclose())


def test_a_revoked_token_is_exchanged_and_the_request_repeated_once(call, service, clock):
    call("GET", "/divisions")
    clock.advance(60)
    service.revoke()
    assert call("GET", "/divisions").status_code == 200
    assert service.fetches == 2
    assert service.calls == [jwt(1), jwt(1), jwt(2)]
    assert clock.slept == []


def test_neither_key_nor_token_is_left_in_the_history(call, service, clock):
    call("GET", "/divisions")
    clock.advance(60)
    service.revoke()
    history = call("GET", "/divisions").history
    assert [answer.status_code for answer in history] == [401]
    assert [answer.request.url.path for answer in history] == ["/v.1.0/divisions"]


def test_a_young_token_gets_a_second_chance_before_it_is_exchanged(call, service, clock):
    service.refused.add(jwt(1))
    clock.sleep = lambda seconds: (Clock.sleep(clock, seconds), service.refused.clear())
    assert call("GET", "/divisions").status_code == 200
    assert service.calls == [jwt(1), jwt(1)]
    assert service.fetches == 1
    assert clock.slept == [1.0]


def test_a_clock_that_does_no_waiting_leaves_it_to_the_system(make_auth, service, monkeypatch):
    slept = []
    monkeypatch.setattr("novapost_auth._settings.clock.time", SimpleNamespace(sleep=slept.append))
    still = SimpleNamespace(time=lambda: 1.8e9, monotonic=lambda: 50.0)
    auth = make_auth(clock=still)
    service.refused.add(jwt(1))
    with httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client:
        assert client.get("/divisions").status_code == 200
    assert service.calls == [jwt(1), jwt(1), jwt(2)]
    assert slept == [1.0]


def test_a_young_token_that_is_still_refused_is_exchanged(call, service, clock):
    service.refused.add(jwt(1))
    assert call("GET", "/divisions").status_code == 200
    assert service.calls == [jwt(1), jwt(1), jwt(2)]
    assert clock.slept == [1.0]


def test_the_new_token_gets_a_second_chance_too(call, service, clock):
    call("GET", "/divisions")
    clock.advance(60)
    service.refused |= {jwt(1), jwt(2)}
    clock.sleep = lambda seconds: (Clock.sleep(clock, seconds), service.refused.clear())
    assert call("GET", "/divisions").status_code == 200
    assert service.calls == [jwt(1), jwt(1), jwt(2), jwt(2)]


def test_100_requests_that_are_refused_whatever_they_carry(call, service, clock):
    service.refuses_all = True
    for _ in range(100):
        assert call("GET", "/divisions").status_code == 401
    assert service.fetches == 2
    assert len(service.calls) == 4 + 99
    assert clock.slept == [1.0, 1.0]


def test_the_rest_ends_after_a_minute(call, service, clock):
    service.refuses_all = True
    for _ in range(50):
        assert call("GET", "/divisions").status_code == 401
        clock.advance(1)
    assert service.fetches == 2
    service.refuses_all = False
    service.revoke()
    clock.advance(11)
    assert call("GET", "/divisions").status_code == 200


@pytest.mark.parametrize("every", [0.5, 7.0, 61.0, 100.0, 301.0])
def test_a_rest_after_rests_is_longer_and_ends_all_the_same(auth, service, clock, every):
    for _ in range(int(7200 / every)):
        assert status_of(auth, lambda _: 401) == 401
        clock.advance(every)
    assert service.fetches <= 30
    fetched = service.fetches
    clock.advance(301)
    assert status_of(auth, lambda sent: 200 if sent == jwt(fetched + 1) else 401) == 200
    clock.advance(60)
    for _ in range(20):  # What was is forgotten: two are refused before the next rest of a minute.
        status_of(auth, lambda _: 401)
    assert service.fetches == fetched + 3
    clock.advance(62)
    assert status_of(auth, lambda sent: 200 if sent == jwt(fetched + 4) else 401) == 200


def test_a_token_that_is_accepted_in_a_rest_ends_it(auth, service, clock):
    for _ in range(100):
        status_of(auth, lambda _: 401)
        clock.advance(5)
    fetched = service.fetches
    for _ in range(10):
        assert status_of(auth, lambda _: 200) == 200
        clock.advance(5)
    assert service.fetches == fetched


@pytest.mark.parametrize("lag", [75, 120, 200, 240])
@pytest.mark.parametrize("every", [0.5, 7.0, 59.0])
def test_all_machines_learning_late_cost_few_fetches_and_no_hour(auth, service, clock, lag, every):
    answer = replicas(service, clock, lag=lag, slow=1, of=1)
    statuses = []
    for _ in range(int(2600 / every)):
        statuses.append(status_of(auth, answer))
        clock.advance(every)
    assert service.fetches <= 8
    assert set(statuses[int(900 / every) :]) == {200}


def test_one_path_that_always_refuses_does_not_use_up_tokens(call, service, clock):
    service.answer_call = lambda request: httpx.Response(
        401 if request.url.path.endswith("/registry") else 200
    )
    for _ in range(200):
        assert call("GET", "/registry").status_code == 401
        assert call("GET", "/divisions").status_code == 200
        clock.advance(1)
    assert service.fetches <= 1 + 2 * 5


def test_exchanges_that_help_can_go_on_for_ever(call, service, clock):
    call("GET", "/divisions")
    for _ in range(50):
        clock.advance(11)
        service.revoke()
        assert call("GET", "/divisions").status_code == 200
    assert service.fetches == 51


def test_exchanges_of_young_tokens_that_help_can_go_on_for_ever(call, service):
    call("GET", "/divisions")
    for _ in range(20):
        service.revoke()
        assert call("GET", "/divisions").status_code == 200
    assert service.fetches == 21


def test_a_refused_exchange_is_told_as_it_is(call, service, clock):
    call("GET", "/divisions")
    clock.advance(60)
    service.revoke()
    service.script = [httpx.Response(503)]
    with pytest.raises(ServiceUnavailable):
        call("GET", "/divisions")


def test_64_requests_with_one_revoked_token_make_one_fetch(client, service, clock):
    client.get("/divisions")
    clock.advance(60)
    start = threading.Barrier(64)
    answer_call = service.answer_call

    def refuse_together(request):
        if request.headers["Authorization"] == jwt(1):
            start.wait(20)  # All of them are under way with the old token.
        return answer_call(request)

    service.answer_call = refuse_together
    service.revoke()
    with crowd(64) as go:
        answers = [go(client.get, "/divisions") for _ in range(64)]
    assert [answer.result().status_code for answer in answers] == [200] * 64
    assert service.fetches == 2


def test_1000_tasks_with_one_revoked_token_make_one_fetch(make_auth, service, clock):
    auth = make_auth(way="loop")

    async def main():
        async with httpx.AsyncClient(
            auth=auth, transport=service.async_transport, base_url=BASE
        ) as client:
            await client.get("/divisions")
            clock.advance(60)
            service.revoke()
            return await asyncio.gather(*(client.get("/divisions") for _ in range(1000)))

    assert {answer.status_code for answer in asyncio.run(main())} == {200}
    assert service.fetches == 2


def test_a_late_401_for_an_old_token_leaves_the_new_one_alone(auth, client, service, clock):
    client.get("/divisions")
    clock.advance(60)
    late = auth.sync_auth_flow(httpx.Request("GET", f"{BASE}/divisions"))
    straggler = next(late)
    service.revoke()
    client.get("/divisions")
    newer = auth._source.held
    again = late.send(httpx.Response(401, request=straggler))
    assert again.headers["Authorization"] == jwt(2)
    with pytest.raises(StopIteration):
        late.send(httpx.Response(200, request=straggler))
    assert auth._source.held is newer
    assert service.fetches == 2


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/v.1.0/divisions",
        "http://api.novapost.com/v.1.0/divisions",
        "http://api.novapost.com:443/v.1.0/divisions",
        "https://api.novapost.com:8443/v.1.0/divisions",
        "https://api.novapost.com.evil.example/v.1.0/divisions",
        "https://api.novapost.com@evil.example/v.1.0/divisions",
    ],
)
def test_a_request_to_another_server_goes_without_a_token(make_auth, service, url, kind):
    auth, seen = make_auth(), []

    def answer(request):
        seen.append(request.headers.get("Authorization"))
        return httpx.Response(401)

    async def ask():
        async with httpx.AsyncClient(auth=auth, transport=httpx.MockTransport(answer)) as client:
            return await client.get(url)

    if kind == "async":
        response = asyncio.run(ask())
    else:
        with httpx.Client(auth=auth, transport=httpx.MockTransport(answer)) as client:
            response = client.get(url)
    assert response.status_code == 401
    (token,) = seen
    assert token is None
    assert service.fetches == 0


@pytest.mark.parametrize("base", [BASE, "https://API.NovaPost.com:443/v.1.0/"])
def test_the_same_server_spelt_otherwise_is_the_same(make_auth, service, base):
    auth = make_auth(server=base)
    with httpx.Client(auth=auth, transport=service.transport) as client:
        for url in (
            "https://api.novapost.com:443/x",
            "https://api.NOVAPOST.com/divisions/versions",
        ):
            assert client.get(url).status_code == 200
    assert service.calls == [jwt(1), jwt(1)]


def token_or(answer):
    """Let a loopback server answer token calls, and others by ``answer(handler, token)``."""
    issued = []
    lock = threading.Lock()

    def both(handler):
        if handler.path.startswith("/v.1.0/clients/authorization"):
            with lock:
                issued.append(jwt(len(issued) + 1))
            handler.reply(body=b'{"jwt": "%s"}' % issued[-1].encode())
        else:
            answer(handler, handler.headers.get("Authorization"))

    both.issued = issued
    return both


class Old(Clock):
    """A clock by which every token is some minutes old when it is refused."""

    def monotonic(self):
        self.advance(20)
        return self.mono


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_401_of_a_foreign_server_after_a_redirect_drops_no_token(loopback, kind):
    foreign = loopback(
        lambda handler: handler.reply(401, seen=handler.headers.get("Authorization"))
    )
    own = loopback(
        token_or(lambda handler, _: handler.reply(307, Location=f"{foreign.origin}/elsewhere"))
    )
    auth = NovaPostAuth(KEY, server=own.base, clock=Old())

    async def ask():
        async with httpx.AsyncClient(auth=auth, follow_redirects=True) as client:
            return [await client.get(f"{own.base}/divisions") for _ in range(3)]

    if kind == "async":
        answers = asyncio.run(ask())
    else:
        with httpx.Client(auth=auth, follow_redirects=True) as client:
            answers = [client.get(f"{own.base}/divisions") for _ in range(3)]
    assert [(one.status_code, one.headers["seen"]) for one in answers] == [(401, "None")] * 3
    assert own.paths().count("/clients/authorization") == 1
    assert len(foreign.requests) == 3


def refuse_first(answer):
    """Refuse the first token, and take any other."""
    return lambda handler, token: answer(handler) if token != jwt(1) else handler.reply(401)


def one_shot():
    yield b"first "
    yield b"second"


class Rewindable(io.BytesIO):
    pass


BODIES = {
    "text": (lambda: {"content": b"whole"}, b"whole"),
    "json": (lambda: {"json": "a"}, b'"a"'),
    "form": (lambda: {"data": {"a": "1"}}, b"a=1"),
    "none": (dict, b""),
    "multipart": (lambda: {"files": {"file": ("a.txt", io.BytesIO(b"whole"))}}, b"whole"),
    "multipart bytes": (lambda: {"data": {"x": "y"}, "files": {"file": b"whole"}}, b"whole"),
}
ONCE = {
    "generator": lambda: {"content": one_shot()},
    "file": lambda: {"content": io.BytesIO(b"whole")},
    "iterator": lambda: {"content": iter([b"first ", b"second"])},
    "multipart that cannot be rewound": lambda: {"files": {"file": Unrewindable(b"whole")}},
}


class Unrewindable(io.RawIOBase):
    def __init__(self, data):
        self._data = io.BytesIO(data)

    def readable(self):
        return True

    def read(self, size=-1):
        return self._data.read(size)


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_can_be_sent_again_is(loopback, body):
    make, expected = BODIES[body]
    server = loopback(token_or(refuse_first(lambda handler: handler.reply(200))))
    auth = NovaPostAuth(KEY, server=server.base, clock=Old())
    with httpx.Client(auth=auth) as client:
        assert client.post(f"{server.base}/shipments", **make()).status_code == 200
    bodies = [body for path, _, body in server.requests if "shipments" in path]
    assert len(bodies) == 2
    assert bodies[0] == bodies[1]
    assert expected in bodies[0]


@pytest.mark.parametrize("body", ONCE)
def test_a_body_that_cannot_be_sent_again_is_not_and_the_token_is_dropped(loopback, body):
    server = loopback(token_or(refuse_first(lambda handler: handler.reply(200))))
    auth = NovaPostAuth(KEY, server=server.base, clock=Old())
    with httpx.Client(auth=auth) as client:
        assert client.post(f"{server.base}/shipments", **ONCE[body]()).status_code == 401
        assert server.paths() == ["/clients/authorization", "/shipments"]
        assert server.requests[-1][2] != b""
        assert client.post(f"{server.base}/shipments", **ONCE[body]()).status_code == 200
    assert server.paths()[2:] == ["/clients/authorization", "/shipments"]


def test_an_asynchronous_body_that_cannot_be_sent_again(loopback):
    server = loopback(token_or(refuse_first(lambda handler: handler.reply(200))))
    auth = NovaPostAuth(KEY, server=server.base, clock=Old())

    async def body():
        yield b"once"

    async def main():
        async with httpx.AsyncClient(auth=auth) as client:
            return [
                (await client.post(f"{server.base}/shipments", content=body())).status_code
                for _ in range(2)
            ]

    assert asyncio.run(main()) == [401, 200]


def test_100_uploads_that_are_refused_whatever_they_carry_fetch_few_tokens(loopback):
    server = loopback(token_or(lambda handler, _: handler.reply(401)))
    clock = Clock()
    auth = NovaPostAuth(KEY, server=server.base, clock=clock)
    with httpx.Client(auth=auth) as client:
        for _ in range(100):
            assert client.post(f"{server.base}/shipments", content=one_shot()).status_code == 401
    assert server.paths().count("/clients/authorization") == 2
    assert clock.slept == []


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_streamed_401_is_closed_before_the_next_try(make_auth, service, clock, kind):
    closed = []

    class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self):
            yield b"refused"

        async def __aiter__(self):
            yield b"refused"

        def close(self):
            closed.append(service.fetches)

        async def aclose(self):
            closed.append(service.fetches)

    def answer_call(request):
        refused = request.headers["Authorization"] == jwt(1)
        return httpx.Response(401 if refused else 200, stream=Body())

    service.answer_call = answer_call
    auth = make_auth(way="thread" if kind == "sync" else "loop")

    def by_thread():
        auth.token()
        clock.advance(60)
        with (
            httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client,
            client.stream("GET", "/divisions") as answer,
        ):
            assert answer.status_code == 200
            assert closed == [1]

    async def by_loop():
        await auth.atoken()
        clock.advance(60)
        async with (
            httpx.AsyncClient(
                auth=auth, transport=service.async_transport, base_url=BASE
            ) as client,
            client.stream("GET", "/divisions") as answer,
        ):
            assert answer.status_code == 200
            assert closed == [1]

    by_thread() if kind == "sync" else asyncio.run(by_loop())
    assert closed == [1, 2]


def test_one_connection_is_enough_for_a_call_and_its_exchange(loopback):
    server = loopback(token_or(refuse_first(lambda handler: handler.reply(200))))
    transport = httpx.HTTPTransport(limits=httpx.Limits(max_connections=1))
    auth = NovaPostAuth(KEY, server=server.base, clock=Old(), transport=transport)
    with httpx.Client(auth=auth, transport=transport) as client:
        assert client.get(f"{server.base}/divisions").status_code == 200
    assert server.paths().count("/clients/authorization") == 2


def test_the_pause_on_an_event_loop_lets_others_run(service, monkeypatch):
    monkeypatch.setattr("novapost_auth._tokens.source.PAUSE", 0.05)
    auth = NovaPostAuth(KEY, transport=service.async_transport)
    ran = []

    async def main():
        service.refused.add(jwt(1))
        async with httpx.AsyncClient(
            auth=auth, transport=service.async_transport, base_url=BASE
        ) as client:
            task = asyncio.create_task(client.get("/divisions"))
            await arrival(lambda: service.calls)
            ran.append("meanwhile")
            service.refused.clear()
            return await task

    assert asyncio.run(main()).status_code == 200
    assert ran == ["meanwhile"]
    assert service.fetches == 1
    until(lambda: not under_way(auth))


def test_tokens_that_were_accepted_first_never_count_as_refused_in_a_row(call, service, clock):
    """Revoked again and again while young, and each exchange fails at first."""
    call("GET", "/divisions")
    for _ in range(10):
        service.revoke()
        service.script = [httpx.Response(503)]
        with pytest.raises(ServiceUnavailable):
            call("GET", "/divisions")
        clock.advance(3)
        assert call("GET", "/divisions").status_code == 200


def test_one_request_leads_to_one_exchange(call, service, clock):
    call("GET", "/divisions")
    clock.advance(60)
    service.refused |= {jwt(1), jwt(2)}
    assert call("GET", "/divisions").status_code == 401
    assert service.calls == [jwt(1), jwt(1), jwt(2), jwt(2)]
    assert clock.slept == [1.0]
    assert call("GET", "/divisions").status_code == 200  # The next one leads to the next.
    assert service.calls[4:] == [jwt(2), jwt(3)]
    assert clock.slept == [1.0]


def test_a_token_that_is_accepted_ends_the_row_of_those_refused(call, service, clock):
    service.refused |= {jwt(1), jwt(3)}
    assert call("GET", "/divisions").status_code == 200
    clock.advance(20)
    service.refused.add(jwt(2))
    assert call("GET", "/divisions").status_code == 401
    assert call("GET", "/divisions").status_code == 200
    assert service.fetches == 4


def test_tokens_refused_a_minute_apart_are_not_refused_in_a_row(call, service, clock):
    call("GET", "/divisions")
    clock.advance(20)
    service.refused |= {jwt(1), jwt(2), jwt(3)}
    assert call("GET", "/divisions").status_code == 401
    clock.advance(61)
    assert call("GET", "/divisions").status_code == 401
    assert call("GET", "/divisions").status_code == 200
    assert service.fetches == 4


REQUEST = httpx.Request("GET", f"{BASE}/divisions")


def status_of(auth, answer):
    """Send a request without a client, which would cost more than all else here."""
    flow = auth.sync_auth_flow(REQUEST)
    request = next(flow)
    while True:
        status = answer(request.headers["Authorization"])
        try:
            request = flow.send(httpx.Response(status, request=request))
        except StopIteration:
            return status


def replicas(service, clock, *, lag, slow, of=3):
    """Let ``slow`` of some machines, in turn, refuse what is younger than ``lag`` seconds."""
    issued, asked = {}, []
    make = service.token

    def token(number):
        issued[jwt(number)] = clock.wall
        return make(number)

    def answer(authorization):
        asked.append(None)
        return 401 if clock.wall - issued[authorization] < lag and len(asked) % of < slow else 200

    service.token = token
    return answer


@pytest.mark.parametrize("lag", [3, 11, 12, 15, 30, 60, 120, 600])
@pytest.mark.parametrize("every", [0.5, 7.0, 11.0])
def test_a_machine_that_learns_of_tokens_late_costs_few_fetches_and_no_call(
    auth, service, clock, lag, every
):
    answer = replicas(service, clock, lag=lag, slow=1)
    statuses = set()
    for _ in range(int(2500 / every)):
        statuses.add(status_of(auth, answer))
        clock.advance(every)
    assert statuses == {200}
    assert service.fetches <= 8


@pytest.mark.parametrize("lag", [12, 60, 600])
@pytest.mark.parametrize(("slow", "of"), [(1, 2), (2, 3), (3, 4), (4, 5)])
def test_most_machines_learning_late_cost_few_fetches(auth, service, clock, lag, slow, of):
    answer = replicas(service, clock, lag=lag, slow=slow, of=of)
    for _ in range(2000):
        status_of(auth, answer)
        clock.advance(0.5)
    assert service.fetches <= 25
    assert {status_of(auth, answer) for _ in range(5)} == {200}


def test_every_other_answer_a_401_costs_few_fetches(auth, service, clock):
    answers = itertools.cycle([401, 200])
    for _ in range(1000):
        assert status_of(auth, lambda _: next(answers)) == 200
        clock.advance(1)
    assert service.fetches <= 8


@pytest.mark.parametrize("life", [0, -1, -3600])
@pytest.mark.parametrize("taken", [True, False])
def test_a_life_of_nothing_does_not_cost_a_fetch_a_call(call, service, clock, life, taken):
    service.life = life
    service.refuses_all = not taken
    for _ in range(200):
        assert call("GET", "/divisions").status_code == (200 if taken else 401)
        clock.advance(0.3)
    assert service.fetches <= (1 if taken else 4)


def test_second_chances_end_for_old_tokens_whatever_was_learnt(call, service, clock):
    """A token that was dropped at a great age says nothing of replicas."""
    call("GET", "/divisions")
    clock.advance(2000)
    service.revoke()
    call("GET", "/divisions")
    clock.advance(601)
    service.revoke()
    assert call("GET", "/divisions").status_code == 200
    assert clock.slept == []
    assert service.calls == [jwt(1), jwt(1), jwt(2), jwt(2), jwt(3)]


def test_what_is_remembered_of_tokens_is_bounded(client, service, clock):
    client.get("/divisions")
    for _ in range(30):
        service.revoke()
        client.get("/divisions")
        clock.advance(700)
    policy = client.auth._source._policy
    assert len(policy._dropped) <= 8
    assert len(policy._struck) <= 8
    assert policy.is_dropped(client.auth._source.held) is False
