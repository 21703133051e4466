"""What a user adds to calls: parameters and headers."""

import pickle

import httpx
import pytest
from fault_server import KEY, jwt

import novapost_auth as np

PASSWORD = "hunter2-of-the-gateway"


class Service:
    """Answers every call alike, and keeps the requests."""

    def __init__(self, status=200, body=None, headers=None):
        self.status, self.body, self.headers = status, body or {}, headers
        self.calls, self.token_calls = [], []

    def __call__(self, request):
        if request.url.path.endswith("/clients/authorization"):
            self.token_calls.append(request)
            return httpx.Response(200, json={"jwt": jwt(len(self.token_calls))})
        self.calls.append(request)
        return httpx.Response(self.status, json=self.body, headers=self.headers)


def client(drive, service, **settings):
    return drive(transport=httpx.MockTransport(service), **settings)


def refused(drive, **options):
    driver = client(drive, service := Service())
    with pytest.raises(np.ConfigurationError) as caught:
        driver.do(lambda api: api.with_options(**options).divisions.find())
    assert service.calls == []
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_parameters_and_headers_go_out_with_the_calls_of_one_view_alone(drive):
    driver = client(drive, service := Service())
    view = driver.api.with_options(
        extra_query={"anything": "1", "flag": True, "ids": [1, 2]},
        extra_headers={"X-Shop": "books"},
    )

    driver.do(lambda _: view.divisions.find(limit=5))
    driver.do(lambda _: view.request("POST", "/x?a=b", json={}))
    driver.do(lambda api: api.divisions.find(limit=5))

    extra = [("anything", "1"), ("flag", "1"), ("ids[]", "1"), ("ids[]", "2")]
    assert service.calls[0].url.params.multi_items() == [("limit", "5"), *extra]
    assert service.calls[1].url.params.multi_items() == [("a", "b"), *extra]
    assert service.calls[2].url.params.multi_items() == [("limit", "5")]
    assert [call.headers.get("X-Shop") for call in service.calls] == ["books", "books", None]
    assert [call.headers["Authorization"] for call in service.calls] == [jwt(1)] * 3
    (token_call,) = service.token_calls
    assert "X-Shop" not in token_call.headers
    assert dict(token_call.url.params) == {"apiKey": KEY}


@pytest.mark.parametrize("name", ["Accept-Language", "accept-language", "ACCEPT-LANGUAGE"])
def test_they_take_the_place_of_those_of_the_same_name(name, drive):
    driver = client(drive, service := Service(), language="uk")
    view = driver.api.with_options(
        extra_headers={name: "pl", "user-agent": "shop/1", "accept": "application/json;q=0.5"},
        extra_query=[("countryCodes[]", "PL"), ("countryCodes[]", "LT"), ("limit", 7)],
    )

    driver.do(lambda _: view.divisions.find(country_codes=["UA", "DE"], limit=5, page=2))

    (call,) = service.calls
    assert call.url.params.multi_items() == [
        ("page", "2"),
        ("countryCodes[]", "PL"),
        ("countryCodes[]", "LT"),
        ("limit", "7"),
    ]
    for header, value in (("accept-language", "pl"), ("user-agent", "shop/1")):
        assert call.headers.get_list(header) == [value]
    assert call.headers.get_list("accept") == ["application/json;q=0.5"]


def test_other_options_leave_them_and_none_takes_them_away(drive):
    driver = client(drive, service := Service())
    view = driver.api.with_options(extra_query={"a": 1}, extra_headers={"X-A": "1"})

    driver.do(lambda _: view.with_options(timeout=5, extra_query={"b": 2}).divisions.find())
    driver.do(lambda _: view.with_options(extra_query=None, extra_headers=None).divisions.find())

    assert [dict(call.url.params) for call in service.calls] == [{"b": "2"}, {}]
    assert [call.headers.get("X-A") for call in service.calls] == ["1", None]


