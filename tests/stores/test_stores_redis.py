import datetime as dt
import ipaddress
import pickle
import socket
import socketserver
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from redis import ConnectionError as RedisConnectionError
from redis import Redis, RedisError
from redis.lock import Lock

from novapost_auth._errors import ConfigurationError
from novapost_auth._secrets import Secret
from novapost_auth.stores import Account, RedisTokenStore, StoredToken, _redis, _redis_lock

MakeToken = Callable[..., StoredToken]
PASSWORD = "s3same-open"


@pytest.fixture
def client(redis_url: str) -> Iterator[Any]:
    with Redis.from_url(redis_url) as client:
        yield client


@pytest.fixture
def store(redis_url: str) -> Iterator[RedisTokenStore]:
    with RedisTokenStore(redis_url) as store:
        yield store


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    messages = [r.getMessage() for r in caplog.records if r.name == "novapost"]
    assert PASSWORD not in caplog.text
    assert not any("\n" in message for message in messages)
    return messages


def works(store: RedisTokenStore, account: Account, token: StoredToken) -> bool:
    with store.lock(account, 1.0) as held:
        store.save(account, token)
    loaded = store.load(account)
    store.discard(account, token.value)
    assert loaded in {None, token}
    assert (loaded is not None) is held
    return held


# --- The URL


@pytest.mark.parametrize(
    "url",
    [
        "",
        "redis",
        "http://host",
        f" redis://:{PASSWORD}@host",
        f"redis://:{PASSWORD}@host:port",
        f"redis://:{PASSWORD}@host:99999",
        f"redis://:{PASSWORD}@host/name",
        f"redis://:{PASSWORD}@ho\0st",
        f"redis://:{PASSWORD}@[::1",
        f"redis://:6/{PASSWORD}@host",
        f"redis://host?password={PASSWORD}&no_such_option=1",
        f"redis://host?password={PASSWORD}&socket_timeout=soon",
        f"redis://host?password={PASSWORD}&decode_responses=true",
    ],
)
def test_what_can_be_no_url_is_an_error_at_once(url: str) -> None:
    with pytest.raises(ConfigurationError, match="redis://host:6379/0") as caught:
        RedisTokenStore(url)
    assert str(caught.value) == (
        "the URL of a Redis token store must look like redis://host:6379/0, rediss:// for TLS, or"
        " unix:///path, with options that redis-py knows"
    )
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://host", "redis://host"),
        (f"redis://:{PASSWORD}@host:6380/2", "redis://host:6380/2"),
        (f"rediss://user:{PASSWORD}@host/0", "rediss://host/0"),
        (f"redis://user:p%40{PASSWORD}@[::1]:6379", "redis://[::1]:6379"),
        (f"redis://host/1?password={PASSWORD}", "redis://host/1"),
        (f"unix://user:{PASSWORD}@/run/redis.sock?db=1", "unix:///run/redis.sock"),
    ],
)
def test_the_password_is_not_shown(url: str, shown: str) -> None:
    with RedisTokenStore(url) as store:
        assert repr(store) == f"RedisTokenStore({shown!r})"
        assert PASSWORD not in f"{store} {vars(store)}"
        with pytest.raises(TypeError, match="password"):
            pickle.dumps(store)


def test_a_password_reaches_redis_as_it_was_given(
    redis_socket: str, client: Any, account: Account, token: MakeToken
) -> None:
    client.acl_setuser(
        "some@one", enabled=True, passwords=[f"+{PASSWORD}/%"], commands=["+@all"], keys=["*"]
    )
    spelt = f"some%40one:{PASSWORD}%2F%25@", f"?username=some@one&password={PASSWORD}/%25"
    try:
        for url in (f"unix://{spelt[0]}{redis_socket}", f"unix://{redis_socket}{spelt[1]}"):
            with RedisTokenStore(url) as store:
                store.save(account, token())
                assert store.load(account) == token()
                assert store._redis.acl_whoami() in ("some@one", b"some@one")
    finally:
        client.acl_deluser("some@one")


def test_closes_twice_and_opens_again(
    store: RedisTokenStore, account: Account, token: MakeToken
) -> None:
    store.save(account, token())
    store.close()
    store.close()
    assert store.load(account) == token()


# --- What Redis holds


def test_redis_learns_nothing(
    store: RedisTokenStore, client: Any, account: Account, token: MakeToken
) -> None:
    with store.lock(account, 1.0):
        store.save(account, token())
        names = client.keys()
        held = b"".join(name + client.get(name) for name in names)
    assert len(names) == 2
    assert all(name.startswith(b"novapost:token:") for name in names)
    for secret in (account.api_key, token().value, Secret(account.origin), Secret("payload")):
        assert secret.reveal().encode() not in held


def test_an_entry_ends_with_its_token(
    store: RedisTokenStore, client: Any, account: Account, token: MakeToken
) -> None:
    store.save(account, token())
    (name,) = client.keys()
    assert 3_590_000 < client.pttl(name) <= 3_600_000
    client.pexpire(name, 0)
    assert store.load(account) is None


