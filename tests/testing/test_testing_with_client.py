"""A day of an integrator: the client against the fake, in process and over sockets."""

from contextlib import ExitStack

import anyio
import httpx
import pytest

from novapost_auth import (
    AsyncNovaPost,
    InvalidApiKey,
    NovaPost,
    ServiceUnavailable,
    ValidationError,
)
from novapost_auth.testing.plugin import pytest_runtest_makereport


@pytest.fixture(params=["in process", "over sockets"])
def connection(request, fake):
    """How a client reaches the fake."""
    if request.param == "in process":
        yield {"transport": fake.transport, "clock": fake.clock}
    else:
        with fake.serve() as served:
            yield {"server": served.url, "clock": fake.clock}


@pytest.fixture
def novapost(fake, connection):
    with NovaPost(fake.api_key, environ={}, **connection) as novapost:
        yield novapost


def token_calls(fake):
    return [call.path for call in fake.calls].count("/clients/authorization")


def test_a_parcel_s_life(fake, novapost, order):
    polish = novapost.divisions.find(country_codes=["PL"], limit=100)
    price = novapost.shipments.calculate(order)
    shipment = novapost.shipments.create(order)
    label = novapost.shipments.print_documents(numbers=[shipment.number], type_="marking")
    fake.clock.advance(7 * 3600)
    events = novapost.shipments.track(numbers=[shipment.number]).items[0].history_tracking
    novapost.shipments.delete(shipment.id)
    with pytest.raises(ValidationError) as caught:
        novapost.shipments.delete(shipment.id)

    assert {one.country_code for one in polish.items} == {"PL"}
    assert price.services[0].cost == pytest.approx(shipment.cost)
    assert shipment.number.encode() in label
    assert [one.code_name for one in events] == ["Created", "Accepted", "On the way"]
    assert caught.value.codes == ("shipment_was_deleted",)


def test_the_same_asynchronously(fake, connection, order):
    async def main():
        async with AsyncNovaPost(fake.api_key, environ={}, **connection) as novapost:
            shipment = await novapost.shipments.create(order)
            with pytest.raises(ValidationError) as caught:
                await novapost.shipments.create({**order, "parcels": [{}]})
            page = await novapost.shipments.find(numbers=[shipment.number])
            return shipment, caught.value, page

    shipment, refused, page = anyio.run(main)

    assert [one.number for one in page.items] == [shipment.number]
    assert refused.errors["parcels.0.cargoCategory"] == (
        "The parcels.0.cargoCategory field is required.",
    )


def test_one_token_serves_many_calls_until_it_is_revoked(fake, novapost):
    for _ in range(3):
        novapost.divisions.find(limit=1)
    before = token_calls(fake)
    fake.revoke_tokens()
    novapost.divisions.find(limit=1)

    assert (before, token_calls(fake)) == (1, 2)


def test_an_expired_token_is_replaced(fake, novapost):
    novapost.divisions.find(limit=1)
    fake.clock.advance(3601)
    novapost.divisions.find(limit=1)

    assert token_calls(fake) == 2
    assert [call.status for call in fake.calls] == [200] * 4  # No call was refused meanwhile.


def test_what_is_safe_to_repeat_is_repeated_and_the_clock_does_the_waiting(fake, novapost):
    fake.fail_next(503, path="/divisions")

    assert novapost.divisions.find(limit=1).total > 0
    assert [call.status for call in fake.calls if call.path == "/divisions"] == [503, 200]


def test_a_shipment_is_not_ordered_twice(fake, novapost, order):
    fake.fail_next(503, path="/shipments")

    with pytest.raises(ServiceUnavailable):
        novapost.shipments.create(order)

    assert novapost.shipments.find().total == 0


def test_pages_are_walked_to_the_last(novapost):
    everything = list(novapost.divisions.find_all(country_codes=["PL"]))

    assert len(everything) == len({one.id for one in everything}) == 24


def test_languages(fake, connection):
    names = {}
    with ExitStack() as stack:
        for language in ("en", "pl", "uk"):
            client = NovaPost(fake.api_key, language=language, environ={}, **connection)
            page = stack.enter_context(client).divisions.find(limit=1)
            names[language] = page.items[0].settlement.name

    assert names == {"en": "Warsaw", "pl": "Warszawa", "uk": "Варшава"}


def test_a_wrong_key_is_told(connection):
    with NovaPost("0" * 32, environ={}, **connection) as novapost, pytest.raises(InvalidApiKey):
        novapost.divisions.find()


@pytest.mark.parametrize(("is_slow", "told"), [(False, 1), (True, 0)])
def test_who_forgot_the_fake_is_told_and_who_has_it_slow_is_not(fake, is_slow, told):
    def use():
        fake.latency = 2
        transport = fake.transport if is_slow else httpx.MockTransport(late)
        settings = {"transport": transport, "timeout": 1, "retries": None, "environ": {}}
        with NovaPost(fake.api_key, **settings) as novapost:
            novapost.divisions.find()

    def late(_):
        raise httpx.ReadTimeout("late")

    call = pytest.CallInfo.from_call(use, "call")
    pytest_runtest_makereport(call)
    notes = getattr(call.excinfo.value, "__notes__", [])
    assert sum("Was the fake meant?" in note for note in notes) == told
