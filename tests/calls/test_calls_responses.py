"""``on_response``: told of each answer, whatever it does itself."""

import pickle
import threading
import time

import httpx
import pytest
from fault_server import KEY, jwt

import novapost_auth as np

SECRET = "secret-of-the-gateway"


class Service:
    def __init__(self, *answers):
        self.answers = list(answers)
        self.calls = []

    def __call__(self, request):
        if request.url.path.endswith("/clients/authorization"):
            return httpx.Response(200, json={"jwt": jwt(1 + len(self.calls))})
        self.calls.append(request)
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer, json={}) if isinstance(answer, int) else answer


def client(drive, *answers, **settings):
    service = Service(*answers)
    return service, drive(transport=httpx.MockTransport(service), **settings)


def test_an_answer_is_told_of_before_the_call_returns(drive):
    headers = {"X-Request-Id": "r-1", "Content-Language": "uk"}
    _, driver = client(drive, httpx.Response(200, json={}, headers=headers))
    seen = []

    driver.do(lambda api: api.with_options(on_response=seen.append).divisions.find())
    driver.do(lambda api: api.divisions.find())

    (record,) = seen
    assert isinstance(record, np.ResponseRecord)
    assert (record.operation, record.method, record.status) == ("getDivisions", "GET", 200)
    assert (record.attempt, record.request_id) == (1, "r-1")
    assert record.headers["content-language"] == record.headers["CONTENT-LANGUAGE"] == "uk"
    assert record.elapsed >= 0
    assert pickle.loads(pickle.dumps(record)) == record


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([503, 429, 200], [(503, 1), (429, 2), (200, 3)]),
        ([401, 200], [(401, 1), (200, 2)]),
        ([httpx.ConnectError("no"), 200], [(200, 2)]),
        ([httpx.Response(200, text="<html>")], [(200, 1)]),
        ([404], [(404, 1)]),
        ([422], [(422, 1)]),
    ],
)
def test_every_answer_is_told_of_in_order(answers, told, drive):
    _, driver = client(drive, *answers)
    seen = []
    view = driver.api.with_options(on_response=seen.append)
    try:
        driver.do(lambda _: view.divisions.find())
    except np.NovaPostError:
        assert told[-1][0] in (404, 422) or "html" in answers[-1].text
    assert [(one.status, one.attempt) for one in seen] == told


def test_a_path_of_ones_own_and_a_file_are_told_of_too(drive, tmp_path):
    pdf = httpx.Response(200, content=b"%PDF-1.4\n%%EOF\n", headers={"Content-Type": "image/png"})
    _, driver = client(drive, 200, pdf)
    seen = []
    view = driver.api.with_options(on_response=seen.append)
    driver.do(lambda _: view.request("POST", "/x", json={}))
    driver.do(lambda _: view.shipments.save_attachment("A", "1", tmp_path / "file"))
    assert [one.operation for one in seen] == [
        "request",
        "getShipmentsShipmentNumberAttachmentsFileId",
    ]


def test_no_record_holds_what_is_secret(drive):
    headers = {
        "X-Echo": f"{KEY} {jwt(1)} {SECRET}",
        "Set-Cookie": f"session={SECRET}",
        "X-Api-Key": SECRET,
        "Authorization": jwt(1),
    }
    _, driver = client(drive, httpx.Response(200, json={}, headers=headers))
    seen = []
    view = driver.api.with_options(on_response=seen.append, extra_headers={"X-Auth": SECRET})
    driver.do(lambda _: view.divisions.find())
    text = repr(seen) + str(seen[0].headers.multi_items())
    for told in (KEY, jwt(1), SECRET):
        assert told not in text
        assert told.encode() not in pickle.dumps(seen)
    assert seen[0].headers["x-api-key"] == "***"


@pytest.mark.parametrize("error", [ValueError, SystemExit, KeyboardInterrupt])
def test_one_that_raises_harms_no_call(error, drive, caplog):
    _, driver = client(drive, 503, 200)
    seen = []

    def fail(record):
        seen.append(record)
        raise error("a callback fails")

    driver.do(lambda api: api.with_options(on_response=fail).divisions.find())
    assert [one.status for one in seen] == [503, 200]
    if error is ValueError:
        assert "on_response failed" in caplog.text


def test_one_that_blocks_holds_up_no_call_for_long(drive):
    """Neither its own, nor others; and not the event loop."""
    gone = threading.Event()
    _, driver = client(drive)
    view = driver.api.with_options(on_response=lambda _: gone.wait(30))
    seen = []
    try:
        began = time.monotonic()
        for _ in range(5):
            driver.do(lambda _: view.divisions.find())
        driver.do(lambda api: api.with_options(on_response=seen.append).divisions.find())
        assert time.monotonic() - began < 20
        assert len(seen) == 1
    finally:
        gone.set()


def test_it_may_call_the_client_and_is_not_told_of_that(kind, drive):
    if kind == "async":
        pytest.skip("a callback awaits nothing")
    service, driver = client(drive)
    seen = []

    def call(record):
        seen.append(record)
        view.shipments.find()

    view = driver.api.with_options(on_response=call)
    view.divisions.find()
    assert [one.operation for one in seen] == ["getDivisions"]
    assert sorted(one.url.path for one in service.calls) == [
        "/v.1.0/divisions",
        "/v.1.0/shipments",
    ]


async def coroutine(_):
    pass


@pytest.mark.parametrize("value", [5, "print", [], coroutine])
def test_what_cannot_be_told_is_refused(value, drive):
    _, driver = client(drive)
    with pytest.raises(np.ConfigurationError, match="on_response must"):
        driver.api.with_options(on_response=value)


def test_none_tells_nobody(drive):
    _, driver = client(drive)
    seen = []
    view = driver.api.with_options(on_response=seen.append).with_options(timeout=5)
    driver.do(lambda _: view.divisions.find())
    driver.do(lambda _: view.with_options(on_response=None).divisions.find())
    assert len(seen) == 1
