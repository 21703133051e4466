"""What goes out and what comes back, without sockets."""

import json
import pickle
from base64 import b64encode
from datetime import UTC, datetime
from urllib.parse import quote_plus

import httpx
import pytest
import respx
from fault_server import KEY, Clock, jwt

import novapost_auth as np
from novapost_auth.testing import FakeNovaPost
from novapost_client.models import DivisionPage

PDF = b"%PDF-1.4\n%%EOF\n"


class Service:
    """Answers calls as told, and keeps the requests that are no token calls.

    Args:
        answers: Those of httpx, or what it raises.
        library: Whose they are to be: httpx, or httpx2.

    """

    def __init__(self, *answers, library=httpx):
        self.library = library
        self.answers = list(answers)
        self.requests = []
        self.token_requests = []

    def __call__(self, request):
        if request.url.path.endswith("/clients/authorization"):
            self.token_requests.append(request)
            return self.library.Response(200, json={"jwt": jwt(len(self.token_requests))})
        self.requests.append(request)
        answer = self.answers.pop(0) if self.answers else httpx.Response(200, json={})
        if isinstance(answer, Exception):
            raise getattr(self.library, type(answer).__name__, type(answer))(*answer.args)
        return self.library.Response(
            answer.status_code, headers=answer.headers.raw, content=answer.content
        )

    @property
    def last(self):
        return self.requests[-1]


@pytest.fixture(params=["httpx", "httpx2"])
def library(request):
    """Whose objects users pass."""
    return pytest.importorskip(request.param)


@pytest.fixture
def mocked(drive, library):
    def make(*answers, **settings):
        service = Service(*answers, library=library)
        return service, drive(transport=library.MockTransport(service), **settings)

    return make


def test_a_typed_call(mocked):
    page = {"items": [{"id": 1, "name": "A"}], "total": 1}
    service, driver = mocked(httpx.Response(200, json=page))

    found = driver.do(lambda api: api.divisions.find(country_codes=["PL", "LT"], limit=5))

    assert isinstance(found, DivisionPage)
    assert found.total == 1
    assert service.last.url.path == "/v.1.0/divisions"
    assert service.last.url.params.multi_items() == [
        ("countryCodes[]", "PL"),
        ("countryCodes[]", "LT"),
        ("limit", "5"),
    ]
    assert service.last.headers["authorization"] == jwt(1)
    assert service.last.headers["accept"] == "application/json"
    assert service.last.headers["user-agent"] == f"novapost-python/{np.__version__}"
    assert "accept-language" not in service.last.headers
    assert service.last.content == b""
    assert "content-type" not in service.last.headers


def test_every_call_carries_language_and_name(mocked):
    service, driver = mocked(language="uk")

    driver.do(lambda api: api.divisions.find())
    driver.do(lambda api: api.request("POST", "/x", json={"a": 1}))

    for request in service.requests:
        assert request.headers["accept-language"] == "uk"
    for request in service.requests + service.token_requests:
        assert request.headers["user-agent"] == f"novapost-python/{np.__version__}"


@pytest.mark.parametrize(
    ("server", "path", "url"),
    [
        ("https://api.example/v.1.0", "/x", "https://api.example/v.1.0/x"),
        ("https://api.example/v.1.0/", "/x", "https://api.example/v.1.0/x"),
        ("https://api.example/v.1.0/", "x/y", "https://api.example/v.1.0/x/y"),
        ("https://api.example", "/x?a=1&b=2", "https://api.example/x?a=1&b=2"),
        (
            "https://api.example/v.1.0",
            "//evil.example/x",
            "https://api.example/v.1.0//evil.example/x",
        ),
        ("https://api.example/v.1.0", "@evil.example", "https://api.example/v.1.0/@evil.example"),
        ("https://api.example/v.1.0", "", "https://api.example/v.1.0/"),
    ],
)
def test_paths_stay_on_the_server(server, path, url, mocked):
    service, driver = mocked(server=server)

    driver.do(lambda api: api.request("get", path))

    assert str(service.last.url) == url
    assert service.last.method == "GET"


