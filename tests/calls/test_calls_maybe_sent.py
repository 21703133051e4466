"""That an earlier try may have been done is known to every error, wherever it is raised."""

import asyncio
import threading

import pytest
from fault_server import Clock, Connection

import novapost_auth as np
from novapost_auth._calls.call import Call

TOLD = "The service may have done it: look before you send it again."


def lost(connection):
    connection.close()


def unreadable(connection):
    connection.answer(200, "<html>")


def unknown(connection):
    connection.answer(404, '{"message": "there is none"}')


class Between(Clock):
    """Does something between two tries."""

    tripped = None
    """How many readings are left until a day has passed."""

    def __init__(self):
        super().__init__()
        self.act = lambda: None

    def sleep(self, seconds):
        super().sleep(seconds)
        self.act()

    def monotonic(self):
        if self.tripped is not None:
            self.tripped -= 1
            if self.tripped == 0:
                self.now += 86_400
        return super().monotonic()


def delete(api):
    return api.pickups.delete(7)


def begun(serve, drive, *faults, **settings):
    """Return a client whose call has been sent once by the time that ``clock.act`` is called."""
    server = serve()
    driver = drive(server, clock=Between(), **settings)
    driver.do(lambda api: api.token())
    server.faults = [lost, *faults]
    return server, driver


def failed(driver, kind=np.NovaPostError, call=delete):
    with pytest.raises(kind) as caught:
        driver.do(call)
    return caught.value


@pytest.mark.parametrize("readings", range(1, 6))
def test_wherever_the_time_runs_out(readings, serve, drive):
    """At every reading of the clock: while the token is looked at, or the message is built."""
    server, driver = begun(serve, drive, deadline=600, retries=1)
    driver.clock.act = lambda: setattr(driver.clock, "tripped", readings)

    error = failed(driver)

    assert len(server.requests) == 1
    assert error.maybe_sent
    assert error.__notes__.count(TOLD) == 1


def test_the_message_cannot_be_built(serve, drive, monkeypatch):
    server, driver = begun(serve, drive)
    message = Call.message

    def late(call, authorization):
        if call._tried > 1:
            raise np.ConfigurationError("it cannot be written any more")
        return message(call, authorization)

    monkeypatch.setattr(Call, "message", late)
    error = failed(driver, np.ConfigurationError)

    assert len(server.requests) == 1
    assert error.maybe_sent
    assert error.__notes__ == [TOLD]


def close(api):
    if isinstance(api, np.AsyncNovaPost):
        thread = threading.Thread(target=lambda: asyncio.run(api.aclose()))
        thread.start()
        thread.join()
    else:
        api.close()


def test_the_client_is_closed_meanwhile(serve, drive):
    server, driver = begun(serve, drive)
    driver.clock.act = lambda: close(driver.api)

    error = failed(driver)

    assert str(error).startswith("this client has been closed")
    assert len(server.requests) == 1
    assert error.maybe_sent
    assert error.__notes__.count(TOLD) == 1


def test_there_is_no_token_meanwhile(serve, drive):
    server, driver = begun(serve, drive, retries=1)
    server.token_faults = [lost] * 9
    driver.clock.act = lambda: setattr(driver.clock, "now", driver.clock.now + 7200)

    error = failed(driver, np.TransportError)

    assert len(server.requests) == 1
    assert error.maybe_sent
    assert error.__notes__.count(TOLD) == 1


@pytest.mark.parametrize(
    ("fault", "kind"), [(unreadable, np.UnexpectedResponse), (unknown, np.NotFound)]
)
def test_the_last_try_is_answered(fault, kind, serve, drive):
    server, driver = begun(serve, drive, fault)

    error = failed(driver, kind)

    assert len(server.requests) == 2
    assert error.maybe_sent
    assert error.__notes__.count(TOLD) == 1


class Alarm(Exception):
    """Of somebody's program."""


def test_an_error_that_is_none_of_ours_says_it_in_a_note(serve, drive):
    server, driver = begun(serve, drive)

    def act():
        raise Alarm

    driver.clock.act = act
    error = failed(driver, Alarm)

    assert len(server.requests) == 1
    assert error.__notes__ == [TOLD]


@pytest.mark.parametrize("faults", [[], [lost, Connection.answer]])
def test_nothing_is_said_of_what_was_not_sent(faults, serve, drive):
    server, driver = begun(serve, drive, deadline=600)
    server.faults = faults
    if faults:
        driver.do(delete)  # Another call: what is known of it is of no account to the next.
    driver.clock.tripped = 2  # Readings: when it began, when its first try did.

    error = failed(driver, np.TimeoutError)

    assert not error.maybe_sent
    assert not hasattr(error, "__notes__")
