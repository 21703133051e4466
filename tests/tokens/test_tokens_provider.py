"""How the store is used: read, locked, read again, written; and never trusted blindly."""

import asyncio
import logging
import math
import threading
import traceback
from contextlib import contextmanager, nullcontext, suppress
from types import SimpleNamespace

import httpx
import pytest
from token_service import BASE, KEY, crowd, jwt, renew, settled

from novapost_auth._errors import ConfigurationError, ServiceUnavailable
from novapost_auth._secrets import Secret
from novapost_auth._tokens import request, source
from novapost_auth.stores import Account, MemoryTokenStore, StoredToken

ACCOUNT = Account(BASE, Secret(KEY))


class Store(MemoryTokenStore):
    """Writes down what is done to it. Another process may ``come_first`` for the lock."""

    def __init__(self, come_first=None):
        super().__init__()
        self.done = []
        self.threads = set()
        self.come_first = come_first

    def load(self, account):
        self._note("load")
        return super().load(account)

    def save(self, account, token):
        self._note("save")
        super().save(account, token)

    def discard(self, account, value):
        self._note("discard")
        super().discard(account, value)

    @contextmanager
    def lock(self, account, timeout):
        self._note(f"lock {timeout:g}")
        with super().lock(account, timeout) as held:
            if self.come_first is not None:
                super().save(account, self.come_first)
            yield held
        self._note("unlock")

    def _note(self, what):
        self.done.append(what)
        self.threads.add(threading.current_thread())


def stored(value, clock, *, age=0.0, life=3600.0):
    return StoredToken(Secret(value), clock.wall - age, life)


def test_the_order_of_things(make_auth, clock):
    store = Store()
    auth = make_auth(token_store=store)
    token = auth.token()
    assert store.done == ["load", "lock 25", "load", "save", "unlock"]
    assert MemoryTokenStore.load(store, ACCOUNT) == StoredToken(token.value, clock.wall, 3600.0)
    assert threading.current_thread() not in store.threads


def test_a_token_that_is_there_is_used(make_auth, service, clock):
    store = Store()
    MemoryTokenStore.save(store, ACCOUNT, stored("kept", clock, age=100))
    token = make_auth(token_store=store).token()
    assert token.value.reveal() == "kept"
    assert token.issued_at.timestamp() == clock.wall - 100
    assert store.done == ["load"]
    assert service.fetches == 0


def test_a_token_that_came_while_waiting_for_the_lock_is_used(make_auth, service, clock):
    store = Store(come_first=stored("theirs", clock))
    assert make_auth(token_store=store).token().value.reveal() == "theirs"
    assert store.done == ["load", "lock 25", "load", "unlock"]
    assert service.fetches == 0


def test_a_renewal_by_another_process_is_taken_over(make_auth, service, clock):
    store = Store()
    auth = make_auth(token_store=store)
    auth.token()
    renew(auth, clock)
    MemoryTokenStore.save(store, ACCOUNT, stored("theirs", clock, age=10))
    auth.token()
    settled(auth)
    assert auth.token().value.reveal() == "theirs"
    assert service.fetches == 1


def test_a_stored_token_that_ends_before_ours_is_not_taken_over(make_auth, clock):
    store = Store()
    auth = make_auth(token_store=store)
    auth.token()
    renew(auth, clock)
    MemoryTokenStore.save(store, ACCOUNT, stored("older", clock, age=3400))
    auth.token()
    settled(auth)
    assert auth.token().value.reveal() == jwt(2)


@pytest.mark.parametrize(
    ("age", "life", "value"),
    [
        (3600.0, 3600.0, "over"),
        (3545.0, 3600.0, "nearly"),
        (0.0, 0.0, "dead"),
        (0.0, -5.0, "dead"),
        (0.0, math.inf, "immortal"),
        (0.0, 1e9, "immortal"),
        (0.0, math.nan, "nonsense"),
        (math.nan, 3600.0, "nonsense"),
        (math.inf, 3600.0, "nonsense"),
        (-3000.0, 3600.0, "of-the-future"),
        (0.0, 3600.0, "with\nbreak"),
        (0.0, 3600.0, ""),
    ],
)
def test_a_stored_token_that_will_not_do_is_not_used(make_auth, clock, age, life, value):
    store = Store()
    store._kept[ACCOUNT] = [stored(value, clock, age=age, life=life)]
    assert make_auth(token_store=store).token().value.reveal() == jwt(1)


def test_a_clock_of_another_machine_may_be_a_little_ahead(make_auth, clock):
    store = Store()
    MemoryTokenStore.save(store, ACCOUNT, stored("kept", clock, age=-20))
    auth = make_auth(token_store=store)
    assert auth.token().value.reveal() == "kept"
    assert auth.token().expires_at.timestamp() == clock.wall + 3600
    clock.advance(3600)
    assert auth.token().value.reveal() == jwt(1)