@pytest.mark.parametrize(
    "call",
    [
        ("GTE", "/divisions"),
        ("GET", "https://evil.example/x"),
        ("GET", "/x\ny"),
        ("GE T", "/x"),
        ("", "/x"),
    ],
)
def test_what_cannot_be_sent_is_refused(call, mocked):
    service, driver = mocked()

    with pytest.raises(np.ConfigurationError):
        driver.do(lambda api: api.request(*call))
    assert service.requests == []


@pytest.mark.parametrize("name", ["\ud800", "a\ud800[]"])
def test_a_name_in_a_query_that_is_no_text_is_refused(name, mocked):
    service, driver = mocked()

    with pytest.raises(np.ConfigurationError, match="a name in params: the text has half of"):
        driver.do(lambda api: api.request("GET", "/x", params={name: ["1"]}))
    with pytest.raises(np.ConfigurationError, match="a name in extra_query: the text has half"):
        driver.do(lambda api: api.with_options(extra_query={name: ["1"]}).divisions.find())
    assert service.requests == []


@pytest.mark.parametrize(
    "body",
    [{"a": object()}, {"a": float("nan")}, {1j: 2}, {"a": "\ud800"}, datetime(2024, 1, 1)],  # noqa: DTZ001
)
def test_bodies_that_are_no_json_are_refused(body, mocked):
    service, driver = mocked()

    with pytest.raises(np.ConfigurationError):
        driver.do(lambda api: api.request("POST", "/x", json=body))
    assert service.requests == []


def test_a_query_of_any_kind(mocked):
    service, driver = mocked()
    params = {
        "countryCodes": ["PL", "LT"],
        "ids[]": (1, 2),
        "active": True,
        "from": datetime(2024, 1, 2, tzinfo=UTC),
        "none": None,
    }

    driver.do(lambda api: api.request("GET", "/x", params=params))
    driver.do(lambda api: api.request("GET", "/x", params=[("a", "é&"), ("a", 2)]))

    assert service.requests[0].url.params.multi_items() == [
        ("countryCodes[]", "PL"),
        ("countryCodes[]", "LT"),
        ("ids[]", "1"),
        ("ids[]", "2"),
        ("active", "1"),
        ("from", "2024-01-02T00:00:00.000000Z"),
    ]
    assert service.requests[1].url.params.multi_items() == [("a", "é&"), ("a", "2")]


@pytest.mark.parametrize("params", [{"ids": []}, {"ids[]": ()}, [("ids", iter(()))]])
def test_a_query_of_nothing(params, mocked):
    service, driver = mocked()

    with pytest.raises(np.ConfigurationError, match=r"^ids is empty"):
        driver.do(lambda api: api.request("GET", "/x", params=params))
    assert service.requests == []


def test_a_raw_answer_holds_no_token(mocked):
    service, driver = mocked(httpx.Response(201, json={"a": 1}, headers={"X-Odd": "yes"}))

    answer = driver.do(lambda api: api.request("POST", "/x", json={"phone": "1"}))

    assert answer.status_code == 201
    assert answer.json() == {"a": 1}
    assert answer.headers["x-odd"] == "yes"
    assert jwt(1) not in repr(answer.request.headers.multi_items())
    assert jwt(1).encode() not in pickle.dumps(answer)
    assert service.last.headers["authorization"] == jwt(1)


def test_a_pdf(mocked):
    service, driver = mocked(
        httpx.Response(200, content=PDF, headers={"Content-Type": "application/pdf"})
    )

    pdf = driver.do(lambda api: api.shipments.print_documents(numbers=["SHPL1"], type_="marking"))

    assert pdf == PDF
    assert service.last.headers["accept"] == "application/pdf, application/json"


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"<html>Sorry", "text/html", "got text/html"),
        (b"<html>Sorry", "application/pdf", "got application/pdf"),
        (b'{"a": 1}', "application/json", "got application/json"),
        (b"not today", "text/plain", "got text/plain"),
        (b"\x00\x01\x02", "application/pdf", "expected a PDF"),
        (b"", "application/pdf", "got nothing"),
    ],
)
def test_a_pdf_that_is_none(content, kind, reason, mocked):
    _, driver = mocked(httpx.Response(200, content=content, headers={"Content-Type": kind}))

    with pytest.raises(np.UnexpectedResponse, match=reason) as caught:
        driver.do(lambda api: api.shipments.print_documents(numbers=["SHPL1"], type_="marking"))

    assert caught.value.response.content == content


