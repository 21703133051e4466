"""When no token can be had: who is told what, and when it is tried again."""

import asyncio
import email.utils
import socket
import ssl
import struct
import subprocess
import sys
import threading
from itertools import pairwise

import httpx
import pytest
from token_service import BASE, KEY, crowd, jwt, renew, settled, until, waiting

from novapost_auth import NovaPostAuth, _errors
from novapost_auth._errors import (
    ApiError,
    ConfigurationError,
    InvalidApiKey,
    NovaPostError,
    RateLimited,
    ServerError,
    ServiceUnavailable,
    TransportError,
    UnexpectedResponse,
)


def unavailable(**headers):
    return httpx.Response(
        503, json={"errors": {"errorMessage": "service_unavailable"}}, headers=headers
    )


def test_a_token_that_is_still_valid_is_served_while_the_service_fails(auth, service, clock):
    token = auth.token()
    renew(auth, clock)
    service.script = [unavailable()] * 9
    for _ in range(50):
        assert auth.token() == token
        settled(auth)
    assert service.fetches == 2


def test_in_its_last_minute_it_is_served_as_well(auth, service, clock):
    token = auth.token()
    clock.advance(3590)
    service.script = [unavailable()] * 9
    with crowd(16) as go, service.held_up():
        found = [go(auth.token) for _ in range(16)]
        until(lambda: waiting(auth) == 16)
    assert {found.result() for found in found} == {token}
    assert auth.token() == token
    assert service.fetches == 2
    clock.advance(10)
    with pytest.raises(ServiceUnavailable):
        auth.token()


def test_without_a_token_one_failure_is_shared_by_all_at_once(auth, service, clock):
    auth.token()
    clock.advance(3601)
    service.script = [unavailable()] * 9
    with crowd(64) as go, service.held_up():
        waits = [go(auth.token) for _ in range(64)]
        until(lambda: waiting(auth) == 64)
    errors = [wait.exception() for wait in waits]
    assert {type(error) for error in errors} == {ServiceUnavailable}
    assert {error.codes for error in errors} == {("service_unavailable",)}
    assert len({id(error) for error in errors}) == 64
    with pytest.raises(ServiceUnavailable):
        auth.token()
    assert service.fetches == 2


def test_tasks_share_a_failure_too(make_auth, service):
    auth = make_auth(way="loop")
    service.script = [unavailable()]

    async def main():
        return await asyncio.gather(*(auth.atoken() for _ in range(100)), return_exceptions=True)

    assert {type(error) for error in asyncio.run(main())} == {ServiceUnavailable}
    assert service.fetches == 1


def test_it_is_tried_again_on_schedule_and_not_before(make_auth, service, clock):
    auth = make_auth()
    service.script = [unavailable()] * 10
    tried = []
    while len(tried) < 11:
        before = service.fetches
        try:
            auth.token()
        except ServiceUnavailable as error:
            wait = error.retry_after
            assert wait > 0
        if service.fetches > before:
            tried.append(clock.mono)
        clock.advance(0.5)
    gaps = [later - earlier for earlier, later in pairwise(tried)]
    assert gaps[:6] == [1.5, 3, 6, 12, 24, 45]
    assert set(gaps[6:]) == {45}
    assert auth.token().value.reveal() == jwt(11)


@pytest.mark.parametrize("draw", [0.0, 0.999])
def test_the_wait_is_drawn_at_random_between_1_and_60_seconds(make_auth, service, clock, draw):
    auth = make_auth(draw=lambda: draw)
    service.script = [unavailable()] * 10
    waits = []
    for _ in range(10):
        with pytest.raises(ServiceUnavailable) as caught:
            auth.token()
        waits.append(caught.value.retry_after)
        clock.advance(waits[-1])
    assert 1 <= min(waits) <= 2
    assert (30 if draw == 0 else 59) <= max(waits) <= 60


def test_success_makes_it_forget_past_failures(auth, service, clock):
    for _ in range(3):
        service.script = [unavailable()]
        with pytest.raises(ServiceUnavailable) as caught:
            auth.token()
        assert caught.value.retry_after == 1.5
        clock.advance(1.5)
        auth.token()
        clock.advance(3601)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 7),
        ("0", 1.5),
        ("-5", 1.5),
        ("soon", 1.5),
        ("1e999", 300),
        ("86400", 300),
        ("nan", 1.5),
        (email.utils.formatdate(1_700_000_030, usegmt=True), 30),
        (email.utils.formatdate(1_600_000_000, usegmt=True), 1.5),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 300),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured_within_reason(auth, service, clock, header, wait, status):
    headers = {"Retry-After": header, "Date": email.utils.formatdate(1_700_000_000, usegmt=True)}
    service.script = [httpx.Response(status, headers=headers)]
    with pytest.raises(RateLimited if status == 429 else ServiceUnavailable):
        auth.token()
    clock.advance(wait - 0.25)
    with pytest.raises(ApiError):
        auth.token()
    assert service.fetches == 1
    clock.advance(0.25)
    assert auth.token().value
    assert service.fetches == 2


