"""Where the time of a call goes, part by part.

``python -m benchmarks.bench_parts URL EXTRAS`` is a process with what its users have installed.

Each part is measured by itself, many times in a row, as a clock looked at between them would cost
as much as some of them. The transport is what differs with the machine: most of it is the system's.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from statistics import median

from benchmarks.contestants import EXTRAS, KEY, TOKEN, hide

PARTS = ("request", "token", "send", "transport", "read", "model", "rest", "whole")
ROUNDS, CALLS = 31, 100

_MEANT = {
    "request": "arguments to the message that is sent",
    "token": "the one at hand, and whether the answer says something of it",
    "send": "`httpx.Client.send` around its transport: merging, cookies, redirects, auth flow",
    "transport": "a connection, writing, waiting, and the head and body of the answer",
    "read": "the body collected and checked, and what the answer means",
    "model": "JSON to the typed object",
    "rest": "what lies between, and what is slower after another part than after itself",
    "whole": "the call",
}

# By hand on 2026-11-28, in turns with this: the code of commit b0dd6a6, which went through
# `httpx.Client.send`, as it was installed.
_BEFORE = {"request": 5.1, "token": 0.5, "send": 40.1, "transport": 42.5}
_BEFORE |= {"read": 0.2, "model": 2.0, "rest": 14.6, "whole": 105.0}


def table() -> str:
    """Return the table in Markdown, in hundredths of a call of ``httpx.Client`` alone."""
    from benchmarks.server import serving  # It brings what is to be hidden.

    with serving() as url:
        installed, fast = _measured(url, "without"), _measured(url, "with")
    rows: list[tuple[str, ...]] = [
        ("part of a call", "what it is", "before", "as installed", "with fast"),
        ("---",) * 5,
    ]
    for part in PARTS:
        shares = (_BEFORE[part], installed.get(part), fast.get(part))
        rows.append((part, _MEANT[part], *("-" if s is None else f"{s:.1f}" for s in shares)))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _measured(url: str, extras: str) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_parts", url, extras],
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _parts(url: str) -> dict[str, Callable[[], object]]:
    import httpx

    from novapost_auth import NovaPost
    from novapost_auth._calls.call import Call
    from novapost_auth._calls.transport import HttpTransport
    from novapost_client.api.dictionaries.get_dictionary_currencies import build_request
    from novapost_client.models import CurrencyPage

    client = NovaPost(KEY, server=url)
    call = client.dictionaries.find_currencies
    call()
    transport = client._transport
    assert isinstance(transport, HttpTransport)
    service, wire, tokens = transport.service, transport._wire, client._tokens
    held = tokens.get()

    def request() -> Call[CurrencyPage]:
        made = Call(build_request(), service)
        made.begin_try()
        made.message(held.value)
        return made

    def token() -> None:
        trial = tokens.trial()
        trial.pause(tokens.get(), 200)

    made = request()
    message = made.message(held.value)

    def send() -> list[bytes]:
        answer = wire.send(message)
        with closing(answer.body):
            return list(answer.body)

    answer, chunks = wire.send(message), send()
    list(answer.body)
    answer.body.close()

    def read() -> object:
        receiver = made.receiver(answer, None)
        for chunk in chunks:
            receiver.take(chunk)
        return made.judge(receiver.end())

    received = read()

    def model() -> object:
        return made.result(received)  # type: ignore[arg-type]

    get, where = httpx.Client().get, f"{url}/dictionary/currencies"
    headers = {"Authorization": TOKEN}

    def alone() -> object:
        return get(where, headers=headers).json()

    parts = {"httpx": alone, "request": request, "token": token, "transport": send, "read": read}
    return {**parts, "model": model, "whole": call}


def _rounds(parts: dict[str, Callable[[], object]]) -> Iterator[tuple[str, float]]:
    order = list(parts)
    for _ in range(ROUNDS):
        random.shuffle(order)
        for name in order:
            part = parts[name]
            began = time.process_time()
            for _ in range(CALLS):
                part()
            yield name, (time.process_time() - began) / CALLS * 1e6


def main(url: str, extras: str) -> None:
    if extras == "without":
        hide(EXTRAS)
    taken: dict[str, list[float]] = {}
    for name, each in _rounds(_parts(url)):
        taken.setdefault(name, []).append(each)
    # The rounds of all are the same, so that each has its share of what the machine did besides.
    whole = taken.pop("httpx")
    shares = {
        name: median(one / other for one, other in zip(each, whole, strict=True)) * 100
        for name, each in taken.items()
    }
    shares["rest"] = 2 * shares["whole"] - sum(shares.values())
    print(json.dumps(shares))


if __name__ == "__main__":
    main(*sys.argv[1:])