BEFORE = [b"", b"\xef\xbb\xbf", b" \r\n\t", b"\xef\xbb\xbf\r\n"]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("content", [b"", b"<html>", b'{"message": "no"}', b"[]"])
def test_a_file_that_is_none_whatever_stands_before_it(before, content, mocked):
    _, driver = mocked(httpx.Response(200, content=before + content))

    with pytest.raises(np.UnexpectedResponse, match=r"expected application/pdf, .*, got "):
        driver.do(lambda api: api.shipments.download_attachment("SHPL1", 7))


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("kind", ["application/json", "application/pdf"])
def test_a_refusal_whatever_stands_before_it(before, kind, mocked):
    refusal = before + b'{"success": false, "errors": ["a_code"]}'
    headers = {"Content-Type": kind}
    _, driver = mocked(*[httpx.Response(200, content=refusal, headers=headers)] * 2)

    for call in (
        lambda api: api.shipments.print_documents(numbers=["SHPL1"], type_="marking"),
        lambda api: api.shipments.delete(1),
    ):
        with pytest.raises(np.ApiError, match="200 a_code"):
            driver.do(call)


def test_an_attachment_may_be_a_photograph(mocked):
    photo = b"\xff\xd8\xff\xe0 JFIF"
    _, driver = mocked(httpx.Response(200, content=photo, headers={"Content-Type": "image/jpeg"}))

    assert driver.do(lambda api: api.shipments.download_attachment("SHPL1", 7)) == photo


def test_a_pdf_that_is_a_refusal(mocked):
    _, driver = mocked(httpx.Response(200, json={"success": False, "errors": ["a_code"]}))

    with pytest.raises(np.ApiError, match="200 a_code") as caught:
        driver.do(lambda api: api.shipments.print_documents(numbers=["SHPL1"], type_="marking"))

    assert caught.value.codes == ("a_code",)


@pytest.mark.parametrize("body", [{"success": True}, {"success": None}, {"success": 0}])
def test_other_values_of_success_are_no_refusal(body, mocked):
    _, driver = mocked(httpx.Response(200, json=body))

    assert driver.do(lambda api: api.request("GET", "/x")).json() == body


def test_errors_are_free_of_key_and_token(mocked):
    echo = {"message": f"{KEY} and {jwt(1)} and {jwt(9)}"}
    _, driver = mocked(httpx.Response(400, json=echo))

    with pytest.raises(np.BadRequest) as caught:
        driver.do(lambda api: api.request("GET", "/x"))

    assert str(caught.value) == "400 *** and *** and ***"
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


OPAQUE = "opaque/token+0123456789"  # Nothing says that it is one but that it was sent.


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"message": "{}"}),
        (422, {"errors": {"parcels.0": ["{}", "b"]}}),
        (503, {"error": "{}"}),
        (200, {"success": False, "errors": ["{}"]}),
    ],
)
@pytest.mark.parametrize("form", [str, quote_plus, lambda text: b64encode(text.encode()).decode()])
def test_a_token_of_any_form_is_scrubbed_from_what_echoes_it(status, body, form, drive):
    def service(request):
        if request.url.path.endswith("/clients/authorization"):
            return httpx.Response(200, json={"jwt": OPAQUE})
        echo = form(request.headers["authorization"])
        return httpx.Response(status, text=json.dumps(body).replace("{}", echo))

    driver = drive(transport=httpx.MockTransport(service), retries=None)

    with pytest.raises(np.ApiError, match=r"\*\*\*") as caught:
        driver.do(lambda api: api.request("GET", "/x"))

    said = [str(caught.value), caught.value.message, repr(caught.value.errors)]
    assert not [text for text in said if form(OPAQUE) in text]


