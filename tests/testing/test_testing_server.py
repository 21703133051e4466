"""The fake on loopback: sockets, keep-alive, processes, signals."""

import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import httpx
import pytest
from children import Child, end_by

from novapost_auth import NovaPost, testing
from novapost_auth.testing import FakeNovaPost


@pytest.fixture
def served(fake):
    with fake.serve() as served:
        yield served


def token_of(client, key):
    return client.get("/clients/authorization", params={"apiKey": key}).json()["jwt"]


@pytest.mark.usefixtures("shipment")
def test_serves_the_same_as_in_process(fake, served, http):
    with httpx.Client(base_url=served.url) as client:
        client.headers["Authorization"] = token_of(client, fake.api_key)
        paths = ["/divisions?limit=2", "/shipments", "/nothing", "/shipments/print"]

        for path in paths:
            over_socket, in_process = client.get(path), http.get(path)
            assert over_socket.status_code == in_process.status_code
            assert over_socket.content == in_process.content
            assert over_socket.headers["Content-Type"] == in_process.headers["Content-Type"]


def test_listens_on_loopback_alone(served):
    url = httpx.URL(served.url)

    assert (url.scheme, url.host, url.path) == ("http", "127.0.0.1", "/v.1.0")


def test_keeps_connections_alive(fake, served):
    extensions = []
    with httpx.Client(base_url=served.url) as client:
        for _ in range(3):
            answer = client.get("/clients/authorization", params={"apiKey": fake.api_key})
            stream = answer.extensions["network_stream"]
            extensions.append(stream.get_extra_info("client_addr"))

    assert len(set(extensions)) == 1


def test_takes_bodies_in_chunks(served):
    def parts():
        yield b'{"phone"'
        yield b': "48500100200"}'

    with httpx.Client(base_url=served.url) as client:
        assert client.post("/test-api-keys", content=parts()).status_code == 200


def test_an_empty_answer_leaves_the_connection_usable(fake, served):
    with httpx.Client(base_url=served.url) as client:
        client.headers["Authorization"] = token_of(client, fake.api_key)
        body = {"type": "numbers", "url": "https://shop.example/hook", "isActive": True}
        made = client.post("/tracking-push/subscribers", json=body).json()
        deleted = client.delete(f"/tracking-push/subscribers/{made['id']}")

        assert (deleted.status_code, deleted.content) == (204, b"")
        assert client.get("/tracking-push/subscribers").json()["total"] == 0


def test_a_crowd_is_served(served):
    with httpx.Client(base_url=served.url) as client, ThreadPoolExecutor(64) as pool:
        statuses = pool.map(lambda _: client.get("/divisions").status_code, range(128))

        assert list(statuses) == [401] * 128


def test_a_client_that_hangs_up_is_no_trouble(fake, served, capfd):
    fake.latency = 0.02
    url = httpx.URL(served.url)
    for _ in range(3):
        with socket.create_connection((url.host, url.port)) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(b"GET /v.1.0/divisions HTTP/1.1\r\nHost: a\r\n\r\n")
    with httpx.Client(base_url=served.url) as client:
        assert client.get("/divisions").status_code == 401

    assert capfd.readouterr() == ("", "")


def test_closing_drops_connections_and_frees_the_port(fake):
    with fake.serve() as served, httpx.Client(base_url=served.url) as client:
        client.get("/divisions")
        served.close()
        with pytest.raises(httpx.TransportError):
            client.get("/divisions")
    port = httpx.URL(served.url).port
    with FakeNovaPost().serve(port) as again:
        assert httpx.URL(again.url).port == port


