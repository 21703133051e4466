"""Divisions and dictionaries: filters, pages, languages, and the archive beside them."""

import gzip
import json

import httpx
import pytest

from novapost_auth import download_divisions


def find(http, **params):
    answer = http.get("/divisions", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_page_has_15_items_unless_told(http):
    page = find(http, **{"countryCodes[]": "PL"})

    assert {key: value for key, value in page.items() if key != "items"} == {
        "current_page": 1,
        "last_page": 2,
        "per_page": 15,
        "total": 24,
        "from": 1,
        "to": 15,
    }
    assert len(page["items"]) == 15


def test_the_pages_together_are_everything_once(http):
    pages = [find(http, page=number, limit=20) for number in range(1, 6)]

    ids = [item["id"] for page in pages for item in page["items"]]
    assert len(set(ids)) == len(ids) == pages[0]["total"]
    assert pages[-1]["current_page"] == pages[-1]["last_page"]


def test_a_page_beyond_the_last_is_empty(http):
    page = find(http, page=100)

    assert (page["items"], page["from"], page["to"]) == ([], None, None)


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"countryCodes[]": ["PL", "CZ"]}, lambda one: one["countryCode"] in ("PL", "CZ")),
        (
            {"divisionCategories[]": "Postomat"},
            lambda one: one["divisionCategory"] == "Postomat",
        ),
        ({"settlementIds[]": 1001}, lambda one: one["settlement"]["id"] == 1001),
        ({"statuses[]": "Working"}, lambda one: one["status"] == "Working"),
    ],
)
def test_filters(http, params, told):
    everything = find(http, limit=1000)["items"]

    filtered = find(http, limit=1000, **params)["items"]

    assert filtered == [one for one in everything if told(one)] != []


def test_no_division_is_closed(http):
    assert find(http, **{"statuses[]": "NotWorking"})["total"] == 0
    (closed,) = find(http, **{"statuses[]": "NotWorkingTemporary"})["items"]
    assert (closed["name"], closed["status"]) == ("Odesa, Pick-up point 4", "NotWorkingTemporary")


def test_the_nearest_come_first_with_their_distance(http):
    near_krakow = find(http, latitude=50.06, longitude=19.94, limit=5)["items"]

    assert {one["settlement"]["name"] for one in near_krakow[:4]} == {"Krakow"}
    assert near_krakow[0]["distance"] < 1000
    assert near_krakow[4]["distance"] > 60_000
    assert find(http)["items"][0]["distance"] is None


@pytest.mark.parametrize(
    ("language", "name"),
    [
        (None, "Warsaw"),
        ("en", "Warsaw"),
        ("pl", "Warszawa"),
        ("uk", "Варшава"),
        ("uk-UA,uk;q=0.9", "Варшава"),
        ("en;q=0.5, pl", "Warszawa"),
        ("ja, pl;q=0.2", "Warszawa"),
        ("ja", "Warsaw"),
        (";q=x,,", "Warsaw"),
    ],
)
def test_speaks_the_language_that_is_asked_for(http, language, name):
    headers = {} if language is None else {"Accept-Language": language}

    item = http.get("/divisions", headers=headers).json()["items"][0]

    assert item["settlement"]["name"] == name
    short = "Відділення №1" if name == "Варшава" else "Branch 1"
    assert (item["name"], item["shortName"]) == (f"{name}, {short}", short)


def test_currencies_by_code(http):
    answer = http.get("/dictionary/currencies", params={"codes[]": ["PLN", "UAH"]})

    assert [one["symbol"] for one in answer.json()["items"]] == ["zł", "₴"]


def test_goods_by_word(http):
    params = {"country-code": "PL", "keyword": "SHIRT", "size": 1}

    items = http.get("/dictionary/classifier", params=params).json()["items"]

    assert [one["hsCode"] for one in items] == ["6109100000"]


def test_money_is_converted_there_and_back(http):
    body = {"amount": 42.5, "currencyCode": "PLN", "countryCode": "DE"}

    answer = http.post("/exchange-rates/conversion", json=body).json()

    assert answer["requestCurrency"] == {"currencyCode": "PLN", "amount": 42.5}
    assert answer["mainCurrency"] == {"currencyCode": "EUR", "amount": 10.0}


def test_a_currency_that_nobody_has_is_not_found(http):
    answer = http.post("/exchange-rates/conversion", json={"currencyCode": "XXX"})

    assert (answer.status_code, answer.json()["errors"]) == (
        404,
        {"errorMessage": "currency_not_found"},
    )


def test_the_archive_and_its_delta_make_the_list(fake, http):
    with httpx.Client(transport=fake.transport) as client:  # Without a token.
        versions = client.get("https://api.novapost.com/divisions/versions").json()
        base = client.get(versions["base_version"]["url"])
        delta = client.get(versions["deltas"][0]["url"])
    divisions = {}
    for archive in (base, delta):
        divisions |= {
            one["id"]: one for one in json.loads(gzip.decompress(archive.content))["items"]
        }
    living = [one for one in divisions.values() if not one["deletedAt"]]

    assert base.headers["Content-Type"] == "application/gzip"
    assert versions["base_version"]["url"].startswith("https://api.novapost.com/divisions/")
    assert sorted(living, key=lambda one: one["id"]) == find(http, limit=1000)["items"]


def test_the_whole_list_comes_in_the_language_that_is_asked_for(fake):
    with fake.serve() as server:
        listed = download_divisions(server=server.url, language="uk")
        assert {"Київ, Поштомат №2", "Варшава, Відділення №1"} <= {one.name for one in listed}


def test_the_region_of_a_town_is_a_district_and_the_region_is_around_it(http):
    found = http.get("/settlements", params={"textSearch": "Lviv"}).json()["items"][0]["region"]
    assert (found["name"], found["parent"]["name"]) == ("Львівський", "Львівська")
