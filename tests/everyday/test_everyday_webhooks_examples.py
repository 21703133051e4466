"""The examples take what the fake sends."""

import asyncio
import runpy
from pathlib import Path

import httpx
import pytest

from novapost_auth import NovaPost
from novapost_auth.testing import FakeNovaPost

pytestmark = pytest.mark.examples

EXAMPLES = Path(__file__).parents[2] / "examples"
SECRET = "s3cret"


@pytest.fixture
def load(monkeypatch):
    def load(name):
        monkeypatch.setenv("NOVAPOST_WEBHOOK_SECRET", SECRET)
        return runpy.run_path(str(EXAMPLES / name))["app"]

    return load


class InProcess(httpx.BaseTransport):
    """Hands requests to an ASGI application, from where there is no event loop."""

    def __init__(self, app):
        self._asgi = httpx.ASGITransport(app)

    def handle_request(self, request):
        return asyncio.run(self._handle(request))

    async def _handle(self, request):
        answer = await self._asgi.handle_async_request(request)
        return httpx.Response(answer.status_code, content=await answer.aread())


@pytest.fixture(params=["webhook_starlette.py", "webhook_flask.py", "a client of Starlette"])
def http(request, load):
    """A client of an example."""
    if request.param == "a client of Starlette":
        testclient = pytest.importorskip("starlette.testclient")
        app = load("webhook_starlette.py")
        http = testclient.TestClient(app, base_url="https://shop.example")
        yield http  # Not entered: the oldest one leaves streams of its lifespan open.
        http.close()
        return
    app = load(request.param)
    is_asgi = request.param == "webhook_starlette.py"
    transport = InProcess(app) if is_asgi else httpx.WSGITransport(app)
    with httpx.Client(transport=transport, base_url="https://shop.example") as http:
        yield http


def test_a_webhook_of_the_service_is_taken(http, capsys):
    fake = FakeNovaPost()
    with NovaPost(fake.api_key, transport=fake.transport) as novapost:
        subscription = {"type": "numbers", "url": "https://shop.example/novapost"}
        novapost.webhooks.create({**subscription, "isActive": True, "secretToken": SECRET})
        novapost.webhooks.test({"numbers": ["SHPL0000000001"]})

    answers = fake.send_webhooks(http)

    assert [one.status_code for one in answers] == [204]
    assert capsys.readouterr().out == "SHPL0000000001: 1\n"


@pytest.mark.parametrize(
    ("headers", "content"),
    [({}, b"{}"), ({"X-NP-Key": "wrong"}, b"{}"), ({"X-NP-Key": SECRET}, b"number=1")],
)
def test_anything_else_is_not(http, headers, content, capsys):
    answer = http.post("/novapost", headers=headers, content=content)

    assert answer.status_code == 401
    assert capsys.readouterr().out == ""


def test_it_is_for_posts_alone(http):
    assert http.get("/novapost").status_code == 405
