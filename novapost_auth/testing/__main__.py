"""Serve the fake on loopback: ``python -m novapost_auth.testing --port 0``.

It prints two lines that a shell takes: ``eval "$(python -m novapost_auth.testing --background)"``.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from contextlib import suppress
from itertools import islice
from typing import Any, NoReturn

import httpx

from novapost_client.errors import ConfigurationError
from novapost_client.shown import without_keys

from . import FakeNovaPost
from ._server import exports

_BETWEEN_WEBHOOKS = 0.2
"""Seconds."""


def main() -> None:
    """Serve until SIGINT or SIGTERM, here or in a process of its own."""
    parser = _Parser(
        prog="python -m novapost_auth.testing", description="Serve a fake Nova Post on loopback."
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--token-life", type=float, default=3600, help="seconds a token lives")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds an answer takes")
    parser.add_argument("--speed", type=float, default=1.0, help="times shipments move faster")
    parser.add_argument("--webhooks", action="store_true", help="send webhooks to subscribers")
    parser.add_argument(
        "--older-forms", action="store_true", help="answer prices and tracking as they were first"
    )
    parser.add_argument(
        "--background", action="store_true", help="serve in a process of its own, and say its id"
    )
    options = parser.parse_args()
    if options.background:
        _serve_apart(vars(options) | {"background": False})
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    logging.basicConfig(format="%(message)s")  # What the fake does not know, it says.
    try:
        fake = FakeNovaPost(
            token_life=options.token_life,
            latency=options.latency,
            speed=options.speed,
            older_forms=options.older_forms,
        )
        served = fake.serve(options.port)
    except ConfigurationError as error:
        parser.error(str(error))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        parser.error(
            f"cannot listen on port {options.port}: {why}; without --port it takes a free one"
        )
    with suppress(KeyboardInterrupt), served:
        _tell("".join(f"{line}\n" for line in exports(served.url, fake.api_key)))
        while True:
            time.sleep(_BETWEEN_WEBHOOKS)
            if options.webhooks:
                # A receiver that is away, or nowhere, misses its webhooks.
                with suppress(httpx.HTTPError, httpx.InvalidURL):
                    fake.send_webhooks()


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """End with a message, which quotes what was given."""
        super().error(without_keys(message))


def _tell(text: str) -> None:
    """Print, whole at once, what this is run for; the key in it is made up."""
    try:
        print(text, end="", flush=True)  # noqa: T201 - as above
    except OSError as error:  # Newer Pythons would try it once more at their end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(f"the standard output: {error.strerror}")


def _serve_apart(options: dict[str, Any]) -> NoReturn:
    """Start a process that serves, print what it prints and how it is stopped, and leave it."""
    words = [
        f"--{name.replace('_', '-')}{'' if value is True else f'={value}'}"
        for name, value in options.items()
        if value is not False
    ]
    log = tempfile.NamedTemporaryFile(prefix="novapost-fake-", suffix=".log", delete=False)  # noqa: SIM115 - the process keeps it
    serving = subprocess.Popen(  # noqa: S603 - this program again
        [sys.executable, "-m", "novapost_auth.testing", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=log,  # Ours would keep waiting whoever reads it to its end.
        text=True,
        start_new_session=True,  # So that neither Ctrl-C nor the end of the terminal reaches it.
        creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),  # what Windows calls that
    )
    try:
        told = "".join(islice(serving.stdout or (), 2))
        _tell(told)
    except BaseException:  # Nobody would know of it.
        serving.kill()
        serving.wait()
        raise
    if not told:
        serving.wait()
        log.seek(0)
        sys.stderr.write(log.read().decode())
        log.close()
        os.unlink(log.name)  # noqa: PTH108 - it is a name
        sys.exit(serving.returncode)
    stop = f"taskkill /f /pid {serving.pid}" if sys.platform == "win32" else f"kill {serving.pid}"
    if sys.stderr is not None:
        sys.stderr.write(f"The fake is served until you stop it: {stop}\n")
        sys.stderr.write(f"Fields and parameters that it does not know it names in {log.name}\n")
    serving.returncode = 0  # It goes on without us, and nobody is to be warned of that.
    sys.exit()


if __name__ == "__main__":
    main()
