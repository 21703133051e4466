"""A key or a token that is given in a wrong place is quoted nowhere: whatever the place."""

import ast
import asyncio
import inspect
import logging
import types
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from secret_readings import KEY, TOKEN
from surfaces import heard

import novapost_auth
import novapost_client
from novapost_auth import AsyncNovaPost, NovaPost, stores, testing
from novapost_auth.cli import _app
from novapost_auth.testing import FakeNovaPost
from novapost_client.models import PrintSize
from novapost_client.shown import shown, without_keys

OWN = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"  # The client's, in its place.
FORMS = [KEY, TOKEN, f"/{KEY}", KEY.encode(), [KEY], (KEY, 5), {KEY: KEY}, {KEY: object()}]
# What comes out of calls, and shows what it holds.
RESULTS = {
    *(
        "CreatedOnce",
        "DeliveryCost",
        "FileBytes",
        "Place",
        "ResponseRecord",
        "SavedFile",
        "Token",
        "TokenEvent",
    ),
    *("TrackedMany", "TrackingCode", "TrackingState", "WebhookEvent", "Secret", "Server"),
    *("Account", "FakeClock", "LoggedCall", "StoredToken"),
}


class Shown:
    """What was to be seen of errors, objects and logs."""

    def __init__(self):
        self.places = set()
        self.looked = 0
        self.during = ""

    def take(self, *texts):
        self.looked += 1
        if any(KEY in text or TOKEN[30:60] in text for text in texts):
            self.places.add(f"{self.during}: {texts[0][:80]}")

    def record(self, record):
        self.take(logging.Formatter().format(record))

    def error(self, error):
        while error is not None:
            self.take(repr(error), str(error), repr(vars(error)), repr(getattr(error, "args", ())))
            error = error.__cause__ or error.__context__


@pytest.fixture
def seen(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # Some of it is made as a file.
    shown = Shown()
    with heard(shown.record):
        logging.getLogger("novapost.bodies").setLevel(logging.INFO)  # What is sent is no setting.
        yield shown


def parameters(function):
    return [
        one
        for one in inspect.signature(function).parameters.values()
        if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD) and not one.name.startswith("_")
    ]


def misplaced(function, forms, **given):
    """Yield calls of ``function``, each with something in a place that is not meant for it."""
    known = parameters(function)
    names = {one.name for one in known}
    needed = {one.name: "1" for one in known if one.default is one.empty}
    needed |= {name: value for name, value in given.items() if name in names}
    for one in known:
        for form in () if one.name == "api_key" else forms:
            values = {**needed, one.name: form}
            first = [values.pop(p.name) for p in known if p.kind is p.POSITIONAL_ONLY]
            yield one.name, lambda first=first, values=values: function(*first, **values)


async def ended(result):
    if inspect.isawaitable(result):
        result = await result
    if isinstance(result, AsyncIterator):
        async for _ in result:
            break
    return result


def see(seen, function, forms, **given):
    for name, call in misplaced(function, forms, **given):
        seen.during = f"{getattr(function, '__qualname__', function)} {name}"
        try:
            result = call()
            if inspect.isawaitable(result) or isinstance(result, AsyncIterator):
                result = asyncio.run(ended(result))
            elif isinstance(result, Iterator):
                next(result, None)
        except Exception as error:  # noqa: BLE001 - whatever it is
            seen.error(error)
        else:
            if isinstance(function, type):
                seen.take(repr(result), str(result))


def public(*modules):
    for module in modules:
        for name in module.__all__:
            one = getattr(module, name)
            is_error = isinstance(one, type) and issubclass(one, Exception)
            is_protocol = getattr(one, "_is_protocol", False)
            if callable(one) and name not in RESULTS and not (is_error or is_protocol):
                yield one


def methods(thing):
    for name in dir(thing):
        if not name.startswith("_") and isinstance(getattr(thing, name), types.MethodType):
            yield getattr(thing, name)


