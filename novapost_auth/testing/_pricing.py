"""What things cost in the fake: made-up tariffs, but the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

CURRENCIES: Mapping[str, tuple[str, str, str, float]] = {
    "CZK": ("203", "Czech koruna", "Kč", 25.0),
    "EUR": ("978", "Euro", "€", 1.0),
    "GBP": ("826", "Pound sterling", "£", 0.85),
    "HUF": ("348", "Hungarian forint", "Ft", 400.0),
    "MDL": ("498", "Moldovan leu", "L", 20.0),
    "PLN": ("985", "Polish złoty", "zł", 4.25),
    "RON": ("946", "Romanian leu", "lei", 5.0),
    "UAH": ("980", "Ukrainian hryvnia", "₴", 48.0),
    "USD": ("840", "US dollar", "$", 1.15),
}
"""Code → numeric code, English name, symbol, units for one euro."""

_OF_COUNTRY: Mapping[str, str] = {
    "CZ": "CZK",
    "GB": "GBP",
    "HU": "HUF",
    "MD": "MDL",
    "PL": "PLN",
    "RO": "RON",
    "UA": "UAH",
}


def currency_of(country: str | None) -> str:
    """Tell which currency a country is billed in."""
    return _OF_COUNTRY.get(country or "", "EUR")


def convert(amount: float, source: str, target: str) -> float:
    """Convert an amount of money at the fake's fixed rates, to the cent."""
    return round(amount / CURRENCIES[source][3] * CURRENCIES[target][3], 2)


def volumetric_weight(parcel: Mapping[str, Any]) -> int:
    """Tell the weight in g that a size in mm counts as: 5,000 cm³ make a kilogram."""
    sides = [parcel.get(side) or 0 for side in ("length", "width", "height")]
    return round(sides[0] * sides[1] * sides[2] / 5000)


def delivery(parcels: Iterable[Mapping[str, Any]], *, abroad: bool) -> float:
    """Price delivery in euros: a base for each parcel, and its weight or size by the kilogram."""
    base, by_kilogram = (8.0, 2.5) if abroad else (3.0, 0.5)
    grams = [max(one.get("actualWeight") or 0, volumetric_weight(one)) for one in parcels]
    return sum(base + by_kilogram * weight / 1000 for weight in grams)


def insurance(parcels: Iterable[Mapping[str, Any]]) -> float:
    """Price insurance in euros: half a per cent of the declared values."""
    return sum((one.get("insuranceCost") or 0) * 0.005 for one in parcels)
