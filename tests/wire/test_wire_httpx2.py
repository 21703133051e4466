"""httpx2's objects are taken wherever httpx's are, and neither is imported for it."""

import asyncio
import subprocess
import sys

import httpx
import pytest
from fault_server import KEY

import novapost_auth as np

httpx2 = pytest.importorskip("httpx2")


def call(driver):
    return driver.do(lambda api: api.request("GET", "/x"))


def passed(kind, what):
    names = {
        "transport": ("HTTPTransport", "AsyncHTTPTransport"),
        "http_client": ("Client", "AsyncClient"),
    }
    return {what: getattr(httpx2, names[what][kind == "async"])()}


@pytest.mark.parametrize("what", ["transport", "http_client"])
def test_it_is_used_for_all_calls(what, kind, serve, drive):
    server = serve()
    made = passed(kind, what)
    driver = drive(server, **made)

    answer = call(driver)

    assert isinstance(answer, httpx.Response)  # As ever, whatever brought it.
    assert (answer.status_code, server.tokens, server.connections) == (200, 1, 1)
    driver.close()
    if what == "http_client":
        assert not made[what].is_closed
        if kind == "sync":
            made[what].close()
        else:
            driver.runner.run(made[what].aclose())


def test_a_mock_transport_of_it(drive):
    from fault_server import jwt  # noqa: PLC0415

    def handle(request):
        if request.url.path.endswith("/authorization"):
            assert request.url.params["apiKey"] == KEY
            return httpx2.Response(200, json={"jwt": jwt()})
        assert request.headers["authorization"].startswith("eyJ")
        return httpx2.Response(200, json={"items": [], "total": 5})

    driver = drive("https://api.example/v.1.0", transport=httpx2.MockTransport(handle))

    assert driver.do(lambda api: api.divisions.find()).total == 5


@pytest.mark.parametrize("given", ["to the client", "to a view"])
def test_a_timeout_of_it(given, serve, drive):
    def silence(connection):
        connection.server.gone.wait(10)

    server = serve(silence)
    timeout = httpx2.Timeout(30, read=0.2)
    driver = drive(server, retries=None, **({"timeout": timeout} if "client" in given else {}))
    driver.do(lambda api: api.token())

    with pytest.raises(np.TimeoutError):
        driver.do(lambda api: api.with_options(timeout=timeout).request("GET", "/x"))


@pytest.mark.parametrize(
    ("name", "kind_of_client"),
    [("HTTPTransport", "async"), ("AsyncHTTPTransport", "sync")],
)
@pytest.mark.parametrize("module", ["httpx", "httpx2"])
def test_one_of_the_other_kind_is_refused(name, kind_of_client, module):
    cls = np.AsyncNovaPost if kind_of_client == "async" else np.NovaPost
    transport = getattr(sys.modules[module], name)()

    with pytest.raises(np.ConfigurationError, match=rf"\b{module}\.{name}\b"):
        cls(KEY, transport=transport, environ={})


@pytest.mark.parametrize("name", ["Client", "AsyncClient"])
@pytest.mark.parametrize("module", ["httpx", "httpx2"])
def test_a_client_is_no_transport(name, module):
    made = getattr(sys.modules[module], name)()

    with pytest.raises(np.ConfigurationError, match=rf"\b{module}\.{name}\b"):
        np.NovaPost(KEY, transport=made, environ={})
    if name == "Client":
        made.close()


def unauthorized(connection):
    connection.answer(401, '{"message": "expired"}')


@pytest.mark.parametrize("faults", [[], [unauthorized]], ids=["at once", "after a 401"])
def test_an_auth_in_a_client_of_it(faults, kind, serve):
    server = serve(*faults)
    auth = np.NovaPostAuth(KEY, server=server.url)
    if kind == "sync":
        with httpx2.Client(auth=auth, base_url=server.url) as client:
            answers = [client.post("/x", json={"a": 1}) for _ in range(2)]
    else:

        async def main():
            async with httpx2.AsyncClient(auth=auth, base_url=server.url) as client:
                return [await client.post("/x", json={"a": 1}) for _ in range(2)]

        answers = asyncio.run(main())

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(server.requests) == 2 + len(faults)
    assert all("\r\nauthorization: eyJ" in head.lower().replace("eyj", "eyJ")
               for head, _ in server.requests)  # fmt: skip


def test_it_is_not_imported_for_nothing(serve):
    server = serve()
    code = (
        "import sys, novapost_auth as np\n"
        f"api = np.NovaPost({KEY!r}, server={server.url!r}, environ={{}})\n"
        "api.request('GET', '/x')\n"
        "api.close()\n"
        "print(sorted(name for name in ('httpx2', 'aiohttp') if name in sys.modules))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=50
    )

    assert ran.stdout == "[]\n"
