"""Serve the fake on loopback: ``python -m novapost_auth.testing --port 0``."""

from __future__ import annotations

import logging
import signal
import time
from argparse import ArgumentParser
from contextlib import suppress

import httpx

from . import FakeNovaPost

_BETWEEN_WEBHOOKS = 0.2
"""Seconds."""


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    parser = ArgumentParser(prog="python -m novapost_auth.testing", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--token-life", type=float, default=3600, help="seconds a token lives")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds an answer takes")
    parser.add_argument("--webhooks", action="store_true", help="send webhooks to subscribers")
    parser.add_argument(
        "--older-forms", action="store_true", help="answer prices and tracking as they were first"
    )
    options = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    logging.basicConfig(format="%(message)s")  # What the fake does not know, it says.
    fake = FakeNovaPost(
        token_life=options.token_life, latency=options.latency, older_forms=options.older_forms
    )
    try:
        served = fake.serve(options.port)
    except (OSError, OverflowError) as error:
        parser.error(f"cannot listen on port {options.port}: {error}")
    with suppress(KeyboardInterrupt), served:
        # In the form that an environment file has, or a shell's export.
        print(f"NOVAPOST_SERVER={served.url}", flush=True)  # noqa: T201 - what it is run for
        print(f"NOVAPOST_API_KEY={fake.api_key}", flush=True)  # noqa: T201 - a made-up key
        while True:
            time.sleep(_BETWEEN_WEBHOOKS)
            if options.webhooks:
                with suppress(httpx.HTTPError):  # A receiver that is away misses its webhooks.
                    fake.send_webhooks()


if __name__ == "__main__":
    main()
