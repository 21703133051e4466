"""``novapost settlements``: places, by name."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Final

from novapost_auth.cli._arguments import WHOLE, names
from novapost_auth.cli._output import dicts, dig
from novapost_auth.cli._refusals import told_by
from novapost_auth.cli._session import Here
from novapost_client.models import CountryCode
from novapost_client.types import json_ready

_MOST_A_PAGE: Final = 100


def settlements(
    name: str | None = None,
    /,
    *,
    country: Annotated[tuple[str, ...], names(CountryCode)] = (),
    limit: Annotated[int, WHOLE] = 50,
    session: Here,
) -> None:
    """Find settlements: cities, towns and villages, with the ids that a shipment names.

    Args:
        name: What to look for, such as Łódź.
        country: Country, such as PL; may be given several times.
        limit: How many to list; default: 50.

    """
    with session.connect() as novapost, told_by({"countryCodes": "--country"}):
        walk = novapost.settlements.find_all(
            country_codes=[code.upper() for code in country] or None,
            text_search=name,
            limit=min(limit, _MOST_A_PAGE),
        )
        found = dicts(json_ready(list(islice(walk, limit))))
        there_are_more = len(found) == limit and next(walk, None) is not None
    if session.out.as_json:
        session.out.data(found)
    elif found:
        rows = ((one.get("id"), one.get("name"), _region(one)) for one in found)
        session.out.table(("ID", "Name", "Region"), rows)
    else:
        odd = [code for code in country if code.upper() not in {*CountryCode}]
        more = f", and {odd[0]} is no country that is published" if odd else ""
        session.out.say(f"no settlement is called that{more}")
    if there_are_more:
        session.out.say(f"only the first {limit}: there are more, see --limit")


def _region(town: object) -> object:
    """Return the name of a town's region: `region` is its district, which the region is around."""
    return dig(town, "region", "parent", "name") or dig(town, "region", "name")
