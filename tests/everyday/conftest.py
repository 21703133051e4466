"""The clients that the tests of everyday work drive, over sockets and in process."""

import asyncio
import base64
import inspect
import json
import threading
import time
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trio

from novapost_auth import AsyncNovaPost, NovaPost
from novapost_auth.testing import FakeNovaPost

SHIPMENT = {
    "payerType": "Sender",
    "sender": {
        "name": "Jan",
        "phone": "48500100200",
        "countryCode": "PL",
        "divisionId": 10000,
    },
    "recipient": {
        "name": "Olena",
        "phone": "4915112345678",
        "countryCode": "DE",
        "divisionId": 10100,
    },
    "parcels": [
        {
            "rowNumber": 1,
            "cargoCategory": "parcel",
            "parcelDescription": "Books",
            "insuranceCost": 100,
            "width": 200,
            "length": 300,
            "height": 100,
            "actualWeight": 1500,
        }
    ],
}


class Driver:
    """One of the clients, driven alike: ``do(lambda novapost: novapost.token())``."""

    def __init__(self, kind, fake, served):
        self.kind = kind
        self.settings = {"api_key": fake.api_key, "environ": {}, "clock": fake.clock}
        if served is None:
            self.settings["transport"] = fake.transport
        else:
            self.settings["server"] = served.url

    def do(self, call, **settings):
        if self.kind == "sync":
            with NovaPost(**self.settings, **settings) as novapost:
                return call(novapost)

        async def run():
            async with AsyncNovaPost(**self.settings, **settings) as novapost:
                result = call(novapost)
                return await result if inspect.isawaitable(result) else result

        return asyncio.run(run()) if self.kind == "asyncio" else trio.run(run)


@pytest.fixture(params=["sync", "asyncio", "trio"])
def kind(request):
    return request.param


@pytest.fixture(params=["sockets", "in process"])
def driver(request, kind, novapost_fake):
    if request.param == "in process":
        yield Driver(kind, novapost_fake, None)
        return
    with closing(novapost_fake.serve()) as served:
        yield Driver(kind, novapost_fake, served)


@pytest.fixture
def near(kind, novapost_fake):
    """A driver in process alone, for what has nothing to do with the wire."""
    return Driver(kind, novapost_fake, None)


@pytest.fixture
def numbers(novapost_fake):
    """The numbers of three shipments that the fake knows."""
    with NovaPost(novapost_fake.api_key, transport=novapost_fake.transport) as novapost:
        return [novapost.shipments.create(SHIPMENT).number for _ in range(3)]


class AttachmentServer:
    """A server on loopback that gives out one large attachment, in one way after the other.

    A way is called with the request's handler, after the token has been seen to.
    """

    def __init__(self, *ways):
        self.ways = list(ways)
        self.asked = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                if "/clients/authorization" in self.path:
                    now = int(time.time())
                    claims = json.dumps({"iat": now, "exp": now + 3600}).encode()
                    middle = base64.urlsafe_b64encode(claims).decode().rstrip("=")
                    self.reply(200, json.dumps({"jwt": f"e30.{middle}.c2ln"}).encode())
                    return
                assert self.headers["Authorization"].startswith("e30.")
                server.asked += 1
                server.ways.pop(0)(self)

            def reply(self, status, body, *headers, length=None):
                self.send_response(status)
                self.send_header("Content-Length", str(length or len(body)))
                for name, value in headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v.1.0"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def attachments(kind):
    """Make a driver against an ``AttachmentServer`` of one's own."""
    with ExitStack() as stack:

        def serve(*ways):
            server = stack.enter_context(closing(AttachmentServer(*ways)))
            driver = Driver(kind, FakeNovaPost(), server)
            return driver, server

        yield serve
