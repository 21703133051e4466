"""Each argument of whatever a user makes: one sentence for a value of a wrong type."""

import inspect
import re
from pathlib import Path

import httpx
import pytest

import novapost_auth as np
from novapost_auth import stores, testing

KEY = "0123456789abcdef0123456789abcdef"


class Other:
    """Of a type that nothing here is."""


# One of each type; what is like one that is meant, in the eyes of Python, among them.
VALUES = [
    "text", b"bytes", bytearray(b"x"), 7, 1.5, True, 1j, ["a"], ("a",), {"a"}, {"a": 1}, object(),
    Other, Other(), print, Path("path"), ValueError("x"), range(3), iter([]), None,
]  # fmt: skip
TEXT, NUMBER, YES = {str}, {int, float}, {bool}
NOTHING = {type(None)}
FUNCTION = {type(print), type}

CLIENT = {
    "api_key": TEXT,
    "server": NOTHING,  # Text of another kind is refused as well.
    "language": TEXT | NOTHING,
    "timeout": NUMBER | NOTHING,
    "deadline": NUMBER | NOTHING,
    "largest_answer": {int},
    "retries": {int, bool} | NOTHING,
    "token_store": NOTHING,
    "transport": NOTHING,
    "http_client": NOTHING,
    "proxy": TEXT | NOTHING,
    "verify": YES,
    "environ": {dict} | NOTHING,
    "clock": NOTHING,
    "refresh": set(),
    "on_event": FUNCTION | NOTHING,
}
DOWNLOAD = {
    name: CLIENT[name]
    for name in (
        "server", "timeout", "retries", "transport", "http_client", "proxy", "verify", "environ",
        "clock", "language",
    )
} | {
    "cache_dir": TEXT | {type(Path())} | NOTHING,
    "progress": FUNCTION | NOTHING,
    "changed_since": NOTHING,
}  # fmt: skip
OPTIONS = {
    "timeout": CLIENT["timeout"],
    "deadline": CLIENT["deadline"],
    "largest_answer": {int},
    "retries": CLIENT["retries"],
    "language": CLIENT["language"],
    "extra_query": {dict, type(iter([]))} | NOTHING,
    "extra_headers": {dict} | NOTHING,
    "on_response": FUNCTION | NOTHING,
}
# What is made, with what is needed, and of which types each argument may be.
MADE = {
    np.NovaPost: ({"api_key": KEY}, CLIENT),
    np.AsyncNovaPost: ({"api_key": KEY}, CLIENT),
    np.NovaPostAuth: (
        {"api_key": KEY},
        {name: CLIENT[name] for name in inspect.signature(np.NovaPostAuth).parameters},
    ),
    np.Retry: (
        {},
        {"tries": {int}, "first_wait": NUMBER, "longest_wait": NUMBER, "budget": NUMBER},
    ),
    np.Secret: ({}, {"value": TEXT}),
    np.FileTokenStore: ({}, {"path": TEXT | {bytes, type(Path())} | NOTHING}),
    np.RedisTokenStore: ({}, {"url": set()}),
    np.MemoryTokenStore: ({}, {}),
    testing.FakeNovaPost: (
        {},
        {
            "api_key": TEXT | NOTHING,
            "clock": NOTHING,
            "token_life": NUMBER,
            "latency": NUMBER,
            "speed": NUMBER,
            "older_forms": YES,
        },
    ),
    testing.FakeClock: ({}, {"at": NUMBER | NOTHING}),
}  # fmt: skip
# Made by the package, and read by its users; a store's records are looked at when they are loaded.
READ = {
    np.CreatedOnce, np.DeliveryCost, np.FileBytes, np.Place, np.ResponseRecord, np.SavedFile,
    np.Token, np.TokenEvent, np.TrackedMany, np.TrackingState, np.WebhookEvent,
    testing.LoggedCall, testing.Served, stores.Account, stores.StoredToken,
}  # fmt: skip
# Enumerations, protocols: nobody makes one.
GIVEN = {np.Server, np.TrackingCode, np.Clock, np.TokenStore}
CALLED = {
    "with_options": (lambda **given: client().with_options(**given), OPTIONS),
    "with_options, async": (
        lambda **given: np.AsyncNovaPost(KEY, environ={}).with_options(**given),
        OPTIONS,
    ),
    "download_divisions": (np.download_divisions, DOWNLOAD),
    "download_divisions_async": (np.download_divisions_async, DOWNLOAD),
    "serve": (lambda **given: testing.FakeNovaPost().serve(**given).close(), {"port": {int}}),
    "fail_next": (
        lambda **given: testing.FakeNovaPost().fail_next(**({"status": 500} | given)),
        {"status": {int}, "headers": {dict} | NOTHING, "times": {int}, "path": TEXT | NOTHING},
    ),
}
# What an argument is called in its sentence, where that is not its name.
WORDS = {"api_key": "API key|api_key", "value": "Secret|value", "url": "URL"}


