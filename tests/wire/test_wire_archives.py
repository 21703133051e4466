"""The archives of divisions leave by the same way as all else."""

import asyncio
import gzip
import json
import time

import pytest
from wire_proxy import Proxy

import novapost_auth as np

ARCHIVE = gzip.compress(json.dumps({"items": [{"id": 1, "name": "Відділення"}]}).encode())


def versions(connection):
    url = f"http://127.0.0.1:{connection.server.port}/divisions/all.json.gz"
    body = {"base_version": {"url": url, "unix_time": 1}, "deltas": []}
    connection.answer(200, json.dumps(body), ["Set-Cookie: session=abc; Path=/"])


def archive(connection):
    connection.answer(200, ARCHIVE, ["Set-Cookie: session=abc; Path=/"])


def silence(connection):
    connection.server.gone.wait(8)
    connection.close()


def head_that_drips(connection):
    connection.send("HTTP/1.1 200 OK\r\n")
    end = time.monotonic() + 8
    while time.monotonic() < end and not connection.server.gone.wait(0.1):
        connection.send("X-A: b\r\n")
    connection.close()


def download(kind, server, **settings):
    settings = {"server": server.url, "retries": None, "environ": {}, **settings}
    if kind == "sync":
        return [division.id for division in np.download_divisions(**settings)]

    async def main():
        return [division.id async for division in np.download_divisions_async(**settings)]

    return asyncio.run(main())


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY"])
def test_those_on_loopback_are_read_past_the_proxy(variable, kind, serve, monkeypatch):
    for name in ("http_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    proxy = Proxy()
    try:
        monkeypatch.setenv(variable, proxy.url)
        assert download(kind, serve(versions, archive)) == [1]
    finally:
        proxy.close()
    assert proxy.heads == []


def test_cookies_are_neither_kept_nor_sent(kind, serve):
    server = serve(versions, archive)

    assert download(kind, server) == [1]

    assert not any("cookie" in head.lower() for head, _ in server.requests)


@pytest.mark.parametrize("fault", [silence, head_that_drips])
@pytest.mark.parametrize("before", [[], [versions]], ids=["the list", "the archive"])
def test_they_come_in_time_or_are_given_up(before, fault, kind, serve):
    server = serve(*before, fault)
    began = time.monotonic()

    with pytest.raises(np.TimeoutError):
        download(kind, server, timeout=0.5)

    assert time.monotonic() - began < 0.55 + 1.5


@pytest.mark.parametrize("cls", [OSError, ValueError, KeyError])
def test_whatever_a_transport_raises_becomes_an_error_of_ours(cls, kind):
    import httpx  # noqa: PLC0415

    def handle(_):
        raise cls("odd")

    server = type("At", (), {"url": "https://api.example/v.1.0"})

    with pytest.raises(np.TransportError):
        download(kind, server, transport=httpx.MockTransport(handle))
