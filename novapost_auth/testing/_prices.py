"""What a shipment would cost: an entry for each kind of delivery, or the older list of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ._customs import ENDS
from ._pricing import convert, currency_of, delivery, insurance
from ._rules import place, served, town_at, weight
from ._samples import Given
from ._wire import Call, malformed
from ._world import Record, World, handles

_TARIFFS: Mapping[str, float] = {"standard": 1.0, "economy": 0.8, "express": 1.5}
"""Kind of delivery → what it costs, times the standard one."""

_NAMES = {"delivery": "Delivery", "insurance": "Insurance"}


@handles("POST /shipments/calculations")
def calculate(world: World, call: Call) -> Any:
    """Price a shipment without keeping it."""
    asked = call.json
    served(asked)
    # A sender without any place is known to be refused; of the recipient, the country will do.
    sender, recipient = (asked.get(end) or {} for end in ENDS)
    problems = [*place(sender, "sender")]
    if recipient.keys() & {"divisionId", "divisionNumber", "settlementId"}:
        problems += _chosen(recipient)
    for end in ENDS:
        problems += weight(asked, asked.get(end) or {}, end)
    if problems:
        raise malformed(problems)
    prices = prices_of(asked.get("parcels") or [], asked)
    answer = {end: _end(asked.get(end) or {}) for end in ENDS}
    if world.older_forms:
        return {**answer, "services": [_row(world, asked, *one) for one in prices.items()]}
    return {**answer, "services": [_tariff(world, asked, one, prices) for one in _TARIFFS]}


def prices_of(parcels: list[Any], asked: Mapping[str, Any]) -> dict[str, float]:
    """Price delivery and insurance, in the sender's currency."""
    sender, recipient = ((asked.get(end) or {}).get("countryCode") for end in ENDS)
    times = _TARIFFS.get(asked.get("tariffType") or "standard", 1.0)
    euros = {
        "delivery": delivery(parcels, abroad=sender != recipient) * times,
        "insurance": insurance(parcels),
    }
    return {code: convert(price, "EUR", currency_of(sender)) for code, price in euros.items()}


def _chosen(recipient: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [one for one in place(recipient, "recipient") if "addressParts" not in one[0]]


def _end(party: Mapping[str, Any]) -> Record:
    town = town_at(party)
    return {
        "countryCode": party.get("countryCode"),
        "settlementId": town.id if town else None,
        "divisionId": party.get("divisionId"),
    }


def _tariff(
    world: World, asked: Mapping[str, Any], name: str, prices: Mapping[str, float]
) -> Record:
    of_tariff = {**prices, "delivery": round(prices["delivery"] * _TARIFFS[name], 2)}
    total = round(sum(of_tariff.values()), 2)
    return Given(
        {
            "deliveryType": str(uuid5(NAMESPACE_URL, name)),
            "deliveryTypeName": name,
            "price": total,
            "discount": 0,
            "cost": total,
            "currencyCode": currency_of((asked.get("sender") or {}).get("countryCode")),
            "items": [_row(world, asked, *one) for one in of_tariff.items()],
        }
    )


def _row(world: World, asked: Mapping[str, Any], code: str, price: float) -> Record:
    return Given(
        {
            "shipmentId": None,
            "amount": 1,
            "discount": 0,
            "createdAt": world.now(),
            "serviceId": f"{code}-1",
            "serviceType": code,
            "serviceName": _NAMES[code],
            "serviceCode": code,
            "price": price,
            "cost": price,
            "currencyCode": currency_of((asked.get("sender") or {}).get("countryCode")),
            "payer_type": asked.get("payerType"),
        }
    )
