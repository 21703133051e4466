"""What customs want of a shipment that crosses the border of the EU, as far as is published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ._validate import Problem, missing

ENDS = ("sender", "recipient")

_UNION = frozenset({"CZ", "DE", "EE", "ES", "FR", "HU", "IT", "LT", "LV", "NL", "PL", "RO", "SK"})
_OF_INVOICES = ("incoterm", "currencyCode", "exportReason")
_OF_GOODS = ("hsCode", "name", "nameEng", "measurementCode", "amount")
# All are wanted, says the document; one of them will do here.
_TOTALS = ("totalCost", "totalCostEur", "totalCostUsd")
_COSTS = ("cost", "costEur", "costUsd")
_LONG_CODES = frozenset({"CA", "MD"})


def customs(asked: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what customs lack: where a border of the EU is crossed, goods and addresses."""
    countries = {(asked.get(end) or {}).get("countryCode") for end in ENDS}
    if len(countries) == 1 or countries <= _UNION or None in countries:
        return
    invoice = asked.get("invoice")
    if not invoice:
        yield "invoice", "validation.condition.invoice"
    else:
        yield from _needed(invoice, "invoice", _OF_INVOICES, _TOTALS)
        if not invoice.get("items"):
            yield missing("invoice.items")
        for index, goods in enumerate(invoice.get("items") or ()):
            yield from _needed(goods, f"invoice.items.{index}", _OF_GOODS, _COSTS)
            yield from _code(goods, f"invoice.items.{index}.hsCode", countries)
    for end in ENDS:
        if not (asked.get(end) or {}).get("email"):
            yield missing(f"{end}.email")


def _needed(
    given: Mapping[str, Any], where: str, names: tuple[str, ...], prices: tuple[str, ...]
) -> Iterator[Problem]:
    yield from (missing(f"{where}.{name}") for name in names if given.get(name) in (None, ""))
    if all(given.get(price) is None for price in prices):
        yield missing(f"{where}.{prices[0]}")


def _code(goods: Mapping[str, Any], where: str, countries: set[Any]) -> Iterator[Problem]:
    least = 10 if countries & _LONG_CODES else 8
    digits = re.sub(r"\D", "", str(goods.get("hsCode") or ""))
    if goods.get("hsCode") and len(digits) < least:
        yield where, f"The {where} field must have at least {least} digits."
