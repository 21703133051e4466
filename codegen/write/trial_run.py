"""Run as a script on a generated package and on samples: whatever fails is one line, and status 1.

It stands apart from the pipeline: it is to see what a user's program sees, and nothing else.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_type_hints


class Broken(Exception):
    """The line to print."""


class Recorder:
    """A transport that answers each request with the answer it holds."""

    def __init__(self) -> None:
        self.requests: list[Any] = []
        self.answer = b""

    def send(self, request: Any) -> Any:
        """Keep the request, and read the answer as it says."""
        self.requests.append(request)
        return request.parse(self.answer)


class AsyncRecorder(Recorder):
    """As ``Recorder``, for coroutines."""

    async def send(self, request: Any) -> Any:
        """Keep the request, and read the answer as it says."""
        return super().send(request)


def main(package: Path, material: dict[str, Any]) -> None:
    """Import all modules, read and write all models, make all calls."""
    sys.path.insert(0, str(package.parent))
    top = importlib.import_module(package.name)
    for module in pkgutil.walk_packages(top.__path__, f"{package.name}."):
        with trying(module.name):
            importlib.import_module(module.name)
    models = importlib.import_module(f"{package.name}.models")
    for name in models.__all__:
        with trying(f"models.{name}"):
            getattr(models, name)
    for name, data in material["models"].items():
        with trying(f"model {name}"):
            model = getattr(models, name)
            get_type_hints(model)
            read = model.from_dict(data)
            expect(not read.additional_properties, "does not know its own fields")
            expect(read.to_dict() == data, "is not written as it was read")
    bodies = importlib.import_module(f"{package.name}.bodies")
    for name in bodies.__all__:
        with trying(f"bodies.{name}"):
            get_type_hints(getattr(bodies, name))
    client = importlib.import_module(f"{package.name}.client")
    errors = importlib.import_module(f"{package.name}.errors")
    for call in material["calls"]:
        with trying(f"{call['resource']}.{call['method']}"):
            make(call, client.NovaPostApi, Recorder(), errors)
            make(call, client.AsyncNovaPostApi, AsyncRecorder(), errors)


def make(call: dict[str, Any], api: Any, transport: Recorder, errors: Any) -> None:
    """Make one call with each body and each answer there is, and walk its pages if it has some.

    A published example may contradict its schema: what refuses it is none of our faults.
    """
    method = getattr(getattr(api(transport), call["resource"]), call["method"])
    given = {name: argument(one) for name, one in call["arguments"].items()}
    body, named = None, given
    for body in call["bodies"] or [None]:
        named = given | ({"body": body} if call["bodies"] else {})
        for answer in call["answers"] or [None]:
            transport.answer = written(call["kind"], answer)
            read = finished(method(**named))
            expect(as_json(read, call["kind"]) == answer, "the answer is not read as it is")
        request = transport.requests[-1]
        expect("{" not in request.path, "a part of the path is not filled")
        expect(
            all(isinstance(part, str) for pair in request.params for part in pair),
            "a parameter is no text",
        )
        expect(not call["bodies"] or request.json == body, "the body is not sent as it is")
    for shown in call["shown"]:
        with suppress(errors.ConfigurationError):
            finished(method(**given | {"body": shown}))
            expect(transport.requests[-1].json == shown, "an example is not sent as it is")
    for answer in call["examples"]:
        transport.answer = json.dumps(answer).encode()
        with suppress(errors.UnreadableAnswer):
            as_json(finished(method(**named)), call["kind"])
    required = {name: given[name] for name, one in call["arguments"].items() if one["required"]}
    with suppress(errors.UnreadableAnswer):  # What is asked matters here, whatever the answer.
        finished(method(**required | ({"body": body} if call["bodies"] else {})))
    if call["all"]:
        transport.answer = written(call["kind"], call["answers"][0])
        named.pop(call["page"])
        resource = getattr(api(transport), call["resource"])
        first = first_of(getattr(resource, call["all"])(**named, max_items=1))
        expect(as_json(first, "json") == call["answers"][0]["items"][0], "pages are not walked")
        first = first_of(getattr(resource, call["pages"])(**named))
        expect(as_json(first, "json") == call["answers"][0], "pages are not given out")


def first_of(walk: Any) -> Any:
    """Return the first that an iterator of either kind gives."""
    return finished(walk.__anext__()) if hasattr(walk, "__anext__") else next(walk)


def argument(one: dict[str, Any]) -> Any:
    """Give a sample as the Python value that an argument takes."""
    read = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}.get(one["format"])
    if read is None:
        return one["value"]
    return (
        [read(item) for item in one["value"]]
        if isinstance(one["value"], list)
        else read(one["value"])
    )


def written(kind: str, answer: Any) -> bytes:
    """Write an answer as the service would."""
    return json.dumps(answer).encode() if kind == "json" else str(answer or "").encode()


def as_json(read: Any, kind: str) -> Any:
    """Write what was read as data again."""
    if kind != "json":
        return read.decode() if isinstance(read, bytes) else read
    types = importlib.import_module(f"{sys.argv[1].rsplit('/', 1)[-1]}.types")
    return types.json_ready(read)


def finished(result: Any) -> Any:
    """Run a coroutine that waits for nothing to its end."""
    if not isinstance(result, Coroutine):
        return result
    try:
        result.send(None)
    except StopIteration as end:
        return end.value
    raise Broken("waits for something")


def expect(holds: object, otherwise: str) -> None:
    """Stop where something is not as it should be."""
    if not holds:
        raise Broken(otherwise)


@contextmanager
def trying(what: str) -> Iterator[None]:
    """Name what fails."""
    try:
        yield
    except Broken as error:
        raise Broken(f"{what}: {error}") from None
    except Exception as error:  # noqa: BLE001 - any there may be
        said = " ".join(str(error).split())
        raise Broken(f"{what}: {type(error).__name__}: {said}") from None


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
    except Broken as error:
        print(error)
        sys.exit(1)