def test_a_key_given_to_an_operation_is_secret_too(mocked, drive):
    other = "f" * 32
    service, driver = mocked()
    driver.do(lambda api: api.authorization.get_token(api_key=other))
    assert service.token_requests[0].url.params["apiKey"] == other
    assert other not in repr(service.token_requests[0])
    assert "authorization" not in service.token_requests[0].headers

    driver = drive(
        transport=httpx.MockTransport(
            lambda _: httpx.Response(401, json={"message": f"bad {other}"})
        )
    )
    with pytest.raises(np.AuthenticationError, match=r"401 bad \*\*\*"):
        driver.do(lambda api: api.authorization.get_token(api_key=other))


def test_with_options_is_a_light_view(mocked):
    service, driver = mocked(httpx.Response(503), httpx.Response(503), retries=0, language="uk")
    timeouts = []

    def view(api, **options):
        return api.with_options(**options)

    with pytest.raises(np.ServiceUnavailable):
        driver.do(lambda api: api.divisions.find())
    driver.do(lambda api: view(api, retries=1, language=None, timeout=7).divisions.find())
    timeouts.append(service.last.extensions["timeout"])
    assert "accept-language" not in service.last.headers
    driver.do(lambda api: view(view(api, timeout=None), language="pl").divisions.find())
    timeouts.append(service.last.extensions["timeout"])
    assert service.last.headers["accept-language"] == "pl"
    driver.do(lambda api: api.divisions.find())
    timeouts.append(service.last.extensions["timeout"])
    assert service.last.headers["accept-language"] == "uk"

    assert timeouts == [
        {"connect": 5.0, "read": 7, "write": 7, "pool": 7},
        {"connect": None, "read": None, "write": None, "pool": None},
        {"connect": 5.0, "read": 30.0, "write": 30.0, "pool": 30.0},
    ]
    assert len(service.token_requests) == 1


def test_closing_a_view_closes_nothing(mocked):
    _, driver = mocked()
    view = driver.api.with_options(timeout=1)

    driver.do(lambda _: view.aclose() if driver.runner else view.close())

    assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200


class TestHttpClient:
    """A client of the user's own."""

    @pytest.fixture
    def own(self, kind):
        service = Service(httpx.Response(200, json={}))
        seen = []

        def hook(message):
            seen.append(message)

        async def async_hook(message):
            seen.append(message)

        hooks = [async_hook if kind == "async" else hook]
        cls = httpx.AsyncClient if kind == "async" else httpx.Client
        client = cls(
            transport=httpx.MockTransport(lambda _: httpx.Response(500)),
            mounts={"all://api.novapost.com": httpx.MockTransport(service)},
            event_hooks={"request": hooks, "response": hooks},
            headers={"X-Team": "blue", "Accept-Language": "de"},
            params={"tenant": "7"},
            auth=("user", "password"),
            follow_redirects=True,
            timeout=1.0,
        )
        return client, service, seen

    def test_it_is_used_for_everything_past_its_hooks(self, own, drive):
        client, service, seen = own
        driver = drive(http_client=client, language="uk")

        driver.do(lambda api: api.request("GET", "/x", params={"id": [1, 2], "name": "ä&="}))

        (call,), (token_call,) = service.requests, service.token_requests
        asked = sorted(call.url.params.multi_items())
        assert asked == [("id[]", "1"), ("id[]", "2"), ("name", "ä&="), ("tenant", "7")]
        assert call.headers["x-team"] == "blue"
        assert call.headers["accept-language"] == "uk"
        assert call.headers["authorization"] == jwt(1)
        assert "x-team" not in token_call.headers
        assert [type(message).__name__ for message in seen] == ["Request", "Response"]
        assert KEY not in repr([message.__dict__ for message in seen])

    def test_it_is_not_closed(self, own, drive):
        client, _, _ = own
        driver = drive(http_client=client)

        driver.do(lambda api: api.aclose() if driver.runner else api.close())

        assert not client.is_closed
        assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200

    def test_its_proxy_is_used_for_everything(self, kind, serve, drive):
        proxy = serve()
        cls = httpx.AsyncClient if kind == "async" else httpx.Client
        client = cls(proxy=proxy.url.removesuffix("/v.1.0"))
        driver = drive("http://127.0.0.1:9/v.1.0", http_client=client)  # Nothing listens there.

        assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200

        assert proxy.requests[0][0].startswith("GET http://127.0.0.1:9/v.1.0/x HTTP/1.1")
        assert (proxy.tokens, len(proxy.requests)) == (1, 1)
        driver.do(lambda _: client.aclose() if driver.runner else client.close())

    def test_a_hook_that_raises_is_understood(self, kind, drive):
        def hook(response):
            response.raise_for_status()

        async def async_hook(response):
            response.raise_for_status()

        cls = httpx.AsyncClient if kind == "async" else httpx.Client
        hooks = {"response": [async_hook if kind == "async" else hook]}
        service = Service(*[httpx.Response(404, json={"error": "Shipment not found"})] * 2)
        client = cls(transport=httpx.MockTransport(service), event_hooks=hooks)
        driver = drive(http_client=client)

        with pytest.raises(np.NotFound, match="404 Shipment not found"):
            driver.do(lambda api: api.request("GET", "/x"))

    def test_the_wrong_kind_is_refused(self, kind, drive):
        other = httpx.Client() if kind == "async" else httpx.AsyncClient()
        way = httpx.HTTPTransport() if kind == "async" else httpx.AsyncHTTPTransport()
        with pytest.raises(np.ConfigurationError, match="http_client= must be an httpx"):
            drive(http_client=other)
        with pytest.raises(np.ConfigurationError, match=r"transport= must be .*Transport$"):
            drive(transport=way)
        with pytest.raises(np.ConfigurationError, match=r"FakeNovaPost: pass its \.transport$"):
            drive(transport=FakeNovaPost())
        with pytest.raises(np.ConfigurationError, match="not both"):
            drive(transport=httpx.MockTransport(Service()), http_client=other)


