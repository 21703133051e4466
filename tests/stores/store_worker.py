"""A process that uses a store, told what to do line by line.

    store_worker.py file DIRECTORY | redis URL

It answers each line with one:

    get URL TIME   a token as a client gets it at that time, fetched from URL if need be
    hold           take the lock and keep it
    free           free it
    write COUNT    save that many tokens
"""

import sys
import urllib.request
from contextlib import ExitStack

from novapost_auth._secrets import Secret
from novapost_auth.stores import (
    Account,
    FileTokenStore,
    RedisTokenStore,
    StoredToken,
    TokenStore,
)

ACCOUNT = Account("https://api.example/v.1.0", Secret("5e7a11ed00c0ffee5e7a11ed00c0ffee"))
LIFE = 3600.0


def get(store: TokenStore, url: str, now: float) -> str:
    def fresh() -> StoredToken | None:
        token = store.load(ACCOUNT)
        return token if token is not None and now < token.expires_at else None

    token = fresh()
    if token is None:
        with store.lock(ACCOUNT, 30.0) as held:
            if not held:
                return "locked out"
            token = fresh()
            if token is None:
                with urllib.request.urlopen(url) as answer:
                    value = answer.read().decode()
                token = StoredToken(Secret(value), now, LIFE)
                store.save(ACCOUNT, token)
    return token.value.reveal()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(kind: str, where: str) -> None:
    store: TokenStore = FileTokenStore(where) if kind == "file" else RedisTokenStore(where)
    held = ExitStack()
    say("ready")
    for line in sys.stdin:
        match line.split():
            case ["get", url, now]:
                answer = get(store, url, float(now))
            case ["hold"]:
                answer = str(held.enter_context(store.lock(ACCOUNT, 30.0)))
            case ["free"]:
                held.close()
                answer = "freed"
            case ["write", count]:
                for number in range(int(count)):
                    value = f"{number}." + "x" * 8000
                    store.save(ACCOUNT, StoredToken(Secret(value), 1_800_000_000.0, LIFE))
                    say("written")
                answer = "done"
            case _:
                answer = "what?"
        say(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
