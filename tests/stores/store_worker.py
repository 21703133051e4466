"""A process that uses a store, told what to do line by line.

    store_worker.py file DIRECTORY | redis URL

It answers each line with one:

    get URL TIME   the token a client gets at that time from the service there, or the store
    hold SERVER    take the lock for the key there and keep it
    free           free it
    hurry SECONDS  let the lock on Redis end so soon, and have it put off ten times as often
    write COUNT    save that many tokens
"""

import sys
from contextlib import ExitStack

from novapost_auth import NovaPostAuth
from novapost_auth._secrets import Secret
from novapost_auth.stores import (
    Account,
    FileTokenStore,
    RedisTokenStore,
    StoredToken,
    TokenStore,
)

KEY = "5e7a11ed00c0ffee5e7a11ed00c0ffee"
ACCOUNT = Account("https://api.example/v.1.0", Secret(KEY))


class Clock:
    now = 0.0

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(kind: str, where: str) -> None:
    store: TokenStore = FileTokenStore(where) if kind == "file" else RedisTokenStore(where)
    held, clock, auth = ExitStack(), Clock(), None
    say("ready")
    for line in sys.stdin:
        match line.split():
            case ["get", url, now]:
                clock.now = float(now)
                auth = auth or NovaPostAuth(KEY, server=url, token_store=store, clock=clock)
                answer = auth.token().value.reveal()
            case ["hold", server]:
                account = Account(server, Secret(KEY))
                answer = str(held.enter_context(store.lock(account, 30.0)))
            case ["hurry", seconds]:
                from novapost_auth.stores import _redis_lock  # noqa: PLC0415 - if it is Redis

                _redis_lock._LIFE, _redis_lock._BEAT = float(seconds), float(seconds) / 10
                answer = "hurried"
            case ["free"]:
                held.close()
                answer = "freed"
            case ["write", count]:
                for number in range(int(count)):
                    value = f"{number}." + "x" * 8000
                    store.save(ACCOUNT, StoredToken(Secret(value), 1_800_000_000.0, 3600.0))
                    say("written")
                answer = "done"
            case _:
                answer = "what?"
        say(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
