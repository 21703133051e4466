"""What the logs say, and what they never say."""

import json
import logging
import traceback

import httpx
import pytest
from fault_server import KEY, Connection, jwt
from hypothesis import given
from hypothesis import strategies as st

import novapost_auth as np
from novapost_auth._calls import log
from novapost_auth._calls.log import BODIES, LOGGER, presentable, switch_on
from novapost_auth._secrets import Secret

PERSONAL = {
    "sender": {
        "name": "Anna Example",
        "phone": "380501234567",
        "email": "anna@example.com",
        "companyTin": "1234567890",
        "addressParts": {"street": "Main", "building": ["7", None]},
        "countryCode": "PL",
    },
    "note": "ring twice",
    "publicPhones": ["1", "2"],
    "jwt": "abc",
    "clientOrder": "order 5",
    "remark": "call +48 600 700 800 or anna@example.com, or 380501234567",
    "number": "20400000000001",
    "weight": 1200,
}


@pytest.fixture(autouse=True)
def _leave_logging_alone():
    levels = LOGGER.level, BODIES.level
    yield
    LOGGER.setLevel(levels[0])
    BODIES.setLevel(levels[1])
    for handler in list(LOGGER.handlers):
        LOGGER.removeHandler(handler)


def lines(caplog, name="novapost"):
    """What was logged, but for what happened to the token."""
    messages = [record.getMessage() for record in caplog.records if record.name == name]
    return [message for message in messages if not message.startswith("token ")]


def test_one_line_a_try(serve, drive, caplog):
    caplog.set_level(logging.DEBUG, "novapost")
    server = serve(lambda connection: connection.answer(503), Connection.close)
    driver = drive(server)
    driver.do(lambda api: api.token())
    caplog.clear()

    driver.do(lambda api: api.request("GET", "/divisions", params={"phone": "380501234567"}))

    waits = driver.clock.slept
    assert lines(caplog) == [
        f"GET /divisions: 503 ServiceUnavailable, again in {waits[0]:.2f} s (try 1, 0 ms)",
        f"GET /divisions: TransportError, again in {waits[1]:.2f} s (try 2, 0 ms)",
        "GET /divisions: 200 (try 3, 0 ms)",
    ]
    assert {record.levelname for record in caplog.records if record.name == "novapost"} == {"DEBUG"}


def test_a_call_that_is_given_up(serve, drive, caplog):
    caplog.set_level(logging.DEBUG, "novapost")
    driver = drive(serve(lambda connection: connection.answer(404)))
    driver.do(lambda api: api.token())
    caplog.clear()

    with pytest.raises(np.NotFound):
        driver.do(lambda api: api.divisions.find())

    assert lines(caplog) == ["GET /divisions: 404 NotFound, giving up (try 1, 0 ms)"]


def test_bodies_are_logged_only_when_asked_for(serve, drive, caplog):
    driver = drive(serve())
    caplog.set_level(logging.DEBUG)

    driver.do(lambda api: api.request("POST", "/x", json=PERSONAL))
    assert lines(caplog, "novapost.bodies") == []

    caplog.set_level(logging.DEBUG, "novapost.bodies")
    driver.do(lambda api: api.request("POST", "/x", json=PERSONAL))
    sent, received = lines(caplog, "novapost.bodies")
    assert received == "received {}"
    assert sent == "sent " + presentable(json.dumps(PERSONAL).encode())


def test_bodies_are_masked():
    assert json.loads(presentable(json.dumps(PERSONAL).encode())) == {
        "sender": {
            "name": "***",
            "phone": "***",
            "email": "***",
            "companyTin": "***",
            "addressParts": {"street": "***", "building": ["***", None]},
            "countryCode": "PL",
        },
        "note": "***",
        "publicPhones": ["***", "***"],
        "jwt": "***",
        "clientOrder": "order 5",
        "remark": "call *** or ***, or ***",
        "number": "20400000000001",
        "weight": 1200,
    }


def test_bodies_that_are_no_json_are_counted():
    assert presentable(b"") == "nothing"
    assert presentable(b"%PDF-1.4") == "8 bytes"
    assert presentable(b"[" * 5000) == "5000 bytes"
    assert presentable(b'{"a":' * 100_000 + b"1" + b"}" * 100_000) == "600001 bytes"
    assert presentable(json.dumps("x" * 9000).encode()).endswith("… (9002 bytes)")