@pytest.mark.parametrize(
    "name",
    [
        *("Authorization", "authorization", "AUTHORIZATION", "Proxy-Authorization", "Host"),
        *("Content-Length", "Content-Type", "Accept-Encoding", "Connection", "Expect"),
        *("transfer-encoding", "TE", "Upgrade"),
    ],
)
def test_what_is_the_clients_own_cannot_be_replaced(name, drive):
    assert name in refused(drive, extra_headers={"X-Shop": "books", name: PASSWORD})


@pytest.mark.parametrize("value", ["a\r\nAuthorization: b", "a\nb", "a\r", "\n", "a\0b", "a\x7fb"])
@pytest.mark.parametrize("where", ["name", "value"])
def test_no_line_can_be_smuggled_in(where, value, drive):
    headers = {value: "x"} if where == "name" else {"X-Shop": value}
    text = refused(drive, extra_headers=headers)
    assert "Authorization" not in text
    assert ("X-Shop" in text) == (where == "value")


@pytest.mark.parametrize(
    "headers",
    [
        {"": "x"},
        {" Authorization": "x"},
        {"Authorization ": "x"},
        {"Authorization:": "x"},
        {":authority": "x"},
        {"Аuthorization": "x"},  # Its first letter is Cyrillic.
        {b"X-Shop": "x"},
        {"X-Shop": b"x"},
        {"X-Shop": None},
        {"X-Shop": 1},
        {"X-Shop": ["x"]},
        {"X-Shop": "książki"},
        [("X-Shop", "x")],
        "X-Shop: x",
        5,
    ],
)
def test_headers_that_cannot_be_sent_are_refused(headers, drive):
    assert "extra_headers" in refused(drive, extra_headers=headers)


@pytest.mark.parametrize("query", ["a=b", 5, [("a",)], [(1, "a")], {"a": float("nan")}, ["ab"]])
def test_parameters_that_cannot_be_sent_are_refused(query, drive):
    text = refused(drive, extra_query=query)
    assert "extra_query" in text or text.startswith("a")


@pytest.mark.parametrize(
    "name", ["X-Api-Key", "x-auth", "Cookie", "X-Shop-Token", "Client-Secret", "X-Password", "key"]
)
def test_what_is_secret_in_them_is_shown_nowhere(name, drive):
    driver = client(
        drive,
        Service(422, {"errors": {"name": f"no such {PASSWORD}"}}, {"X-Echo": PASSWORD}),
        retries=None,
    )
    view = driver.api.with_options(extra_headers={name: PASSWORD, "X-Shop": "books"})

    with pytest.raises(np.ValidationError) as caught:
        driver.do(lambda _: view.divisions.find())

    error = caught.value
    request = error.response.request
    assert request.headers[name] == "***"
    assert request.headers["X-Shop"] == "books"
    shown = [str(error), repr(error), repr(error.errors), error.response.text, repr(view)]
    shown += [str(error.response.headers), str(request.headers), repr(view._transport.service)]
    assert PASSWORD not in "".join(shown)
    assert PASSWORD.encode() not in pickle.dumps(error)


@pytest.mark.parametrize("params", [5, "a=b", [("a",)], object()])
def test_neither_are_they_those_of_a_path_of_ones_own(params, drive):
    driver = client(drive, Service())
    with pytest.raises(np.ConfigurationError, match="params must be"):
        driver.do(lambda api: api.request("GET", "/x", params=params))


def test_a_key_in_the_query_is_masked(drive):
    driver = client(drive, Service(404), retries=None)
    view = driver.api.with_options(extra_query={"api_key": PASSWORD, "a": "b"})

    with pytest.raises(np.NotFound) as caught:
        driver.do(lambda _: view.divisions.find())

    url = str(caught.value.response.request.url)
    assert PASSWORD not in url + str(caught.value)
    assert "a=b" in url


def test_a_shipment_is_created_once_whatever_goes_out_with_it(drive):
    """Two views take the same turn for an order."""
    driver = client(drive, service := Service(200, {"items": [], "total": 0}))
    services = [
        driver.api.with_options(extra_headers={"X-Api-Key": text}).shipments._service
        for text in ("a" * 9, "b" * 9)
    ]
    assert services[0].secrets == services[1].secrets
    assert service.calls == []
