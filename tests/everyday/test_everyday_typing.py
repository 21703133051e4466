"""What a strict type checker makes of a program that does everyday work."""

import pytest
from type_checkers import mypy, pyright

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.

PROGRAM = """
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, assert_type

import httpx
from starlette.applications import Starlette
from starlette.testclient import TestClient

from novapost_auth import (
    AsyncNovaPost,
    FileBytes,
    NovaPost,
    NovaPostError,
    SavedFile,
    TrackedMany,
    TrackingCode,
    tracking_state,
)
from novapost_auth.testing import FakeClock, FakeNovaPost
from novapost_client.bodies import ShipmentParcelDict, ShipmentRequestDict
from novapost_client.models import (
    Division,
    FileUpload,
    PayerType,
    PrintType,
    ShipmentParcel,
    ShipmentRequest,
    ShipmentSender,
    Success,
    TrackedShipment,
)

def use(novapost: NovaPost, path: Path, opened: BinaryIO) -> None:
    assert_type(novapost.divisions.find_all(max_items=5, read_ahead=True), Iterator[Division])
    shipments = novapost.with_options(language="uk").shipments
    label = shipments.print_documents(numbers=["A"], type_=PrintType.MARKING, save_to=path)
    assert_type(label, bytes)
    shipments.print_documents(numbers=["A"], type_="marking", save_to="label.pdf")
    for source in (path, "invoice.pdf", b"content", opened, BytesIO()):
        assert_type(shipments.upload_file(1, file=source), Success)
    shipments.upload_file("1", FileUpload(file=""))
    shipments.upload_file(id=1, body={"file": ""})
    content = shipments.download_attachment("A", "1")
    assert_type(content, FileBytes)
    path.write_bytes(content)
    saved = shipments.save_attachment("A", "1", path)
    assert_type(saved, SavedFile)
    assert_type((saved.path, saved.media_type, saved.size), tuple[Path, str, int])
    tracked = novapost.track_many(["A"], progress=lambda done, total: print(done + total))
    assert_type(tracked, TrackedMany)
    novapost.track_many([59000000000001])
    shipments.track(numbers=[59000000000001, "A"])
    shipments.print_documents(numbers=[59000000000001], type_="marking")
    assert_type(tracked.found, dict[str, TrackedShipment])
    assert_type(tracked.missing, tuple[str, ...])
    novapost.track_many(tracked.failed)
    fake = FakeNovaPost(clock=FakeClock(at=1_780_000_000))
    fake.add_event("A", TrackingCode.REFUSED, "Refused")
    fake.send_webhooks(httpx.Client())
    fake.send_webhooks(TestClient(Starlette()))
    print(tracking_state(tracked.found["A"]).stage == "to collect")
    assert_type(tracked.failed, dict[str, NovaPostError])
    for event in tracked.found["A"].history_tracking or ():
        print(event.code == TrackingCode.CLOSED)


async def use_async(novapost: AsyncNovaPost, path: Path, opened: BinaryIO) -> None:
    assert_type(novapost.divisions.find_all(max_items=5), AsyncIterator[Division])
    shipments = novapost.with_options(language="uk").shipments
    assert_type(
        await shipments.print_documents(numbers=["A"], type_="marking", save_to=path), bytes
    )
    assert_type(await shipments.upload_file(1, file=opened, file_name="a.pdf"), Success)
    await shipments.upload_file(1, {"file": ""})
    assert_type(await shipments.download_attachment("A", "1"), FileBytes)
    assert_type(await shipments.save_attachment("A", "1", "a.jpg"), SavedFile)
    assert_type(await novapost.track_many(iter(["A"]), concurrency=8), TrackedMany)


parcel: ShipmentParcelDict = {
    "rowNumber": 1,
    "cargoCategory": "parcel",
    "parcelDescription": "Books",
    "insuranceCost": 100,
    "width": 200,
    "length": 300,
    "height": 100,
    "actualWeight": 1500,
}
request: ShipmentRequestDict = {
    "payerType": PayerType.SENDER,
    "sender": {"name": "Jan", "phone": "48500100200", "countryCode": "PL", "divisionId": 10000},
    "recipient": {
        "name": "Olena",
        "phone": "380671234567",
        "countryCode": "UA",
        "addressParts": {"city": "Kyiv", "block": None},
    },
    "parcels": [parcel],
    "invoice": {"items": [{"nameEng": "Books", "amount": 2, "cost": 50.5}]},
}


async def send(
    novapost: NovaPost, later: AsyncNovaPost, parcels: list[ShipmentParcel], data: dict[str, Any]
) -> None:
    novapost.shipments.create(request)
    novapost.shipments.create_once({**request, "clientOrder": "order-1", "invoice": None})
    await later.shipments.create(
        {
            "payerType": "Sender",
            "sender": ShipmentSender(name="Jan", phone="48500100200", country_code="PL"),
            "recipient": request["recipient"],
            "parcels": parcels,
        }
    )
    novapost.shipments.create(ShipmentRequest.from_dict(data))
    novapost.registers.add_shipments("1", {"shipments": ["SHPL1000001001"]})
    novapost.exchange_rates.convert(
        {
            "amount": 1,
            "countryCode": "PL",
            "currencyCode": "EUR",
            "date": datetime(2026, 1, 1, tzinfo=UTC),
        }
    )
"""

