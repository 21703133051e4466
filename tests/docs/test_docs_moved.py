"""The program that moves a shipment from the API 2.0 stops with words of its own."""

import re

import pytest
from docs_pages import PAGES, blocks_of

from novapost_auth.testing import FakeNovaPost

WORDS = {
    "docs/how-to/from-api-2.md": ("nothing is known", "missing:", "not above zero:", "no Ukr"),
    "docs/uk/from-api-2.md": ("невідомі поля:", "бракує полів:", "не додатне число:", "не укр"),
}
SEAT = {"weight": "1.5", "volumetricWidth": "20", "volumetricLength": "30"}
SEAT |= {"volumetricHeight": "10"}
WRONG = [  # what is changed, which of the words are said, and of what
    ({"OptionsSeat": None, "VolumeGeneral": "0.004"}, 1, "OptionsSeat"),
    ({"OptionsSeat": [{**SEAT, "packRef": "7"}]}, 0, "packRef"),
    ({"OptionsSeat": [{"weight": "1"}]}, 1, "volumetricHeight"),
    ({"OptionsSeat": [{**SEAT, "weight": "one"}]}, 2, "one"),
    ({"OptionsSeat": [{**SEAT, "weight": "NaN"}]}, 2, "NaN"),
    ({"Cost": "-450"}, 2, "-450"),
    ({"RecipientsPhone": 12345}, 3, "12345"),
    *[({name: None}, 1, name) for name in ("InfoRegClientBarcodes", "CargoType", "PaymentMethod")],
]


@pytest.fixture(params=WORDS)
def page(request, monkeypatch):
    fake, names = FakeNovaPost(), {"__name__": "__main__"}
    with fake.serve() as served:
        monkeypatch.setenv("NOVAPOST_SERVER", served.url)
        monkeypatch.setenv("NOVAPOST_API_KEY", fake.api_key)
        for block in blocks_of(PAGES[request.param]):
            if block.language == "python":
                exec(block.code, names)
        yield request.param, names


def test_it_says_what_it_does_not_know_and_what_is_missing(page):
    path, names = page
    for changed, which, of in WRONG:
        old = {key: item for key, item in {**names["OLD"], **changed}.items() if item is not None}
        with pytest.raises(ValueError, match=rf"{re.escape(WORDS[path][which])}.*{of}"):
            names["moved"](old, names["sender"], 10060)


def test_it_takes_numbers_as_programs_write_them_and_shares_money_without_a_rest(page):
    _, names = page
    seats = [{**SEAT, "weight": 1.5, "volumetricVolume": "0.006"}, {**SEAT, "weight": "0,5"}, SEAT]
    old = {**names["OLD"], "Cost": "100,00", "OptionsSeat": seats, "SeatsAmount": "3"}
    parcels = names["moved"](old, names["sender"], 10060).parcels
    assert [parcel.insurance_cost for parcel in parcels] == [33.34, 33.33, 33.33]
    assert [parcel.actual_weight for parcel in parcels] == [1500, 500, 1500]
    with pytest.raises(ValueError, match="SeatsAmount"):
        names["moved"]({**old, "SeatsAmount": 2}, names["sender"], 10060)


def test_codes_are_text_as_the_page_says(page):
    _, names = page
    with names["NovaPost"]() as novapost:
        number = novapost.shipments.create(names["request"]).number
        (event,) = novapost.shipments.track(numbers=[number]).items[0].history_tracking
        assert (event.code, event.code != 1) == ("1", True)
