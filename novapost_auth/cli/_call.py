"""``novapost call``: any path of the service."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from novapost_auth.cli._arguments import TAKES, OutputFile
from novapost_auth.cli._exits import Stop
from novapost_auth.cli._files import STREAM, is_text, read_json, save
from novapost_auth.cli._session import Here
from novapost_client.shown import shown

_METHODS: Final = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")


def call(  # noqa: PLR0913 - the last three by name
    method: str,
    path: str,
    data: str | None = None,
    /,
    *,
    query: tuple[str, ...] = (),
    output: OutputFile | None = None,
    session: Here,
) -> None:
    """Call any path of the service and print its answer; with a token, like all other calls.

    For example: novapost call GET /shipments --query limit=2

    Args:
        method: GET, POST, PUT or DELETE.
        path: Path below the server's URL, such as /shipments.
        data: The body: JSON, @FILE, or - for the standard input.
        query: A parameter as name=value; may be given several times.
        output: File to write the answer to, as it is.

    """
    if method.upper() not in _METHODS:
        raise Stop(f"{shown(method)} is no method: novapost call takes {TAKES['METHOD']}")
    body = None if data is None else read_json(data)
    params = [_pair(text) for text in query]

    def fetch() -> bytes:
        with session.connect() as novapost:
            return novapost.request(method, path, params=params, json=body).content

    if output is not None:
        save(fetch, output, session.out)
        return
    content = fetch()
    try:
        answer = json.loads(content) if content else None
    except (ValueError, RecursionError):
        if sys.stdout.isatty() and not is_text(content):
            raise Stop(f"the answer is no text ({len(content):,} bytes): save it with -o") from None
        save(lambda: content, Path(STREAM), session.out)
    else:
        session.out.data(answer)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise Stop(f"--query takes name=value, not {shown(text)}")
    return name, value
