"""The programs of docs/hosts.md, each in its own framework, against the fake."""

import asyncio
import gc
import importlib
import json
import logging
import os
import subprocess
import sys
from http.client import HTTPConnection
from queue import Queue
from threading import Thread

import pytest
from docs_pages import PAGES, ROOT, blocks_of

from novapost_auth.testing import FakeNovaPost

pytestmark = pytest.mark.examples
HOSTS = ROOT / "examples" / "hosts"
PARCEL = {"rowNumber": 1, "cargoCategory": "parcel", "insuranceCost": 10, "actualWeight": 2000}
PARCEL |= {"width": 200, "length": 300, "height": 100, "parcelDescription": "Books"}
END = {"name": "Jan Kowalski", "phone": "48500100200", "countryCode": "PL", "divisionId": 10000}
BODY = {"payerType": "Sender", "sender": END, "recipient": END, "parcels": [PARCEL]}


@pytest.fixture
def fake(monkeypatch, tmp_path):
    fake = FakeNovaPost()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with fake.serve() as served:
        monkeypatch.setenv("NOVAPOST_SERVER", served.url)
        monkeypatch.setenv("NOVAPOST_API_KEY", fake.api_key)
        yield fake


@pytest.fixture
def load(fake, monkeypatch):
    """Import a program as its framework does, with the environment that it finds."""
    assert fake.api_key == os.environ["NOVAPOST_API_KEY"]
    monkeypatch.syspath_prepend(HOSTS)
    loaded = []

    def load(name):
        loaded.append(importlib.import_module(name))
        return loaded[-1]

    yield load
    for module in loaded:
        if client := getattr(module, "novapost", None):
            client.close()
        del sys.modules[module.__name__]


def tokens(fake):
    return sum(call.path == "/clients/authorization" for call in fake.calls)


def test_flask(load, fake):
    browser = load("flask_app").app.test_client()
    for _ in range(2):
        found = browser.get("/divisions?country=PL&text=warszawa").get_json()
    assert found[0] == {"id": 10000, "name": "Warsaw, Branch 1"}
    assert tokens(fake) == 1

    assert_whose_fault(fake, lambda query: told(browser.get(f"/divisions{query}")))


def told(answer):
    body = getattr(answer, "json", None)
    return answer.status_code, body() if callable(body) else body


def assert_whose_fault(fake, ask):
    """Ask for what is wrong, for nothing, and while the service fails or refuses the program."""
    status, answer = ask("?country=ZZ")
    assert (status, [*answer["errors"]]) == (422, ["countryCodes.0"])
    assert "must be one of" in answer["errors"]["countryCodes.0"][0]
    status, answer = ask("")
    assert (status, "country" in str(answer)) == (422, True)
    status, answer = ask("?country=%20%20")  # What the client does not send.
    assert (status, "country" in str(answer)) == (422, True)
    for ours in (500, 403, 429, 404):
        fake.fail_next(ours, path="/divisions", times=9)
        status, answer = ask("?country=PL")
        assert (status, answer) == (502, {"error": "Nova Post cannot be asked now."})
        fake._service.failures.clear()


def test_fastapi(load, fake):
    testclient = pytest.importorskip("starlette.testclient")
    with testclient.TestClient(load("fastapi_app").app) as browser:
        assert len(browser.get("/divisions?country=PL").json()) == 20
        assert_whose_fault(fake, lambda query: told(browser.get(f"/divisions{query}")))
    assert tokens(fake) == 1


def test_django(load, fake, caplog):
    pytest.importorskip("django")
    site = load("django_site")
    browser = importlib.import_module("django.test").Client()
    assert browser.get("/divisions?country=PL").json()["divisions"][0] == "Warsaw, Branch 1"
    number = site.client().shipments.create(BODY).number
    for _ in range(2):  # Each in an event loop of its own.
        assert browser.get(f"/tracking/{number}").json() == {"events": ["Created"]}
    assert tokens(fake) == 1
    assert_whose_fault(fake, lambda query: told(browser.get(f"/divisions{query}")))
    assert told(browser.get("/tracking/1")) == (404, {"errors": {"number": ["is not known"]}})
    caplog.set_level(logging.CRITICAL, "django_site")  # A record would hold the error.
    fake.fail_next(500, path="/shipments/tracking/history", times=9)
    assert told(browser.get(f"/tracking/{number}"))[0] == 502
    shown = importlib.import_module("django.views.debug").SafeExceptionReporterFilter()
    assert "NOVAPOST_API_KEY" in shown.get_safe_settings()
    assert fake.api_key not in str(shown.get_safe_settings())
    site.client().close()
    asyncio.run(site.async_client().aclose())
    gc.collect()  # Frames of an error hold the thread in which Django has run an event loop.


