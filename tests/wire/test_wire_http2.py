"""HTTP/2, where a transport that is passed speaks it: connections that go away."""
# ruff: noqa: ARG001 - faults are called alike

import socket
import threading
from contextlib import suppress

import pytest
from fault_server import KEY, jwt
from listener import Listener
from surfaces import heard
from wire_authority import client_context, server_context
from wire_ways import WAYS, leaks

import novapost_auth as np

h2_connection = pytest.importorskip("h2.connection")
h2_config = pytest.importorskip("h2.config")
h2_events = pytest.importorskip("h2.events")

REFUSED, INTERNAL, HTTP_1_1_REQUIRED = 7, 2, 13


class Http2Server:
    """Plays a fault on each POST: a function of the connection, the stream and the socket."""

    def __init__(self, fault):
        self.fault, self.posts, self.armed = fault, 0, True
        self.warmed = threading.Event()
        self._tls = server_context(protocols=["h2"])
        self.gone = threading.Event()
        self._sockets = []
        self._listener = Listener(self._connected)
        self.url = f"https://127.0.0.1:{self._listener.port}/v.1.0"

    def _connected(self, sock):
        self._sockets.append(sock)
        threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock):
        with suppress(OSError), self._tls.wrap_socket(sock, server_side=True) as tls:
            self._sockets.append(tls)
            http = h2_connection.H2Connection(
                config=h2_config.H2Configuration(client_side=False, header_encoding=None)
            )
            http.initiate_connection()
            tls.sendall(http.data_to_send())
            while data := tls.recv(65536):
                for event in http.receive_data(data):
                    if isinstance(event, h2_events.RequestReceived):
                        self._answer(http, tls, event)
                tls.sendall(http.data_to_send())

    def _answer(self, http, tls, event):
        headers = dict(event.headers)
        if headers[b":method"] == b"POST":
            self.posts += 1
            if self.armed:
                self.fault(http, tls, event.stream_id)
                return
        body = b'{"id": 1, "number": "NUMBER"}'
        if b"/authorization" in headers[b":path"]:
            body = f'{{"jwt": "{jwt()}"}}'.encode()
        head = [(":status", "200"), ("content-type", "application/json")]
        http.send_headers(event.stream_id, head)
        http.send_data(event.stream_id, body, end_stream=True)
        if b"/goodbye" in headers[b":path"]:
            http.close_connection()
            tls.sendall(http.data_to_send())
            self.warmed.set()

    def close(self):
        self.gone.set()
        self._listener.close()
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def end(tls):
    with suppress(OSError):
        tls.shutdown(socket.SHUT_RDWR)


def goaway_before_it(http, tls, stream):
    http.close_connection(last_stream_id=0)
    tls.sendall(http.data_to_send())
    end(tls)


def goaway_after_it(http, tls, stream):
    http.close_connection(last_stream_id=stream)
    tls.sendall(http.data_to_send())
    end(tls)


def goaway_with_an_error(http, tls, stream):
    http.close_connection(error_code=INTERNAL, last_stream_id=stream)
    tls.sendall(http.data_to_send())
    end(tls)


def refused_stream(http, tls, stream):
    http.reset_stream(stream, REFUSED)


def internal_error(http, tls, stream):
    http.reset_stream(stream, INTERNAL)


def http_1_1_required(http, tls, stream):
    http.reset_stream(stream, HTTP_1_1_REQUIRED)


def cut(http, tls, stream):
    end(tls)


def reset_in_the_body(http, tls, stream):
    http.send_headers(stream, [(":status", "200"), ("content-type", "application/json")])
    http.send_data(stream, b'{"id": 1')
    http.reset_stream(stream, INTERNAL)


def garbage(http, tls, stream):
    tls.sendall(b"\0\0\0\xff\xff\xff\xff\xff\xff" * 9)
    end(tls)


FAULTS = [
    *[goaway_before_it, goaway_after_it, goaway_with_an_error, refused_stream, internal_error],
    *[http_1_1_required, cut, reset_in_the_body, garbage],
]
TRANSPORTS = [way for way in WAYS if way.cls.endswith("HTTPTransport")]


@pytest.fixture
def open_http2(ways):
    def make(way, fault):
        if way.is_missing:
            pytest.skip(f"{way.library} is missing")
        server = Http2Server(fault)
        ways.stack.callback(server.close)
        made = way.make(http2=True, verify=client_context())
        return server, ways.open(way, server, made=made)

    return make


@pytest.mark.parametrize("use", ["fresh", "reused"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("speaker", TRANSPORTS, ids=lambda way: f"{way.kind}-{way.name}")
def test_a_post_meets_a_fault(fault, use, speaker, open_http2):
    server, opened = open_http2(speaker, fault)
    opened.do(lambda api: api.token())
    if use == "reused":
        opened.warm()

    _, error = opened.post()

    assert isinstance(error, np.NovaPostError)
    assert server.posts == 1
    assert error.maybe_sent
    assert leaks(error) == []
    server.armed = False
    created, error = opened.post()
    assert (error, created and created.number) == (None, "NUMBER")


@pytest.mark.parametrize("speaker", TRANSPORTS, ids=lambda way: f"{way.kind}-{way.name}")
def test_a_connection_that_said_goodbye_is_replaced(speaker, open_http2):
    server, opened = open_http2(speaker, cut)
    server.armed = False
    opened.do(lambda api: api.request("GET", "/goodbye"))
    assert server.warmed.wait(30)

    created, error = opened.post()

    assert server.posts <= 1
    if error is None:
        assert created.number == "NUMBER"
    else:
        assert isinstance(error, np.NovaPostError)
        assert error.maybe_sent or server.posts == 0


@pytest.mark.parametrize("speaker", TRANSPORTS, ids=lambda way: f"{way.kind}-{way.name}")
def test_nothing_secret_is_logged_of_it(speaker, open_http2):
    server, opened = open_http2(speaker, cut)
    server.armed = False
    records = []
    with heard(records.append):
        token = opened.do(lambda api: api.token())
        opened.do(lambda api: api.request("GET", "/x"))

    assert "hpack" in {record.name.partition(".")[0] for record in records}
    said = repr([(record.getMessage(), vars(record)) for record in records])
    assert "apiKey=***" in said or "apiKey" not in said
    assert KEY not in said
    assert token.value.reveal() not in said
    assert not [record for record in records if "\\x82" in record.getMessage()]
