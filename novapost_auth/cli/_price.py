"""``novapost price``."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from novapost_auth.cli._arguments import ABOVE_ZERO, names
from novapost_auth.cli._exits import Stop
from novapost_auth.cli._output import dicts
from novapost_auth.cli._session import Here
from novapost_client.models import CargoCategory, CountryCode, PayerType

_SIZE: Final = re.compile(r"(\d+)[xX](\d+)[xX](\d+)")


def price(  # noqa: PLR0913 - a parcel, all by name
    *,
    from_: Annotated[str, names(CountryCode)],
    to: Annotated[str, names(CountryCode)],
    weight: Annotated[int, ABOVE_ZERO],
    size: str | None = None,
    value: Annotated[float | None, ABOVE_ZERO] = None,
    from_division: int | None = None,
    to_division: int | None = None,
    category: Annotated[str, names(CargoCategory)] = "parcel",
    payer: Annotated[str, names(PayerType)] = "Sender",
    session: Here,
) -> None:
    """Calculate what sending one parcel would cost.

    For more parcels, or addresses: novapost call POST /shipments/calculations @request.json

    Args:
        from_: Country of the sender, such as PL.
        to: Country of the recipient.
        weight: Weight in g.
        size: Length, width and height in mm, such as 300x200x100.
        value: Declared value in the currency of the sender's country.
        from_division: Id of the division it is handed in at.
        to_division: Id of the division it is picked up at.
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
    request = {
        "payerType": payer,
        "parcels": [_known(parcel)],
        "sender": _known({"countryCode": from_.upper(), "divisionId": from_division}),
        "recipient": _known({"countryCode": to.upper(), "divisionId": to_division}),
    }
    with session.connect() as novapost:
        answer = novapost.shipments.calculate(request).to_dict()
    if session.out.as_json:
        session.out.data(answer)
        return
    services = dicts(answer.get("services"))
    rows = [
        (service.get("serviceName"), *map(_money, map(service.get, ("price", "discount", "cost"))))
        for service in services
    ]
    costs = [service.get("cost") for service in services]
    total = sum(cost for cost in costs if isinstance(cost, (int, float)))
    rows.append(("Total", "", "", _money(total)))
    session.out.table(("Service", ">Price", ">Discount", ">Cost"), rows)


def _edges(size: str | None) -> dict[str, int]:
    if size is None:
        return {}
    found = _SIZE.fullmatch(size)
    if found is None:
        raise Stop("--size takes length, width and height in mm, such as 300x200x100")
    return dict(zip(("length", "width", "height"), map(int, found.groups()), strict=True))


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _money(amount: object) -> object:
    return f"{amount:,.2f}" if isinstance(amount, (int, float)) else amount
