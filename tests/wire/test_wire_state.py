"""What is not kept from one answer to the next call: cookies, redirects, credentials."""

import pytest
from fault_server import KEY
from wire_faults import FAULTS

import novapost_auth as np


def cookie(connection):
    connection.answer(
        200,
        b'{"items": [], "total": 0}',
        ["Set-Cookie: session=abc; Path=/", "Set-Cookie: other=def; Max-Age=999"],
    )


@pytest.mark.parametrize("status", [200, 401, 500])
def test_cookies_are_neither_kept_nor_sent(status, serve, drive):
    def fault(connection):
        connection.answer(status, b"{}", ["Set-Cookie: session=abc; Path=/"])

    server = serve(fault, cookie, cookie, cookie)
    driver = drive(server, retries=None)
    for _ in range(4):
        try:
            driver.do(lambda api: api.request("GET", "/x"))
        except np.ApiError:
            continue

    assert len(server.requests) >= 4
    assert not any("cookie" in head.lower() for head, _ in server.requests)


def test_cookies_of_a_token_call_are_neither_kept_nor_sent(serve, drive):
    from fault_server import jwt  # noqa: PLC0415

    def token(connection):
        connection.answer(200, f'{{"jwt": "{jwt()}"}}', ["Set-Cookie: session=abc; Path=/"])

    server = serve(token_faults=[token])
    driver = drive(server)
    driver.do(lambda api: api.request("GET", "/x"))

    assert "cookie" not in server.requests[0][0].lower()


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 305, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_redirects_are_not_followed(method, status, serve, drive):
    elsewhere = serve()
    server = serve()

    def fault(connection):
        target = next(targets)
        connection.answer(status, b"" if status == 304 else b"{}", [f"Location: {target}"])

    targets = iter([f"{elsewhere.url}/x", f"{server.url}/y", "//elsewhere.example/", "/y", ""])
    server.faults = [fault] * 5
    driver = drive(server, retries=None)

    for _ in range(5):
        with pytest.raises(np.ApiError) as caught:
            driver.do(lambda api: api.request(method, "/x"))
        assert caught.value.status_code == status

    assert elsewhere.connections == 0
    assert len(server.requests) == 5


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_of_a_token_call_is_not_followed(status, serve, drive):
    elsewhere = serve()

    def fault(connection):
        connection.answer(status, b"{}", [f"Location: {elsewhere.url}/clients/authorization"])

    server = serve(token_faults=[fault] * 3)
    driver = drive(server, retries=None)

    with pytest.raises(np.NovaPostError) as caught:
        driver.do(lambda api: api.token())

    assert elsewhere.connections == 0
    assert KEY not in str(caught.value)


def test_a_netrc_is_not_read(serve, drive, tmp_path, monkeypatch):
    """httpx's clients would send what it says in place of the token."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password mine\ndefault login me password mine\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    server = serve()
    driver = drive(server)
    driver.do(lambda api: api.request("GET", "/x"))

    assert "basic" not in server.requests[0][0].lower()


def test_the_head_of_a_call(serve, drive):
    """One of each: what is sent is small, and says who calls."""
    server = serve()
    driver = drive(server, language="uk")
    driver.do(lambda api: api.request("POST", "/x", json={"name": "їжак"}))

    lines = server.requests[0][0].lower().split("\r\n")
    names = [line.partition(":")[0] for line in lines[1:]]
    assert len(names) == len(set(names))
    assert {"host", "user-agent", "accept", "authorization", "accept-language"} <= set(names)
    assert {"content-type", "content-length", "accept-encoding"} <= set(names)
    assert not {"transfer-encoding", "expect", "cookie", "referer", "origin"} & set(names)
    assert next(line for line in lines if line.startswith("host:")) == (
        f"host: 127.0.0.1:{server.port}"
    )


def test_there_are_faults_enough():
    assert len(FAULTS) >= 24
