"""How long a token is used, by clocks that are wrong, are set, or stand still."""

import asyncio
import base64
import json
import math
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from token_service import BASE, Clock, Service, jwt, renew, settled

from novapost_auth import NovaPostAuth
from novapost_auth._secrets import Secret
from novapost_auth._settings import Instant
from novapost_auth._tokens.token import ASSUMED_LIFE, CachedToken, is_token, life_of
from novapost_auth.stores import StoredToken

HOUR = 3600.0


def cached(life=HOUR, draw=0.5):
    return CachedToken.of(Secret("a.b.c"), Instant(1e9, 50.0), life, draw)


def at(seconds, *, wall=None):
    return Instant(1e9 + (seconds if wall is None else wall), 50.0 + seconds)


@pytest.mark.parametrize(
    ("life", "draw", "opens", "last", "ends"),
    [
        (3600, 0.0, 2700, 3540, 3600),
        (3600, 0.5, 2970, 3540, 3600),
        (3600, 1.0, 3240, 3540, 3600),
        (100, 0.0, 75, 90, 100),
        (5, 1.0, 4.5, 4.5, 5),
        (86400, 0.0, 64800, 86340, 86400),
    ],
)
def test_the_stages_of_a_token(life, draw, opens, last, ends):
    held = cached(life, draw)
    for start, stop, stage in (
        (0, opens, "fresh"),
        (opens, last, "renew"),
        (last, ends, "last"),
        (ends, 10 * ends, "over"),
    ):
        if start < stop:
            assert held.stage(at(start + 1e-6)) == stage
            assert held.stage(at(stop - 1e-6)) == stage


def test_either_clock_ends_a_token():
    assert cached().stage(at(100, wall=3600)) == "over"
    assert cached().stage(at(3600, wall=100)) == "over"
    assert cached().stage(at(3600, wall=-1e6)) == "over"
    assert cached().stage(at(100, wall=-1e6)) == "fresh"


@given(draw=st.floats(0, 1, exclude_max=True), life=st.floats(1, 86400))
def test_the_window_opens_within_its_bounds(draw, life):
    assert 0.75 * life <= cached(life, draw).renew_after <= 0.9 * life * (1 + 1e-9)


ISSUED = 1_700_000_000


@pytest.mark.parametrize(
    ("claims", "life"),
    [
        ({"iat": ISSUED, "exp": ISSUED + 1800}, 1800),
        ({"iat": 5.5, "exp": 105.75}, 100.25),
        ({"iat": ISSUED, "exp": ISSUED + 86_400}, 86_400),
        ({"iat": ISSUED, "exp": ISSUED + 1}, 1),
        ({"iat": 0, "exp": 100}, 100),
        ({"iat": ISSUED, "exp": str(ISSUED + 1800)}, ASSUMED_LIFE),
        ({"iat": ISSUED, "exp": ISSUED}, ASSUMED_LIFE),
        ({"iat": ISSUED, "exp": ISSUED - 1}, ASSUMED_LIFE),
        ({"iat": ISSUED, "exp": ISSUED + 86_401}, ASSUMED_LIFE),
        ({"iat": ISSUED, "exp": (ISSUED + 3600) * 1000}, ASSUMED_LIFE),
        ({"iat": False, "exp": True}, ASSUMED_LIFE),
        ({"iat": ISSUED, "exp": math.inf}, ASSUMED_LIFE),
        ({"iat": -math.inf, "exp": math.inf}, ASSUMED_LIFE),
        ({"iat": math.nan, "exp": ISSUED}, ASSUMED_LIFE),
        ({"iat": ISSUED, "exp": 10**400}, ASSUMED_LIFE),
        ({"iat": ISSUED, "exp": None}, ASSUMED_LIFE),
        ({"iat": [ISSUED], "exp": {}}, ASSUMED_LIFE),
    ],
    ids=str,
)
def test_a_life_is_what_the_claims_say_if_they_make_sense(claims, life):
    assert life_of(jwt(**claims)) == life


@pytest.mark.parametrize(
    "token",
    ["opaque", "two.parts", "a.!!!.c", "a..c", "a.bnVsbA.c", "a.W10.c", "a.e30.c", "a.////.c", "."],
)
def test_a_token_that_says_nothing_is_assumed_to_live_an_hour(token):
    assert life_of(token) == ASSUMED_LIFE


