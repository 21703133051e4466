"""Limits, exactly: what is just within them, and what is just beyond."""

import asyncio
import math
import pickle
import sys
import threading
import time
from itertools import starmap
from types import ModuleType

import httpx
import pytest
from token_service import BASE, KEY, Clock, arrival, jwt, settled, until, waiting

from novapost_auth._aside import start
from novapost_auth._errors import (
    ConfigurationError,
    InvalidApiKey,
    ServiceUnavailable,
    TransportError,
    UnexpectedResponse,
)
from novapost_auth._secrets import Secret
from novapost_auth._settings import Instant
from novapost_auth._tokens.auth import NovaPostAuth
from novapost_auth._tokens.backoff import Backoff, Failure
from novapost_auth._tokens.refresh import Refresh
from novapost_auth._tokens.request import TokenRequest
from novapost_auth._tokens.source import Trial
from novapost_auth._tokens.token import NOTHING, CachedToken, is_token
from novapost_auth._wire import Times
from novapost_auth._wire.message import Answer
from novapost_auth.stores import Account, MemoryTokenStore

both_ways = pytest.mark.parametrize("way", ["thread", "loop"])
NOW = Instant(1.8e9, 5_000.0)


def get(auth, way):
    return auth.token() if way == "thread" else asyncio.run(auth.atoken())


# --- What a token is


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ("x", True),
        ("x" * 8192, True),
        ("x" * 8193, False),
        ("", False),
        ("a b", False),
        ("a\tb", False),
        ("a\nb", False),
        ("ж", False),
        (None, False),
        (b"x", False),
    ],
)
def test_what_can_stand_in_a_header(value, is_one):
    assert is_token(value) is is_one


@both_ways
@pytest.mark.parametrize(("spaces", "is_read"), [(0, True), (1, False)])
def test_64_kib_of_an_answer_are_read_and_no_more(make_auth, service, way, spaces, is_read):
    body = b'{"jwt": "a.b.c"}'
    whole = b" " * (65_536 - len(body) + spaces) + body
    chunks = [whole[n : n + 1000] for n in range(0, len(whole), 1000)]

    async def arriving():
        for chunk in chunks:
            yield chunk

    content = iter(chunks) if way == "thread" else arriving()
    service.script = [httpx.Response(200, content=content)]
    auth = make_auth(way=way)
    if is_read:
        assert get(auth, way).value.reveal() == "a.b.c"
    else:
        with pytest.raises(UnexpectedResponse):
            get(auth, way)


# --- The token call


class Recorded:
    """A wire that keeps what is sent over it."""

    is_closed = False

    def __init__(self):
        self.sent = []

    def send(self, message):
        self.sent.append(message)
        return Answer(status=200, headers=[], body=(part for part in [b'{"jwt": "a.b.c"}']))


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (None, (10.0, 5.0, 10.0, 10.0, 20.0)),
        (Times(room=None, connect=1.0, send=99.0, silence=3.0), (10.0, 1.0, 10.0, 3.0, 20.0)),
    ],
)
def test_how_long_a_token_call_may_take(times, expected):
    wire = Recorded()
    asked = TokenRequest(Account("https://x.example/v.1.0", Secret(KEY)), wire, times)
    before = time.monotonic()
    assert asked(None).reveal() == "a.b.c"
    (message,) = wire.sent
    found = message.times
    assert (found.room, found.connect, found.send, found.silence, found.body) == expected
    assert before + 20.0 <= message.until <= time.monotonic() + 20.0
    assert dict(message.headers)[b"Accept-Encoding"] == b"identity"
    assert dict(message.headers)[b"Accept"] == b"application/json"
    assert message.is_bare


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, InvalidApiKey), (403, InvalidApiKey), (422, InvalidApiKey), (503, ServiceUnavailable)],
)
@both_ways
def test_which_answers_refuse_the_key(make_auth, service, way, status, kind):
    service.script = [httpx.Response(status)]
    with pytest.raises(kind) as caught:
        get(make_auth(way=way), way)
    assert isinstance(caught.value, InvalidApiKey) is (kind is InvalidApiKey)


@both_ways
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{}", "the answer holds no token"),
        (b'{"jwt": " "}', "the answer holds no token"),
        (b"<html>", "the answer with the token cannot be read: "),
    ],
)
def test_what_is_wrong_with_an_answer_is_told(make_auth, service, way, body, reason):
    service.script = [httpx.Response(200, content=body)]
    with pytest.raises(UnexpectedResponse) as caught:
        get(make_auth(way=way), way)
    assert reason in str(caught.value)
    assert caught.value.response.status_code == 200
    assert caught.value.response.content == b""