@pytest.fixture
def logs():
    """Set logging up as it was: a worker takes all of it over."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
@pytest.mark.usefixtures("logs")
def test_celery(load, fake):
    worker = pytest.importorskip("celery.contrib.testing.worker")
    tasks = load("celery_tasks")
    tasks.app.conf.broker_transport_options = {"polling_interval": 0.01}
    with worker.start_worker(tasks.app, pool="solo", perform_ping_check=False):
        fake.fail_next(500, path="/shipments", headers={"Retry-After": "0"})
        body = {**BODY, "clientOrder": "order-1"}
        sent = [tasks.ship.apply_async([body]) for _ in range(2)]
        numbers = {one.get(timeout=30) for one in sent}
        refused = tasks.ship.delay({**body, "clientOrder": "order-2", "parcels": []})
        with pytest.raises(Exception, match="parcels"):
            refused.get(timeout=30)
        unfit = tasks.ship.delay({**body, "clientOrder": ""})
        with pytest.raises(Exception, match="client_order of its own"):
            unfit.get(timeout=5)  # and not after four minutes of further tries
    assert len(numbers) == 1
    assert 500 in [call.status for call in fake.calls]
    assert len(tasks.novapost.shipments.find().items) == 1


def test_lambda(load, fake):
    handler = load("aws_lambda").handler
    sender = {"countryCode": "PL", "divisionId": 10000}
    body = {"sender": sender, "recipient": {"countryCode": "DE"}, "parcels": [PARCEL]}
    for _ in range(2):
        answer = handler({"body": json.dumps(body)}, None)
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"])["economy"][1] == "PLN"
    fake.older_forms = True
    older = json.loads(handler({"body": json.dumps(body)}, None)["body"])
    assert older == {"delivery": json.loads(answer["body"])["standard"]}
    fake.older_forms = False
    assert tokens(fake) == 1
    for wrong in ({}, {"body": None}, *({"body": one} for one in ("", "{", "[]", "[" * 9**5))):
        refused = handler(wrong, None)
        assert (refused["statusCode"], "body" in json.loads(refused["body"])["errors"]) == (
            400,
            True,
        )
    body["parcels"] = [{**PARCEL, "width": 0}]
    refused = handler({"body": json.dumps(body)}, None)
    assert refused["statusCode"] == 422
    assert [*json.loads(refused["body"])["errors"]] == ["parcels.0.width"]
    fake.fail_next(500)
    assert handler({"body": "{}"}, None)["statusCode"] == 502


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.usefixtures("fake")
def test_jupyter(monkeypatch, tmp_path):
    shells = pytest.importorskip("IPython.core.interactiveshell")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    (cell,) = [block.code for block in blocks_of(PAGES["docs/hosts.md"])]
    quiet = importlib.import_module("traitlets.config").Config(HistoryManager={"enabled": False})
    shell = shells.InteractiveShell(config=quiet)
    loop = asyncio.new_event_loop()
    try:
        for code in (cell, "await novapost.aclose()"):
            done = loop.run_until_complete(shell.run_cell_async(code, transformed_cell=code))
            done.raise_error()
            shown = done.result or shown  # noqa: F821 - the first cell shows something
    finally:
        loop.close()
    assert shown[0][0] == "Warsaw, Branch 1"


@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn needs fork")
def test_gunicorn(fake, tmp_path):
    pytest.importorskip("gunicorn")
    command = [sys.executable, "-m", "gunicorn", "-c", str(HOSTS / "gunicorn.conf.py")]
    host = subprocess.Popen(
        [*command, "--bind=127.0.0.1:0", "flask_app:app"],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "HOME": str(tmp_path)},
    )
    lines = Queue()
    reader = Thread(target=lambda: [lines.put(line) for line in host.stderr], daemon=True)
    reader.start()
    try:
        while "Listening at" not in (line := lines.get(timeout=30)):
            pass
        port = int(line.partition("127.0.0.1:")[2].split()[0])
        for _ in range(6):
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/divisions?country=PL")
            assert len(json.load(connection.getresponse())) == 20
            connection.close()
    finally:
        host.terminate()
        host.wait(30)
        reader.join(30)
        host.stderr.close()
    assert tokens(fake) == 1
