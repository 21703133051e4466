"""``novapost price``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final

from novapost_auth._everyday.costs import (
    amount,
    currency_of,
    delivery_costs,
    is_of_kinds,
    kind_of_delivery,
    services_of,
)
from novapost_auth.cli._arguments import ABOVE_ZERO, WHOLE, names
from novapost_auth.cli._exits import Exit, Stop
from novapost_auth.cli._output import Output, dicts
from novapost_auth.cli._refusals import told_by
from novapost_auth.cli._session import Here
from novapost_client.models import CalculationRequest, CargoCategory, CountryCode, PayerType

if TYPE_CHECKING:
    from novapost_auth import NovaPost

_COLUMNS: Final = (">Price", ">Discount", ">Cost", "Currency")
_OPTIONS: Final = {
    "sender.countryCode": "--from",
    "sender.divisionId": "--from-division",
    "recipient.countryCode": "--to",
    "recipient.divisionId": "--to-division",
    "parcels.0.actualWeight": "--weight",
    "parcels.0.cargoCategory": "--category",
    "parcels.0.insuranceCost": "--value",
    **{f"parcels.0.{edge}": "--size" for edge in ("length", "width", "height")},
    "payerType": "--payer",
}
# Between them an x, or what looks like one: the Cyrillic letter, the sign of multiplication.
_SIZE: Final = re.compile(r" *[xX*\u0445\u0425\u00d7] *".join([r"(\d+)"] * 3))


def price(  # noqa: PLR0913 - a parcel, all by name
    *,
    from_: Annotated[str, names(CountryCode)],
    to: Annotated[str, names(CountryCode)],
    weight: Annotated[int, WHOLE],
    size: str | None = None,
    value: Annotated[float | None, ABOVE_ZERO] = None,
    from_division: str | None = None,
    to_division: str | None = None,
    category: Annotated[str, names(CargoCategory)] = "parcel",
    payer: Annotated[str, names(PayerType)] = "Sender",
    session: Here,
) -> None:
    """Calculate what sending one parcel would cost, with each kind of delivery there is.

    For more parcels, or addresses: novapost call POST /shipments/calculations @request.json

    Args:
        from_: Country of the sender, such as PL.
        to: Country of the recipient.
        weight: Weight in g.
        size: Length, width and height in mm, such as 300x200x100.
        value: Declared value in the currency of the sender's country.
        from_division: Id of the division it is handed in at; default: any of the country.
        to_division: Id of the division it is picked up at; default: any of the country.
        category: parcel, documents or cargo.
        payer: Sender, Recipient or ThirdPerson.

    """
    parcel = {
        "rowNumber": 1,
        "cargoCategory": category,
        "actualWeight": weight,
        "insuranceCost": value,
        **_edges(size),
    }
    with session.connect() as novapost:
        request = {
            "payerType": payer,
            "parcels": [_known(parcel)],
            "sender": _party(novapost, "--from", from_, from_division),
            "recipient": _party(novapost, "--to", to, to_division),
        }
        with told_by(_OPTIONS):
            answer = novapost.shipments.calculate(CalculationRequest.from_dict(request)).to_dict()
    session.out.data(answer) if session.out.as_json else _show(answer, session.out)
    if not delivery_costs(answer):
        raise Stop("no price: the answer does not tell what it costs", Exit.REFUSED)


def _show(answer: dict[str, Any], out: Output) -> None:
    services = services_of(answer)
    if is_of_kinds(services):  # Each is a price of its own: there is no sum.
        rows = [_row(kind_of_delivery(one), one) for one in services]
        out.table(("Delivery", *_COLUMNS), rows)
    elif services:
        rows = [_row(service.get("serviceName"), service) for service in services]
        for total in delivery_costs(answer):  # None where nobody can tell what they come to.
            rows.append(("Total", "", "", _money(total.cost), total.currency))
        out.table(("Service", *_COLUMNS), rows)


def _party(novapost: NovaPost, option: str, country: str, division: str | None) -> dict[str, Any]:
    """Say where one end is: the service prices no parcel that comes from nowhere."""
    country = country.upper()
    key: int | str | None = division
    if division is None:
        with told_by({"countryCodes": option}):
            page = novapost.divisions.find(country_codes=[country], statuses=["Working"], limit=1)
        found = dicts(page.to_dict().get("items"))
        key = next((one["id"] for one in found if one.get("id")), None)
    elif division.isdecimal():
        key = int(division)
    return _known({"countryCode": country, "divisionId": key})


def _row(name: object, priced: dict[str, Any]) -> tuple[object, ...]:
    amounts = (priced.get(field) for field in ("price", "discount", "cost"))
    return (name, *map(_money, amounts), currency_of(priced))


def _edges(size: str | None) -> dict[str, int]:
    if size is None:
        return {}
    found = _SIZE.fullmatch(size)
    if found is None:
        raise Stop("--size takes length, width and height in mm, such as 300x200x100")
    return dict(zip(("length", "width", "height"), map(int, found.groups()), strict=True))


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _money(cost: object) -> object:
    read = amount(cost)
    return cost if read is None else f"{read:,.2f}"