def test_each_writing_is_encrypted_anew(
    store: RedisTokenStore, client: Any, account: Account, token: MakeToken
) -> None:
    written = set()
    for _ in range(2):
        store.save(account, token())
        written.add(client.get(client.keys()[0]))
    assert len(written) == 2


@pytest.mark.parametrize("harm", ["empty", "short", "a bit", "another's", "a list"])
def test_what_is_no_token_of_ours_is_none(
    store: RedisTokenStore,
    client: Any,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    harm: str,
) -> None:
    store.save(account, token())
    (name,) = client.keys()
    sealed = client.get(name)
    if harm == "a list":
        client.delete(name)
        client.lpush(name, sealed)
    elif harm == "another's":
        store.save(Account(account.origin, Secret("another")), token())
        (other,) = set(client.keys()) - {name}
        client.copy(other, name, replace=True)
    else:
        flipped = sealed[:-1] + bytes([sealed[-1] ^ 1])
        client.set(name, {"empty": b"", "short": sealed[:5], "a bit": flipped}[harm])
    assert store.load(account) is None
    store.discard(account, token().value)
    assert len(warnings(caplog)) == 1
    store.save(account, token("new"))
    assert store.load(account) == token("new")


def test_a_discard_does_not_take_what_came_meanwhile(
    store: RedisTokenStore,
    account: Account,
    token: MakeToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.save(account, token("refused"))
    seen = store._sealed(account)
    store.save(account, token("newer"))
    with monkeypatch.context() as patch:
        patch.setattr(store, "_sealed", lambda _: seen)
        store.discard(account, Secret("refused"))
    assert store.load(account) == token("newer")


def test_a_lock_that_ended_is_not_freed_again(
    store: RedisTokenStore,
    client: Any,
    account: Account,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with store.lock(account, 1.0) as first:
        client.delete(*client.keys("*:lock"))
        second = store.lock(account, 1.0)
        assert (first, second.__enter__()) == (True, True)
    with store.lock(account, 0.0) as third:
        assert third is False
    second.__exit__(None, None, None)
    assert len(warnings(caplog)) == 1


def until(condition: Callable[[], object]) -> None:
    ends = time.monotonic() + 10.0
    while not condition():
        assert time.monotonic() < ends, "it never came true"
        time.sleep(0.001)


def test_a_lock_does_not_end_while_its_holder_is_there(
    store: RedisTokenStore, client: Any, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_redis_lock, "_BEAT", 0.01)
    with store.lock(account, 1.0) as held:
        assert held
        (name,) = client.keys("*:lock")
        assert 0 < client.pttl(name) <= 6_000  # So soon it would end if its holder died.
        for left in (100_000, 500):
            client.pexpire(name, left)
            until(lambda: 4_000 < client.pttl(name) <= 6_000)
        (mine,) = [thread for thread in threading.enumerate() if thread.name == "novapost-lock"]
        assert mine.daemon
    assert client.keys("*:lock") == []
    mine.join(10)
    assert not mine.is_alive()


def test_a_lock_is_not_put_off_for_ever(
    store: RedisTokenStore, client: Any, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_redis_lock, "_BEAT", 0.01)
    monkeypatch.setattr(_redis_lock, "_LONGEST", 0.05)
    with store.lock(account, 1.0):
        until(lambda: "novapost-lock" not in {thread.name for thread in threading.enumerate()})
        client.pexpire(client.keys("*:lock")[0], 1)
        until(lambda: client.keys("*:lock") == [])


def test_a_lock_whose_end_cannot_be_put_off_ends_late(
    store: RedisTokenStore, client: Any, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        lock = store.lock(account, 1.0)
        assert lock.__enter__()
    assert 25_000 < client.pttl(client.keys("*:lock")[0]) <= 35_000
    lock.__exit__(None, None, None)
    assert client.keys("*:lock") == []


def test_a_command_that_fails_is_made_good_by_the_next(
    store: RedisTokenStore,
    client: Any,
    account: Account,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(_redis_lock, "_BEAT", 0.01)
    put_off, failures = Lock.reacquire, [RedisConnectionError(), OSError(), RedisError()]

    def fail(lock: Lock) -> Any:
        if failures:
            raise failures.pop()
        return put_off(lock)

    monkeypatch.setattr(Lock, "reacquire", fail)
    with store.lock(account, 1.0):
        (name,) = client.keys("*:lock")
        client.pexpire(name, 100_000)
        until(lambda: client.pttl(name) <= 6_000)
    assert failures == []
    assert warnings(caplog) == []


def test_a_lock_that_somebody_else_has_got_is_not_put_off(
    store: RedisTokenStore, client: Any, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_redis_lock, "_BEAT", 0.01)
    with store.lock(account, 1.0):
        client.set(client.keys("*:lock")[0], "somebody else", px=100_000)
        until(lambda: "novapost-lock" not in {thread.name for thread in threading.enumerate()})
        assert client.pttl(client.keys("*:lock")[0]) > 6_000


# --- Trouble with Redis


def test_a_server_that_is_not_there(
    tmp_path: Path, account: Account, token: MakeToken, caplog: pytest.LogCaptureFixture
) -> None:
    with RedisTokenStore(f"unix://user:{PASSWORD}@{tmp_path}/none.sock") as store:
        for _ in range(3):
            assert works(store, account, token()) is False
    (message,) = warnings(caplog)
    assert message.startswith(f"RedisTokenStore('unix://{tmp_path}/none.sock'): ")
    assert message.endswith("; going on without it")


class Parrot(socketserver.StreamRequestHandler):
    """Knows no command, and repeats what it was sent, as servers older than a command do."""

    said = ""

    def handle(self) -> None:
        while line := self.rfile.readline():
            words = []
            for _ in range(int(line[1:])):
                size = int(self.rfile.readline()[1:])
                words.append(self.rfile.read(size + 2)[:-2].decode("latin-1"))
            said = self.said.format(words[0], " ".join(f"'{word}'" for word in words[1:]))
            self.wfile.write(f"-{said}\r\n".encode("latin-1"))


@pytest.mark.parametrize("password", [PASSWORD, "s3sam%2Fe", "öpen-sesame-17"])
@pytest.mark.parametrize("protocol", ["", "?protocol=2"])
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERR unknown command '{0}', with args beginning with: {1}", "unknown command '{}'"),
        ("ERR \x1b[31m{0} \x07{1}: no such thing", "[31m{} "),
    ],
)
def test_a_server_that_repeats_what_it_was_sent(
    password: str,
    protocol: str,
    said: str,
    told: str,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
) -> None:
    handler = type("Handler", (Parrot,), {"said": said})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        place = f"127.0.0.1:{server.server_address[1]}"
        with RedisTokenStore(f"redis://:{password}@{place}/1{protocol}") as store:
            for _ in range(3):
                assert works(store, account, token()) is False
        server.shutdown()
    (message,) = warnings(caplog)
    # Older versions of redis-py ask by the older protocol of themselves.
    first = [told.format(command) for command in ("AUTH", "HELLO")][: 1 if protocol else 2]
    shown = f"RedisTokenStore('redis://{place}/1'): "
    assert message.startswith(tuple(shown + command for command in first))
    assert unquote(password) not in message
    assert message.isprintable()


def test_a_server_that_does_not_answer(
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_redis, "_ANSWER_WITHIN", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"redis://:{PASSWORD}@127.0.0.1:{silent.getsockname()[1]}"
        with RedisTokenStore(url) as store:
            assert works(store, account, token()) is False
    assert len(warnings(caplog)) == 1


def test_each_command_is_tried_once(
    account: Account, token: MakeToken, caplog: pytest.LogCaptureFixture
) -> None:
    tried = 0
    with socket.create_server(("127.0.0.1", 0)) as rude:

        def hang_up() -> None:
            nonlocal tried
            while True:
                try:
                    connection, _ = rude.accept()
                except OSError:
                    return
                connection.close()
                tried += 1

        thread = Thread(target=hang_up)
        thread.start()
        with RedisTokenStore(f"redis://127.0.0.1:{rude.getsockname()[1]}") as store:
            assert works(store, account, token()) is False
        rude.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert tried == 4  # Lock, save, load, discard.
    assert warnings(caplog)


def test_goes_on_when_the_server_is_back(
    start_redis: Callable[..., Callable[[], None]], account: Account, token: MakeToken
) -> None:
    with tempfile.TemporaryDirectory(prefix="redis") as directory:
        path = f"{directory}/redis.sock"
        options = ("--port", "0", "--unixsocket", path)
        stop = start_redis(*options)
        with RedisTokenStore(f"unix://{path}") as store:
            assert works(store, account, token()) is True
            stop()
            assert works(store, account, token()) is False
            start_redis(*options)
            assert works(store, account, token()) is True


def test_tls_and_password(
    start_redis: Callable[..., Callable[[], None]],
    tmp_path: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
) -> None:
    certificate, key = self_signed(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    start_redis(
        *("--port", "0", "--tls-port", str(port), "--tls-auth-clients", "no"),
        *("--tls-cert-file", certificate, "--tls-key-file", key, "--requirepass", PASSWORD),
    )
    place = f"127.0.0.1:{port}"
    with RedisTokenStore(f"rediss://:{PASSWORD}@{place}/3?ssl_ca_certs={certificate}") as store:
        assert works(store, account, token()) is True
    assert warnings(caplog) == []
    for url in (
        f"rediss://:wrong-{PASSWORD}@{place}/3?ssl_ca_certs={certificate}",
        f"rediss://:{PASSWORD}@{place}/3",  # Signed by nobody the system knows.
    ):
        with RedisTokenStore(url) as store:
            assert works(store, account, token()) is False
    assert len(warnings(caplog)) == 2


def self_signed(directory: Path) -> tuple[str, str]:
    """Write a certificate for 127.0.0.1 and its key, and return their paths."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "redis")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (directory / "cert.pem").write_bytes(certificate.public_bytes(pem))
    (directory / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(directory / "cert.pem"), str(directory / "key.pem")
