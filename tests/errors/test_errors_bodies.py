"""What the service is known to answer, and what it means."""

import httpx
import pytest

from novapost_auth._errors import (
    ApiError,
    AuthenticationError,
    BadRequest,
    Conflict,
    InvalidApiKey,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    ServiceUnavailable,
    ValidationError,
    error_from_response,
)


def error(status=422, **body):
    headers = body.pop("headers", None)
    return error_from_response(httpx.Response(status, headers=headers, **body))


REQUIRED = "The parcels.0.cargoCategory field is required."
NESTED = {"parcels": [{"width": ["too wide", "odd"]}, {"sizes": {"height": 7}}]}


@pytest.mark.parametrize(
    ("body", "errors", "codes"),
    [
        (
            {"errors": {"parcels.0.cargoCategory": REQUIRED}},
            {"parcels.0.cargoCategory": (REQUIRED,)},
            (),
        ),
        (
            {"errors": {"errorMessage": "shipment_was_deleted"}},
            {"": ("shipment_was_deleted",)},
            ("shipment_was_deleted",),
        ),
        (
            {"errors": {"errorMessage": "RecipientCityName not selected"}},
            {"": ("RecipientCityName not selected",)},
            ("RecipientCityName not selected",),
        ),
        (
            {"success": False, "errors": ["Missing required parameter: phone"]},
            {"": ("Missing required parameter: phone",)},
            (),
        ),
        ({"message": "Parameter 'refs' is empty"}, {"": ("Parameter 'refs' is empty",)}, ()),
        ({"ErrorMessage": "not_found"}, {"": ("not_found",)}, ("not_found",)),
        ({"errorMessage": "not_found"}, {"": ("not_found",)}, ("not_found",)),
        ({"error": "Shipment not found"}, {"": ("Shipment not found",)}, ()),
        ({"errors": {"": "no field at all"}}, {"": ("no field at all",)}, ()),
        (
            {"message": "The given data was invalid.", "errors": {"phone": ["validation.phone"]}},
            {"": ("The given data was invalid.",), "phone": ("validation.phone",)},
            ("validation.phone",),
        ),
        (
            {"errors": ["validation.not_allowed.sender (actualWeight|volumetricWeight)"]},
            {"": ("validation.not_allowed.sender (actualWeight|volumetricWeight)",)},
            ("validation.not_allowed.sender",),
        ),
        (
            {"errors": NESTED},
            {"parcels.0.width": ("too wide", "odd"), "parcels.1.sizes.height": ("7",)},
            (),
        ),
        ({"phone": ["required"], "note": None}, {"phone": ("required",), "note": ()}, ()),
        (
            {"error": {"message": "no", "code": 5, "fatal": True}},
            {"": ("no",), "code": ("5",), "fatal": ("true",)},
            (),
        ),
        (
            {"errors": [{"field": "phone", "message": "bad"}]},
            {"field": ("phone",), "": ("bad",)},
            (),
        ),
        ({"status": 3, "source": None, "error": None, "items": []}, {}, ()),
        (
            {"errors": {"a": "one_two", "b": "one_two"}},
            {"a": ("one_two",), "b": ("one_two",)},
            None,
        ),
        (["first", ["second"]], {"": ("first", "second")}, ()),
        ("plain", {"": ("plain",)}, ()),
        (12.5, {"": ("12.5",)}, ()),
        (False, {"": ("false",)}, ()),
        (None, {}, ()),
        ({}, {}, ()),
        ([], {}, ()),
    ],
)
def test_every_shape_gives_fields_and_codes(body, errors, codes):
    found = error(json=body)

    assert found.errors == errors
    assert found.codes == (("one_two",) if codes is None else codes)
    assert "\n" not in str(found)


@pytest.mark.parametrize(
    ("status", "cls"),
    [
        (400, BadRequest),
        (401, AuthenticationError),
        (402, ApiError),
        (403, PermissionDenied),
        (404, NotFound),
        (409, Conflict),
        (418, ApiError),
        (422, ValidationError),
        (429, RateLimited),
        (500, ServerError),
        (502, ServerError),
        (503, ServiceUnavailable),
        (599, ServerError),
        (777, ServerError),
        (302, ApiError),
        (101, ApiError),
        (200, ApiError),
    ],
)
def test_the_status_gives_the_class(status, cls):
    found = error(status, json={"message": "no"})

    assert type(found) is cls
    assert found.status_code == status
    assert str(found) == f"{status} no"


