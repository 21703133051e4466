"""The tree itself: who is whose child, what is kept, pickled and printed."""

import builtins
import copy
import pickle
import ssl
import traceback

import httpx
import pytest

from novapost_auth import _errors
from novapost_auth._errors import (
    ApiError,
    ConfigurationError,
    InvalidApiKey,
    MissingApiKey,
    NotFound,
    NovaPostError,
    TransportError,
    UnexpectedResponse,
    error_from_failure,
    error_from_response,
)
from novapost_auth._secrets import Secret
from novapost_auth._wire import Message, Origin, Times, WireFailure

KEY = Secret("0123456789abcdef0123456789abcdef")
JWT = Secret("eyJ0eXAiOiJKV1QifQ.eyJpc3MiOiJucCJ9.c2lnbmF0dXJl")
REQUEST = httpx.Request(
    "POST",
    f"https://api.example/v.1.0/shipments?apiKey={KEY.reveal()}",
    headers={"Authorization": JWT.reveal(), "Cookie": JWT.reveal()},
    json={"phone": "380501234567"},
)
MESSAGE = Message(
    method="POST",
    origin=Origin("https", "api.example", 443),
    target=Secret(f"/v.1.0/shipments?apiKey={KEY.reveal()}"),
    headers=[],
    times=Times(room=1, connect=1, send=1, silence=1),
)


def answer(status=422, **body):
    return httpx.Response(status, request=REQUEST, **body)


def test_everything_is_a_novapost_error():
    classes = [
        value
        for value in vars(_errors).values()
        if isinstance(value, type) and issubclass(value, Exception)
        if not issubclass(value, Warning)
    ]

    assert len(classes) == 17
    assert all(issubclass(cls, NovaPostError) for cls in classes)


def test_builtin_bases():
    assert issubclass(_errors.TimeoutError, TimeoutError)
    assert issubclass(ConfigurationError, ValueError)
    assert issubclass(MissingApiKey, ConfigurationError)


