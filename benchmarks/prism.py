"""Every call of the client, to a validating server that is not ours: Prism, from the npm registry.

Prism reads the prepared document and checks each request against it. Each operation is called with
what it requires and with everything it takes, with bodies as models and as mappings, by threads and
by coroutines. Told are the requests that Prism objects to, and how many it does not.

Run it as ``python -m benchmarks.prism``; Node and npm have to be there, and Prism is installed by
``npx`` when it is not. The exit status is 1 if it objects to any.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import inspect
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from codegen.normalise import operations_of
from codegen.pipeline import operation_table
from codegen.write.given import Given
from novapost_auth import AsyncNovaPost, NovaPost, NovaPostError
from novapost_auth.testing._document import Document, Operation, Schema
from novapost_auth.testing._samples import Shaper
from novapost_client import models

PRISM = "@stoplight/prism-cli@5"
DOCUMENT = Path(__file__).parents[1] / "generated" / "openapi.json"
KEY = "0123456789abcdef0123456789abcdef"
PATIENCE = 120.0  # Seconds, for npx has to install it the first time.


class Case(NamedTuple):
    """One call: of which operation, and with what."""

    method: str
    what: str
    arguments: dict[str, Any]


@contextmanager
def serving(document: Path) -> Iterator[str]:
    """Start Prism on a free port, and give its address."""
    npx = shutil.which("npx")
    if npx is None:
        sys.exit("npx, which comes with Node, is not on the path")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [npx, "--yes", PRISM, "mock", "--host", "127.0.0.1", "--port", str(port)]
    command.append(str(document))
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as server:
        try:
            until = time.monotonic() + PATIENCE
            while not reachable(port):
                if server.poll() is not None or time.monotonic() > until:
                    sys.exit(f"{PRISM} does not start")
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            stop(server)


def reachable(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop npx and the Node that it started, which are a session of their own."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGTERM)


def cases(prepared: Mapping[str, Any]) -> Iterator[Case]:
    """Yield the calls of every operation, twice or four times each."""
    document = Document(prepared)
    shaper = Shaper(document, "2026-01-31T10:00:00.000000Z")
    operations = {one.name: one for one in document.operations}
    given = Given(prepared, operation_table())
    published = dict(operations_of(prepared))
    for row in given.tables["OPERATIONS"].values():
        resource = given.operations.rows[row["key"]][0]
        operation = operations[row["key"]]
        names = [parameter["name"] for parameter in row["parameters"].values()]
        for full in (False, True):
            arguments = {
                name: value(shaper, parameter)
                for name, parameter in zip(names, operation.parameters, strict=True)
                if full or parameter.get("required")
            }
            what = "everything" if full else "what is required"
            method = f"{resource}.{row['method']}"
            if operation.body is None:
                yield Case(method, what, arguments)
                continue
            body = shaped_body(shaper, operation, full=full)
            yield Case(method, f"{what}, a mapping", arguments | {"body": body})
            if cls := model_of(published[row["key"]]):
                yield Case(method, f"{what}, a model", arguments | {"body": cls.from_dict(body)})


def value(shaper: Shaper, parameter: Mapping[str, Any]) -> Any:
    """Make the value of an argument as Python has it."""
    schema = shaper.document.flat(parameter["schema"])
    if schema.get("x-boolean"):
        return True
    if parameter["name"] == "apiKey":
        return KEY
    made = shaper.shape(schema, name=parameter["name"].removesuffix("[]"))
    read = {"date": dt.date.fromisoformat, "date-time": dt.datetime.fromisoformat}
    return read.get(schema.get("format", ""), lambda same: same)(made)


def shaped_body(shaper: Shaper, operation: Operation, *, full: bool) -> Any:
    assert operation.body is not None
    body = shaper.shape(operation.body)
    return body if full else trimmed(shaper.document, operation.body, body)


def trimmed(document: Document, node: Schema, made: Any) -> Any:
    """Leave what is required, or all of it where nothing is."""
    schema = document.meant(node, made)
    match made:
        case dict() if required := schema.get("required"):
            properties = schema["properties"]
            return {name: trimmed(document, properties[name], made[name]) for name in required}
        case list():
            return [trimmed(document, schema["items"], item) for item in made]
    return made


def model_of(operation: Mapping[str, Any]) -> Any:
    (media,) = operation["requestBody"]["content"].values()
    return getattr(models, media["schema"].get("$ref", "").rsplit("/", 1)[-1], None)


async def made(client: NovaPost | AsyncNovaPost, case: Case, answers: list[httpx.Response]) -> str:
    """Make one call; return what Prism objects to, or nothing."""
    answers.clear()
    resource, method = case.method.split(".")
    try:
        result = getattr(getattr(client, resource), method)(**case.arguments)
        if inspect.isawaitable(result):
            await result
    except NovaPostError as error:
        if not answers:
            return f"not sent: {error}"
    answer = answers[-1]
    violations = json.loads(answer.headers.get("sl-violations", "[]"))
    objections = [one for one in violations if one["location"][0] == "request"]
    if objections:
        return "; ".join(f"{'.'.join(one['location'])}: {one['message']}" for one in objections)
    return f"refused, {answer.status_code}: {answer.text}" if answer.is_error else ""


async def main() -> int:
    prepared = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    answers: list[httpx.Response] = []

    def ask(request: httpx.Request) -> None:
        # Prism has the names of parameters encoded, and looks for them among decoded ones
        # (stoplightio/prism#2443): encoded twice, brackets are what it looks for.
        query = request.url.query.replace(b"%5B", b"%255B").replace(b"%5D", b"%255D")
        request.url = request.url.copy_with(query=query)

    def hear(answer: httpx.Response) -> None:
        answer.read()
        answers.append(answer)

    async def ask_async(request: httpx.Request) -> None:
        ask(request)

    async def hear_async(answer: httpx.Response) -> None:
        await answer.aread()
        answers.append(answer)

    clean = total = 0
    hooks: dict[str, list[Callable[..., Any]]] = {"request": [ask], "response": [hear]}
    async_hooks: dict[str, list[Callable[..., Any]]] = {
        "request": [ask_async],
        "response": [hear_async],
    }
    with serving(DOCUMENT) as address, httpx.Client(event_hooks=hooks) as http:
        async with httpx.AsyncClient(event_hooks=async_hooks) as async_http:
            clients = (
                NovaPost(KEY, server=address, http_client=http),
                AsyncNovaPost(KEY, server=address, http_client=async_http),
            )
            for case in cases(prepared):
                for client in clients:
                    total += 1
                    if objection := await made(client, case, answers):
                        print(f"{type(client).__name__}.{case.method} ({case.what}): {objection}")
                    else:
                        clean += 1
    print(f"{clean} of {total} requests are clean")
    return int(clean < total)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
