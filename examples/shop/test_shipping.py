"""The shop's tests: no network, no key, no account. `novapost_fake` comes with the package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from shipping import CannotShipError, Order, TryLaterError, ship

from novapost_auth import NovaPost
from novapost_auth.testing import FakeNovaPost

ORDER = Order("order-1", "Lena Schmidt", "4915112345678", "DE", "100/1", grams=1500, euros=40)


@pytest.fixture
def novapost(novapost_fake: FakeNovaPost) -> Iterator[NovaPost]:
    """Return a client of the fake, on its clock: retries do not take any time."""
    fake = novapost_fake
    with NovaPost(fake.api_key, transport=fake.transport, clock=fake.clock) as client:
        yield client


def shipped(novapost: NovaPost) -> list[str]:
    """Return the numbers of all shipments there are."""
    return [shipment.number for shipment in novapost.shipments.find_all()]


def test_an_order_is_shipped(novapost: NovaPost) -> None:
    """The parcel is on its way, and has a label."""
    number = ship(ORDER, novapost)

    assert shipped(novapost) == [number]
    label = novapost.shipments.print_documents(numbers=[number], type_="marking")
    assert label.startswith(b"%PDF-")


def test_an_order_is_shipped_once(novapost: NovaPost) -> None:
    """Whoever presses the button twice pays once."""
    assert ship(ORDER, novapost) == ship(ORDER, novapost)
    assert len(shipped(novapost)) == 1


def test_a_phone_that_is_none_is_pointed_out(novapost: NovaPost) -> None:
    """The customer can be asked for the right thing."""
    with pytest.raises(CannotShipError, match=r"recipient\.phone: .*phone number"):
        ship(replace(ORDER, phone="none"), novapost)


def test_a_country_that_is_not_served_is_refused(novapost: NovaPost) -> None:
    """The request is fine, and refused all the same: there is a code."""
    with pytest.raises(CannotShipError, match="country_not_served"):
        ship(replace(ORDER, country="AQ"), novapost)


def test_a_service_that_is_away_for_a_moment_goes_unnoticed(
    novapost: NovaPost, novapost_fake: FakeNovaPost
) -> None:
    """Looking for the shipment is tried again by itself."""
    novapost_fake.fail_next(503, times=2, path="/shipments")

    assert ship(ORDER, novapost)


def test_a_service_that_is_away_is_asked_later(
    novapost: NovaPost, novapost_fake: FakeNovaPost
) -> None:
    """And then the order is shipped."""
    novapost_fake.fail_next(503, times=3, path="/shipments")
    with pytest.raises(TryLaterError, match="503"):
        ship(ORDER, novapost)
    assert shipped(novapost) == []

    number = ship(ORDER, novapost)

    assert shipped(novapost) == [number]


class LosesAnAnswer(httpx.BaseTransport):
    """A network that breaks after the service has created a shipment."""

    def __init__(self, fake: FakeNovaPost) -> None:
        self._transport = fake.transport
        self._breaks = True

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it, and lose the answer once."""
        response = self._transport.handle_request(request)
        if request.method == "POST" and self._breaks:
            self._breaks = False
            raise httpx.ReadError("connection reset by peer")
        return response


def test_a_lost_answer_does_not_ship_twice(novapost_fake: FakeNovaPost) -> None:
    """Nobody knows whether there is a shipment, so it is looked for, a moment later."""
    fake = novapost_fake
    with NovaPost(fake.api_key, transport=LosesAnAnswer(fake), clock=fake.clock) as novapost:
        number = ship(ORDER, novapost)

        assert shipped(novapost) == [number]


def test_the_next_morning_nothing_has_to_be_done(
    novapost: NovaPost, novapost_fake: FakeNovaPost
) -> None:
    """The token of the day before is over; another one is fetched."""
    ship(ORDER, novapost)
    novapost_fake.clock.advance(12 * 3600)

    assert ship(replace(ORDER, id="order-2"), novapost)
    tokens = [call for call in novapost_fake.calls if call.path == "/clients/authorization"]
    assert len(tokens) == 2
