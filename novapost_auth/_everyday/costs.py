"""What a delivery costs, in whichever form the service calculated it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import frozen

from novapost_auth._errors import ConfigurationError
from novapost_client.model import Model
from novapost_client.shown import kind_of
from novapost_client.types import json_ready


@frozen(kw_only=True)
class DeliveryCost:
    """What one kind of delivery costs."""

    kind: str
    """Its name, such as ``economy``; empty where there is none, as in the older form."""
    cost: Decimal
    """What is to be paid, after discounts."""
    currency: str
    """The currency, ISO 4217; empty if it is not told."""


def delivery_costs(calculation: Model | Mapping[str, Any]) -> tuple[DeliveryCost, ...]:
    """Tell what a delivery costs: of each kind the whole price, of which the customer pays one.

    In the older form of the answer, services are rows of one price: it comes as their sum, and is
    not told at all where a row has no cost, or another currency. So nothing is offered for less
    than it costs, or for nothing, because of what an answer does not say.

    Args:
        calculation: What ``shipments.calculate`` answered, as a model or as JSON.

    Returns:
        A cost for each kind of delivery that has one, in the order of the answer; none where the
        answer tells no price.

    Raises:
        ConfigurationError: ``calculation`` is neither a model nor a mapping.

    """
    if not isinstance(calculation, Model | Mapping):
        raise ConfigurationError(
            f"delivery_costs: a calculation is meant, not {kind_of(calculation)}"
        )
    services = services_of(json_ready(calculation))
    if is_of_kinds(services):
        return tuple(_of_kinds(services))
    costs = [amount(one.get("cost")) for one in services]
    known = [one for one in costs if one is not None]
    currencies = {currency_of(one) for one in services} - {""}
    if not known or len(known) < len(costs) or len(currencies) > 1:
        return ()
    return (DeliveryCost(kind="", cost=sum(known, Decimal()), currency="".join(currencies)),)


def services_of(calculation: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the services of a calculation in JSON, as far as they are any."""
    return _dicts(calculation.get("services"))


def is_of_kinds(services: list[dict[str, Any]]) -> bool:
    """Tell whether services are alternatives, or else rows of one price, as they were before."""
    return any(one.get("items") or kind_of_delivery(one) for one in services)


def kind_of_delivery(service: Mapping[str, Any]) -> str:
    """Return the name of a kind of delivery, or its id; nothing of a row of one price."""
    return str(service.get("deliveryTypeName") or service.get("deliveryType") or "")


def currency_of(priced: Mapping[str, Any]) -> str:
    """Find the currency of a price: with the kind of delivery, or with what it consists of."""
    named = (one.get("currencyCode") for one in (priced, *_dicts(priced.get("items"))))
    return str(next(filter(None, named), ""))


def amount(cost: object) -> Decimal | None:
    """Read an amount of money, which may come as text; None if it is none."""
    if isinstance(cost, bool) or not isinstance(cost, (int, float, str, Decimal)):
        return None
    try:
        read = Decimal(str(cost))
    except InvalidOperation:
        return None
    return read if read.is_finite() else None


def _of_kinds(services: list[dict[str, Any]]) -> Iterator[DeliveryCost]:
    for one in services:
        kind, cost = kind_of_delivery(one), amount(one.get("cost"))
        if cost is not None and (kind or one.get("items")):
            yield DeliveryCost(kind=kind, cost=cost, currency=currency_of(one))


def _dicts(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):  # As PHP writes a list with gaps.
        value = [*value.values()]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
