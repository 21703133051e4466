"""What the service knows by itself: divisions, currencies, measurements, customs."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from ._places import DIVISIONS, OPENED, TOWNS
from ._pricing import CURRENCIES, convert, currency_of
from ._wire import Call, Refusal
from ._world import World, handles, page

_STAMPS = {"createdAt": OPENED, "updatedAt": OPENED, "deletedAt": None}

_MEASUREMENTS = {
    "pcs": "Piece",
    "kg": "Kilogram",
    "g": "Gram",
    "l": "Litre",
    "m": "Metre",
    "set": "Set",
}

_GOODS = {
    "6109100000": ("Clothing", "T-shirts", "cotton t-shirt"),
    "4901990000": ("Printed matter", "Books", "book"),
    "8517130000": ("Electronics", "Telephones", "smartphone"),
    "0901210000": ("Food", "Coffee", "roasted coffee"),
}

_FREE_OF_CUSTOMS = 150.0
"""Euros up to which goods enter the European Union without duty."""


@handles("GET /divisions")
def find_divisions(_world: World, call: Call) -> Any:
    """Page through the divisions; those nearest to a point first, if one is given."""
    query, spoken = call.query, _spoken(call)
    found = [
        one
        for one in DIVISIONS
        if one.town.country in query.get("countryCodes[]", one.town.country)
        and _among(one.town.id, query.get("settlementIds[]"))
        and _among(one.id, query.get("ids[]"))
        and _masked(query.get("name"), [one.record(languages)["name"] for languages in spoken])
        and _spoken_of(query.get("textSearch"), [one.record(each) for each in spoken])
        and one.category in query.get("divisionCategories[]", one.category)
        and one.status in query.get("statuses[]", one.status)
    ]
    if query.get("prohibitedSending") or query.get("prohibitedIssuance"):
        found = []  # Every division of the fake takes parcels in and hands them out.
    distances: dict[int, int] = {}
    if "latitude" in query and "longitude" in query:
        here = (query["latitude"], query["longitude"])
        distances = {one.id: one.distance(*here) for one in found}
        found.sort(key=lambda one: distances[one.id])
    answer = page(found, call)
    answer["items"] = [
        {**one.record(call.languages), "distance": distances.get(one.id)} for one in answer["items"]
    ]
    return answer


@handles("GET /settlements")
def find_settlements(_world: World, call: Call) -> Any:
    """Page through the settlements, by country, by a mask of their name, or by words of it."""
    query = call.query
    found = [
        town
        for town in TOWNS
        if town.country in query.get("countryCodes[]", town.country)
        and _masked(query.get("name"), [*town.names, town.name(call.languages)])
        and _spoken_of(query.get("textSearch"), [*town.names, town.region])
    ]
    return page([town.record(call.languages) for town in found], call)


@handles("GET /dictionary/settlements/prohibited-issuance")
def find_prohibited_issuance(_world: World, _call: Call) -> Any:
    """Tell where the lists would be; the fake delivers everywhere and has none."""
    where = "https://api.novapost.com/dictionary/settlements/prohibited-issuance"
    return {locale: f"{where}/{locale}.json.gz" for locale in ("uk", "en")}


@handles("GET /dictionary/measurements")
def find_measurements(_world: World, call: Call) -> Any:
    """Page through the units that goods are counted in."""
    units = [
        {"code": code, "name": name, "shortname": code, **_STAMPS}
        for code, name in _MEASUREMENTS.items()
    ]
    return page(units, call)


@handles("GET /dictionary/currencies")
def find_currencies(_world: World, call: Call) -> Any:
    """Page through the currencies."""
    currencies = [
        {
            "code": code,
            "numCode": numeric,
            "name": name,
            "shortName": code,
            "symbol": symbol,
            **_STAMPS,
        }
        for code, (numeric, name, symbol, _) in CURRENCIES.items()
        if code in call.query.get("codes[]", code)
    ]
    return page(currencies, call)


@handles("GET /dictionary/classifier")
def find_classifiers(_world: World, call: Call) -> Any:
    """Find customs codes by a word."""
    word = str(call.query["keyword"]).casefold()
    found = [
        {
            "id": code,
            "hsCode": code,
            **{
                part: {"en": text, "currentLocal": text}
                for part, text in zip(
                    ("category", "subCategory", "keywords", "product", "description"),
                    (category, subcategory, product, product, product),
                    strict=True,
                )
            },
            "exportFromUA": True,
            "importToUA": True,
        }
        for code, (category, subcategory, product) in _GOODS.items()
        if word in f"{code} {category} {subcategory} {product}".casefold()
    ]
    items = found[: call.query.get("size", len(found))]
    return {"status": True, "source": "fake", "error": "", "items": items}


@handles("GET /dictionary/customs-fees/{code}")
def get_customs_fees(_world: World, call: Call) -> Any:
    """Tell from which value on a country asks for duty."""
    if len(call.path["code"]) != len("PL"):
        raise Refusal(422, {"ErrorMessage": "Country code is invalid"})
    return {"customFeeActive": True, "declaredCost": _FREE_OF_CUSTOMS}


@handles("POST /exchange-rates/conversion")
def convert_currencies(_world: World, call: Call) -> Any:
    """Convert an amount into the currency of a country, and into all others."""
    source, amount = call.json.get("currencyCode", "EUR"), call.json.get("amount", 1)
    if source not in CURRENCIES:
        raise Refusal(404, {"errors": {"errorMessage": "currency_not_found"}})
    worth = {
        code: {"currencyCode": code, "amount": convert(amount, source, code)} for code in CURRENCIES
    }
    return {
        "requestCurrency": {"currencyCode": source, "amount": amount},
        "mainCurrency": worth[currency_of(call.json.get("countryCode"))],
        "convertedCurrencies": list(worth.values()),
    }


@handles(
    "GET /shipments/international/status",
    refuse=lambda problems: Refusal(
        400,
        {
            "message": "Parameter 'refs' is empty"
            if "refs" in problems
            else "Parameter 'state' is invalid"
        },
    ),
)
def get_verification_status(world: World, call: Call) -> Any:
    """Tell how far customs are with each reference."""
    return {
        "jsonrpc": "2.0",
        "id": 1,
        "result": [
            {
                "Ref": ref,
                "State": call.query["state"],
                "Date": world.now(),
                "StatusOfInternationalExpressWaybill": "Verified",
                "Note": "",
            }
            for ref in call.query["refs[]"]
        ],
    }


def _among(key: object, wanted: Iterable[Any] | None) -> bool:
    return wanted is None or str(key) in map(str, wanted)


def _spoken(call: Call) -> Sequence[Sequence[str]]:
    """Return the languages in which names are looked for: the caller's, and English."""
    return [call.languages, ()]


def _masked(mask: str | None, names: Iterable[str]) -> bool:
    """Tell whether a name fits a mask, in which ``*`` is any text; case does not count."""
    if mask is None:
        return True
    pattern = ".*".join(re.escape(part) for part in mask.casefold().split("*"))
    return any(re.fullmatch(pattern, name.casefold()) for name in names)


def _spoken_of(words: str | None, texts: Iterable[Any]) -> bool:
    """Tell whether all words occur in the texts, without regard to case and accents."""
    if words is None:
        return True
    told = _plain(json.dumps(list(texts), ensure_ascii=False))
    return all(word in told for word in _plain(words).split())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L"))
    return "".join(one for one in decomposed if not unicodedata.combining(one)).casefold()
