"""What the service is known to refuse in a well-formed shipment, in its own codes if known.

Published rules, and what programs in use have met. What nobody has seen refused is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ._places import COUNTRIES, Division, Town, division, division_numbered, town_by_id, town_of
from ._validate import Problem
from ._wire import business

Asked = Mapping[str, Any]

ENDS = ("sender", "recipient")

_UNION = frozenset({"CZ", "DE", "EE", "ES", "FR", "HU", "IT", "LT", "LV", "NL", "PL", "RO", "SK"})
# Where a city has to be found, and where its name is not enough to find it.
_FOUND, _BY_ID = frozenset({"MD", "UA"}), frozenset({"UA"})
_ACCOUNT = ("amount", "bankAccountId", "bankAccountName", "commissionPayer")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE = re.compile(r"[1-9][0-9]{7,14}")


def refused(asked: Asked) -> Iterator[Problem]:
    """Yield what keeps a shipment from being created."""
    yield from _people(asked)
    for end in ENDS:
        party = asked.get(end) or {}
        yield from place(party, end)
        yield from _weight(asked, party, end)
    yield from _papers(asked)


def refused_anywhere(asked: Asked) -> Iterator[Problem]:
    """Yield what keeps a shipment from being created whatever divisions and towns there are."""
    yield from _people(asked)
    if not asked.get("parcels"):
        yield "parcels", "The parcels field must have at least 1 items."
    for end in ENDS:
        party = asked.get(end) or {}
        if not any(party.get(name) for name in ("divisionId", "divisionNumber", "settlementId")):
            yield from _nowhere(party, end)
    yield from _papers(asked)


def _papers(asked: Asked) -> Iterator[Problem]:
    """Yield what customs and the bank lack."""
    yield from _customs(asked)
    for index, service in enumerate(asked.get("services") or ()):
        if service.get("serviceCode") == "COD":
            yield from _account(service, f"services.{index}.additionalParameters.cod.bankAccount")


def _people(asked: Asked) -> Iterator[Problem]:
    """Yield what is wrong with who sends and who receives, whatever places there are."""
    for end in ENDS:
        yield from _person(asked.get(end) or {}, end)


def served(asked: Asked) -> None:
    """Refuse countries that the service does not go to."""
    for end in ENDS:
        country = (asked.get(end) or {}).get("countryCode")
        if country and country not in COUNTRIES:
            raise business("country_not_served")


def place(party: Asked, end: str) -> Iterator[Problem]:
    """Yield what is wrong with where a party is."""
    country, named = party.get("countryCode"), division_of(party)
    if party.get("divisionId"):
        if named is None or named.town.country != country:
            where = f"{end}.divisionId"
            yield where, f"The selected {where} does not exist in this country."
        return
    if party.get("divisionNumber"):
        return  # Real ones are not known here, and programs are tested with them.
    if (key := party.get("settlementId")) is not None:
        found = town_by_id(key)
        if found is None or found.country != country:
            where = f"{end}.settlementId"
            yield where, f"The selected {where} does not exist in this country."
        return
    yield from (nowhere := [*_nowhere(party, end)])
    city = (party.get("addressParts") or {}).get("city")
    if not nowhere and country in _FOUND and not _is_town(country, city):
        yield _unfound(end)


def _nowhere(party: Asked, end: str) -> Iterator[Problem]:
    """Yield what is wrong with an address, as far as no list of towns is needed to know it."""
    if not any((party.get("addressParts") or {}).values()):
        yield f"{end}.addressParts", f"The {end}.addressParts field is required without a division."
    elif party.get("countryCode") in _BY_ID:
        yield _unfound(end)


def _unfound(end: str) -> Problem:
    return f"{end}.addressParts.city", f"validation.condition.{end}_settlement_not_defined"


def division_of(party: Asked) -> Division | None:
    """Find the division that a party names by its id or, without one, by its number."""
    if party.get("divisionId"):
        return division(party["divisionId"])
    number = party.get("divisionNumber")
    return division_numbered(party.get("countryCode"), number) if number else None


def town_at(party: Asked) -> Town | None:
    """Find the town a party is in."""
    if named := division_of(party):
        return named.town
    if (key := party.get("settlementId")) is not None:
        return town_by_id(key)
    return town_of(party.get("countryCode"), (party.get("addressParts") or {}).get("city"))


def _is_town(country: object, city: object) -> bool:
    found = town_of(country, city)
    return found is not None and city in found.names


def _person(party: Asked, end: str) -> Iterator[Problem]:
    name, phone, email = (party.get(field) for field in ("name", "phone", "email"))
    if name is not None and not name.strip():
        yield f"{end}.name", f"The {end}.name field is required."
    if phone is not None and not _PHONE.fullmatch(phone):
        text = "must be a phone number of 8 to 15 digits with its country's code, without a plus."
        yield f"{end}.phone", f"The {end}.phone field {text}"
    if email and not _EMAIL.fullmatch(email):
        yield f"{end}.email", f"The {end}.email field must be a valid email address."


def _weight(asked: Asked, party: Asked, end: str) -> Iterator[Problem]:
    named = division_of(party)
    for index, parcel in enumerate(asked.get("parcels") or ()):
        if named and (parcel.get("actualWeight") or 0) > named.heaviest:
            yield f"parcels.{index}.actualWeight", f"validation.not_allowed.{end}"


def _customs(asked: Asked) -> Iterator[Problem]:
    """Yield what customs lack: where a border of the EU is crossed, goods and addresses."""
    countries = {(asked.get(end) or {}).get("countryCode") for end in ENDS}
    if len(countries) == 1 or countries <= _UNION:
        return
    invoice = asked.get("invoice")
    if not invoice:
        yield "invoice", "validation.condition.invoice"
    elif not invoice.get("items"):
        yield "invoice.items", "The invoice.items field is required."
    for end in ENDS:
        if not (asked.get(end) or {}).get("email"):
            yield f"{end}.email", f"The {end}.email field is required."


def _account(service: Asked, where: str) -> Iterator[Problem]:
    cod = (service.get("additionalParameters") or {}).get("cod") or {}
    account = cod.get("bankAccount")
    if not account:
        yield where, f"The {where} field is required."
        return
    for field in _ACCOUNT:
        if account.get(field) in (None, ""):
            yield f"{where}.{field}", f"The {where}.{field} field is required."