def test_the_class_can_be_named():
    found = error_from_response(httpx.Response(422, json={"error": "no"}), cls=InvalidApiKey)

    assert isinstance(found, AuthenticationError)
    assert str(found) == "422 no"


def test_the_line_names_fields_and_all_messages():
    found = error(json={"errors": {"phone": ["too short", "odd"], "name": "missing"}})

    assert found.message == "phone: too short; odd; name: missing"
    assert str(found) == "422 phone: too short; odd; name: missing"


@pytest.mark.parametrize(
    ("status", "line"),
    [(404, "404 Not Found"), (599, "599 Unknown Status"), (503, "503 Service Unavailable")],
)
def test_an_empty_body_is_described_by_its_status(status, line):
    assert str(error(status)) == line
    assert error(status).errors == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html><head><title>502 Bad\nGateway</title></head>", "502 Bad Gateway"),
        ("<!doctype html><TITLE lang=en>a &amp; b</TITLE><p>more", "a & b"),
        ("<p>Sorry,<br>no <script>evil()</script></p>", "Sorry, no"),
        ("\ufeff  upstream\tconnect\x00 error \r\n", "upstream connect error"),
        ("<", "<"),
    ],
)
def test_pages_and_texts_are_messages_too(text, message):
    found = error(502, text=text)

    assert found.errors == {"": (message,)}
    assert found.message == message


def test_errors_can_be_changed_without_changing_the_error():
    found = error(json={"errors": {"a": "b"}})

    found.errors.clear()

    assert found.errors == {"a": ("b",)}


def test_a_refusal_is_no_malformed_request():
    assert error(json={"errors": {"errorMessage": "division_is_postomat"}}).is_refusal
    assert error(json={"error": "Shipment not found"}).is_refusal
    assert not error(json={"errors": {"phone": "validation.phone"}}).is_refusal
    assert not error(json={"message": "invalid", "errors": {"phone": "odd"}}).is_refusal
    assert not error().is_refusal


def test_a_403_without_json_is_probably_a_firewall():
    page = error(403, html="<html><title>Access denied</title>")
    own = error(403, json={"errors": {"errorMessage": "missing_allowed_light_return"}})

    assert page.is_firewall
    assert "firewall" in str(page)
    assert "Access denied" in str(page)
    assert error(403).is_firewall
    assert not own.is_firewall
    assert str(own) == "403 missing_allowed_light_return"


def test_a_redirect_says_where_to_and_shows_no_key():
    found = error(302, headers={"Location": "https://elsewhere.example/x?apiKey=abcdef"})

    assert (
        str(found)
        == "302 redirected to https://elsewhere.example/x?apiKey=***, which is not followed"
    )


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": " 1.5 "}, 1.5),
        ({"Retry-After": "-3"}, 0.0),
        ({"Retry-After": "1e99"}, 86_400.0),
        ({"Retry-After": "inf"}, 86_400.0),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": ""}, None),
        ({"Retry-After-Ms": "250", "Retry-After": "9"}, 0.25),
        (
            {
                "Retry-After": "Wed, 21 Oct 2015 07:28:30 GMT",
                "Date": "Wed, 21 Oct 2015 07:28:00 GMT",
            },
            30.0,
        ),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:30 GMT"}, 0.0),
        ({"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}, 86_400.0),
        ({"Retry-After": "Wed, 99 Oct 2015 07:28:30 GMT"}, None),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:30"}, None),
    ],
)
def test_retry_after_in_every_form(headers, seconds):
    assert error(429, headers=headers).retry_after == seconds


def test_the_request_id_is_kept():
    assert error(headers={"X-Request-Id": "abc-1"}).request_id == "abc-1"
    assert error(headers={"CF-Ray": "8f-WAW"}).request_id == "8f-WAW"
    assert error().request_id is None