@both_ways
@pytest.mark.parametrize("kind", [httpx.ConnectError, httpx.ReadError, httpx.ReadTimeout])
def test_what_broke_a_token_call_is_told_without_the_key(make_auth, service, way, kind):
    service.script = [kind(f"it broke at ?apiKey={KEY}")]
    with pytest.raises(TransportError) as caught:
        get(make_auth(way=way), way)
    assert "/clients/authorization: " in str(caught.value)
    assert KEY not in f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"
    assert isinstance(caught.value, TimeoutError) is (kind is httpx.ReadTimeout)


def test_what_serves_coroutines_alone_says_so(make_auth):
    with pytest.raises(ConfigurationError) as caught:
        make_auth(way="loop").token()
    assert str(caught.value) == "this transport serves coroutines alone: use atoken()"


@pytest.mark.parametrize("transport", [object(), "https://x", httpx.Client])
def test_what_is_no_transport_is_named(transport):
    with pytest.raises(ConfigurationError) as caught:
        NovaPostAuth(KEY, transport=transport)
    name = type(transport).__name__
    assert str(caught.value) == f"transport= must be a transport of httpx or httpx2, not {name}"


def test_why_it_cannot_be_pickled(auth):
    with pytest.raises(TypeError) as caught:
        pickle.dumps(auth)
    reason = "it holds a key; make one in each process"
    assert str(caught.value) == f"NovaPostAuth cannot be pickled: {reason}"


# --- Pauses


def failed(pause=None, retry_after=0.0):
    headers = {"Retry-After": str(retry_after)}
    return Failure(lambda: ServiceUnavailable(httpx.Response(503, headers=headers)), pause)


@pytest.mark.parametrize(
    ("attempt", "draw", "seconds"),
    [(1, 0.0, 1.0), (1, 1.0, 2.0), (2, 0.0, 2.0), (3, 0.5, 6.0), (6, 1.0, 60.0), (99, 0.0, 30.0)],
)
def test_pauses_double_up_to_a_minute(attempt, draw, seconds):
    backoff = Backoff.after(failed(), NOW, attempt=attempt, draw=draw)
    assert backoff.left(NOW) == seconds
    assert backoff.attempt == attempt


@pytest.mark.parametrize(
    ("settings", "seconds"),
    [
        ({"retry_after": 299.0}, 299.0),
        ({"retry_after": 301.0}, 300.0),
        ({"retry_after": 0.5}, 1.0),
        ({"pause": 30.0}, 30.0),
        ({"pause": 30.0, "retry_after": 99.0}, 30.0),
        ({"pause": 0.0}, 0.0),
    ],
)
def test_what_else_a_pause_depends_on(settings, seconds):
    backoff = Backoff.after(failed(**settings), NOW, attempt=1, draw=0.0)
    assert backoff.left(NOW) == seconds
    assert backoff.left(Instant(NOW.wall, NOW.monotonic + seconds)) == 0.0
    assert backoff.left(Instant(NOW.wall, NOW.monotonic + seconds + 1)) == 0.0


def test_whose_errors_say_when_trying_again_is_of_use():
    later = Instant(NOW.wall, NOW.monotonic + 0.25)
    backoff = Backoff.after(failed(retry_after=5.0), NOW, attempt=1, draw=0.0)
    assert backoff.error(later).retry_after == 4.75
    assert backoff.error(later) is not backoff.error(later)
    refused = Failure(lambda: InvalidApiKey(httpx.Response(401)), 30.0)
    assert Backoff.after(refused, NOW, attempt=1, draw=0.0).error(later).retry_after is None
    fault = Backoff.after(Failure.as_is(KeyError("x")), NOW, attempt=1, draw=0.0)
    assert not hasattr(fault.error(later), "retry_after")
    assert fault.left(NOW) == 1.0
    soon = Backoff.after(Failure.as_is(KeyError("x"), 0.0), NOW, attempt=1, draw=0.0)
    assert soon.left(NOW) == 0.0


# --- Waits


@both_ways
def test_a_request_waits_for_its_token_as_long_as_it_is_told(make_auth, service, way):
    source = make_auth(way=way)._source

    def ask():
        return source.get(0.05) if way == "thread" else asyncio.run(source.aget(0.05))

    with service.held_up(), pytest.raises(TimeoutError, match=r"no token within 0.05 s"):
        ask()