def test_a_token_that_says_nothing_is_used(auth, service):
    service.token = lambda _: service_answer("opaque")
    assert auth.token().value.reveal() == "opaque"


def service_answer(token):
    return httpx.Response(200, json={"jwt": token})


@given(st.text())
def test_no_text_is_too_strange_for_reading_its_life(text):
    assert 1 <= life_of(text) <= 86_400
    assert 1 <= life_of(f"a.{text}.c") <= 86_400


@pytest.mark.parametrize("value", [None, 5, b"abc", "", "a b", "a\n", "ж", "a\x00", "x" * 8193, []])
def test_what_is_no_token(value):
    assert not is_token(value)


@pytest.mark.parametrize("offset", [-86_400, -3600, 3600, 86_400])
def test_a_clock_that_is_wrong_costs_nothing(make_auth, service, offset):
    clock = Clock(wall=1_700_000_000.0 + offset)
    auth = make_auth(clock=clock)
    for _ in range(100):
        auth.token()
        clock.advance(20)
    assert service.fetches == 1


def test_a_clock_that_is_set_forward_costs_one_fetch(auth, service, clock):
    auth.token()
    clock.wall += 86_400
    for _ in range(10):
        auth.token()
    assert service.fetches == 2


def test_a_clock_that_is_set_back_costs_nothing_and_no_token_outlives_its_end(auth, service, clock):
    auth.token()
    clock.wall -= 86_400
    for _ in range(10):
        auth.token()
    assert service.fetches == 1
    clock.advance(3600)
    auth.token()
    assert service.fetches == 2


@pytest.mark.parametrize("step", [-86_400, 0, 86_400])
def test_requests_look_at_both_clocks(client, service, clock, step):
    client.get("/divisions")
    clock.wall += step
    clock.advance(0 if step > 0 else 3600)
    client.get("/divisions")
    assert service.fetches == 2
    assert service.calls == [jwt(1), jwt(2)]


@pytest.mark.parametrize("which", ["wall", "mono", "both"])
@pytest.mark.parametrize("by", ["token", "atoken", "client", "async client"])
def test_either_clock_is_enough_for_everybody(make_auth, service, clock, which, by):
    auth = make_auth()

    async def of_a_client():
        async with httpx.AsyncClient(auth=auth, transport=service.async_transport) as client:
            return (await client.get(f"{BASE}/divisions")).request.headers["Authorization"]

    def ask():
        if by == "token":
            return auth.token().value.reveal()
        if by == "atoken":
            return asyncio.run(auth.atoken()).value.reveal()
        if by == "async client":
            return asyncio.run(of_a_client())
        with httpx.Client(auth=auth, transport=service.transport) as client:
            return client.get(f"{BASE}/divisions").request.headers["Authorization"]

    assert ask() == jwt(1)
    clock.wall += 3600 if which != "mono" else 0
    clock.mono += 3600 if which != "wall" else 0
    assert ask() == jwt(2)
    assert ask() == jwt(2)
    assert service.fetches == 2


def test_a_token_is_fresh_up_to_its_window_and_not_in_it(auth, clock):
    auth.token()
    held = auth._source.held
    clock.advance(held.renew_after)
    assert held.stage(Instant(clock.wall, clock.mono)) == "renew"
    auth.token()
    settled(auth)
    auth.token()
    assert auth._source.held is not held


@pytest.mark.parametrize("extra", ["", "x", "xx", "xxx"])
def test_a_payload_of_any_length_is_read(extra):
    token = jwt(life=1800, extra=extra)
    assert life_of(token) == 1800


def test_payloads_of_all_three_lengths_were_tried():
    lengths = {len(jwt(extra=extra).split(".")[1]) % 4 for extra in ("", "x", "xx", "xxx")}
    assert lengths == {0, 2, 3}


def test_a_payload_in_the_urls_alphabet_is_read():
    token = jwt(life=1800, extra="\u00ff\u00fe?>~\u0431\u0457")
    part = base64.urlsafe_b64encode(
        json.dumps({"iat": 1, "exp": 1801, "x": "????>>>>~~~~ÿÿ"}, ensure_ascii=False).encode()
    )
    assert b"_" in part or b"-" in part
    assert life_of(f"a.{part.decode().rstrip('=')}.c") == 1800
    assert life_of(token) == 1800


