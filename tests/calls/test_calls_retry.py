"""The retry policy by itself."""

import ssl
from unittest.mock import patch

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapost_auth._calls.retry import Retry, is_done, may_repeat
from novapost_auth._errors import (
    ConfigurationError,
    TransportError,
    UnexpectedResponse,
    error_from_failure,
    error_from_response,
)
from novapost_auth._secrets import Secret
from novapost_auth._wire import Message, Origin, Times, WireFailure

METHODS = ["GET", "HEAD", "PUT", "DELETE", "POST", "PATCH"]
SAFE = ["GET", "HEAD", "PUT", "DELETE"]
MESSAGE = Message(
    method="POST",
    origin=Origin("https", "api.example", 443),
    target=Secret("/x"),
    headers=[],
    times=Times(room=1, connect=1, send=1, silence=1),
)


def answer(status, **body):
    return error_from_response(httpx.Response(status, **body))


def lost(exc, *, handed_over=True):
    return error_from_failure(WireFailure(exc, handed_over=handed_over), MESSAGE)


def repeated(error, **kwargs):
    return [method for method in METHODS if may_repeat(error, method, **kwargs)]


@pytest.mark.parametrize(
    ("error", "methods"),
    [
        (lost(httpx.ConnectError("refused"), handed_over=False), METHODS),
        (lost(httpx.ConnectTimeout("slow"), handed_over=False), METHODS),
        (lost(httpx.PoolTimeout("full"), handed_over=False), METHODS),
        (lost(httpx.ReadTimeout("slow")), SAFE),
        (lost(httpx.ReadError("reset")), SAFE),
        (lost(httpx.WriteError("reset")), SAFE),
        (lost(httpx.RemoteProtocolError("half")), SAFE),
        (lost(httpx.UnsupportedProtocol("ftp")), []),
        (answer(429), SAFE),
        (answer(502), SAFE),
        (answer(503, json={"errors": {"errorMessage": "service_unavailable"}}), SAFE),
        (answer(504), SAFE),
        (answer(403, html="<title>Access denied</title>"), SAFE),
        (answer(403, json={"errors": {"errorMessage": "missing_allowed_light_return"}}), []),
        (answer(500), []),
        (answer(501), []),
        (answer(400), []),
        (answer(401), []),
        (answer(404), []),
        (answer(422), []),
        (UnexpectedResponse("odd", response=httpx.Response(200)), []),
    ],
)
def test_what_is_sent_again(error, methods):
    assert repeated(error) == methods


@pytest.mark.parametrize(
    ("error", "methods"),
    [
        (lost(httpx.ReadTimeout("slow")), METHODS),
        (answer(503), METHODS),
        (answer(429), METHODS),
        (UnexpectedResponse("odd", response=httpx.Response(200)), METHODS),
        (answer(401), []),
        (answer(422), []),
    ],
)
def test_a_call_that_got_no_token_was_not_sent(error, methods):
    assert repeated(error, from_token=True) == methods


def test_a_refused_certificate_stays_refused():
    exc = httpx.ConnectError("no")
    exc.__cause__ = ssl.SSLCertVerificationError(1, "self-signed")

    assert repeated(lost(exc)) == []


def test_only_a_deletion_can_be_done_already():
    gone = answer(422, json={"errors": {"errorMessage": "shipment_was_deleted"}})

    assert is_done(gone, "DELETE")
    assert not is_done(gone, "PUT")
    assert not is_done(answer(422, json={"errors": {"errorMessage": "other_code"}}), "DELETE")
    assert not is_done(TransportError("lost"), "DELETE")


def wait(retry, error=None, tried=1, elapsed=0.0, random=1.0):
    with patch("novapost_auth._calls.retry.random", return_value=random):
        return retry.wait(error or answer(503), tried=tried, elapsed=elapsed)


def test_waits_double_up_to_the_longest():
    retry = Retry(tries=9, first_wait=0.5, longest_wait=3.0)

    assert [wait(retry, tried=tried) for tried in range(1, 6)] == [0.5, 1.0, 2.0, 3.0, 3.0]
    assert wait(retry, random=0.0) == 0.0
    assert wait(retry, random=0.5) == 0.25


def test_tries_are_counted():
    assert wait(Retry(tries=3), tried=2) is not None
    assert wait(Retry(tries=3), tried=3) is None
    assert wait(Retry(tries=1)) is None


def test_no_try_begins_after_the_budget():
    retry = Retry(budget=10.0, first_wait=2.0)

    assert wait(retry, elapsed=8.0) == 2.0
    assert wait(retry, elapsed=8.1) is None


def test_the_service_is_waited_for_as_it_asks_or_not_at_all():
    retry = Retry(budget=60.0, first_wait=0.5)

    assert wait(retry, answer(429, headers={"Retry-After": "30"})) == 30.5
    assert wait(retry, answer(429, headers={"Retry-After": "90"})) is None
    assert wait(retry, answer(429, headers={"Retry-After": "-5"})) == 0.5


@given(
    st.builds(
        Retry,
        tries=st.integers(1, 10**6),
        first_wait=st.floats(0, 1e300),
        longest_wait=st.floats(0, 1e300),
        budget=st.floats(0, 1e300),
    ),
    st.integers(1, 10**6),
    st.floats(0, 1e300),
    st.floats(0, 1),
)
def test_a_wait_is_never_longer_than_allowed(retry, tried, elapsed, random):
    seconds = wait(retry, tried=tried, elapsed=elapsed, random=random)

    if seconds is not None:
        assert 0 <= seconds <= retry.longest_wait
        assert elapsed + seconds <= retry.budget


@pytest.mark.parametrize(
    ("value", "tries"), [(None, 1), (False, 1), (0, 1), (4, 5), (Retry(tries=7), 7)]
)
def test_retries_can_be_said_in_short(value, tries):
    assert Retry.of(value).tries == tries


@pytest.mark.parametrize("wrong", [True, -1, 2.0, "3", "", [], {}])
def test_what_is_no_number_of_repetitions_is_refused(wrong):
    with pytest.raises(ConfigurationError, match=r"^retries must be a number of repetitions"):
        Retry.of(wrong)


@pytest.mark.parametrize("bad", [{"tries": 0}, {"first_wait": -1}, {"budget": float("nan")}])
def test_a_policy_that_makes_no_sense_is_refused(bad):
    with pytest.raises(ValueError, match="must be"):
        Retry(**bad)
