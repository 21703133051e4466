"""A server's URL that does not lead to the API is told of, and no other 404 is taken for one."""

import asyncio

import httpx
import pytest
from fault_server import KEY, jwt

import novapost_auth as np
from novapost_auth.testing import FakeNovaPost

HOST = "https://gate.example"
BODIES = [{"text": "<html>"}, {"json": {"error": "not_found"}}, {"text": "x" * 9000}, {}]


def hint(base):
    return f": is the API at {HOST}{base}? The URLs of published servers end in /v.1.0"


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("base", ["", "/v1.0", "/v.1.0/np", "/np"])
def test_where_no_token_can_be_asked_for_there_is_no_api(base, body, drive):
    transport = httpx.MockTransport(lambda _: httpx.Response(404, **body))
    driver = drive(f"{HOST}{base}/", transport=transport)
    for call in (
        lambda api: api.token(),
        lambda api: api.divisions.find(),
        lambda api: api.request("GET", "/x"),
        lambda api: api.authorization.create_test_api_key({"phone": "48500100200"}),
    ):
        with pytest.raises(np.NotFound) as caught:
            driver.do(call)
        assert str(caught.value).startswith("404 ")
        assert str(caught.value).endswith(hint(base))
        assert caught.value.message.endswith(hint(base))
        assert KEY not in str(caught.value)


@pytest.mark.parametrize("is_async", [False, True])
def test_the_token_layer_alone_says_it_too(is_async):
    auth = np.NovaPostAuth(
        KEY, server=HOST, transport=httpx.MockTransport(lambda _: httpx.Response(404))
    )
    with pytest.raises(np.NotFound) as caught:
        asyncio.run(auth.atoken()) if is_async else auth.token()
    assert str(caught.value).endswith(hint(""))


@pytest.mark.parametrize("base", ["/v.1.0", "/np/v.1.0"])
def test_nothing_is_guessed_where_the_path_is_right(base, drive):
    answer = httpx.Response(404, json={})
    driver = drive(f"{HOST}{base}", transport=httpx.MockTransport(lambda _: answer))
    with pytest.raises(np.NotFound) as caught:
        driver.do(lambda api: api.divisions.find())
    assert str(caught.value) == "404 Not Found"


def test_who_answers_with_a_page_is_asked_about_whatever_the_path(drive):
    page = httpx.MockTransport(lambda _: httpx.Response(404, html="<title>No such file</title>"))
    driver = drive(f"{HOST}/v.1.0", transport=page)
    with pytest.raises(np.NotFound) as caught:
        driver.do(lambda api: api.divisions.find())
    assert str(caught.value) == f"404 No such file: is the API at {HOST}/v.1.0?"


def test_nothing_is_guessed_where_the_root_is_the_api(drive):
    """A fake or a gateway that has it there answers, and what it does not find is not there."""

    def answer(request):
        if request.url.path == "/clients/authorization":
            return httpx.Response(200, json={"jwt": jwt()})
        return httpx.Response(404, json={"errors": {"errorMessage": "shipment_not_found"}})

    driver = drive(HOST, transport=httpx.MockTransport(answer), retries=None)
    with pytest.raises(np.NotFound) as caught:
        driver.do(lambda api: api.shipments.delete(1))
    assert str(caught.value) == "404 shipment_not_found"


def test_the_fake_without_its_path_says_it(drive):
    fake = FakeNovaPost()
    with fake.serve() as served:
        root = served.url.removesuffix("/v.1.0")
        with pytest.raises(np.NotFound, match=f"is the API at {root}\\? The URLs"):
            drive(root, api_key=fake.api_key).do(lambda api: api.divisions.find())


def test_an_error_made_by_hand_is_as_it_was():
    assert str(np.NotFound(httpx.Response(404))) == "404 Not Found"
