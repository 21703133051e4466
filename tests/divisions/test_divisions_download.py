import threading
import zlib
from contextlib import aclosing, closing

import anyio
import httpx
import pytest
from archive_server import File, division, head, leaves_early, pack, status, sync_only

from novapost_auth import (
    ConfigurationError,
    NotFound,
    NovaPost,
    NovaPostAuth,
    NovaPostError,
    Retry,
    Server,
    TimeoutError,  # noqa: A004 - ours is one of the built-in kind
    UnexpectedResponse,
    download_divisions,
    download_divisions_async,
)
from novapost_auth.testing import FakeNovaPost

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJjaWQiOjF9.c2lnbmF0dXJl"


def names(divisions):
    return [one.name for one in divisions]


def test_all_divisions_are_those_that_the_api_lists(collect):
    fake = FakeNovaPost()
    with NovaPost(fake.api_key, transport=fake.transport) as novapost:
        listed = list(novapost.divisions.find_all())

    downloaded = collect(server=None, transport=fake.transport)

    assert len(listed) > 50
    assert downloaded == listed


def test_no_key_is_needed_and_none_is_sent(collect, server):
    server.offer([division(1)])
    key = "0123456789abcdef0123456789abcdef"
    client = {
        "auth": NovaPostAuth(key, server=server.url),
        "headers": {"Authorization": JWT},
        "cookies": {"session": "s3cret"},
    }

    found = collect(client=client, environ={"NOVAPOST_API_KEY": key})

    assert names(found) == ["Відділення 1"]
    (sent,) = server.files["/base.json.gz"].requests
    assert not {"authorization", "cookie"} & set(sent)
    assert key not in str(server.files["/divisions/versions"].requests)


def test_a_client_that_is_closed_is_told_of(server):
    server.offer([division(1)])
    with httpx.Client() as http_client:
        divisions = download_divisions(server=server.url, environ={}, http_client=http_client)
        server.files["/base.json.gz"].faults = [lambda *_: http_client.close()]

    with pytest.raises(NovaPostError, match="this client has been closed"):
        next(divisions)


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        ({"server": Server.PRODUCTION}, "https://api.novapost.com/divisions/versions"),
        (
            {"server": "https://gate.example/np/v.1.0/"},
            "https://gate.example/np/divisions/versions",
        ),
        ({"environ": {"NOVAPOST_SERVER": "sandbox"}}, None),
    ],
)
def test_the_server_is_chosen_as_for_the_client(settings, asked):
    seen = []
    transport = httpx.MockTransport(lambda request: seen.append(request.url) or httpx.Response(404))

    with pytest.raises(NotFound):
        next(download_divisions(**{"environ": {}, "transport": transport, **settings}))

    assert seen == [asked or "https://api-stage.novapost.pl/divisions/versions"]


def test_texts_are_asked_for_in_a_language(collect, server):
    server.offer([division(1)])

    collect(language="uk")

    for file in server.files.values():
        assert [sent["accept-language"] for sent in file.requests] == ["uk"]
        assert file.requests[0]["user-agent"].startswith("novapost-python/")


@leaves_early
def test_the_first_divisions_are_there_before_the_last_are_sent(collect, server):
    go_on = threading.Event()
    packer = zlib.compressobj(wbits=31)
    items = ",".join(f'{{"id": {number}, "name": "{"x" * 50}"}}' for number in range(3000))
    first = packer.compress(f'{{"items": [{items}'.encode()) + packer.flush(zlib.Z_SYNC_FLUSH)
    last = packer.compress(b', {"id": 3000}]}') + packer.flush()

    def in_two_parts(_, handler):
        head(handler, 200, {"Content-Length": len(first + last)})
        handler.wfile.write(first)
        go_on.wait(30)
        handler.wfile.write(last)

    server.offer([]).faults = [in_two_parts, in_two_parts]

    some = collect(most=2000, retries=0)
    go_on.set()

    assert len(some) == 2000
    assert len(collect(retries=0)) == 3001


def test_progress_counts_bytes_to_the_end(collect, server):
    noise = [division(number, note=str(hash(str(number)))) for number in range(3000)]
    server.offer(noise, ([division(1)], (100, 200)))
    base, delta = (len(server.files[path].data) for path in ("/base.json.gz", "/delta0.json.gz"))
    seen = []

    collect(progress=lambda done, total: seen.append((done, total)))

    assert seen[0] == (delta, None)
    assert seen[-1] == (delta + base, delta + base)
    assert seen == sorted(seen, key=lambda one: one[0])
    assert {total for _, total in seen[1:]} == {delta + base}


def test_how_much_there_will_be_may_stay_unknown(collect, server):
    def of_no_length(file, handler):
        head(handler, 200, {"Connection": "close"})
        handler.wfile.write(file.data)
        handler.close_connection = True

    server.offer([division(1)]).faults = [of_no_length]
    seen = []

    assert len(collect(progress=lambda done, total: seen.append((done, total)))) == 1
    assert seen[-1] == (len(server.files["/base.json.gz"].data), None)


@pytest.mark.parametrize("download", [download_divisions, download_divisions_async])
@pytest.mark.parametrize(
    "settings",
    [
        {"server": "http://api.novapost.com/v.1.0"},
        {"timeout": 0},
        {"transport": "none"},
        {"http_client": object()},
        {"language": "укр"},
        {"clock": object()},
    ],
)
def test_settings_are_checked_at_once(download, settings):
    with pytest.raises(ConfigurationError):
        download(**settings)


BASE = {"unix_time": 1, "url": "https://files.example/base.json.gz"}