def test_the_archive_names_the_address_that_it_was_asked_at(served):
    host = served.url.removesuffix("/v.1.0")

    versions = httpx.get(f"{host}/divisions/versions").json()

    assert versions["base_version"]["url"].startswith(f"{host}/divisions/")
    assert httpx.get(versions["base_version"]["url"]).status_code == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_process_tells_url_and_key_and_ends_cleanly(number):
    command = [sys.executable, "-m", "novapost_auth.testing", "--port", "0", "--token-life", "5"]
    with Child(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        lines = [process.stdout.readline() for _ in range(2)]
        told = dict(re.fullmatch(r"export (\w+)=(\S+)\n", line).groups() for line in lines)
        with httpx.Client(base_url=told["NOVAPOST_SERVER"]) as client:
            token = token_of(client, told["NOVAPOST_API_KEY"])
            answer = client.get("/divisions", headers={"Authorization": token})
        end_by(process, number)
        out, err = process.communicate(timeout=30)

    assert answer.status_code == 200
    assert (process.returncode, out, err) == (0, "", "")


def test_a_process_lets_shipments_move_as_fast_as_told(order):
    command = [sys.executable, "-m", "novapost_auth.testing", "--speed", "1e12"]
    with Child(command, stdout=subprocess.PIPE, text=True) as process:
        url, key = (process.stdout.readline().strip().partition("=")[2] for _ in range(2))
        with NovaPost(key, server=url) as novapost:
            number = novapost.shipments.create(order).number
            (found,) = novapost.shipments.find(numbers=[number]).items
        end_by(process, signal.SIGTERM)

    assert found.status == "Issued"


def test_a_port_that_is_taken_is_one_line(served):
    port = str(httpx.URL(served.url).port)
    command = [sys.executable, "-m", "novapost_auth.testing", "--port", port]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith(
        f"python -m novapost_auth.testing: error: cannot listen on port {port}: "
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no shell to evaluate it")
def test_a_shell_takes_what_a_process_in_the_background_prints(tmp_path):
    script = f"""
        eval "$('{sys.executable}' -m novapost_auth.testing --background --latency 0.01)"
        '{sys.executable}' -W error -c '
import os
from novapost_auth import NovaPost
with NovaPost() as novapost:
    print(os.environ["NOVAPOST_SERVER"], novapost.divisions.find(limit=1).total)
    novapost.request("GET", "/divisions", params=dict(countryCodes="PL"))
'
    """
    # The process outlives the shell, and holds nothing open of those who wait for its end.
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "NOVAPOST_SERVER": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    stop = re.fullmatch(
        r"The fake is served until you stop it: kill (\d+)\n"
        r"Fields and parameters that it does not know it names in (.+)\n",
        done.stderr,
    )
    assert stop, done.stderr
    log = Path(stop[2])
    where, total = done.stdout.split()
    try:
        assert int(total) > 0
        httpx.get(f"{where}/divisions")
        assert log.read_text("utf-8") == "GET /divisions: not known: countryCodes\n"
    finally:
        os.kill(int(stop[1]), signal.SIGTERM)
        log.unlink()
    with pytest.raises(httpx.TransportError):
        asked_until_it_is_gone(where)
    assert list(tmp_path.iterdir()) == []


def asked_until_it_is_gone(url):
    while True:
        httpx.get(f"{url}/divisions")


def test_a_port_that_is_taken_is_told_from_the_background_too(served):
    port = str(httpx.URL(served.url).port)
    command = [sys.executable, "-m", "novapost_auth.testing", "--background", "--port", port]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)

    assert (done.returncode, done.stdout) == (2, "")
    assert f"error: cannot listen on port {port}: " in done.stderr


@pytest.mark.parametrize(
    ("option", "seconds", "where"),
    [  # Every two of them are together once.
        (option, seconds, ["--background"] if (place + row) % 2 else [])
        for row, option in enumerate(["--token-life", "--latency", "--speed"])
        for place, seconds in enumerate(["nan", "inf", "-1"])
    ],
)
def test_no_time_that_nobody_can_wait_is_served(option, seconds, where):
    command = [sys.executable, "-m", "novapost_auth.testing", f"{option}={seconds}", *where]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)

    assert (done.returncode, done.stdout) == (2, "")
    name = option.removeprefix("--").replace("-", "_")
    said = done.stderr.splitlines()[-1]
    assert said.startswith(f"python -m novapost_auth.testing: error: {name} must be more than 0")


@pytest.mark.skipif(sys.platform != "linux", reason="no /proc, no disk that is always full")
@pytest.mark.parametrize(("stream", "code"), [("stdout", 1), ("stderr", 0)])
def test_what_is_left_in_the_background_is_what_somebody_was_told_of(tmp_path, stream, code):
    command = [sys.executable, "-m", "novapost_auth.testing", "--background"]
    with Path("/dev/full").open("wb") as full:
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: full}
        if stream == "stderr":
            streams |= {"stderr": None, "preexec_fn": partial(os.close, 2)}
        done = subprocess.run(
            command,
            **streams,
            env={**os.environ, "TMPDIR": str(tmp_path)},
            check=False,
            timeout=30,
        )
    serving = with_variable(f"TMPDIR={tmp_path}")
    if code == 0:
        assert b"NOVAPOST_SERVER=" in done.stdout
        os.kill(serving.pop(), signal.SIGTERM)

    assert done.returncode == code
    assert serving == []