def client():
    return np.NovaPost(KEY, environ={}, transport=httpx.MockTransport(lambda _: None))


def public_classes():
    for module in (np, stores, testing):
        for name in module.__all__:
            one = getattr(module, name)
            if isinstance(one, type) and not issubclass(one, BaseException):
                yield one


def test_every_public_class_is_here_with_all_its_arguments():
    assert set(public_classes()) == MADE.keys() | READ | GIVEN
    for cls, (_, arguments) in MADE.items():
        assert list(arguments) == list(inspect.signature(cls).parameters)
    for function in (np.NovaPost.with_options, np.AsyncNovaPost.with_options):
        assert ["self", *OPTIONS] == list(inspect.signature(function).parameters)
    for function in (np.download_divisions, np.download_divisions_async):
        assert DOWNLOAD.keys() == inspect.signature(function).parameters.keys()


def refusals(make, name, right):
    """Yield what is said of each value of a wrong type."""
    for value in VALUES:
        if type(value) in right:
            continue
        with pytest.raises(np.ConfigurationError) as caught:
            make(**{name: value})
        yield value, str(caught.value)
        assert caught.value.__cause__ is None


def check(make, name, right):
    for value, said in refusals(make, name, right):
        assert re.search(WORDS.get(name, name), said), said
        assert re.search(rf"\b{re.escape(type(value).__qualname__)}\b", said) or (
            isinstance(value, (str, Path)) or value is None
        ), said
        assert "\n" not in said
        assert len(said) < 250


@pytest.mark.parametrize(
    ("cls", "name"),
    [(cls, name) for cls, (_, arguments) in MADE.items() for name in arguments],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_what_is_made(cls, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    needed, arguments = MADE[cls]
    if name == "environ":
        needed = {}
    check(lambda **given: cls(**(needed | given)), name, arguments[name])


@pytest.mark.parametrize(
    ("called", "name"), [(called, name) for called, (_, names) in CALLED.items() for name in names]
)
def test_what_is_called(called, name):
    call, arguments = CALLED[called]
    check(call, name, arguments[name])


@pytest.mark.parametrize("value", ["", " ", "a\0b", "\ud800"])
@pytest.mark.parametrize(
    "make",
    [
        np.FileTokenStore,
        lambda value: np.download_divisions(cache_dir=value),
        lambda value: np.download_divisions_async(cache_dir=value),
        lambda value: client().shipments.print_documents(
            numbers=["1"], type_="marking", save_to=value
        ),
        lambda value: client().shipments.upload_file(1, file=value),
    ],
)
def test_what_no_file_can_be_called_is_no_path(make, value):
    for given in (value, Path(value) if value else value):
        with pytest.raises(np.ConfigurationError, match=r"path.*: .* is none$") as caught:
            make(given)
        assert caught.value.__cause__ is None


@pytest.mark.parametrize("value", [["s3cret"], "X-Auth: s3cret"])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("token_store", lambda value: np.NovaPost(KEY, environ={}, token_store=value)),
        ("token_store", lambda value: np.NovaPostAuth(KEY, token_store=value)),
        (
            "extra_headers",
            lambda value: np.NovaPost(KEY, environ={}).with_options(extra_headers=value),
        ),
    ],
)
def test_what_may_hold_a_password_is_not_quoted(name, make, value):
    with pytest.raises(np.ConfigurationError, match=name) as caught:
        make(value)

    assert "s3cret" not in str(caught.value)
    assert type(value).__name__ in str(caught.value)
