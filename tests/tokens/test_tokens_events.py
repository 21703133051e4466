"""What those who watch are told, and that watching changes nothing."""

import logging

import httpx
import pytest
from token_service import BASE, jwt, renew, settled

from novapost_auth._errors import ServiceUnavailable


@pytest.fixture
def seen():
    return []


@pytest.fixture
def watched(make_auth, seen):
    return make_auth(on_event=seen.append)


def kinds(seen):
    return [event.kind for event in seen]


def test_a_first_call_and_those_after_it(watched, service, seen, clock):
    def slow():
        clock.advance(0.5)
        return service.token(1)

    service.script = [slow]
    watched.token()
    clock.advance(10)
    watched.token()
    assert kinds(seen) == ["fetch", "reuse", "reuse"]
    fetch, first, second = seen
    assert (fetch.age, fetch.waited, fetch.attempt) == (0.5, 0.5, 1)
    assert (first.age, first.waited, first.attempt) == (0.5, 0.5, 0)
    assert (second.age, second.waited, second.attempt) == (10.5, 0, 0)


def test_attempts_and_waits(watched, service, seen, clock):
    service.script = [httpx.Response(503)] * 2
    for _ in range(2):
        with pytest.raises(ServiceUnavailable):
            watched.token()
        clock.advance(seen[-1].waited)
    watched.token()
    assert [(event.kind, event.age, event.waited, event.attempt) for event in seen[:3]] == [
        ("backoff", None, 1.5, 1),
        ("backoff", None, 3.0, 2),
        ("fetch", 0.0, 0.0, 3),
    ]


def test_a_token_that_is_dropped(watched, service, seen, clock):
    with httpx.Client(auth=watched, transport=service.transport, base_url=BASE) as client:
        client.get("/divisions")
        clock.advance(60)
        service.revoke()
        assert client.get("/divisions").status_code == 200
    assert kinds(seen) == ["fetch", "reuse", "reuse", "drop", "fetch", "reuse"]
    assert seen[3].age == 60


def test_a_failed_renewal_tells_the_age_of_the_token_that_is_kept(watched, service, seen, clock):
    watched.token()
    service.script = [httpx.Response(503)]
    renew(watched, clock)
    watched.token()
    settled(watched)
    (backoff,) = [event for event in seen if event.kind == "backoff"]
    assert backoff.age == pytest.approx(3600 * 0.85)


def test_a_callback_that_fails_harms_no_call(make_auth, caplog):
    def fail(_):
        raise ValueError("no disk")

    auth = make_auth(on_event=fail)
    with caplog.at_level(logging.ERROR):
        assert auth.token().value.reveal() == jwt(1)
        assert auth.token().value.reveal() == jwt(1)
    assert {record.name for record in caplog.records} == {"novapost"}
    assert "no disk" in caplog.text


def test_the_log_at_debug_has_a_line_for_each(make_auth, service, clock, caplog):
    with caplog.at_level(logging.DEBUG, "novapost"):
        auth = make_auth()
        service.script = [httpx.Response(503)]
        with pytest.raises(ServiceUnavailable):
            auth.token()
        clock.advance(2)
        with httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client:
            client.get("/divisions")
            clock.advance(60)
            service.revoke()
            client.get("/divisions")
    lines = [record.getMessage() for record in caplog.records if record.name == "novapost"]
    said = [line.removeprefix("token ").partition(":")[0] for line in lines]
    assert said == ["backoff", "fetch", "reuse", "reuse", "drop", "fetch", "reuse"]
    assert service.calls == [jwt(2), jwt(2), jwt(3)]


def test_unwatched_nothing_is_said(auth, caplog):
    with caplog.at_level(logging.INFO):
        auth.token()
    assert [record for record in caplog.records if record.name == "novapost"] == []


def test_watching_does_not_change_what_a_401_leads_to(watched, service):
    service.refuses_all = True
    with httpx.Client(auth=watched, transport=service.transport, base_url=BASE) as client:
        for _ in range(10):
            assert client.get("/divisions").status_code == 401
    assert service.fetches == 2
    assert len(service.calls) == 4 + 9