@sync_only
@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html>", "the body is not JSON"),
        (b"[]", "expected a JSON object"),
        ({"deltas": []}, "base_version has no url"),
        ({"base_version": None}, "base_version has no url"),
        ({"base_version": {"url": 7}}, "base_version has no url"),
        ({"base_version": BASE, "deltas": 1}, "deltas is no array"),
        ({"base_version": BASE, "deltas": [{}]}, r"deltas\[0\] has no url"),
        ({"base_version": {"url": "http://files.example/a"}}, "base_version.url is not followed"),
        ({"base_version": {"url": "file:///etc/passwd"}}, "base_version.url is not followed"),
        ({"base_version": {"url": "https://me:pw@files.example/"}}, "neither https nor"),
        ({"base_version": {"url": "https://exa mple/"}}, "neither https nor on this machine"),
        ({"base_version": {"url": "https://["}}, "neither https nor on this machine"),
    ],
)
def test_versions_that_cannot_be_used_are_told_of(collect, server, body, problem):
    server.offer_versions(body)

    with pytest.raises(UnexpectedResponse, match=problem):
        collect()


def test_an_https_server_leads_nobody_to_http():
    versions = {"base_version": {"url": "http://127.0.0.1:9/base.json.gz"}}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=versions))

    with pytest.raises(UnexpectedResponse, match=r"base_version\.url is not followed: not https"):
        next(download_divisions(environ={}, transport=transport))


def test_archives_may_be_relative_and_deltas_missing(collect, server):
    server.offer([division(1)])
    server.offer_versions({"base_version": {"url": "/base.json.gz"}})

    assert names(collect()) == ["Відділення 1"]


def test_versions_are_asked_for_again_like_any_call(collect, server, clock):
    server.offer([division(1)])
    server.files["/divisions/versions"].faults = [status(503, {"Retry-After": "2"})]

    assert len(collect()) == 1
    assert clock.slept[0] >= 2


def test_an_archive_that_is_not_there_is_told_of(collect, server):
    server.offer([]).faults = [status(404)]

    with pytest.raises(NotFound) as caught:
        collect()

    assert caught.value.__notes__ == ["GET /base.json.gz"]


def test_a_silent_server_times_out(collect, server):
    def silent(*_):
        server.gone.wait(30)

    server.offer([]).faults = [silent, silent]

    with pytest.raises(TimeoutError) as caught:
        collect(timeout=0.05, retries=1)
    server.gone.set()

    assert caught.value.__notes__[-1].startswith("Tried 2 times")


@leaves_early
def test_leaving_early_leaves_nothing_open(kind, server):
    server.offer([division(number) for number in range(5)])
    closed = []

    class Watched(httpx.HTTPTransport if kind == "sync" else httpx.AsyncHTTPTransport):
        def close(self):
            closed.append(self)
            super().close()

        async def aclose(self):
            closed.append(self)
            await super().aclose()

    settings = {"server": server.url, "environ": {}, "transport": Watched()}

    async def leave():
        async with aclosing(download_divisions_async(**settings)) as divisions:
            async for _ in divisions:
                break

    if kind == "sync":
        with closing(download_divisions(**settings)) as divisions:
            next(divisions)
    else:
        anyio.run(leave, backend=kind)

    assert len(closed) == 1


def test_divisions_may_be_taken_by_one_thread_after_another(server):
    server.offer([division(number) for number in range(5)], ([division(9)], (100, 200)))
    divisions = download_divisions(server=server.url, environ={})
    found = []

    for _ in range(6):
        thread = threading.Thread(target=lambda: found.append(next(divisions).id))
        thread.start()
        thread.join()

    assert found == [0, 1, 2, 3, 4, 9]
    assert next(divisions, None) is None


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_other_coroutines_get_their_turn(backend, tmp_path, server):
    """Even with a copy on disk, where no byte has to be waited for."""
    server.offer([division(number, note="x" * 200) for number in range(5000)])
    settings = {"server": server.url, "environ": {}, "cache_dir": tmp_path}
    turns = []

    async def take_turns():
        while True:
            turns.append(1)
            await anyio.lowlevel.checkpoint()

    async def main():
        for _ in range(2):
            turns.clear()
            async with anyio.create_task_group() as group:
                group.start_soon(take_turns)
                assert len([one async for one in download_divisions_async(**settings)]) == 5000
                group.cancel_scope.cancel()

    anyio.run(main, backend=backend)

    assert server.asked["/base.json.gz"] == 1
    assert len(turns) > 10


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_download_can_be_cancelled(backend, server):
    arrived = threading.Event()

    def silent(*_):
        arrived.set()
        server.gone.wait(30)

    async def main():
        server.offer([]).faults = [silent]
        async with anyio.create_task_group() as group:
            group.start_soon(_exhaust, download_divisions_async(server=server.url, environ={}))
            await anyio.to_thread.run_sync(arrived.wait)
            group.cancel_scope.cancel()

    anyio.run(main, backend=backend)
    server.gone.set()

    assert server.asked["/base.json.gz"] == 1


async def _exhaust(divisions):
    async with aclosing(divisions):
        async for _ in divisions:
            pass


def test_retries_are_a_policy_or_a_number(collect, server):
    server.offer([division(1)]).faults = [status(503), status(503)]

    assert len(collect(retries=Retry(tries=3))) == 1

    file = File(pack([]), {})
    server.files["/base.json.gz"] = file
    file.faults = [status(503)]
    with pytest.raises(NovaPostError, match="503"):
        collect(retries=None)
