"""The clients that the tests of everyday work drive, over sockets and in process."""

import asyncio
import inspect
from contextlib import closing

import pytest
import trio

from novapost_auth import AsyncNovaPost, NovaPost

SHIPMENT = {
    "payerType": "Sender",
    "sender": {"name": "Jan", "phone": "48500100200", "countryCode": "PL"},
    "recipient": {"name": "Olena", "phone": "380501112233", "countryCode": "UA"},
    "parcels": [
        {
            "rowNumber": 1,
            "cargoCategory": "parcel",
            "parcelDescription": "Books",
            "insuranceCost": 100,
            "width": 200,
            "length": 300,
            "height": 100,
            "actualWeight": 1500,
        }
    ],
}


class Driver:
    """One of the clients, driven alike: ``do(lambda novapost: novapost.token())``."""

    def __init__(self, kind, fake, served):
        self.kind = kind
        self.settings = {"api_key": fake.api_key, "environ": {}, "clock": fake.clock}
        if served is None:
            self.settings["transport"] = fake.transport
        else:
            self.settings["server"] = served.url

    def do(self, call, **settings):
        if self.kind == "sync":
            with NovaPost(**self.settings, **settings) as novapost:
                return call(novapost)

        async def run():
            async with AsyncNovaPost(**self.settings, **settings) as novapost:
                result = call(novapost)
                return await result if inspect.isawaitable(result) else result

        return asyncio.run(run()) if self.kind == "asyncio" else trio.run(run)


@pytest.fixture(params=["sync", "asyncio", "trio"])
def kind(request):
    return request.param


@pytest.fixture(params=["sockets", "in process"])
def driver(request, kind, novapost_fake):
    if request.param == "in process":
        yield Driver(kind, novapost_fake, None)
        return
    with closing(novapost_fake.serve()) as served:
        yield Driver(kind, novapost_fake, served)


@pytest.fixture
def near(kind, novapost_fake):
    """A driver in process alone, for what has nothing to do with the wire."""
    return Driver(kind, novapost_fake, None)


@pytest.fixture
def numbers(novapost_fake):
    """The numbers of three shipments that the fake knows."""
    with NovaPost(novapost_fake.api_key, transport=novapost_fake.transport) as novapost:
        return [novapost.shipments.create(SHIPMENT).number for _ in range(3)]
