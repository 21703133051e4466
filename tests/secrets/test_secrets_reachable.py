"""Whatever can be reached from what a user holds keeps its secrets in ``Secret`` alone."""

import asyncio
import base64
import gc
import os
import socket
import time
import types

import pytest

import novapost_auth as np
from novapost_auth.stores import Account, StoredToken

KEY, TOKEN = "0123456789abcdef0123456789abcdef", "eyJhbGciOi.eyJleHAiOjF9.c2lnbmF0dXJl"
PASSWORD = "hidden-pass-1f2e"
SECRETS = [KEY, TOKEN, PASSWORD, base64.b64encode(f"user:{PASSWORD}".encode()).decode()]
SERVER = "https://api.novapost.invalid/v.1.0"
# They send the password of a proxy, and so they hold it: SECURITY.md says so.
NOT_OURS = ("httpcore",)


def is_telling(value):
    if isinstance(value, (bytes, bytearray)):
        value = bytes(value).decode("latin-1")
    return isinstance(value, str) and any(secret in value for secret in SECRETS)


def inside(value):
    """Yield what an object, of whatever kind, leads to, with what it is there."""
    kind = f"{type(value).__module__}.{type(value).__qualname__}"
    if isinstance(value, types.FunctionType):  # Not its module, which leads to all there is.
        for name, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=True):
            for content in gc.get_referents(cell):
                yield f"{kind}:{name}", content
        yield from ((f"{kind}:default", one) for one in value.__defaults__ or ())
    elif isinstance(value, dict):
        for name, one in list(value.items()):
            yield f"{kind}:a key", name
            yield f"{kind}[{type(name).__name__ if is_telling(name) else name!r}]", one
    elif not isinstance(value, (type, types.ModuleType, types.FrameType, np.Secret)):
        yield from ((kind, one) for one in gc.get_referents(value))


def leaks(root):
    """Return by which way plain secrets are reached, and how many objects were looked at."""
    seen, todo, found = {id(root), id(os.environ)}, [(root, "")], []
    while todo:
        value, way = todo.pop()
        if is_telling(value):
            found.append(way)
        elif not type(value).__module__.startswith(NOT_OURS):
            for step, one in inside(value):
                if id(one) not in seen:
                    seen.add(id(one))
                    todo.append((one, f"{way} > {step}"))
    return found, len(seen)


@pytest.fixture
def nobody():
    """Give a place on this machine where nobody answers."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{bound.getsockname()[1]}"


@pytest.fixture(params=["the environment", "an argument"])
def settings(request, monkeypatch, nobody):
    for name in ("no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    proxy = f"http://user:{PASSWORD}@{nobody}"
    given = {"server": SERVER, "retries": None, "environ": {"NOVAPOST_API_KEY": KEY}}
    if request.param == "an argument":
        return given | {"proxy": proxy}
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    return given


def stores(nobody):
    """Give a store that has a token, and one that has none and a password."""
    memory = np.MemoryTokenStore()
    account = Account(SERVER, np.Secret(KEY))
    memory.save(account, StoredToken(np.Secret(TOKEN), time.time(), 3600.0))
    return memory, np.RedisTokenStore(f"redis://user:{PASSWORD}@{nobody}/0")


def test_a_client(settings, nobody):
    for store in stores(nobody):
        with np.NovaPost(token_store=store, **settings) as api:
            with pytest.raises(np.TransportError):
                api.divisions.find()
            found, size = leaks(api)
        assert found == []
        assert size > 300


def test_an_asynchronous_client(settings, nobody):
    async def use(store):
        async with np.AsyncNovaPost(token_store=store, **settings) as api:
            with pytest.raises(np.TransportError):
                await api.divisions.find()
            return leaks(api)

    for store in stores(nobody):
        found, size = asyncio.run(use(store))
        assert found == []
        assert size > 200


def test_an_auth(nobody):
    for store in stores(nobody):
        assert leaks(np.NovaPostAuth(KEY, token_store=store))[0] == []


def test_the_walk_finds_what_is_there():
    def holder(value):
        return lambda: value

    class Slotted:
        __slots__ = ("kept",)

    slotted = Slotted()
    slotted.kept = [{"a": (f"x {PASSWORD}".encode(),)}]
    for root in (slotted, holder(KEY), {TOKEN: 1}, types.SimpleNamespace(a=holder(slotted))):
        assert len(leaks(root)[0]) == 1
    assert leaks(np.Secret(KEY))[0] == []