def test_the_beginning_of_a_long_body_is_logged_and_no_more_of_it_is_looked_at(monkeypatch):
    """A call waits while it is looked for what is secret in it: seconds for each megabyte."""
    looked_at = []
    real = log.scrub
    monkeypatch.setattr(log, "scrub", lambda text, *one: looked_at.append(text) or real(text, *one))
    body = {"items": [f'{KEY} {number} "%61" &amp; <b>' for number in range(100_000)]}

    shown = presentable(json.dumps(body).encode(), Secret(KEY))

    assert shown.startswith('{"items": ["*** 0 ')
    assert shown.endswith(" bytes)")
    assert KEY not in shown
    assert len("".join(looked_at)) < 50_000


@given(
    st.binary()
    | st.recursive(st.none() | st.text(), st.lists).map(lambda x: json.dumps(x).encode())
)
def test_any_body_can_be_logged(content):
    assert "\n" not in presentable(content)


@pytest.mark.parametrize(
    ("value", "calls", "bodies"),
    [
        ("debug", logging.DEBUG, logging.WARNING),
        (" DEBUG ", logging.DEBUG, logging.WARNING),
        ("bodies", logging.DEBUG, logging.DEBUG),
        ("warning", logging.WARNING, logging.WARNING),
        ("", logging.NOTSET, logging.WARNING),
        ("loud", logging.NOTSET, logging.WARNING),
    ],
)
def test_novapost_log_sets_our_logger_alone(value, calls, bodies):
    root = logging.getLogger()
    others = root.level, logging.getLogger("httpx").level, len(root.handlers)

    switch_on({"NOVAPOST_LOG": value})

    assert (LOGGER.level, BODIES.level) == (calls, bodies)
    assert (root.level, logging.getLogger("httpx").level, len(root.handlers)) == others


@pytest.mark.parametrize(("value", "lines"), [("1", 1), ("loud", 1), ("", 0), ("debug", 0)])
def test_novapost_log_says_where_it_holds_what_it_does_not_take(value, lines, caplog):
    switch_on({"NOVAPOST_LOG": value})
    assert [one.levelname for one in caplog.records] == ["WARNING"] * lines
    assert caplog.text.count("NOVAPOST_LOG takes debug, bodies or another level") == lines


def test_novapost_log_uses_the_handlers_that_are_there(monkeypatch):
    monkeypatch.setattr(logging.getLogger(), "handlers", [logging.NullHandler()])
    switch_on({"NOVAPOST_LOG": "debug"})
    assert LOGGER.handlers == []

    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    for _ in range(2):
        switch_on({"NOVAPOST_LOG": "debug"})
    assert len(LOGGER.handlers) == 1


def test_novapost_log_is_heard_by_the_client(capsys, monkeypatch, drive):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    drive(
        transport=httpx.MockTransport(lambda _: httpx.Response(200, json={"jwt": jwt()})),
        environ={"NOVAPOST_LOG": "debug"},
    ).do(lambda api: api.request("GET", "/x"))

    assert "novapost DEBUG GET /x: 200 (try 1, 0 ms)" in capsys.readouterr().err


def echo(connection):
    connection.answer(400, json.dumps({"message": f"{KEY} {jwt(1)}"}))


def echo_and_break(connection):
    connection.send(f"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{KEY} {jwt(1)}")
    connection.close()


def echo_as_garbage(connection):
    connection.send(f"{KEY} {jwt(1)}\r\n\r\n")
    connection.close()


@pytest.mark.parametrize("fault", [echo, echo_and_break, echo_as_garbage, Connection.answer])
@pytest.mark.parametrize("where", ["faults", "token_faults"])
def test_no_log_and_no_traceback_shows_key_or_token(fault, where, serve, drive, caplog):
    caplog.set_level(1)
    caplog.set_level(1, "novapost.bodies")
    server = serve(**{"token_faults": [fault] * 9} if where == "token_faults" else {})
    server.faults = [fault] * 9 if where == "faults" else []
    driver = drive(server)
    shown = ""
    try:
        driver.do(lambda api: api.request("POST", "/x", json={"a": 1}))
    except np.NovaPostError as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        shown = "".join(told.format())

    logged = "\n".join(f"{record.getMessage()} {record.args!r}" for record in caplog.records)
    assert any(record.name == "novapost" for record in caplog.records)
    shown = shown.replace(repr(KEY), "")  # The test's own constant, seen in its frames.
    for text in (shown, logged, repr(driver.api), repr(vars(driver.api))):
        assert jwt(1) not in text
        assert KEY not in text


@pytest.mark.parametrize("depth", [100, 700, 970, 20_000])
def test_a_body_of_any_depth_is_told_of(depth):
    """Some can be read, but not written again."""
    body = b"[" * depth + b"]" * depth
    assert presentable(body) in (body.decode(), f"{2 * depth} bytes")
