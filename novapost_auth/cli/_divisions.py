"""``novapost divisions``: a search, and beside it the download of all there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, Final

from cyclopts import App

from novapost_auth.cli._arguments import OPTIONS, WHOLE, names
from novapost_auth.cli._download import download
from novapost_auth.cli._exits import Stop
from novapost_auth.cli._output import dicts
from novapost_auth.cli._refusals import told_by
from novapost_auth.cli._session import Here
from novapost_client.models import CountryCode, DivisionCategory, DivisionStatus
from novapost_client.types import json_ready

_MOST_A_PAGE: Final = 100
_OPTIONS: Final = {
    "countryCodes": "--country",
    "divisionCategories": "--category",
    "statuses": "--status",
    "settlementIds": "--settlement",
    "latitude": "--near",
    "longitude": "--near",
}

app: Final = App(
    name="divisions",
    group_parameters=OPTIONS,
    help="Find divisions: branches, parcel lockers, pick-up points.\n\n"
    "--country, --category, --status and --settlement may be given several times.",
)
app.command(download)


@app.default
def find(  # noqa: PLR0913 - filters, all by name
    *,
    country: Annotated[tuple[str, ...], names(CountryCode)] = (),
    category: Annotated[tuple[str, ...], names(DivisionCategory)] = (),
    status: Annotated[tuple[str, ...], names(DivisionStatus)] = (),
    settlement: tuple[str, ...] = (),
    near: tuple[float, float] | None = None,
    can_send: bool = False,
    can_receive: bool = False,
    limit: Annotated[int, WHOLE] = 50,
    session: Here,
) -> None:
    """Find divisions.

    Args:
        country: Country, such as PL.
        category: Postomat (parcel locker), PostBranch, CargoBranch or PUDO (pick-up point).
        status: Such as Working.
        settlement: Id of a settlement, as novapost settlements shows it.
        near: Latitude and longitude to search around, in degrees.
        can_send: Only where parcels can be sent from.
        can_receive: Only where parcels can be received.
        limit: How many to list; default: 50.

    """
    for name in settlement:
        if not any(map(str.isdigit, name)):  # An id is a number, or a UUID.
            raise Stop("--settlement takes an ID; novapost settlements NAME finds it")
    latitude, longitude = near or (None, None)
    for name, degrees, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if degrees is not None and not -most <= degrees <= most:
            raise Stop(f"--near: a {name} is from -{most} to {most} degrees, not {degrees:g}")
    with session.connect() as novapost, told_by(_OPTIONS):
        walk = novapost.divisions.find_all(
            country_codes=[code.upper() for code in country] or None,
            division_categories=category or None,
            statuses=status or None,
            settlement_ids=settlement or None,
            latitude=latitude,
            longitude=longitude,
            prohibited_sending=False if can_send else None,
            prohibited_issuance=False if can_receive else None,
            limit=min(limit, _MOST_A_PAGE),
        )
        found = dicts(json_ready(list(islice(walk, limit))))
        there_are_more = len(found) == limit and next(walk, None) is not None
    if session.out.as_json:
        session.out.data(found)
    elif found:
        session.out.table(*_table(found))
    else:
        session.out.say("no division is like that")
    if there_are_more:
        session.out.say(f"only the first {limit}: there are more, see --limit")


def _table(found: list[dict[str, Any]]) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    columns = {
        "ID": "id",
        "Country": "countryCode",
        "Category": "divisionCategory",
        "Name": "name",
        "Address": "address",
    }
    if any(division.get("distance") is not None for division in found):
        columns[">Distance"] = "distance"
    rows = (tuple(_cell(division, name) for name in columns.values()) for division in found)
    return tuple(columns), rows


def _cell(division: dict[str, Any], name: str) -> object:
    value = division.get(name)
    return f"{value:,} m" if name == "distance" and isinstance(value, int) else value
