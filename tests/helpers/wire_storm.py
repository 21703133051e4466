"""Calls that are given up at random, and what must be left of them: nothing.

``python wire_storm.py serve`` is the service, in a process of its own so that its descriptors are
not counted among the client's.
"""

import asyncio
import gc
import json
import random
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
from children import Child
from fault_server import KEY, jwt

import novapost_auth as np

AFTERWARDS = 100


def answer(head, rnd):
    """Return how long to wait, and what to say then; None hangs up."""
    body, status = b'{"items": [], "total": 0}', 200
    if b"/clients/authorization" in head:
        body = json.dumps({"jwt": jwt(rnd.randrange(10**9))}).encode()
    wait = 0.005 if b"/steady" in head else 0  # As long as some of the limits.
    if b"/calm" not in head and b"/steady" not in head:
        wait, chance = rnd.choice([0, 0, 0.002, 0.01, 0.03]), rnd.random()
        if chance < 0.04 and b"/clients" not in head:
            return wait, None
        status = 401 if chance < 0.05 and b"/clients" not in head else 200
    return wait, b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


async def service():
    """Answer slowly, at random; hang up now and then; refuse a token now and then."""
    rnd = random.Random(7)

    async def serve(reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                wait, said = answer(head, rnd)
                await asyncio.sleep(wait)
                if said is None:
                    if rnd.random() < 0.5:
                        writer.transport.abort()
                    return
                half = len(said) - 9 if rnd.random() < 0.1 else len(said)
                writer.write(said[:half])
                if half < len(said):
                    await asyncio.sleep(0.01)
                    writer.write(said[half:])
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


@contextmanager
def serving():
    """Run the service; yield its URL."""
    process = Child(
        [sys.executable, __file__, "serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/v.1.0"
    finally:
        process.stdin.close()
        process.stdout.close()
        process.kill()
        process.wait()


def sockets():
    """Return how many sockets this process has open."""
    found = 0
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # That of the listing itself.
            found += "socket:" in str(entry.readlink())
    return found


def left_over(before, threads, seconds=10.0):
    """Return the sockets and threads that are more than before, once all had time to go."""
    end = time.monotonic() + seconds
    while True:
        gc.collect()
        more = sockets() - before
        names = [thread.name for thread in threading.enumerate() if thread not in threads]
        if (more <= 0 and not names) or time.monotonic() > end:
            return max(more, 0), names
        time.sleep(0.02)


def one_connection():
    return httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=1))


class Storm:
    """Calls under time limits, on asyncio or trio by ``anyio``'s means alone.

    Args:
        url: Where the service is.
        calls: How many are made in all.
        together: How many of them at once.
        transport: One for the client, if any.

    """

    def __init__(self, url, *, calls, together, transport=None, seed=1):
        self.url, self.calls, self.together, self.transport = url, calls, together, transport
        self.rnd = random.Random(seed)
        self.cancelled = self.done = 0
        self.unexpected = []

    async def run(self):
        """Make the calls; then make sure that the client is as good as new, and close it."""
        import anyio  # noqa: PLC0415

        api = np.AsyncNovaPost(
            KEY, server=self.url, timeout=20, retries=None, transport=self.transport, environ={}
        )
        await api.token()
        while self.cancelled + self.done < self.calls:
            path = self.rnd.choice(["/divisions", "/steady"])
            async with anyio.create_task_group() as group:
                for _ in range(self.rnd.choice([self.together, 20])):
                    group.start_soon(self._call, api, path)
        at_once = 1 if self.transport is not None else AFTERWARDS
        answered = []
        with anyio.fail_after(30):
            for count in (1, at_once):
                async with anyio.create_task_group() as group:
                    for _ in range(count):
                        group.start_soon(self._calmly, api, answered)
        assert len(answered) == 1 + at_once
        with anyio.fail_after(10):
            await api.aclose()

    async def _call(self, api, path):
        import anyio  # noqa: PLC0415

        method = self.rnd.choice(["GET", "POST"])
        with anyio.move_on_after(self.rnd.uniform(0.001, 0.03)) as scope:
            try:
                await api.request(method, path)
            except np.NovaPostError:
                pass
            except Exception as error:  # noqa: BLE001 - nothing but errors of ours may come out
                self.unexpected.append(error)
        if scope.cancelled_caught:
            self.cancelled += 1
        else:
            self.done += 1

    async def _calmly(self, api, answered):
        answered.append(await api.request("GET", "/calm"))


if __name__ == "__main__":
    asyncio.run(service())
