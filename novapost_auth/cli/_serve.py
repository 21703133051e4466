"""``novapost serve-fake``."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Annotated, Final

from cyclopts import Parameter
from cyclopts.validators import Number

from novapost_auth import testing
from novapost_auth.cli._arguments import A_YEAR, ABOVE_ZERO, SECONDS
from novapost_auth.cli._exits import Stop
from novapost_auth.cli._session import Here

_BETWEEN_WEBHOOKS: Final = 0.2  # Seconds.


def serve_fake(  # noqa: PLR0913 - an option each
    *,
    port: Annotated[int, Parameter(validator=Number(gte=0, lte=65535))] = 0,
    token_life: Annotated[float, SECONDS] = 3600.0,
    latency: Annotated[float, Parameter(validator=Number(gte=0, lte=A_YEAR))] = 0.0,
    speed: Annotated[float, ABOVE_ZERO] = 1.0,
    webhooks: bool = False,
    session: Here,
) -> None:
    """Serve a made-up Nova Post on this machine, for tests, until Ctrl-C.

    It prints where it is and a key that it takes, as a shell takes them.

    Args:
        port: Port on 127.0.0.1; default: a free one.
        token_life: Seconds that a token lives; default: 3600.
        latency: Seconds that each answer takes; default: 0.
        speed: How many times faster shipments move; at 3600 an hour takes a second; default: 1.
        webhooks: Send webhooks to those who subscribe.

    """
    from novapost_auth.testing._server import exports  # noqa: PLC0415 - takes a moment

    fake = testing.FakeNovaPost(token_life=token_life, latency=latency, speed=speed)
    try:
        serving = fake.serve(port)
    except OSError as error:
        raise Stop(
            f"cannot listen on port {port}: {error.strerror}; without --port it takes a free one"
        ) from None
    with suppress(KeyboardInterrupt), serving as served:
        if session.out.as_json:
            session.out.data({"server": served.url, "api_key": fake.api_key}, line=True)
        else:
            for line in exports(served.url, fake.api_key):
                session.out.line(line)
        while True:
            time.sleep(_BETWEEN_WEBHOOKS)
            if webhooks:
                with suppress(OSError):  # A receiver that is away misses its webhooks.
                    fake.send_webhooks()