def test_respx_works_as_with_any_httpx_client(drive):
    with respx.mock(assert_all_called=True) as mock:
        assert total_mocked(mock, drive()) == 0


def test_respx_works_as_with_any_httpx2_client(drive, kind, request):
    httpx2 = pytest.importorskip("httpx2")
    pytest.importorskip("pytest_httpx2")  # Which bridges the two.
    mock = request.getfixturevalue("httpx2_mock")
    client = httpx2.AsyncClient() if kind == "async" else httpx2.Client()
    assert total_mocked(mock, drive(http_client=client)) == 0


def total_mocked(mock, driver):
    base = np.Server.PRODUCTION.url
    mock.get(f"{base}/clients/authorization", params={"apiKey": KEY}).respond(json={"jwt": jwt()})
    route = mock.get(f"{base}/divisions", headers={"Authorization": jwt()})
    route.respond(json={"items": [], "total": 0})
    return driver.do(lambda api: api.divisions.find()).total


def test_a_401_gets_a_new_token_and_one_more_try(mocked):
    service, driver = mocked(
        httpx.Response(401), httpx.Response(401), httpx.Response(200, json={"a": 1})
    )

    answer = driver.do(lambda api: api.request("POST", "/x", json={"b": "2"}))

    assert answer.json() == {"a": 1}
    assert {request.content for request in service.requests} == {b'{"b":"2"}'}
    assert len(service.token_requests) == 2


def test_a_clock_that_waits_for_nobody(mocked):
    service, driver = mocked(httpx.Response(503), clock=Clock())

    driver.do(lambda api: api.divisions.find())

    assert len(service.requests) == 2
    assert len(driver.clock.slept) == 1


def test_an_unexpected_answer_names_the_call(mocked):
    _, driver = mocked(httpx.Response(200, json=[1]))

    with pytest.raises(np.UnexpectedResponse) as caught:
        driver.do(lambda api: api.divisions.find())

    assert str(caught.value) == "200 GET /divisions: expected a JSON object, not an array"
    assert json.loads(caught.value.response.content) == [1]


def test_a_path_that_no_url_can_have_is_told_of_in_one_line(drive):
    driver = drive(
        transport=httpx.MockTransport(lambda _: httpx.Response(200, json={"jwt": jwt()}))
    )
    with pytest.raises(np.ConfigurationError) as caught:
        driver.do(lambda api: api.request("GET", "/a b" + "c" * 70_000))
    assert str(caught.value) == "text of 70004 characters cannot be sent: URL too long"
