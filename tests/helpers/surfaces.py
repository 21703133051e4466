"""Walks all that a program shows of itself while something is done in it.

Nothing is named: loggers are those that there are, frames those of our packages, exceptions what
can be reached from one, objects what the collector knows of our classes. What is new is looked at
as well.
"""

import ast
import gc
import io
import json
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType

from executing import Source
from pure_eval import Evaluator
from rich.traceback import Traceback
from secret_readings import readable
from sentry_sdk.serializer import serialize
from sentry_sdk.utils import event_from_exception
from sharing import LASTING, is_of

import novapost_auth
import novapost_client
from novapost_auth._aside.log import _teller
from novapost_auth._calls.received import Received

OURS = tuple(str(Path(package.__file__).parent) for package in (novapost_auth, novapost_client))
# Turn texts that they are given into others. Nothing that they call waits, and what they raise is
# caught by those who call them, and told anew. (The fake service knows all keys.)
LEAVES = frozenset(
    {
        "novapost_auth/_calls/log.py",
        "novapost_auth/_calls/raw.py",
        "novapost_auth/_calls/received.py",
        "novapost_auth/_calls/target.py",
        "novapost_auth/_errors/answers.py",
        "novapost_auth/_errors/mapping.py",
        "novapost_auth/_secrets/",
        "novapost_auth/_settings/api_key.py",
        "novapost_auth/_tokens/token.py",
        "novapost_auth/_wire/http1",
        "novapost_auth/_wire/quiet.py",
        "novapost_auth/stores/_codec.py",
        "novapost_auth/testing/",
        "novapost_client/api/authorization/get_clients_authorization.py",
        "novapost_client/codec.py",
        "novapost_client/model.py",
        "novapost_client/scalars.py",
        "novapost_client/types.py",
    }
)
WAITS = frozenset(
    {"acquire", "connect", "do_handshake", "poll", "recv", "select", "send", "sendall", "sleep"}
)


class Surfaces:
    """What was seen, and where; ``found`` tells what is readable in it."""

    def __init__(self, *secrets: str) -> None:
        self._secrets = secrets
        self._seen: set[tuple[str, str]] = set()
        self._found: set[str] = set()
        self._errors: list[tuple[str, BaseException]] = []
        self.during = ""
        """What happens now, for those who read of a leak."""

    def add(self, where: str, text: str, *, as_it_is: bool = False) -> None:
        """Take what was to be seen somewhere; ``as_it_is`` if nobody decodes what stands there."""
        where = f"{where} ({self.during})" if self.during else where
        self._seen.add((where, "" if as_it_is else text))
        if as_it_is and any(secret in text for secret in self._secrets):
            self._found.add(where)

    def found(self) -> list[str]:
        """Return where something of the secrets is readable."""
        places: dict[str, list[str]] = {}
        for where, text in self._seen:
            places.setdefault(text, []).append(where)
        for text, where in places.items():
            if readable(text, *self._secrets):
                self._found.update(where)
        return sorted(self._found)

    def places(self) -> set[str]:
        """Return where there was something to look at."""
        return {where.partition(":")[0] for where, _ in self._seen}

    def record(self, record: logging.LogRecord) -> None:
        """Take what a logger says."""
        where = f"log: {record.name}"
        self.add(where, logging.Formatter().format(record))
        self.add(where, repr(vars(record)))
        if record.exc_info and record.exc_info[1]:
            self.error(record.exc_info[1])

    def frame(self, frame: FrameType) -> None:
        """Look at the variables of a frame, if it is ours: a traceback would show them."""
        if not is_ours(frame) or is_leaf(frame):
            return
        name = "/".join(Path(frame.f_code.co_filename).parts[-2:])
        for variable, value in frame.f_locals.items():
            with suppress(Exception):  # Half built, and not ours.
                where = f"frame: {name} {frame.f_code.co_name} {variable}"
                self.add(where, repr(value), as_it_is=True)

    def error(self, error: BaseException) -> None:
        """Take an exception, to look at it later, and at all that can be reached from it."""
        self._errors.append((self.during, error))

    def look_back(self) -> None:
        """Look at what was taken, and at every object of a class of ours."""
        for during, error in self._errors:
            self.during = during
            self._look(error)
        self.during = ""
        self._errors.clear()
        self._objects()

    def _look(self, error: BaseException) -> None:
        todo: list[BaseException] = [error]
        seen: set[int] = set()
        while todo:
            one = todo.pop()
            if id(one) in seen:
                continue
            seen.add(id(one))
            where = f"error: {type(one).__name__}"
            for text in (shown(one), *traceback.format_exception(one)):
                self.add(where, text)
            for name, value in (*vars(one).items(), *properties(one)):
                self.add(f"{where}.{name}", shown(value))
                for inner, inside in properties(value):
                    self.add(f"{where}.{name}.{inner}", shown(inside))
            trace = one.__traceback__
            while trace is not None and not is_ours(trace.tb_frame):
                trace = trace.tb_next  # Those who call us show what they like.
            if trace is not None:
                for where, text in rendered(one, trace):
                    self.add(f"traceback: {where}", text, as_it_is=True)
            links = (one.__cause__, one.__context__, *getattr(one, "exceptions", ()))
            todo += [link for link in links if link is not None]

    def _objects(self) -> None:
        _teller._last.wait(10)  # Whoever is told aside looks for secrets, with secrets.
        gc.collect()
        for one in (*LASTING, *gc.get_objects()):
            if is_of("novapost_auth", one):
                if "testing" in type(one).__module__ or isinstance(one, Received):
                    continue  # A service knows all keys; and what came in is kept as it came.
                with suppress(Exception):
                    self.add(f"object: {type(one).__name__}", shown(one))
                for name, value in fields(one):
                    with suppress(Exception):
                        self.add(f"object: {type(one).__name__}.{name}", shown(value))