@pytest.mark.parametrize(
    "error",
    [
        NovaPostError("odd"),
        MissingApiKey("set it"),
        error_from_response(answer(json={"errors": {"a": "b_c"}}), secrets=[KEY, JWT]),
        error_from_response(answer(401, text="no"), cls=InvalidApiKey),
        UnexpectedResponse("no JSON", response=answer(200, text="<p>")),
        error_from_failure(WireFailure(httpx.ReadTimeout("slow")), MESSAGE),
        TransportError("gone", maybe_sent=False),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_pickling_and_copying(error):
    pickled = pickle.dumps(error)

    for again in (pickle.loads(pickled), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert again.__dict__.keys() == error.__dict__.keys()
        assert again.__notes__ == error.__notes__ if hasattr(error, "__notes__") else True
    assert KEY.reveal().encode() not in pickled
    assert JWT.reveal().encode() not in pickled


def test_pickled_errors_keep_what_the_service_said():
    error = pickle.loads(pickle.dumps(error_from_response(answer(json={"errors": {"a": "b_c"}}))))

    assert error.errors == {"a": ("b_c",)}
    assert error.codes == ("b_c",)
    assert error.response.json() == {"errors": {"a": "b_c"}}
    assert error.response.request.url.path == "/v.1.0/shipments"


def test_no_secret_in_anything_an_error_holds():
    echo = {"message": f"bad key {KEY.reveal()}", "errors": {JWT.reveal(): KEY.reveal().upper()}}
    response = answer(json=echo, headers={"X-Request-Id": JWT.reveal(), "Location": KEY.reveal()})

    error = error_from_response(response, secrets=[KEY, JWT])

    seen = [
        str(error),
        repr(error),
        repr(error.errors),
        repr(error.__notes__),
        repr(error.response.headers.multi_items()),
        error.response.text,
        error.response.request.url.raw_path.decode(),
        repr(error.response.request.headers.multi_items()),
        error.request_id,
    ]
    for text in seen:
        assert KEY.reveal() not in text.lower()
        assert JWT.reveal() not in text
    assert error.response.request.content == b""


def test_the_exchange_that_goes_on_is_left_alone():
    response = answer(json={"message": "no"})

    error_from_response(response, secrets=[KEY, JWT])

    assert response.request.headers["authorization"] == JWT.reveal()
    assert response.request.url.params["apiKey"] == KEY.reveal()


def test_notes_make_the_traceback_readable():
    body = {"errors": {"phone": "validation.phone", "parcels.0.width": ["too wide", "odd"]}}
    error = error_from_response(
        answer(json=body, headers={"X-Request-Id": "abc-1", "Retry-After": "3"})
    )

    text = "".join(traceback.format_exception(error))

    assert text.splitlines()[1:] == [
        "POST /v.1.0/shipments, request id abc-1",
        "phone: validation.phone",
        "parcels.0.width: too wide; odd",
        "The service asks to wait 3 s.",
        "error.locate(body) leads to these fields in the body that was sent.",
    ]


def test_a_refused_key_asks_whose_it_is():
    error = error_from_response(answer(401), cls=InvalidApiKey)

    said = "A key is valid on one server alone: is this one of api.example? (server= or NOVAPOST_"
    assert error.__notes__[-1].startswith(said)
    assert not hasattr(InvalidApiKey(httpx.Response(401)), "__notes__")


@pytest.mark.parametrize(("method", "is_told"), [("GET", False), ("POST", True), ("DELETE", True)])
def test_a_body_is_searched_where_there_is_one(method, is_told):
    request = httpx.Request(method, "https://api.example/v.1.0/divisions")
    response = httpx.Response(422, request=request, json={"errors": {"limit": ["too much"]}})

    assert ("locate(body)" in "".join(error_from_response(response).__notes__)) is is_told


def test_users_can_make_errors_for_their_own_tests():
    error = NotFound(httpx.Response(404, json={"errors": {"errorMessage": "shipment_not_found"}}))

    assert error.codes == ("shipment_not_found",)
    assert not hasattr(error, "__notes__")


@pytest.mark.parametrize("handed_over", [True, False])
@pytest.mark.parametrize(
    "exc",
    [
        httpx.ConnectError("refused"),
        httpx.PoolTimeout("full"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("half"),
        httpx.StreamConsumed(),
        ConnectionResetError("reset"),
        builtins.TimeoutError("late"),
        KeyError("a hook's"),
        UnicodeDecodeError("utf-8", b"x", 0, 1, "odd"),
        NotFound(httpx.Response(404)),
    ],
    ids=lambda exc: type(exc).__name__,
)
def test_whether_it_may_have_been_sent_is_what_the_wire_says(exc, handed_over):
    error = error_from_failure(WireFailure(exc, handed_over=handed_over), MESSAGE)

    assert error.maybe_sent is handed_over
    late = isinstance(exc, httpx.TimeoutException | builtins.TimeoutError)
    assert isinstance(error, TimeoutError) is late
    assert str(error) == f"POST /v.1.0/shipments: {exc}"
    assert isinstance(error.__cause__, Exception)
    assert error.__cause__ is not exc


def test_the_cause_holds_neither_request_nor_traceback():
    with pytest.raises(httpx.ConnectError) as caught:
        raise httpx.ConnectError(f"cannot reach {KEY.reveal()}", request=REQUEST)

    error = error_from_failure(WireFailure(caught.value), MESSAGE)

    cause = error.__cause__
    assert repr(cause) == "ConnectError('cannot reach ***')"
    assert cause.__traceback__ is None
    with pytest.raises(RuntimeError):
        _ = cause.request
    assert error.request.url.params["apiKey"] == "***"


def test_a_refused_certificate_is_the_cause():
    exc = httpx.ConnectError("self-signed certificate")
    exc.__cause__ = ssl.SSLCertVerificationError(1, "self-signed certificate")

    error = error_from_failure(WireFailure(exc), MESSAGE)

    assert isinstance(error.__cause__, ssl.SSLCertVerificationError)


def test_an_error_without_text_is_named():
    error = error_from_failure(WireFailure(httpx.ReadError("")), MESSAGE)

    assert str(error) == "POST /v.1.0/shipments: ReadError"


def test_the_tree_is_drawn_in_the_docstring():
    drawn = {word for line in _errors.__doc__.splitlines() for word in line.split()[:4]}

    for name, value in vars(_errors).items():
        if isinstance(value, type) and issubclass(value, NovaPostError):
            assert name in drawn


def test_errors_are_named_as_they_are_imported():
    class Mine(NotFound):
        pass

    assert (
        "".join(traceback.format_exception_only(NovaPostError("x")))
        == "novapost_auth.NovaPostError: x\n"
    )
    assert NotFound.__module__ == "novapost_auth"
    assert Mine.__module__ == __name__


def test_api_error_is_the_base_of_all_answers():
    assert issubclass(NotFound, ApiError)
    assert not issubclass(UnexpectedResponse, ApiError)
