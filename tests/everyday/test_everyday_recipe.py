"""The recipe for creating a shipment once, against the fake and a network that loses answers."""

import importlib.util
from pathlib import Path

import httpx
import pytest

import novapost_auth as np
from novapost_auth.testing import FakeNovaPost
from novapost_client.models import ShipmentRequest

EXAMPLE = Path(__file__).parents[2] / "examples" / "create_shipment_safely.py"


@pytest.fixture(scope="module")
def recipe():
    spec = importlib.util.spec_from_file_location("create_shipment_safely", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Lossy(httpx.BaseTransport):
    """Loses the next creations on the way there, or their answers on the way back."""

    def __init__(self, fake):
        self._inner = fake.transport
        self.lose = []

    def handle_request(self, request):
        creates = request.method == "POST" and request.url.path.endswith("/shipments")
        loses = self.lose.pop(0) if creates and self.lose else None
        if loses == "there":
            raise httpx.ReadError("reset")
        response = self._inner.handle_request(request)
        if loses == "back":
            raise httpx.ReadTimeout("slow")
        return response


@pytest.fixture
def network():
    fake = FakeNovaPost()
    transport = Lossy(fake)
    with np.NovaPost(fake.api_key, transport=transport, environ={}) as novapost:
        yield fake, transport, novapost


def shipment(order="order-1"):
    return ShipmentRequest.from_dict(
        {
            "clientOrder": order,
            "payerType": "Sender",
            "parcels": [
                {
                    "rowNumber": 1,
                    "cargoCategory": "parcel",
                    "parcelDescription": "Book",
                    "insuranceCost": 10,
                    "width": 200,
                    "length": 300,
                    "height": 50,
                    "actualWeight": 500,
                }
            ],
            "sender": {
                "name": "Jan Kowalski",
                "phone": "48500100200",
                "countryCode": "PL",
                "divisionNumber": "1",
            },
            "recipient": {
                "name": "Anna Nowak",
                "phone": "48600200300",
                "countryCode": "PL",
                "divisionNumber": "1",
            },
        }
    )


def existing(novapost):
    return [one.number for one in novapost.shipments.find_all()]


@pytest.mark.parametrize(
    "lose",
    [[], ["back"], ["there"], ["there", "there"], ["there", "back"], ["there"] * 2 + ["back"]],
)
def test_whatever_is_lost_there_is_one_shipment(lose, network, recipe):
    _, transport, novapost = network
    transport.lose = list(lose)
    slept = []
    before = existing(novapost)

    number = recipe.create_once(novapost, shipment(), sleep=slept.append)

    assert set(existing(novapost)) - set(before) == {number}
    assert slept == [2.0, 10.0, 30.0][: len(lose)]
    assert recipe.create_once(novapost, shipment(), sleep=slept.append) == number
    assert recipe.create_once(novapost, shipment("order-2")) != number


def test_a_network_that_loses_everything(network, recipe):
    _, transport, novapost = network
    transport.lose = ["there"] * 9

    with pytest.raises(np.TransportError) as caught:
        recipe.create_once(novapost, shipment(), pauses=(0, 0), sleep=lambda _: None)

    assert caught.value.maybe_sent
    assert len(transport.lose) == 7


def test_a_refusal_is_final(network, recipe):
    _, _, novapost = network
    wrong = shipment()
    wrong.parcels = []

    with pytest.raises(np.ValidationError):
        recipe.create_once(novapost, wrong, sleep=pytest.fail)


@pytest.mark.parametrize("order", ["", "x" * 51])
def test_an_order_that_is_no_name(order, network, recipe):
    with pytest.raises(ValueError, match="1 to 50"):
        recipe.create_once(network[2], shipment(order))


def test_a_service_that_does_not_search_by_it(network, recipe):
    fake, _, novapost = network
    body = {"items": [{"number": "SHPL1", "clientOrder": "other"}], "total": 1}
    fake.fail_next(200, body=body, path="/shipments")

    with pytest.raises(RuntimeError, match="look by hand"):
        recipe.create_once(novapost, shipment())