@pytest.mark.parametrize(("ahead", "taken"), [(59.0, True), (60.0, True), (60.5, False)])
def test_how_far_ahead_the_clock_of_another_machine_may_be(make_auth, clock, ahead, taken):
    store = Store()
    MemoryTokenStore.save(store, ACCOUNT, stored("kept", clock, age=-ahead))
    token = make_auth(token_store=store).token()
    assert token.value.reveal() == ("kept" if taken else jwt(1))
    assert token.issued_at.timestamp() == clock.wall


STEPS = ["load", "lock", "enter", "load again", "save", "unlock", "discard"]


class Faulty(Store):
    """Raises, or gives what is nothing, at one step, in words that must not be shown."""

    def __init__(self, step, error):
        super().__init__()
        self.step, self.error = step, error

    def load(self, account):
        again = any(done.startswith("lock") for done in self.done)
        self.fail("load again" if again else "load")
        return super().load(account)

    def save(self, account, token):
        super().save(account, token)
        self.fail("save")

    def discard(self, *what):
        super().discard(*what)
        self.fail("discard")

    def lock(self, account, timeout):
        self.fail("lock")
        return self.locked(account, timeout)

    @contextmanager
    def locked(self, account, timeout):
        self.fail("enter")
        with super().lock(account, timeout) as held:
            yield held
        self.fail("unlock")

    def fail(self, step):
        if step == self.step:
            raise self.error


@pytest.mark.parametrize("error", [ZeroDivisionError, OSError, ServiceUnavailable])
@pytest.mark.parametrize("step", STEPS)
def test_a_store_that_raises_fails_no_call(make_auth, service, clock, caplog, step, error):
    secret = "eyJ-not-to-be-shown"
    said = httpx.Response(503, text=secret) if error is ServiceUnavailable else secret
    store = Faulty(step, error(said))
    with caplog.at_level(logging.WARNING, "novapost"):
        auth = make_auth(token_store=store)

        def token():
            found = auth.token()
            settled(auth)
            return found.value.reveal()

        assert token() == token() == jwt(1)
        clock.advance(3000)  # Its window: renewed aside.
        assert token() == jwt(1)
        assert token() == jwt(2)
        auth._source.refused(auth._source.held, exchanged=False, chances=9)
        assert token() == jwt(3)
    assert service.fetches == 3
    said = [record.getMessage() for record in caplog.records if record.name == "novapost"]
    assert len(said) == 1
    assert said[0].startswith(f"Faulty: {error.__name__} at {__file__}:")
    assert said[0].endswith("going on without it")


@pytest.mark.parametrize(
    ("stored", "lock"),
    [
        ("a token", nullcontext(True)),
        ({"value": "a token"}, nullcontext(True)),
        (SimpleNamespace(value="text", fetched_at=0.0, life=60.0), nullcontext(True)),
        (SimpleNamespace(value=Secret("x"), fetched_at=None, life="1 h"), nullcontext(True)),
        (None, None),
        (None, True),
        (None, suppress(Exception)),
    ],
)
def test_a_store_that_gives_what_is_nothing_fails_no_call(make_auth, service, stored, lock):
    class Odd(Store):
        def load(self, _):
            return stored

        def lock(self, *_):
            return lock

    assert make_auth(token_store=Odd()).token().value.reveal() == jwt(1)
    assert service.fetches == 1


def test_a_lock_that_keeps_errors_to_itself_loses_no_token(make_auth, service):
    class Silent(Faulty):
        def lock(self, *_):
            return suppress(Exception)

    for step in ("load again", "save"):
        auth = make_auth(token_store=Silent(step, ZeroDivisionError()))
        assert auth.token().value.reveal() == jwt(service.fetches)
    assert service.fetches == 2


def test_a_failed_fetch_stays_one_whatever_the_store_does_then(make_auth, service):
    service.script = [httpx.Response(503)]
    with pytest.raises(ServiceUnavailable):
        make_auth(token_store=Faulty("unlock", ZeroDivisionError())).token()
    assert service.fetches == 1


def test_a_fault_that_is_no_stores_is_each_callers_own(make_auth, service):
    auth = make_auth(way="loop")  # Whose transport serves no threads.
    errors, sizes = [], []
    for _ in range(20):
        with pytest.raises(ConfigurationError, match="coroutines alone") as caught:
            auth.token()
        errors.append(caught.value)
        sizes.append(len(traceback.extract_tb(caught.value.__traceback__)))
    with crowd(8) as go:
        waits = [go(auth.token) for _ in range(8)]
    errors += [wait.exception() for wait in waits]
    assert len({id(error) for error in errors}) == 28
    assert len(set(sizes)) == 1
    assert all("obtain" in error.__notes__[0] for error in errors)
    for error in errors:
        names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
        assert "obtain" not in names  # No frame of the thread that it was raised in.
        assert error.__context__ is None
    assert service.fetches == 0


def test_others_are_waited_for_as_long_as_they_may_take():
    stores = 4  # Seconds for commands of a store: loading, saving and releasing, one to spare.
    assert request._WHOLE + stores <= source._PATIENCE
    assert source._PATIENCE < source._LIMIT


