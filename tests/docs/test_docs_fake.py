"""What the pages say that the fake takes unseen: who makes it stricter mends the pages, too.

They are docs/testing.md, "What it is not"; docs/uk/index.md, «Чого імітація не перевіряє», and what
leads there.
"""

import pytest

from novapost_auth import NovaPost
from novapost_auth.testing import FakeNovaPost

END = {"name": "Іван Франко", "phone": "380501112233", "countryCode": "UA", "divisionId": 10060}
PARCEL = {"rowNumber": 1, "cargoCategory": "parcel", "insuranceCost": 10, "actualWeight": 2}
PARCEL |= {"width": 20, "length": 30, "height": 10, "parcelDescription": "Книжки"}
BODY = {"payerType": "Sender", "sender": END, "recipient": END, "parcels": [PARCEL]}


@pytest.fixture
def novapost():
    fake = FakeNovaPost()
    with NovaPost(fake.api_key, transport=fake.transport, clock=fake.clock) as client:
        yield client


@pytest.mark.parametrize(
    "service",
    [
        {"serviceName": "CОD", "amount": 450},  # The middle letter is Cyrillic.
        {"serviceName": "COD"},
        {"serviceName": "AfterpaymentOnGoodsCost", "amount": 450},
    ],
)
def test_services_within_ukraine_are_neither_checked_nor_told(novapost, service):
    number = novapost.shipments.create({**BODY, "services": [service]}).number
    assert novapost.shipments.find(numbers=[number]).items[0].services == []


def test_a_part_of_a_shipment_changes_it_and_a_phone_of_another_length_is_taken(novapost):
    created = novapost.shipments.create({**BODY, "sender": {**END, "phone": "38050111"}})
    novapost.shipments.update(created.id, {"note": "later"})
    (found,) = novapost.shipments.find(numbers=[created.number]).items
    assert (found.note, len(found.parcels)) == ("later", 1)


def test_a_register_takes_more_than_it_may(novapost):
    bodies = [{**BODY, "sender": {**END, "divisionId": place}} for place in (10060, 10070)]
    ids = [str(novapost.shipments.create(bodies[number % 2]).id) for number in range(101)]
    register = novapost.registers.create({"description": "Понеділок", "shipments": ids})
    assert len(register.shipments) == 101


def test_pickups_are_taken_from_any_country(novapost):
    body = {"countryCode": "UA", "phone": "380501112233", "fullName": "Іван Франко"}
    body |= {"companyTin": "12345678", "companyName": "ТОВ «Книги»", "email": "i@shop.example"}
    body |= {"pickedTimeFrom": "2026-12-01T09:00:00.000000Z"}
    body |= {"pickedTimeTo": "2026-12-01T11:00:00.000000Z"}
    body |= {"addressParts": {"city": "Київ", "street": "Хрещатик", "building": "1"}}
    assert novapost.pickups.create(body).country_code == "UA"
