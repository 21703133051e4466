"""The same contests for our token layer and for those of others, side by side.

64 threads, and 1000 tasks, ask for a token at the same moment: without one, in the window in
which it should be renewed, after its end, and the last two while the service answers 503.
Told are the token calls made, how many callers had to wait or got an error, and how long it
took until all of them were done.

Each library gets its token from a function or a transport of ours that takes a while; what
differs is what it does around that. Run it as ``python benchmarks/peers.py``.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import logging
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any

import aiobotocore.credentials
import authlib.integrations.httpx_client
import azure.core.credentials
import azure.core.pipeline
import azure.core.pipeline.policies
import azure.core.rest
import botocore.credentials
import google.auth.credentials
import httpx
import httpx2
import httpx_auth

from novapost_auth import MemoryTokenStore, NovaPostAuth, Secret, Server
from novapost_auth.stores import Account, StoredToken

THREADS, TASKS = 64, 1000
SLOW, QUICK = 0.2, 0.01  # Seconds that a token call takes; 1000 of them one after another: 10.
WAITED = 0.5  # Of the time that a token call takes: who took longer has waited for one.
LIFE = 3600.0


class Unavailable(Exception):
    pass


class Endpoint:
    """Where tokens come from: slowly, or not at all."""

    def __init__(self, seconds: float, *, fails: bool) -> None:
        self.seconds = seconds
        self.fails = fails
        self.calls = 0
        self._lock = threading.Lock()

    def fetch(self) -> None:
        with self._lock:
            self.calls += 1
        time.sleep(self.seconds)
        if self.fails:
            raise Unavailable

    async def afetch(self) -> None:
        self.calls += 1
        await asyncio.sleep(self.seconds)
        if self.fails:
            raise Unavailable

    def transport(self, module: Any) -> Any:
        """Return a transport of httpx, or of a module like it, for threads and tasks."""
        endpoint = self

        class Transport(module.BaseTransport, module.AsyncBaseTransport):
            def handle_request(self, _: Any) -> Any:
                try:
                    endpoint.fetch()
                except Unavailable:
                    return module.Response(503, json={"error": "temporarily_unavailable"})
                return module.Response(200, json=ANSWER)

            async def handle_async_request(self, _: Any) -> Any:
                try:
                    await endpoint.afetch()
                except Unavailable:
                    return module.Response(503, json={"error": "temporarily_unavailable"})
                return module.Response(200, json=ANSWER)

        return Transport()


def jwt() -> str:
    def part(data: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")

    return f"{part({'alg': 'HS256'})}.{part({'iat': 0, 'exp': LIFE})}.signature"


ANSWER = {"jwt": jwt(), "access_token": "token", "token_type": "bearer", "expires_in": LIFE}

Get = Callable[[], object]
AsyncGet = Callable[[], Awaitable[object]]


class Peer:
    """A library. Its methods return how a caller gets a token, from one object that all share.

    ``left`` are the seconds that the token at hand has left; None if there is none.
    """

    name = ""
    window = 0.0
    """Seconds before its end at which the library wants to renew a token."""

    def threads(self, endpoint: Endpoint, left: float | None) -> Get | None:
        raise NotImplementedError

    def tasks(self, endpoint: Endpoint, left: float | None) -> AsyncGet | None:
        raise NotImplementedError


class NovaPost(Peer):
    name = "novapost"
    window = 300.0

    def auth(self, endpoint: Endpoint, left: float | None) -> NovaPostAuth:
        store = MemoryTokenStore()
        auth = NovaPostAuth("key", transport=endpoint.transport(httpx), token_store=store)
        if left is not None:
            account = Account(Server.PRODUCTION.url, Secret("key"))
            kept = StoredToken(Secret("kept"), time.time() - LIFE + 1800, LIFE)
            store.save(account, kept)
            auth.token()
            held = auth._source.held
            sent = held.sent._replace(
                wall=time.time() - LIFE + left, monotonic=time.monotonic() - LIFE + left
            )
            auth._source.held = type(held).of(held.value, sent, LIFE, 0.5)
        return auth

    def threads(self, endpoint: Endpoint, left: float | None) -> Get | None:
        return self.auth(endpoint, left).token

    def tasks(self, endpoint: Endpoint, left: float | None) -> AsyncGet | None:
        return self.auth(endpoint, left).atoken


class GoogleAuth(Peer):
    name = "google-auth"
    window = 100.0

    def threads(self, endpoint: Endpoint, left: float | None) -> Get | None:
        class Credentials(google.auth.credentials.Credentials):
            def refresh(self, _: object) -> None:
                endpoint.fetch()
                self.token = "token"
                self.expiry = _naive(LIFE)

        credentials = Credentials()
        if left is not None:
            credentials.token, credentials.expiry = "kept", _naive(left)
        return lambda: credentials.before_request(None, "GET", "https://x", {})

    def tasks(self, *_: object) -> AsyncGet | None:
        return None


class AzureCore(Peer):
    name = "azure-core"
    window = 100.0

    @staticmethod
    def request() -> Any:
        context = azure.core.pipeline.PipelineContext(None)
        return azure.core.pipeline.PipelineRequest(
            azure.core.rest.HttpRequest("GET", "https://x"), context
        )

    @staticmethod
    def token(left: float) -> Any:
        return azure.core.credentials.AccessToken("token", int(time.time() + left))

    def threads(self, endpoint: Endpoint, left: float | None) -> Get | None:
        peer = self

        class Credential:
            def get_token(self, *_: Any, **__: Any) -> Any:
                endpoint.fetch()
                return peer.token(LIFE)

        policies = azure.core.pipeline.policies
        policy = policies.BearerTokenCredentialPolicy(Credential(), "scope")
        policy._token = None if left is None else self.token(left)
        return lambda: policy.on_request(self.request())

    def tasks(self, endpoint: Endpoint, left: float | None) -> AsyncGet | None:
        peer = self

        class Credential:
            async def get_token(self, *_: Any, **__: Any) -> Any:
                await endpoint.afetch()
                return peer.token(LIFE)

        policies = azure.core.pipeline.policies
        policy = policies.AsyncBearerTokenCredentialPolicy(Credential(), "scope")
        policy._token = None if left is None else self.token(left)
        return lambda: policy.on_request(self.request())


class Botocore(Peer):
    name = "botocore, aiobotocore"
    window = 720.0

    @staticmethod
    def answer(left: float) -> dict[str, str]:
        ends = datetime.now(UTC) + timedelta(seconds=left)
        keys = {"access_key": "a", "secret_key": "s", "token": "t"}
        return keys | {"expiry_time": ends.isoformat()}

    def threads(self, endpoint: Endpoint, left: float | None) -> Get | None:
        def refresh() -> dict[str, str]:
            endpoint.fetch()
            return self.answer(LIFE)

        module = botocore.credentials
        if left is None:
            return module.DeferredRefreshableCredentials(refresh, "x").get_frozen_credentials
        kept = module.RefreshableCredentials.create_from_metadata(self.answer(left), refresh, "x")
        return kept.get_frozen_credentials

    def tasks(self, endpoint: Endpoint, left: float | None) -> AsyncGet | None:
        async def refresh() -> dict[str, str]:
            await endpoint.afetch()
            return self.answer(LIFE)

        module = aiobotocore.credentials
        if left is None:
            return module.AioDeferredRefreshableCredentials(refresh, "x").get_frozen_credentials
        kept = module.AioRefreshableCredentials.create_from_metadata(
            self.answer(left), refresh, "x"
        )
        return kept.get_frozen_credentials


class Authlib(Peer):
    name = "Authlib"
    window = 30.0

    @staticmethod
    def settings(endpoint: Endpoint, left: float | None) -> dict[str, Any]:
        kept = {"access_token": "kept", "token_type": "bearer"}
        return {
            "client_id": "id",
            "client_secret": "secret",
            "token_endpoint": "https://x/token",
            "grant_type": "client_credentials",
            "transport": endpoint.transport(httpx2),
            "token": None if left is None else kept | {"expires_at": int(time.time() + left)},
        }

    def threads(self, endpoint: Endpoint, left: float | None) -> Get | None:
        settings = self.settings(endpoint, left)
        client = authlib.integrations.httpx_client.OAuth2Client(**settings)

        def get() -> None:
            if client.token:
                client.ensure_active_token(client.token)
            else:
                client.fetch_token()

        return get

    def tasks(self, endpoint: Endpoint, left: float | None) -> AsyncGet | None:
        settings = self.settings(endpoint, left)
        client = authlib.integrations.httpx_client.AsyncOAuth2Client(**settings)

        async def get() -> None:
            if client.token:
                await client.ensure_active_token(client.token)
            else:
                await client.fetch_token()

        return get


class HttpxAuth(Peer):
    name = "httpx-auth"
    window = 20.0

    def auth(self, endpoint: Endpoint, left: float | None) -> Any:
        httpx_auth.OAuth2.token_cache.clear()
        client = httpx.Client(transport=endpoint.transport(httpx))
        auth = httpx_auth.OAuth2ClientCredentials("https://x", "id", "secret", client=client)
        if left is not None:
            httpx_auth.OAuth2.token_cache.tokens[auth.state] = ("kept", time.time() + left)
        return auth

    def threads(self, endpoint: Endpoint, left: float | None) -> Get | None:
        auth = self.auth(endpoint, left)
        return lambda: next(auth.sync_auth_flow(httpx.Request("GET", "https://x")))

    def tasks(self, endpoint: Endpoint, left: float | None) -> AsyncGet | None:
        auth = self.auth(endpoint, left)

        async def get() -> None:
            flow = auth.async_auth_flow(httpx.Request("GET", "https://x"))
            await anext(flow)
            await flow.aclose()

        return get


def _naive(left: float) -> datetime:
    return (datetime.now(UTC) + timedelta(seconds=left)).replace(tzinfo=None)


PEERS = (NovaPost(), GoogleAuth(), AzureCore(), Botocore(), Authlib(), HttpxAuth())
CONTESTS: dict[str, tuple[Callable[[Peer], float | None], bool]] = {
    "cold": (lambda _: None, False),
    "in the window": (lambda peer: peer.window, False),
    "expired": (lambda _: -5.0, False),
    "window, 503": (lambda peer: peer.window, True),
    "expired, 503": (lambda _: -5.0, True),
}


def by_threads(get: Get) -> list[tuple[float, bool]]:
    """Return how long each caller took, and whether it got an error."""
    start = threading.Barrier(THREADS)

    def one() -> tuple[float, bool]:
        start.wait()
        began, failed = time.perf_counter(), False
        try:
            get()
        except Exception:  # noqa: BLE001 - each library has its own
            failed = True
        return time.perf_counter() - began, failed

    with ThreadPoolExecutor(THREADS) as pool:
        return [job.result() for job in [pool.submit(one) for _ in range(THREADS)]]


def by_tasks(get: AsyncGet) -> list[tuple[float, bool]]:
    async def main() -> list[tuple[float, bool]]:
        began = time.perf_counter()  # For all: one may stop the event loop for the others.

        async def one() -> tuple[float, bool]:
            failed = False
            try:
                await get()
            except Exception:  # noqa: BLE001 - each library has its own
                failed = True
            return time.perf_counter() - began, failed

        return await asyncio.gather(*(one() for _ in range(TASKS)))

    return asyncio.run(main())


def cell(peer: Peer, contest: str, *, tasks: bool) -> str:
    left, fails = CONTESTS[contest]
    endpoint = Endpoint(QUICK if tasks and fails else SLOW, fails=fails)
    began = time.perf_counter()
    if tasks:
        aget = peer.tasks(endpoint, left(peer))
        took = [] if aget is None else by_tasks(aget)
    else:
        get = peer.threads(endpoint, left(peer))
        took = [] if get is None else by_threads(get)
    if not took:
        return "-"
    whole = time.perf_counter() - began
    failed = sum(failed for _, failed in took)
    waited = sum(seconds > WAITED * endpoint.seconds for seconds, _ in took)
    outcome = f"{failed} fail" if fails else f"{waited} wait"
    calls = "1 call" if endpoint.calls == 1 else f"{endpoint.calls} calls"
    return f"{calls}, {outcome}, {whole:.1f} s"


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def main() -> int:
    for tasks in (False, True):
        title = f"{TASKS} tasks" if tasks else f"{THREADS} threads"
        rows = [[title, *CONTESTS]]
        for peer in PEERS:
            row = [peer.name]
            for contest in CONTESTS:
                with quiet():
                    row.append(cell(peer, contest, tasks=tasks))
            rows.append(row)
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)))
        print()
    names = ("google-auth", "azure-core", "botocore", "aiobotocore", "Authlib", "httpx-auth")
    print(f"A token call takes {SLOW} s; where it fails for tasks, {QUICK} s.")
    print(", ".join(f"{name} {version(name)}" for name in names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
