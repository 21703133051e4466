"""Sixty seconds of everything at once, and what must hold all the same.

Three processes share a file store. Each has threads and tasks that call a service on loopback,
some of which are cancelled at random. Tokens live for five seconds; one token call in five is
answered 503 and one in twenty reset, and so is one other call in a hundred. Every now and
then all tokens are revoked at once; and once, all calls are refused for a while, whatever they
carry.

Run it as ``python benchmarks/soak.py [seconds]``; it exits with 1 if anything did not hold.
"""

from __future__ import annotations

import asyncio
import base64
import json
import multiprocessing
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.queues import Queue
from queue import Empty

import httpx

from novapost_auth import FileTokenStore, NovaPostAuth, NovaPostError

KEY = "soak-" + "0123456789abcdef" * 2
LIFE = 5.0
PROCESSES, THREADS, TASKS = 3, 4, 12
STORM_EVERY, WALL_AT, WALL_LASTS = 7.0, 0.75, 4.0
LATE = 0.75  # Seconds that a busy machine may take for what should be done at once.


Outcome = tuple[str, str, float, float]
"""What a call came to, its number, when it began and when it ended."""


def jwt(number: int) -> str:
    def part(data: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")

    issued = int(time.time())
    claims = {"iat": issued, "exp": issued + LIFE, "ref": number}
    return f"{part({'typ': 'JWT', 'alg': 'HS256'})}.{part(claims)}.{number}"


class Service:
    """The service, and the judge of what it is asked. Runs on an event loop of its own."""

    def __init__(self, seconds: float) -> None:
        self.wall = seconds * WALL_AT
        self.count: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.issued: dict[str, float] = {}
        self.tried: defaultdict[str, set[str]] = defaultdict(set)
        self.live: list[list[float]] = []  # From when until when there was a token to use.
        self.revoked_before = 0.0
        self.under_way = 0
        self.began = time.monotonic()
        self.ready = threading.Event()
        self.url = ""

    def run(self) -> None:
        asyncio.run(self.serve())

    async def serve(self) -> None:
        server = await asyncio.start_server(self.connection, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v.1.0"
        self.ready.set()
        while True:
            await asyncio.sleep(STORM_EVERY * random.uniform(0.7, 1.3))
            self.revoked_before = time.monotonic()
            self.count["storms"] += 1
            if self.live:
                self.live[-1][1] = min(self.live[-1][1], self.revoked_before)

    def is_walled(self) -> bool:
        """Tell whether all calls are refused just now, whatever they carry."""
        return 0 < time.monotonic() - self.began - self.wall < WALL_LASTS

    async def connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                answer = await self.answer(head.decode())
                if answer is None:
                    writer.transport.abort()
                    return
                status, body = answer
                writer.write(
                    f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(self, head: str) -> tuple[int, str] | None:
        if "/clients/authorization" in head:
            self.under_way += 1
            self.count["most token calls at once"] = max(
                self.count["most token calls at once"], self.under_way
            )
            try:
                await asyncio.sleep(random.uniform(0.005, 0.08))
                return self.token()
            finally:
                self.under_way -= 1
        return self.call(head)

    def token(self) -> tuple[int, str] | None:
        self.count["token calls"] += 1
        chance = random.random()
        if chance < 0.20:
            self.count["token calls answered 503"] += 1
            return 503, "{}"
        if chance < 0.25:
            self.count["token calls reset"] += 1
            return None
        now = time.monotonic()
        token = jwt(len(self.issued))
        self.issued[token] = now
        self.live.append([now, now + LIFE])
        return 200, json.dumps({"jwt": token})

    def call(self, head: str) -> tuple[int, str] | None:
        self.count["calls"] += 1
        lines = dict(line.partition(": ")[::2] for line in head.split("\r\n"))
        token, number = lines["Authorization"], lines["X-Number"]
        self.tried[number].add(token)
        issued = self.issued.get(token)
        if issued is None:
            self.faults["a token that never was"] += 1
            return 401, "{}"
        age = time.monotonic() - issued
        if age > LIFE + LATE:
            self.faults["a token past its end"] += 1
        if random.random() < 0.01:
            self.count["calls reset"] += 1
            return None
        if self.is_walled() or issued <= self.revoked_before or age > LIFE:
            self.count["calls answered 401"] += 1
            return 401, "{}"
        return 200, json.dumps({"echo": number})

    def could_have_succeeded(self, began: float, ended: float) -> bool:
        """Tell whether there was a token to use all the time, and well before.

        Behind the wall nobody can say: the tokens that were refused there are not used again.
        """
        return ended < self.began + self.wall and any(
            start < began - LATE and end > ended + LATE for start, end in self.live
        )


class Worker:
    """One process: threads and tasks that share an auth."""

    def __init__(self, url: str, directory: str, seconds: float, outcomes: Queue[Outcome]) -> None:
        self.url = url
        self.ends = time.monotonic() + seconds
        self.outcomes = outcomes
        self.auth = NovaPostAuth(KEY, server=url, token_store=FileTokenStore(directory))

    def run(self) -> None:
        with ThreadPoolExecutor(THREADS) as pool:
            jobs = [pool.submit(self.by_thread) for _ in range(THREADS)]
            asyncio.run(self.by_tasks())
            for job in jobs:
                job.result()

    def note(self, kind: str, number: str, began: float) -> None:
        self.outcomes.put((kind, number, began, time.monotonic()))

    def judge(self, response: httpx.Response, number: str) -> str:
        if response.status_code == 200:
            return "answered" if response.json() == {"echo": number} else "WRONG ANSWER"
        return str(response.status_code)

    def by_thread(self) -> None:
        with httpx.Client(auth=self.auth, base_url=self.url) as client:
            while (began := time.monotonic()) < self.ends:
                number = str(random.random())
                try:
                    kind = self.judge(client.get("/x", headers={"X-Number": number}), number)
                except (NovaPostError, httpx.TransportError) as error:
                    kind = type(error).__name__ + ("" if isinstance(error, NovaPostError) else "*")
                self.note(kind, number, began)
                time.sleep(random.uniform(0.005, 0.05))

    async def by_tasks(self) -> None:
        # httpcore 1.0.9 never gets back the connections of calls that were cancelled while it
        # made them, whatever the auth; after a hundred of them it would give out none.
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(auth=self.auth, base_url=self.url, limits=limits) as client:
            await asyncio.gather(*(self.by_task(client) for _ in range(TASKS)))

    async def by_task(self, client: httpx.AsyncClient) -> None:
        while (began := time.monotonic()) < self.ends:
            number = str(random.random())
            try:
                limit = random.choice([0.001, 0.01, None, None, None, None])
                call = client.get("/x", headers={"X-Number": number})
                kind = self.judge(await asyncio.wait_for(call, limit), number)
            except TimeoutError as error:
                kind = "cancelled" if not isinstance(error, NovaPostError) else "TimeoutError"
            except (NovaPostError, httpx.TransportError) as error:
                kind = type(error).__name__ + ("" if isinstance(error, NovaPostError) else "*")
            self.note(kind, number, began)
            await asyncio.sleep(random.uniform(0.01, 0.1))


def work(url: str, directory: str, seconds: float, outcomes: Queue[Outcome]) -> None:
    Worker(url, directory, seconds, outcomes).run()


def main(seconds: float) -> int:
    service = Service(seconds)
    threading.Thread(target=service.run, daemon=True).start()
    service.ready.wait()
    context = multiprocessing.get_context("spawn")
    outcomes = context.Queue()
    found: list[Outcome] = []
    with tempfile.TemporaryDirectory() as directory:
        processes = [
            context.Process(target=work, args=(service.url, directory, seconds, outcomes))
            for _ in range(PROCESSES)
        ]
        for process in processes:
            process.start()
        while any(process.is_alive() for process in processes) or not outcomes.empty():
            try:
                found.append(outcomes.get(timeout=0.2))
            except Empty:
                continue
        modes = {oct(entry.stat().st_mode & 0o777) for entry in os.scandir(directory)}
    faults = judge(service, found, seconds)
    faults += Counter(f"a file of mode {mode}" for mode in modes - {"0o600"})
    faults += Counter(f"exit status {p.exitcode}" for p in processes if p.exitcode)
    show(
        f"{seconds:.0f} s, {PROCESSES} processes of {THREADS} threads, {TASKS} tasks", service.count
    )
    show("came to:", Counter(kind for kind, *_ in found))
    show("what did not hold:" if faults else "everything held", faults)
    return 1 if faults else 0


def judge(service: Service, found: list[Outcome], seconds: float) -> Counter[str]:
    """Return what did not hold, and how often."""
    faults, count = service.faults, service.count
    for kind, number, began, ended in found:
        if kind in ("ServiceUnavailable", "TransportError", "TimeoutError"):
            if service.could_have_succeeded(began, ended):
                faults[f"{kind} while there was a token"] += 1
        elif kind == "401":
            # Behind the wall there is a minute in which tokens are not exchanged; and a storm
            # may take the token in use and its successor together.
            if ended < service.began + service.wall and len(service.tried[number]) == 1:
                faults["a 401 that an exchange would have got over"] += 1
        elif kind not in ("answered", "cancelled", "ReadError*", "RemoteProtocolError*"):
            faults[f"an unexpected {kind}"] += 1
    failed = count["token calls answered 503"] + count["token calls reset"]
    most = seconds / (0.75 * LIFE) + 1 + count["storms"] + PROCESSES * 2 + failed
    if count["token calls"] > most:
        faults[f"more than {most:.0f} token calls"] += 1
    if count["most token calls at once"] > 1:
        faults["two token calls at once"] += 1
    return faults


def show(title: str, counted: Counter[str]) -> None:
    print(title)
    for name, number in sorted(counted.items()):
        print(f"{number:8} {name}")


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0))