@pytest.mark.parametrize("status", [401, 403, 422])
def test_a_refused_key_is_remembered_for_half_a_minute(auth, service, clock, status):
    body = {"errors": {"apiKey": "The selected api key is invalid."}}
    service.script = [httpx.Response(status, json=body, headers={"Retry-After": "900"})] * 2
    for _ in range(3):
        with pytest.raises(InvalidApiKey) as caught:
            auth.token()
        assert caught.value.status_code == status
        assert caught.value.errors == {"apiKey": ("The selected api key is invalid.",)}
        clock.advance(9)
    assert service.fetches == 1
    clock.advance(3)
    with pytest.raises(InvalidApiKey):
        auth.token()
    assert service.fetches == 2
    clock.advance(30)
    assert auth.token().value


def test_a_key_that_is_refused_later_serves_the_token_to_its_end(auth, service, clock):
    token = auth.token()
    service.script = [httpx.Response(401)] * 99
    renew(auth, clock)
    while clock.mono < 5_000 + 3600:
        assert auth.token() == token
        settled(auth)
        clock.advance(10)
    with pytest.raises(InvalidApiKey):
        auth.token()
    assert service.fetches <= 1 + 3600 * 0.2 / 30


UNREADABLE = {
    "HTML": b"<html><body>Down for maintenance</body></html>",
    "nothing": b"",
    "null": b"null",
    "a list": b'[{"jwt": "x"}]',
    "text": b'"token"',
    "a null token": b'{"jwt": null}',
    "no token": b'{"token": "abc"}',
    "an empty token": b'{"jwt": ""}',
    "a number": b'{"jwt": 5}',
    "an object": b'{"jwt": {"jwt": "x"}}',
    "a line break": b'{"jwt": "abc\\r\\nX-Evil: 1"}',
    "a space": b'{"jwt": "Bearer abc"}',
    "letters no header has": '{"jwt": "жетон"}'.encode(),
    "a token as long as a book": b'{"jwt": "' + b"x" * 9000 + b'"}',
    "10 MB": b'{"jwt": "abc", "more": "' + b"x" * 10_000_000 + b'"}',
    "half of it": b'{"jwt": "abc',
    "bytes that are no text": b"\xff\xfe\x00",
    "brackets without end": b"[" * 60_000,
}


@pytest.mark.parametrize("way", ["thread", "loop"])
@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_an_answer_that_cannot_be_read_is_a_failure_that_passes(
    make_auth, service, clock, body, way
):
    auth = make_auth(way=way)
    service.script = [httpx.Response(200, content=body)]

    def get():
        return auth.token() if way == "thread" else asyncio.run(auth.atoken())

    with pytest.raises(UnexpectedResponse) as caught:
        get()
    assert caught.value.response.content == b""
    clock.advance(1.5)
    assert get().value.reveal() == jwt(2)


def test_no_more_of_a_large_answer_is_read_than_a_token_takes(auth, service):
    sent = 0

    def body():
        nonlocal sent
        while True:
            sent += 1
            yield b" " * 1024

    service.script = [httpx.Response(200, content=body())]
    with pytest.raises(UnexpectedResponse):
        auth.token()
    assert sent <= 65


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_of_the_token_call_is_not_followed(auth, service, status):
    location = {"Location": f"https://evil.example/clients/authorization?apiKey={KEY}"}
    service.script = [httpx.Response(status, headers=location)]
    with pytest.raises(ApiError, match=rf"^{status} ") as caught:
        auth.token()
    assert service.fetches == 1
    assert KEY not in str(caught.value) + repr(caught.value.response.headers)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, json={"error": f"no token for {KEY}"}),
        httpx.Response(401, json={"errors": {"apiKey": f"{KEY} is unknown"}}),
        httpx.Response(500, text=f"GET /clients/authorization?apiKey={KEY} failed"),
        httpx.Response(400, json={"message": KEY}, headers={"X-Request-Id": KEY}),
    ],
    ids=lambda answer: str(answer.status_code),
)
def test_a_key_that_the_answer_repeats_is_not_passed_on(auth, service, answer):
    service.script = [answer]
    with pytest.raises(NovaPostError) as caught:
        auth.token()
    error = caught.value
    shown = [str(error), repr(error), error.response.text, repr(vars(error))]
    shown += [repr(error.response.headers), repr(getattr(error, "__notes__", ""))]
    assert KEY not in "".join(shown)
    assert KEY not in str(error.response.request.url)


