"""Whatever bytes come over the wire, a call returns or raises an error of ours."""

import json

import httpx
import pytest
from fault_server import KEY, Clock, FaultServer, jwt
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import novapost_auth as np

FEW = settings(
    deadline=None,
    max_examples=60,
    phases=[Phase.explicit, Phase.generate],  # Shrinking takes longer than reading.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

HEADERS = st.sampled_from(
    [
        b"Content-Length: 5",
        b"Content-Length: -1",
        b"Content-Length: 5, 6",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: odd",
        b"Content-Encoding: gzip",
        b"Content-Encoding: odd",
        b"Content-Type: application/json; charset=odd",
        b"Content-Type: text/html; charset=utf-16",
        b"Location: https://[",
        b"Location: /\xff\xfe",
        b"Set-Cookie: \xff=\xfe; expires=never",
        b"Retry-After: Fri, 99 Foo",
        b"Connection: close",
        b"Upgrade: odd",
        b": nameless",
        b"\xff: odd",
    ]
)
ANSWERS = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda status, headers, body: (
            b"HTTP/1.1 %d X\r\n%s\r\n\r\n%s" % (status, b"\r\n".join(headers), body)
        ),
        st.sampled_from(
            [100, 101, 103, 199, 200, 204, 206, 299, 301, 304, 400, 401, 500, 599, 999]
        ),
        st.lists(HEADERS, max_size=4),
        st.binary(max_size=50) | st.just(b'{"items": null}') | st.just(b"5\r\n{}   \r\n0\r\n\r\n"),
    ),
)


def check(call):
    """Let ``call`` return or raise one of our errors."""
    error = None
    try:
        call()
    except np.NovaPostError as caught:
        error = caught
    assert "\n" not in str(error)


def client(**settings):
    return np.NovaPost(KEY, retries=None, timeout=5, environ={}, clock=Clock(), **settings)


@pytest.fixture(scope="module")
def server():
    server = FaultServer()
    yield server
    server.close()


@FEW
@given(answer=ANSWERS)
def test_any_bytes_from_a_socket(server, answer):
    def fault(connection):
        connection.send(answer)
        connection.close()

    server.faults = [fault]
    with client(server=server.url) as api:
        check(api.divisions.find)


@FEW
@given(answer=ANSWERS)
def test_any_bytes_for_a_token(server, answer):
    def fault(connection):
        connection.send(answer)
        connection.close()

    server.token_faults, server.faults = [fault], []
    with client(server=server.url) as api:
        check(api.token)
    server.token_faults = []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=5)
            | st.sampled_from(["items", "total", "errors", "success", "id", "jwt", "number"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "call",
    [
        lambda api: api.divisions.find(),
        lambda api: list(api.shipments.find_all()),
        lambda api: api.shipments.delete(7),
        lambda api: api.shipments.print_documents(numbers=["1"], type_="marking"),
        lambda api: api.authorization.get_token(api_key=KEY),
        lambda api: api.webhooks.delete(7),
        lambda api: api.request("POST", "/x", json={}),
    ],
)
@FEW
@given(status=st.integers(200, 599), body=JSON)
def test_any_json_for_an_operation(call, status, body):
    pages = iter([body])

    def handle(request):
        if "authorization" in request.url.path and "authorization" not in request.headers:
            return httpx.Response(200, json={"jwt": jwt()})
        return httpx.Response(status, content=json.dumps(next(pages, {})).encode())

    transport = httpx.MockTransport(handle)
    with client(transport=transport) as api:
        check(lambda: call(api))