def rendered(error: BaseException, trace: TracebackType) -> Iterator[tuple[str, str]]:
    """Yield a traceback as those show it who show variables."""
    kind = type(error)
    stack = traceback.StackSummary.extract(traceback.walk_tb(trace), capture_locals=True)
    yield "traceback", "".join(stack.format())
    limits = {"locals_max_string": None, "locals_max_length": None}
    extracted = Traceback.extract(kind, error, trace, show_locals=True, **limits)
    nodes = [n for s in extracted.stacks for f in s.frames for n in (f.locals or {}).values()]
    yield "rich", "\n".join(map(str, nodes))  # As it would print them, in colour.
    options = {
        "include_local_variables": True,
        "include_source_context": False,
        "max_value_length": 100_000,
    }
    event, _ = event_from_exception((kind, error, trace), client_options=options)
    yield "sentry", json.dumps(serialize(event), default=repr)
    yield "sentry, evaluated", repr(list(evaluated(trace)))
    if sys.version_info < (3, 13):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import cgitb  # noqa: PLC0415 - newer ones have none

            with suppress(AttributeError):  # It cannot show every error of the system.
                yield "cgitb", cgitb.text((kind, error, trace))


def evaluated(trace: TracebackType) -> Iterator[object]:
    """Yield what the lines of our frames speak of, as sentry's `PureEvalIntegration` shows it."""
    for frame, line in traceback.walk_tb(trace):
        source = Source.for_frame(frame)
        if is_ours(frame) and source.tree is not None:
            for statement in source.statements_at_line(line):
                scope = statement
                while not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
                    scope = scope.parent  # type: ignore[attr-defined] # set by `executing`
                known = Evaluator.from_frame(frame).interesting_expressions_grouped(scope)
                yield from ((ast.unparse(nodes[0]), value) for nodes, value in known)


def is_ours(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith(OURS)


def is_leaf(frame: FrameType) -> bool:
    return any(leaf in frame.f_code.co_filename for leaf in LEAVES)


def is_made(frame: FrameType) -> bool:
    """Tell whether it imports, or is what attrs has written for a class."""
    return "importlib" in frame.f_code.co_filename or "<attrs" in frame.f_code.co_filename


def waits(function: object) -> bool:
    return getattr(function, "__name__", "") in WAITS


def shown(value: object) -> str:
    """Return what ``value`` shows when it is printed, logged, or looked at in a debugger."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("latin-1")
    return f"{value!r}\n{value!s}\n{value}"


def fields(value: object) -> Iterator[tuple[str, object]]:
    """Yield what ``value`` holds, by name."""
    # A URL has to hold what is sent, whatever it shows.
    is_url = hasattr(value, "raw_path")
    yield from () if is_url else getattr(value, "__dict__", {}).items()
    for cls in type(value).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            mangled = f"_{cls.__name__}{name}" if name.startswith("__") else name
            if hasattr(value, mangled):
                yield name, getattr(value, mangled)


def properties(value: object) -> Iterator[tuple[str, object]]:
    """Yield what ``value`` tells when it is asked, by name."""
    if isinstance(value, (str, bytes, int, float, tuple, list, dict, type(None))):
        return
    for name in dir(type(value)):
        if isinstance(getattr(type(value), name, None), property):
            with suppress(Exception):
                yield name, getattr(value, name)


class _Handler(logging.Handler):
    def __init__(self, take: Callable[[logging.LogRecord], object]) -> None:
        super().__init__(1)
        self.emit = take  # type: ignore[method-assign]


@contextmanager
def heard(take: Callable[[logging.LogRecord], object]) -> Iterator[None]:
    """Have ``take`` called with whatever any logger says."""
    handler = _Handler(take)
    loggers = [logging.root, *map(logging.getLogger, tuple(logging.root.manager.loggerDict))]
    levels = [(one, one.level) for one in loggers]
    logging.root.addHandler(handler)
    for one in loggers:
        one.setLevel(1)
    try:
        yield
    finally:
        logging.root.removeHandler(handler)
        for one, level in levels:
            one.setLevel(level)


@contextmanager
def watched(*secrets: str) -> Iterator[Surfaces]:
    """Look at all surfaces while the block runs, in all threads that it starts."""
    surfaces = Surfaces(*secrets)
    streams = sys.stdout, sys.stderr
    printed = [io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in streams]
    sys.stdout, sys.stderr = printed

    def look(frame: FrameType, event: str, called: object) -> None:
        # As far as each has come when one of them hands on to others, or waits.
        if event == "call" and not is_ours(frame):
            one = frame.f_back
        elif event == "c_call" and waits(called):
            one = frame
        else:
            return
        if one is None or not is_ours(one) or is_leaf(one) or is_made(frame):
            return
        while one is not None:
            surfaces.frame(one)
            one = one.f_back

    threading.setprofile(look)
    sys.setprofile(look)
    try:
        with heard(surfaces.record):
            yield surfaces
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        sys.stdout, sys.stderr = streams
        for name, stream in zip(("stdout", "stderr"), printed, strict=True):
            surfaces.add(f"output: {name}", stream.buffer.getvalue().decode())
    surfaces.look_back()