def with_variable(text):
    """Return the processes whose environment has such a line."""
    found = []
    for one in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # It has ended, or is somebody else's.
            if text.encode() in one.read_bytes().split(b"\0"):
                found.append(int(one.parent.name))
    return found


def test_the_fixture_is_there_without_being_imported(tmp_path):
    test = tmp_path / "test_shop.py"
    test.write_text(
        "def test_one(novapost_fake):\n    assert novapost_fake.calls == []\n"
        "def test_two(novapost_fake):\n    assert novapost_fake.api_key\n"
        # It forgets the fake, and there is no network either.
        "import httpx, novapost_auth, pytest\n"
        "def no_host(request):\n    raise httpx.ConnectError('no such host')\n"
        "@pytest.mark.parametrize('server', ['sandbox', None, 'https://my.example/v.1.0'])\n"
        "def test_three(server):\n"
        "    transport = httpx.MockTransport(no_host)\n"
        "    novapost_auth.NovaPost(\n"
        "        '5e' * 16, server=server, transport=transport, retries=None, environ={}\n"
        "    ).divisions.find()\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "novapost_auth.testing.plugin", test]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert (done.returncode, "3 failed, 2 passed" in done.stdout) == (1, True), done.stdout
    # Who has a server of their own means that. (In CI pytest says it again at the end.)
    hints = re.findall(r"^E .*transport=novapost_fake\.transport", done.stdout, re.MULTILINE)
    assert len(hints) == 2, done.stdout


def test_the_plugin_costs_those_who_do_not_use_it_nothing_of_the_fake():
    code = (
        "import sys, novapost_auth; before = set(sys.modules)\n"
        "import novapost_auth.testing.plugin\n"
        "new = {name for name in set(sys.modules) - before if name.startswith('novapost')}\n"
        "print(*sorted(new))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    allowed = {"novapost_auth.testing", "novapost_auth.testing.plugin"}
    assert set(done.stdout.split()) - allowed <= {"novapost_client", "novapost_client.lazy"}


def test_all_public_names_are_there():
    assert sorted(testing.__all__) == testing.__all__
    assert {name: getattr(testing, name).__name__ for name in testing.__all__} == {
        name: name for name in testing.__all__
    }
    assert set(testing.__all__) <= set(dir(testing))


HEAD = b"POST /v.1.0/nothing HTTP/1.1\r\nHost: x\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        *(
            (HEAD + b"Content-Length: " + length + b"\r\n\r\n{}", 400)
            for length in (b"x", b"-1", b"+2", b"1_0", b"2.0", b"9" * 30, b"0x2", b"\xd9\xa2")
        ),
        *(
            (CHUNKED + size + b"\r\n{}\r\n0\r\n\r\n", 400)
            for size in (b"zz", b"-5", b"+2", b"", b"f" * 20)
        ),
        (CHUNKED + b"2;x=y\r\n{}\r\n0\r\n\r\n", 404),
        (b"HEAD /v.1.0/divisions HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"BREW /v.1.0/divisions HTTP/1.1\r\nHost: x\r\n\r\n", 501),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431),
        (b"GET /v.1.0/%ff%00 HTTP/1.1\r\nHost: \xd1\x8f\r\n\r\n", 404),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_any_request_gets_an_answer(served, sent, status, capfd):
    url = httpx.URL(served.url)
    with socket.create_connection((url.host, url.port)) as connection:
        connection.settimeout(10)
        connection.sendall(sent)
        line = connection.makefile("rb").readline()
    assert int(line.split()[1]) == status
    assert capfd.readouterr().err == ""


def test_what_the_fake_trips_over_is_an_answer_too(fake, served, monkeypatch, capfd):
    def trip(*_):
        raise ZeroDivisionError(fake.api_key)

    monkeypatch.setattr(type(fake._service), "_answer", trip)
    answer = httpx.get(f"{served.url}/divisions")
    assert answer.status_code == 500
    assert answer.json() == {"error": "the fake cannot answer this: ZeroDivisionError"}
    assert capfd.readouterr().err == ""