def test_an_assumed_life_is_an_hour(auth, service, clock):
    service.token = lambda number: service_answer(f"opaque-{number}")
    first = auth.token()
    assert (first.expires_at - first.issued_at).total_seconds() == 3600
    clock.advance(3600 - 1)
    settled(auth)


def test_a_waiter_that_wakes_too_late_gets_no_token_that_is_over(auth, service, clock):
    with service.held_up():
        _, refresh, is_ours = auth._source._next(None)
        assert is_ours
    refresh.wait(math.inf)
    settled(auth)
    assert auth._source._settle(refresh).value.reveal() == jwt(1)
    clock.advance(3599)
    assert auth._source._settle(refresh).value.reveal() == jwt(1)
    clock.advance(1)
    assert auth._source._settle(refresh) is None


def test_who_waits_does_so_for_half_a_minute_at_most(make_auth):
    source = make_auth()._source
    assert source._limit == 30.0
    assert str(source._too_late()) == "no token within 30 s"
    assert str(source._too_late(7)) == "no token within 7 s"
    assert str(source._too_late(40)) == "no token within 30 s"


def test_a_machine_that_slept_for_five_hours_gets_a_new_token(auth, service, clock):
    old = auth.token()
    clock.wall += 5 * 3600  # The monotonic clock stood still.
    assert auth.token() != old
    assert service.fetches == 2


def test_life_counts_from_when_the_token_was_asked_for(auth, service, clock):
    def slow():
        clock.advance(9)
        return service.token(1)

    service.script = [slow]
    assert auth.token().expires_at == datetime.fromtimestamp(1_800_000_000 + 3600, UTC)
    assert auth.token().issued_at == datetime.fromtimestamp(1_800_000_000, UTC)


def test_a_token_that_ends_on_its_way_is_not_used(auth, service, clock):
    def asleep():
        clock.wall += 5 * 3600
        return service.token(1)

    service.script = [asleep]
    with pytest.raises(TimeoutError, match="ended before it arrived"):
        auth.token()
    clock.advance(1.5)
    assert auth.token().value.reveal() == jwt(2)


def test_a_token_is_not_used_in_its_last_minute_if_a_new_one_can_be_had(auth, service, clock):
    old = auth.token()
    clock.advance(3541)
    assert auth.token() != old
    assert service.fetches == 2


def test_short_lives_are_lived_by(clock):
    service = Service(life=5)
    auth = NovaPostAuth(
        "0123456789abcdef0123456789abcdef", clock=clock, transport=service.transport
    )
    for _ in range(200):
        token = auth.token()
        settled(auth)
        assert token.expires_at.timestamp() > clock.wall
        clock.advance(0.25)
    assert 10 <= service.fetches <= 14


def test_the_window_is_drawn_anew_for_each_token(make_auth, clock):
    draws = iter([0.0, 0.9, 0.5, 0.5, 0.5, 0.5])
    auth = make_auth(draw=lambda: next(draws))
    auth.token()
    first = auth._source.held.renew_after
    renew(auth, clock)
    auth.token()
    settled(auth)
    auth.token()
    assert auth._source.held.renew_after > first


@pytest.mark.parametrize("which", ["wall", "mono"])
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_requests_see_the_very_moment_at_which_the_window_opens(auth, clock, which, kind):
    auth.token()
    held, request = auth._source.held, httpx.Request("GET", f"{BASE}/divisions")
    setattr(clock, which, held.fresh_wall if which == "wall" else held.fresh_monotonic)

    async def first(flow):
        return await anext(flow)

    if kind == "sync":
        next(auth.sync_auth_flow(request))
    else:
        asyncio.run(first(auth.async_auth_flow(request)))
    settled(auth)
    assert auth._source._state()[1] is not held


def test_a_stored_token_ends_by_either_clock():
    stored = StoredToken(Secret("a.b.c"), 1e9, 3600.0)
    held = CachedToken.from_store(stored, Instant(1e9 + 1000, 50.0), 0.5)
    assert held.sent == Instant(1e9, -950.0)
    assert held.stage(Instant(1e9, 50.0 + 2600)) == "over"


@pytest.mark.parametrize(
    ("life", "taken"), [(0.99, False), (1.0, True), (86_400.0, True), (86_400.5, False)]
)
def test_lives_out_of_a_store_have_the_same_bounds(life, taken):
    stored = StoredToken(Secret("a.b.c"), 1e9, life)
    assert (CachedToken.from_store(stored, Instant(1e9, 50.0), 0.5) is not None) is taken