def test_a_refresh_that_nobody_does_is_taken_up_after_a_moment(auth, service):
    """Its starter was interrupted, and has never come back."""

    def begin_and_die():
        mine = Refresh(30.0, loop=None, had=NOTHING, backoff=None, patience=0.0)
        assert auth._source._last.followed_by(mine) is mine

    died = threading.Thread(target=begin_and_die)
    died.start()
    died.join()
    before = time.monotonic()
    assert auth.token().value.reveal() == jwt(1)
    assert time.monotonic() - before < 4.0
    assert service.fetches == 1


def test_who_waits_gives_the_starter_a_moment_and_then_the_refresh_its_time():
    mine = Refresh(30.0, loop=None, had=NOTHING, backoff=None, patience=0.0)
    spans = mine._spans(math.inf)
    assert 0.0 < next(spans) < 0.0501  # The clock has few digits left for it.
    mine.starting = False  # It has been begun.
    assert 29.0 < next(spans) < 30.0001
    mine.starting = True
    assert 0.0 < next(mine._spans(time.monotonic() + 0.01)) < 0.0101
    mine._began -= 1.0
    assert next(mine._spans(math.inf)) == 0.0
    assert mine.claim()
    (whole,) = mine._spans(time.monotonic() + 2.0)
    assert 1.0 < whole < 2.0001
    assert not mine.claim()
    assert mine.finish(None)
    assert list(mine._spans(math.inf)) == []
    assert not mine.finish(None)


@both_ways
def test_one_that_another_takes_up_just_now_is_waited_for(auth, clock, monkeypatch, way):
    """Between two looks at whether anybody does it."""
    mine = Refresh(30.0, loop=None, had=NOTHING, backoff=None, patience=0.0)
    mine._began -= 1.0
    assert auth._source._last.followed_by(mine) is mine
    token = CachedToken.of(Secret("a.b.c"), Instant(clock.time(), clock.monotonic()), 3600.0, 0.5)
    another = threading.Thread(target=lambda: mine.finish(token))
    is_left, looks = Refresh.is_left, []

    def left(refresh):
        found = is_left(refresh)
        looks.append(found)
        if len(looks) == 2:
            assert mine.claim()
        elif len(looks) == 3:
            another.start()
        return found

    mine._starter = 0
    monkeypatch.setattr(Refresh, "is_left", left)
    monkeypatch.setattr(auth._source._refresher, "begin", lambda *_: None)  # It comes too late.
    assert get(auth, way).value.reveal() == "a.b.c"
    assert looks[:2] == [True, True]
    another.join()


def test_a_wait_ends_when_it_was_to_however_often_it_begins_anew(source, service, monkeypatch):
    ends = []
    monkeypatch.setattr(Refresh, "wait", lambda _, until: ends.append(until))
    with service.held_up(), pytest.raises(TimeoutError):
        source.get(60.0)
    assert len(ends) == 9
    assert len(set(ends)) == 1


def test_a_refresh_is_left_if_its_starter_does_not_do_it():
    mine = Refresh(30.0, loop=None, had=NOTHING, backoff=None, patience=0.0)
    seen = []
    for began in (0.0, -1.0):
        mine._began += began
        other = threading.Thread(target=lambda: seen.append(mine.is_left()))
        other.start()
        other.join()
    assert seen == [False, True]
    assert mine.is_left()  # By this thread, which has begun it and does something else.
    mine.claim()
    assert not mine.is_left()


def test_one_that_was_given_up_is_not_waited_for_in_the_store(make_auth, service, clock):
    waits = []

    class Store(MemoryTokenStore):
        def lock(self, account, timeout):
            waits.append(timeout)
            return super().lock(account, timeout)

    auth = make_auth(token_store=Store(), limit=0.05)
    with service.held_up():
        for _ in range(2):
            with pytest.raises(TimeoutError):
                auth.token()
            clock.advance(9)
    settled(auth)
    assert waits == [25.0, 0.0]