@pytest.mark.parametrize("status", [400, 404, 418, 500, 502, 504, 599])
def test_any_other_answer_is_a_failure_that_passes(auth, service, clock, status):
    service.script = [httpx.Response(status)]
    with pytest.raises(ServerError if status >= 500 else ApiError) as caught:
        auth.token()
    assert caught.value.status_code == status
    assert not isinstance(caught.value, InvalidApiKey)
    clock.advance(1.5)
    assert auth.token().value


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (httpx.ReadTimeout("slow"), _errors.TimeoutError),
        (httpx.ConnectTimeout("slow"), _errors.TimeoutError),
        (httpx.PoolTimeout("busy"), _errors.TimeoutError),
        (httpx.ConnectError("[Errno -2] Name or service not known"), TransportError),
        (httpx.RemoteProtocolError("gone"), TransportError),
        (httpx.ProxyError("407"), TransportError),
        (ConnectionResetError("reset"), TransportError),
        (ssl.SSLError("handshake"), TransportError),
    ],
    ids=lambda value: type(value).__name__,
)
def test_no_answer_is_a_failure_that_passes(auth, service, clock, problem, kind):
    service.script = [problem]
    with pytest.raises(kind) as caught:
        auth.token()
    assert type(caught.value) is kind
    assert caught.value.retry_after == 1.5
    clock.advance(1.5)
    assert auth.token().value


def real(server, **settings):
    return NovaPostAuth(KEY, server=server, **settings)


def listener(serve):
    """Serve one raw connection."""
    sock = socket.create_server(("127.0.0.1", 0))

    def run():
        with sock, sock.accept()[0] as connection:
            connection.recv(65536)
            serve(connection)

    threading.Thread(target=run, daemon=True).start()
    return f"http://127.0.0.1:{sock.getsockname()[1]}/v.1.0"


def test_a_reset_in_the_middle_of_the_body():
    def serve(connection):
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"jwt": "abc')
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with pytest.raises(TransportError):
        real(listener(serve)).token()


def test_a_body_that_ends_early():
    def serve(connection):
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"jwt": "abc"}')

    with pytest.raises(TransportError):
        real(listener(serve)).token()


def test_a_server_that_speaks_no_http():
    with pytest.raises(TransportError):
        real(listener(lambda connection: connection.sendall(b"220 smtp\r\n"))).token()


def test_a_server_that_speaks_no_tls():
    url = listener(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad\r\n\r\n"))
    with pytest.raises(TransportError) as caught:
        real(url.replace("http://", "https://")).token()
    assert KEY not in str(caught.value) + repr(caught.value.__cause__)


def test_a_server_that_is_not_there():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
    with pytest.raises(TransportError) as caught:
        real(f"http://127.0.0.1:{port}/v.1.0").token()
    assert caught.value.request.url.path == "/v.1.0/clients/authorization"


def test_a_name_that_nobody_knows():
    with pytest.raises(TransportError):
        real("https://no-such-host.invalid/v.1.0").token()


def test_an_answer_that_comes_in_drop_by_drop_is_given_up(auth, service, monkeypatch):
    monkeypatch.setattr("novapost_auth._tokens.request._WHOLE", 0.0)
    service.script = [httpx.Response(200, content=iter([b" ", b" ", b'{"jwt": "abc"}']))]
    with pytest.raises(_errors.TimeoutError, match="end"):
        auth.token()


def test_the_real_token_call_has_limits_and_says_who_is_calling(loopback):
    seen = []

    def answer(handler):
        seen.append(dict(handler.headers))
        handler.reply(body=b'{"jwt": "%s"}' % jwt().encode())

    server = loopback(answer)
    assert real(server.base).token().value.reveal() == jwt()
    (path, _, _), headers = server.requests[0], seen[0]
    assert path == f"/v.1.0/clients/authorization?apiKey={KEY}"
    assert headers["User-Agent"].startswith("novapost-python/")
    assert "Authorization" not in headers


def test_a_key_of_any_characters_arrives_as_it_is(loopback):
    server = loopback(lambda handler: handler.reply(body=b'{"jwt": "a.b.c"}'))
    key = "a+b&c=d/e?f#g%20h"
    NovaPostAuth(key, server=server.base).token()
    query = server.requests[0][0].partition("?")[2]
    assert httpx.QueryParams(query)["apiKey"] == key


def test_an_interpreter_that_exits_during_a_fetch_does_not_wait(loopback):
    done = threading.Event()
    server = loopback(lambda _: done.wait(20))
    code = f"""
import threading, time
from novapost_auth import _errors
from novapost_auth._tokens.auth import NovaPostAuth
auth = NovaPostAuth({KEY!r}, server={server.base!r})
threading.Thread(target=auth.token, daemon=True).start()
while auth._source._last.last().is_over: time.sleep(0.001)
print("leaving")
"""
    try:
        ran = subprocess.run(
            [sys.executable, "-W", "error", "-c", code], capture_output=True, timeout=15, check=True
        )
    finally:
        done.set()
    assert ran.stdout == b"leaving\n"
    assert ran.stderr == b""


def test_a_failure_while_the_call_is_made_leaves_the_call_unmade(service, client):
    service.script = [unavailable()]
    with pytest.raises(ServiceUnavailable):
        client.get("/divisions")
    assert service.calls == []
    assert str(client.base_url).startswith(BASE)


def test_a_fault_of_somebodys_is_followed_by_a_pause_as_any_other(make_auth):
    auth = make_auth(way="loop")  # Whose transport serves no threads.
    with pytest.raises(ConfigurationError):
        auth.token()
    pause = auth._source._last.pause
    assert (pause.left(auth._source._refresher.now()), pause.attempt) == (1.5, 1)
