"""What the pages say that the fake takes unseen: who makes it stricter mends the pages, too.

They are docs/testing.md, "What it is not"; docs/uk/index.md, «Чого імітація не перевіряє», and what
leads there.
"""

import re

import pytest
from docs_pages import PAGES

from novapost_auth import NovaPost, ValidationError
from novapost_auth.testing import FakeNovaPost
from novapost_client.models import Division

END = {"name": "Іван Франко", "phone": "380501112233", "countryCode": "UA", "divisionId": 10060}
PARCEL = {"rowNumber": 1, "cargoCategory": "parcel", "insuranceCost": 10, "actualWeight": 2}
PARCEL |= {"width": 20, "length": 30, "height": 10, "parcelDescription": "Книжки"}
BODY = {"payerType": "Sender", "sender": END, "recipient": END, "parcels": [PARCEL]}


@pytest.fixture
def fake():
    return FakeNovaPost()


@pytest.fixture
def novapost(fake):
    with NovaPost(fake.api_key, transport=fake.transport, clock=fake.clock) as client:
        yield client


@pytest.mark.parametrize(
    "service",
    [
        {"serviceName": "CОD", "amount": 450},  # The middle letter is Cyrillic.
        {"serviceName": "COD"},
        {"serviceName": "COD", "amount": 450, "payerType": "Sender"},
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


def test_numbers_are_taken_as_text_and_a_phone_as_a_number(novapost):
    parcel = {**PARCEL, "insuranceCost": "450.5", "actualWeight": "1500"}
    end = {**END, "phone": 380501112233}
    assert novapost.shipments.create({**BODY, "sender": end, "parcels": [parcel]}).number


def test_a_light_return_is_taken_twice_and_without_the_service_that_allows_it(novapost, fake):
    number = novapost.shipments.create(BODY).number
    fake.clock.advance(73 * 3600)
    returns = [novapost.shipments.create_light_return({"number": number}) for _ in range(2)]
    assert len({one["number"] for one in returns}) == 2


@pytest.mark.parametrize("hours", [30, 90])
def test_a_shipment_on_its_way_or_received_is_changed_and_deleted(novapost, fake, hours):
    created = novapost.shipments.create(BODY)
    fake.clock.advance(hours * 3600)
    novapost.shipments.update(created.id, {"note": "later"})
    assert novapost.shipments.delete(created.id).success


@pytest.mark.parametrize(
    ("country", "code"), [("DE", "00000000"), ("MD", "0000000000"), ("HU", "00000000")]
)
def test_neither_codes_of_goods_nor_sums_nor_addresses_of_registration_are_checked(
    novapost, country, code
):
    place = novapost.divisions.find(country_codes=[country]).items[0].id
    recipient = {**END, "email": "a@mail.example", "countryCode": country, "divisionId": place}
    goods = {"hsCode": code, "name": "Книжка", "nameEng": "Book", "materialEng": "Paper"}
    goods |= {"madeInCountryCode": "UA", "measurementCode": "pcs", "amount": 1, "actualWeight": 7}
    invoice = {"customerNumber": "1", "incoterm": "DAP", "currencyCode": "EUR"}
    invoice |= {"exportReason": "Selling", "totalCostEur": 99999, "payerFeesCustoms": "Sender"}
    invoice |= {"items": [{**goods, "costEur": 14}]}
    sender = {**END, "email": "i@shop.example"}
    assert novapost.shipments.create(
        {**BODY, "sender": sender, "recipient": recipient, "invoice": invoice}
    ).number


def test_a_register_takes_more_than_it_may(novapost):
    bodies = [{**BODY, "sender": {**END, "divisionId": place}} for place in (10060, 10070)]
    ids = [str(novapost.shipments.create(bodies[number % 2]).id) for number in range(101)]
    register = novapost.registers.create({"description": "Понеділок", "shipments": ids})
    assert len(register.shipments) == 101


def test_a_code_of_a_field_comes_without_is_refusal(novapost):
    """As docs/errors.md and docs/uk/errors.md say of it."""
    abroad = {**END, "email": "a@mail.example", "countryCode": "PL", "divisionId": 10000}
    with pytest.raises(ValidationError) as raised:
        novapost.shipments.create({**BODY, "recipient": abroad})
    assert raised.value.codes == ("validation.condition.invoice",)
    assert not raised.value.is_refusal


@pytest.mark.parametrize("page", ["docs/how-to/choose-division.md", "docs/uk/everyday.md"])
@pytest.mark.parametrize("kind", [int, float])
def test_the_shown_comparison_of_sizes_is_right_of_numbers_of_either_kind(page, kind):
    """An answer may hold the one where the other is published."""
    (code,) = re.findall(r"^def fits.*?\n\n\n", PAGES[page], re.MULTILINE | re.DOTALL)
    names = {"Division": Division}
    exec(code, names)
    sizes = {f"max_{side}_place_recipient": kind(1200) for side in ("length", "width", "height")}
    division = Division(max_weight_place_recipient=kind(30_000), **sizes)
    assert names["fits"](division, 15_000, 300, 200, 1200)
    assert not names["fits"](division, 15_000, 300, 200, 1201)
    assert not names["fits"](division, 30_001, 300, 200, 400)


def test_pickups_are_taken_from_any_country(novapost):
    body = {"countryCode": "UA", "phone": "380501112233", "fullName": "Іван Франко"}
    body |= {"companyTin": "12345678", "companyName": "ТОВ «Книги»", "email": "i@shop.example"}
    body |= {"pickedTimeFrom": "2026-12-01T09:00:00.000000Z"}
    body |= {"pickedTimeTo": "2026-12-01T11:00:00.000000Z"}
    body |= {"addressParts": {"city": "Київ", "street": "Хрещатик", "building": "1"}}
    assert novapost.pickups.create(body).country_code == "UA"


@pytest.mark.parametrize(
    "change",
    [
        {"parcels": [PARCEL, PARCEL]},
        {"parcels": [{**PARCEL, "width": 20_000, "parcelDescription": ""}]},
        {"recipient": {**END, "settlementId": 1007}},  # Львів, with a division of Київ.
        {"recipient": {**END, "settlementId": 4711}},  # None at all.
        {"recipient": {**END, "divisionId": 10083}},  # It is closed.
        {
            "recipient": {
                **END,
                "divisionId": None,
                "settlementId": 1007,
                "addressParts": {"city": "Одеса"},
            }
        },
    ],
)
def test_what_contradicts_itself_is_taken(novapost, change):
    assert novapost.shipments.create({**BODY, **change}).number


def test_a_latitude_alone_and_a_url_of_no_kind_are_taken(novapost):
    assert novapost.divisions.find(latitude=50.45).items
    subscriber = {"type": "individual", "url": "shop.ua/hook", "isActive": True}
    assert novapost.webhooks.create({**subscriber, "phone": "0509998877"}).id


def test_a_pickup_of_nobody_in_the_past_is_ordered_and_takes_what_another_has(novapost):
    when = {f"pickedTime{end}": "2020-01-01T09:00:00.000000Z" for end in ("From", "To")}
    odd = {"phone": "+48 (500) abc", "email": "x", "fullName": " ", **when}
    pickups = [novapost.pickups.create(body) for body in ({}, odd, odd)]
    ordered = {"id": pickups[0].id, "status": "Created", "lockVersion": 1}
    assert novapost.pickups.update_status(pickups[0].id, ordered).success
    taken = {"shipments": [{"shipmentId": novapost.shipments.create(BODY).id}]}
    added = [novapost.pickups.add_shipments(one.id, taken) for one in pickups[1:]]
    assert [len(one.shipments) for one in added] == [1, 1]