def test_followers_on_a_loop_do_not_wait_until_the_others_have_heard(
    make_auth, service, monkeypatch
):
    for module in ("source", "refresher"):
        monkeypatch.setattr(f"novapost_auth._tokens.{module}.HEARD", 60.0)
    let_go = threading.Event()
    auth = make_auth(on_event=lambda event: event.kind == "fetch" and let_go.wait(30))

    async def main():
        leader = asyncio.create_task(auth.atoken())
        await arrival(lambda: service.at_gate)
        followers = [asyncio.create_task(auth.atoken()) for _ in range(3)]
        await asyncio.sleep(0)
        service.gate.set()
        # Their own events are behind the one that blocks: of these nothing is told here.
        monkeypatch.setattr(auth._source._observer.__class__, "watches_calls", False)
        tokens = await asyncio.wait_for(asyncio.gather(*followers), 20)
        let_go.set()
        return [*tokens, await leader]

    service.gate.clear()
    try:
        assert {token.value.reveal() for token in asyncio.run(main())} == {jwt(1)}
    finally:
        let_go.set()


def test_followers_in_threads_do_not_either(make_auth, service, monkeypatch):
    for module in ("source", "refresher"):
        monkeypatch.setattr(f"novapost_auth._tokens.{module}.HEARD", 60.0)
    let_go = threading.Event()
    auth = make_auth(on_event=lambda event: event.kind == "fetch" and let_go.wait(30))
    found = []
    with service.held_up():
        leader = threading.Thread(target=auth.token)
        leader.start()
        until(lambda: service.at_gate)
        follower = threading.Thread(target=lambda: found.append(auth.token()))
        follower.start()
        until(lambda: waiting(auth) == 2)
    follower.join(20)
    assert [token.value.reveal() for token in found] == [jwt(1)]
    assert leader.is_alive()
    let_go.set()
    leader.join(20)


# --- What is known of a token


def test_a_token_is_proven_by_the_first_answer_that_is_no_401(source):
    for status in (200, 204, 403, 404, 500):
        source.proven = NOTHING
        trial = Trial(source)
        cached = source.get()
        assert trial.pause(cached, status) is None
        assert source.proven is source.held
    assert trial.pause(cached, 200) is None


def test_a_refused_token_that_is_no_longer_held_is_exchanged_once(source, clock):
    old = source.get()
    clock.advance(3600)
    new = source.get()
    assert new is not old
    assert source.refused(old, exchanged=False, chances=0) == "exchange"
    assert source.refused(old, exchanged=True, chances=0) == "hand over"
    assert source.held is new


def test_httpx2_takes_it_for_an_auth_of_its_own(auth, service):
    httpx2 = pytest.importorskip("httpx2")
    assert isinstance(auth, httpx2.Auth)
    assert isinstance(auth, NovaPostAuth)
    seen = []

    def answer(request):
        seen.append(request.headers["Authorization"])
        return httpx2.Response(200)

    transport = httpx2.MockTransport(answer)
    with httpx2.Client(auth=auth, transport=transport, base_url=BASE) as client:
        assert client.get("/divisions").status_code == 200
    assert seen == [jwt(1)]
    assert service.fetches == 1


def test_an_httpx2_that_is_being_imported_is_waited_for_by_nobody(auth, monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx2", ModuleType("httpx2"))
    assert isinstance(auth, httpx.Auth)
    assert auth.__class__ is NovaPostAuth
    monkeypatch.delitem(sys.modules, "httpx2")
    assert auth.__class__ is NovaPostAuth


def test_who_is_told_knows_by_whom(make_auth):
    names = []
    auth = make_auth(on_event=lambda _: names.append(threading.current_thread().name))
    asyncio.run(auth.atoken())
    assert names == ["novapost-events"] * 2


def test_threads_are_daemons_with_a_name():
    seen = []
    assert start(lambda: seen.append(threading.current_thread()), "mine")
    until(lambda: seen)
    assert (seen[0].name, seen[0].daemon) == ("mine", True)


def test_both_clocks_are_looked_at_by_those_who_wait_for_nothing():
    """Fresh by one clock alone is not fresh: for threads, coroutines, and requests of either."""

    def is_renewed(advance, way):
        clock, fetches = Clock(), []

        def answer(request):
            if request.url.path.endswith("authorization"):
                fetches.append(request)
            return httpx.Response(200, json={"jwt": jwt(len(fetches))})

        auth = NovaPostAuth(KEY, clock=clock, transport=httpx.MockTransport(answer))
        get(auth, way)
        setattr(clock, advance, getattr(clock, advance) + 3600)
        get(auth, way)
        return len(fetches) == 2

    rows = [(advance, way) for advance in ("wall", "mono") for way in ("thread", "loop")]
    assert all(starmap(is_renewed, rows))