BEFORE = """\
from io import StringIO
from novapost_auth import AsyncNovaPost, NovaPost
from novapost_client.bodies import (
    ShipmentParcelDict, ShipmentRequestDict, ShipmentSenderDict
)
def print_one(done: int) -> None: ...
async def use(
    novapost: NovaPost, later: AsyncNovaPost, request: ShipmentRequestDict,
    party: ShipmentSenderDict, parcel: ShipmentParcelDict, anything: dict[str, object]
) -> None:
"""
MISTAKES = [
    "from novapost_auth import NovaPots",
    "from novapost_auth.stores import MemoryStore",
    "from novapost_auth.testing import FakeNova",
    "from novapost_client.models import Divison",
    "from novapost_client import Division",
    "from novapost_auth import ShipmentRequest",
    "novapost.divisions.find_all(max_items='5')",
    "novapost.divisions.find_all(page=2)",
    "novapost.divisions.list",
    "novapost.parcels",
    "for division in novapost.divisions.find(): ...",
    "novapost.divisions.find()[0]",
    "novapost.shipments.upload_file(1)",
    "novapost.shipments.upload_file(1, {}, file=b'')",
    "novapost.shipments.upload_file(1, file=StringIO())",
    "novapost.shipments.upload_file(1, file_name='a.pdf')",
    "novapost.shipments.print_documents(numbers=['A'], type_='marking', save_to=1)",
    "novapost.track_many([1.5])",
    "novapost.track_many(['A'], progress=print_one)",
    "novapost.track_many(['A']).found = {}",
    # Bodies: each is right but for one thing.
    "novapost.shipments.create({**request, 'payertype': 'Sender'})",
    "novapost.shipments.create_once({**request, 'client_order': 'order-1'})",
    "novapost.shipments.create({**request, 'parcels': 'one'})",
    "novapost.shipments.create({**request, 'parcels': [{'rowNumber': 1}]})",
    "novapost.shipments.create({**request, 'parcels': [{**parcel, 'width': '200'}]})",
    "novapost.shipments.create({**request, 'sender': {'name': 'Jan', 'phone': '48500100200'}})",
    "novapost.shipments.create({**request, 'sender': {**party, 'adressParts': {}}})",
    "novapost.shipments.create({**request, 'sender': {**party, 'addressParts': {'town': ''}}})",
    "novapost.shipments.create({**request, 'invoice': {'items': [{'hscode': '49019900'}]}})",
    "novapost.shipments.create({'payerType': 'Sender', 'parcels': [], 'sender': party})",
    "novapost.shipments.create(anything)",
    "novapost.registers.add_shipments('1', {'shipments': 'SHPL1000001001'})",
    "novapost.shipments.upload_file(1, {'file': b'%PDF'})",
    "await later.shipments.create({**request, 'payertype': 'Sender'})",
    "await later.shipments.calculate({'parcels': [{'rownumber': 1}]})",
    "await later.webhooks.update('1', {'isactive': True})",
]
# What says which body it is has its wrong key named, as the docs promise.
NAMED = [
    "body: ShipmentSenderDict = {**party, 'adressParts': {}}",
    "novapost.shipments.create(ShipmentRequestDict({**request, 'adressParts': {}}))",
    "novapost.shipments.create({**request, 'sender': ShipmentSenderDict({'adressParts': {}})})",
]


@pytest.mark.parametrize("check", [mypy, pyright])
def test_everyday_programs_are_typed_and_mistakes_are_found(check, tmp_path):
    program, mistakes = tmp_path / "program.py", tmp_path / "mistakes.py"
    program.write_text(PROGRAM)
    lines = [*BEFORE.splitlines(), *(f"    {mistake}" for mistake in (*MISTAKES, *NAMED))]
    mistakes.write_text("\n".join(lines))
    found = check(program, mistakes).stdout
    assert "program.py:" not in found, found
    said = found.split("mistakes.py:")[1:]
    for number, line in enumerate(lines, 1):
        told = [one for one in said if one.startswith(f"{number}:")]
        assert bool(told) == (line.strip() in {*MISTAKES, *NAMED}), (line, found)
        assert ('"adressParts"' in "".join(told)) >= (line.strip() in NAMED), (line, told)
