"""Keys and tokens: what the fake takes, what it refuses, and with which bodies."""

import base64
import hashlib
import hmac
import json

import httpx
import pytest

from novapost_auth.testing import FakeClock, FakeNovaPost

BASE = "https://api.novapost.com/v.1.0"
START = 1_780_000_000.0


def client_of(fake):
    return httpx.Client(transport=fake.transport, base_url=BASE)


def token_of(fake):
    with client_of(fake) as client:
        answer = client.get("/clients/authorization", params={"apiKey": fake.api_key})
        return answer.json()["jwt"]


def ask(fake, authorization):
    with client_of(fake) as client:
        headers = {} if authorization is None else {"Authorization": authorization}
        return client.get("/divisions", headers=headers)


def part(token, index):
    text = token.split(".")[index]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_a_token_is_an_hs256_jwt_with_the_service_s_claims(fake):
    token = token_of(fake)

    claims = json.loads(part(token, 1))
    assert json.loads(part(token, 0)) == {"typ": "JWT", "alg": "HS256"}
    assert set(claims) == {"iss", "iat", "exp", "cid", "ref"}
    assert (claims["iss"], claims["iat"], claims["exp"]) == ("np", int(START), int(START) + 3600)
    assert len(part(token, 2)) == hashlib.sha256().digest_size


def test_no_two_tokens_are_the_same(fake):
    assert token_of(fake) != token_of(fake)


def test_a_token_lives_as_long_as_told():
    fake = FakeNovaPost(clock=FakeClock(START), token_life=5)
    token = token_of(fake)

    fake.clock.advance(4.9)
    assert ask(fake, token).status_code == 200
    fake.clock.advance(0.1)
    assert ask(fake, token).status_code == 401


@pytest.mark.parametrize(
    ("params", "status", "errors"),
    [
        ({}, 422, {"apiKey": "The apiKey field is required."}),
        ({"apiKey": "0" * 32}, 401, {"": "The API key is not valid"}),
        ({"apiKey": ""}, 401, {"": "The API key is not valid"}),
    ],
)
def test_refuses_keys(fake, params, status, errors):
    with client_of(fake) as client:
        answer = client.get("/clients/authorization", params=params)

    assert (answer.status_code, answer.json()) == (status, {"errors": errors})


def signed_elsewhere(token):
    signed = token.rpartition(".")[0]
    digest = hmac.digest(b"another secret", signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def with_other_claims(token):
    head, _, signature = token.split(".")
    claims = base64.urlsafe_b64encode(b'{"iss":"np","exp":9999999999}').decode().rstrip("=")
    return f"{head}.{claims}.{signature}"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda _: None, "The token is missing"),
        (lambda _: "", "The token is missing"),
        (lambda token: f"Bearer {token}", "The token is not valid"),
        (lambda token: token[:-1], "The token is not valid"),
        (lambda _: "nonsense", "The token is not valid"),
        (lambda _: "..", "The token is not valid"),
        (signed_elsewhere, "The token is not valid"),
        (with_other_claims, "The token is not valid"),
    ],
)
def test_refuses_tokens(fake, change, text):
    answer = ask(fake, change(token_of(fake)))

    assert (answer.status_code, answer.json()) == (401, {"errors": {"": text}})


def test_tokens_of_another_instance_are_foreign(fake):
    other = FakeNovaPost(api_key=fake.api_key, clock=fake.clock)

    assert ask(fake, token_of(other)).status_code == 401


def test_says_that_a_token_has_expired(fake):
    token = token_of(fake)
    fake.clock.advance(3600)

    assert ask(fake, token).json() == {"errors": {"": "The token has expired"}}


def test_revoked_tokens_are_refused_and_the_key_gets_new_ones(fake):
    token = token_of(fake)
    fake.revoke_tokens()

    assert ask(fake, token).status_code == 401
    assert ask(fake, token_of(fake)).status_code == 200


def test_a_test_key_works_and_is_given_once_a_day(fake):
    with client_of(fake) as client:
        first = client.post("/test-api-keys", json={"phone": "48500100200"})
        second = client.post("/test-api-keys", json={"phone": "48500100200"})
        fake.clock.advance(86_400)
        third = client.post("/test-api-keys", json={"phone": "48500100200"})
        params = {"apiKey": first.json()["apiKey"]}
        token = client.get("/clients/authorization", params=params).json()["jwt"]

    assert (second.status_code, second.json()) == (
        429,
        {"success": False, "errors": ["Daily limit reached"]},
    )
    assert third.status_code == 200
    assert ask(fake, token).status_code == 200


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "Missing required parameter: phone"),
        ({"phone": "+48500100200"}, "Invalid parameter: phone"),
    ],
)
def test_a_test_key_needs_a_phone_without_plus(fake, body, error):
    with client_of(fake) as client:
        answer = client.post("/test-api-keys", json=body)

    assert (answer.status_code, answer.json()) == (400, {"success": False, "errors": [error]})


def test_two_fakes_have_two_keys_of_32_hex_digits():
    one, other = FakeNovaPost(), FakeNovaPost()

    assert one.api_key != other.api_key
    assert (len(one.api_key), int(one.api_key, 16) >= 0) == (32, True)
