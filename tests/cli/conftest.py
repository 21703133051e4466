import io
import json
import os
import subprocess
import sys

import pytest
from attrs import frozen
from children import Child

from novapost_auth import NovaPost
from novapost_auth.cli._app import run
from novapost_auth.testing import FakeNovaPost


@frozen
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def rows(self):
        return self.out.splitlines()


@pytest.fixture(scope="module")
def fake():
    """A fake for a whole file of tests."""
    return FakeNovaPost()


@pytest.fixture(scope="module")
def server(fake):
    with fake.serve() as served:
        yield served.url


@pytest.fixture
def environ(fake, server, tmp_path, monkeypatch):
    """The environment of a user who has set the command up, with a cache of their own."""
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "NOVAPOST_LOG", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NOVAPOST_API_KEY", fake.api_key)
    monkeypatch.setenv("NOVAPOST_SERVER", server)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.fixture
def cli(environ, capsysbinary):
    """Runs the command in this process."""

    def call(*words, stdin=b""):
        environ.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        code = run([str(word) for word in words])
        out, err = capsysbinary.readouterr()
        return Ended(code, out.decode(errors="replace"), err.decode())

    return call


@pytest.fixture
def start(environ):  # noqa: ARG001 - it has set what the process inherits
    """Starts the command as a process of its own."""

    def call(*words, **options):
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        command = [sys.executable, "-m", "novapost_auth.cli", *map(str, words)]
        return Child(command, **{**pipes, "env": dict(os.environ), **options})

    return call


@pytest.fixture
def order():
    """A shipment as a shop would order it."""
    return {
        "status": "ReadyToShip",
        "payerType": "Sender",
        "invoice": {
            "currencyCode": "EUR",
            "exportReason": "Selling",
            "incoterm": "DAP",
            "totalCostEur": 20,
            "items": [
                {
                    "name": "Книга",
                    "nameEng": "Book",
                    "hsCode": "49019900",
                    "measurementCode": "pcs",
                    "amount": 1,
                    "costEur": 20,
                }
            ],
        },
        "parcels": [
            {
                "cargoCategory": "parcel",
                "parcelDescription": "books",
                "insuranceCost": 100,
                "rowNumber": 1,
                "width": 200,
                "length": 300,
                "height": 100,
                "actualWeight": 2000,
            }
        ],
        "sender": {
            "phone": "48500100200",
            "name": "Jan Kowalski",
            "countryCode": "PL",
            "email": "jan@shop.example",
            "divisionId": 10000,
        },
        "recipient": {
            "phone": "380671234567",
            "name": "Оксана Шевченко",
            "email": "oksana@example.com",
            "countryCode": "UA",
            "settlementId": 1007,
            "addressParts": {"city": "Львів", "street": "просп. Свободи", "building": "1"},
        },
    }


@pytest.fixture
def shipment(fake, order):
    """A shipment that the service has just taken."""
    with NovaPost(fake.api_key, transport=fake.transport) as novapost:
        return novapost.shipments.create(order)