def test_nothing_public_quotes_it(seen, monkeypatch):
    for name in ("NOVAPOST_SERVER", "NOVAPOST_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    found = list(public(novapost_auth, stores, testing))
    assert {NovaPost, AsyncNovaPost, novapost_auth.download_divisions, FakeNovaPost} <= {*found}
    for one in found:
        see(seen, one, FORMS, api_key=OWN, server="http://127.0.0.1:1", retries=None, environ={})
    assert seen.looked > 200
    assert seen.places == set()


@pytest.mark.parametrize(("cls", "own"), [(NovaPost, KEY), (AsyncNovaPost, OWN)])
def test_no_call_quotes_it(cls, own, seen):
    fake = FakeNovaPost(api_key=own)
    api = cls(own, transport=fake.transport, retries=None, environ={})
    parts = [getattr(api, name) for name in dir(api) if not name.startswith("_")]
    resources = [part for part in parts if not callable(part)]
    assert len(resources) > 8
    for one in (api, *resources):
        for method in methods(one):
            if method.__name__ not in ("close", "aclose", "token"):
                forms = FORMS if one is api else [KEY]
                see(seen, method, forms, method="GET", path="/divisions", body={}, numbers=["1"])
    assert len(fake.calls) > 100
    assert seen.places == set()


def options(command):
    """Yield how an option of a command is given a value, or a value alone."""
    if command.default_command is None:
        return
    for argument in command.assemble_argument_collection():
        if argument.parameter.parse is not False and "--watch" not in argument.names:
            yield [name for name in argument.names if name.startswith("--")][:1]


def test_the_command_line_quotes_it_nowhere(seen, tmp_path, monkeypatch, capsys):
    fake = FakeNovaPost()
    monkeypatch.setenv("NOVAPOST_API_KEY", fake.api_key)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    everywhere = [o for o in options(_app.app.meta) if o]
    assert ["--language"] in everywhere
    with fake.serve() as served:
        monkeypatch.setenv("NOVAPOST_SERVER", served.url)
        for chain in commands(_app.app):
            command = _app.app
            for name in chain:
                command = command[name]
            here = list(options(command))
            for option in (*here, *(everywhere if chain == ["divisions"] else ())):
                for words in ([], ["GET", "/x"] if chain == ["call"] else ["1"]):
                    seen.during = " ".join([*chain, *words, *option])
                    code = _app.run([*chain, *words, *option, KEY])
                    _, err = capsys.readouterr()
                    seen.take(err)
                    assert code == 0 or err.count("\n") == 1
    assert seen.looked > 60
    assert seen.places == set()


def commands(app, *chain):
    yield list(chain)
    for name in app:
        if not name.startswith("-"):
            yield from commands(app[name], *chain, name)


class Broken:
    def __repr__(self):
        raise RuntimeError(KEY)


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("uk", "'uk'"),
        ("ukrainian", "'ukrainian'"),
        ("a\0b", r"'a\x00b'"),
        (None, "None"),
        (True, "True"),
        (-1, "-1"),
        (2.5, "2.5"),
        ((5, 30), "(5, 30)"),
        ((KEY, 5), "tuple"),
        (KEY, "text of 32 characters"),
        (KEY[:16], "text of 16 characters"),
        (f" {KEY}\n", "text of 34 characters"),
        (f"/etc/{KEY}/ca.pem", "text of 44 characters"),
        ("/etc/ssl/certificates-of-my-company/2024/ca.pem",) * 2,
        (Path("/etc/ssl/certificates-of-my-company"), "/etc/ssl/certificates-of-my-company"),
        (Path(KEY), "text of 32 characters"),
        (PrintSize.SIZE_100_100, "size_100_100"),
        (timedelta(seconds=5), "datetime.timedelta(seconds=5)"),
        (object(), "object"),
        (Broken(), "test_secrets_misplaced.Broken"),
        ("a word " * 40, "text of 280 characters"),
        (int("7" * 32), "int"),
        (KEY.encode(), "bytes"),
        ([KEY], "list"),
        ({KEY: 1}, "dict"),
    ],
)
def test_what_can_be_no_key_is_quoted(value, quoted):
    assert shown(value).strip("'") == quoted.strip("'")


@pytest.mark.parametrize(
    "text",
    [
        "/shipments/SHPL6145344878/attachments/7",
        "/shipments/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "parcels[0].StatusOfInternationalExpressWaybill",
        "https://api.novapost.com/v.1.0",
        "no answer: GET /v.1.0/divisions: there was no connection in time (api.novapost.com)",
    ],
)
def test_names_paths_and_sentences_stay_what_they_are(text):
    assert without_keys(text) == text
    for key in (KEY, TOKEN, OWN.upper(), "deadbeef" * 4, "aB3dE6gH9kLmNoPqRsTuVwXyZ01234567"):
        assert without_keys(f"{text}/{key} {text}") == f"{text}/*** {text}"


def test_errors_quote_in_no_other_way():
    told = {"ConfigurationError", "Stop"}
    folders = [Path(package.__file__).parent for package in (novapost_auth, novapost_client)]
    for file in (file for folder in folders for file in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in told:
                inner = [*ast.walk(node)]
                assert not [n for n in inner if getattr(n, "conversion", -1) != -1], file
                assert not [n for n in inner if getattr(n, "id", "") == "repr"], file