def test_a_refused_token_is_taken_out_of_the_store(make_auth, service, clock):
    store = Store()
    MemoryTokenStore.save(store, ACCOUNT, stored("revoked", clock, age=100))
    service.refused.add("revoked")
    auth = make_auth(token_store=store)
    with httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client:
        assert client.get("/divisions").status_code == 200
    assert service.calls == ["revoked", jwt(1)]
    assert store.done == ["load", "discard", "load", "lock 25", "load", "save", "unlock"]


def test_an_exchange_by_another_process_is_taken_over(make_auth, service, clock):
    store = Store()
    auth = make_auth(token_store=store)
    auth.token()
    clock.advance(60)
    MemoryTokenStore.save(store, ACCOUNT, stored("theirs", clock))
    service.revoke()
    with httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client:
        assert client.get("/divisions").status_code == 200
    assert service.calls == [jwt(1), "theirs"]
    assert service.fetches == 1


def test_a_refused_token_that_the_store_brings_back_is_not_used(make_auth, service, clock):
    class Stubborn(Store):
        def discard(self, *_):
            pass

    auth = make_auth(token_store=Stubborn())
    auth.token()
    clock.advance(60)
    service.revoke()
    with httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client:
        assert client.get("/divisions").status_code == 200
    assert service.fetches == 2


def test_a_lock_that_cannot_be_had_is_gone_without(make_auth):
    class Locked(Store):
        def lock(self, *_):
            return nullcontext(False)

    assert make_auth(token_store=Locked()).token().value.reveal() == jwt(1)


def test_a_failed_fetch_leaves_the_lock(make_auth, service, clock):
    store = Store()
    auth = make_auth(token_store=store)
    service.script = [httpx.Response(503)]
    with pytest.raises(ServiceUnavailable):
        auth.token()
    assert store.done[-1] == "unlock"
    clock.advance(2)
    assert auth.token().value


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SystemExit(3), "SystemExit: 3"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (asyncio.CancelledError("enough"), "CancelledError: enough"),
        (GeneratorExit(), "GeneratorExit"),
    ],
)
def test_what_would_end_a_thread_does_not_end_those_who_wait(make_auth, error, said):
    loaded = []

    class Broken(Store):
        def load(self, _):
            loaded.append(error)
            raise error

    auth = make_auth(token_store=Broken())
    with crowd(4) as go:
        waits = [go(auth.token) for _ in range(4)]
    found = [wait.exception() for wait in waits]
    assert {(type(one), str(one)) for one in found} == {
        (RuntimeError, f"getting a token was broken off by {said}")
    }
    assert len({id(one) for one in found}) == 4
    assert len(loaded) <= 1 + 4  # With each look into the store that a pause allows.
    with pytest.raises(RuntimeError, match="broken off"):
        asyncio.run(auth.atoken())


@pytest.mark.parametrize("step", ["load", "lock", "save", "unlock"])
def test_a_store_that_does_not_come_back_is_gone_without(make_auth, service, clock, caplog, step):
    let_go = threading.Event()

    class Stuck(Store):
        def load(self, account):
            self.stop("load")
            return super().load(account)

        def save(self, *what):
            self.stop("save")
            super().save(*what)

        @contextmanager
        def lock(self, *what):
            self.stop("lock")
            with super().lock(*what) as held:
                yield held
            self.stop("unlock")

        def stop(self, where):
            if where == step:
                let_go.wait(30)

    auth = make_auth(token_store=Stuck(), limit=0.05)
    try:
        with pytest.raises(TimeoutError):
            auth.token()
        auth._source._limit = 30.0
        clock.advance(2)  # The pause after a failure.
        caplog.set_level(logging.WARNING, "novapost")
        assert auth.token().value.reveal() == jwt(service.fetches)
        assert service.fetches == (1 if step in ("load", "lock") else 2)
        assert "the token store does not answer; going on without it" in caplog.text
        assert auth.token() == auth.token()
    finally:
        let_go.set()
        settled(auth)


def test_a_token_call_that_does_not_come_back_is_no_trouble_with_the_store(
    make_auth, service, clock, caplog
):
    store = Store()
    auth = make_auth(token_store=store, limit=0.05)
    with service.held_up():
        with pytest.raises(TimeoutError):
            auth.token()
        MemoryTokenStore.save(store, ACCOUNT, stored("theirs", clock))
        clock.advance(2)
        caplog.set_level(logging.WARNING, "novapost")
        auth._source._limit = 30.0
        assert auth.token().value.reveal() == "theirs"
    settled(auth)
    assert "does not answer" not in caplog.text


def test_while_the_service_fails_a_token_of_another_process_is_taken_over(
    make_auth, service, clock
):
    store = Store()
    auth = make_auth(token_store=store)
    service.script = [httpx.Response(503)]
    for _ in range(3):
        with pytest.raises(ServiceUnavailable):
            auth.token()
    MemoryTokenStore.save(store, ACCOUNT, stored("theirs", clock))
    assert auth.token().value.reveal() == "theirs"
    assert service.fetches == 1
