"""Serve the fake on loopback: ``python -m novapost_auth.testing --port 0``."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from contextlib import suppress
from threading import Event

from . import FakeNovaPost


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    parser = ArgumentParser(prog="python -m novapost_auth.testing", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--token-life", type=float, default=3600, help="seconds a token lives")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds an answer takes")
    options = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    fake = FakeNovaPost(token_life=options.token_life, latency=options.latency)
    with suppress(KeyboardInterrupt), fake.serve(options.port) as served:
        # In the form that an environment file has, or a shell's export.
        print(f"NOVAPOST_SERVER={served.url}", flush=True)  # noqa: T201 - what it is run for
        print(f"NOVAPOST_API_KEY={fake.api_key}", flush=True)  # noqa: T201 - a made-up key
        Event().wait()


if __name__ == "__main__":
    main()
