"""What the service is known to refuse in a well-formed shipment, in its own codes if known.

Published rules, and what programs in use have met. What nobody has seen refused is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ._customs import ENDS, customs
from ._places import COUNTRIES, Division, Town, division, division_numbered, town_by_id, town_of
from ._validate import Problem, missing
from ._wire import business

Asked = Mapping[str, Any]

# Where a city has to be found, and where its name is not enough to find it.
_FOUND, _BY_ID = frozenset({"MD", "UA"}), frozenset({"UA"})
_DIVISION = ("divisionId", "divisionNumber")
_ACCOUNT = ("amount", "bankAccountId", "bankAccountName", "commissionPayer")
# What documents may be, in mm and g: more of it is a parcel.
_DOCUMENTS, _HEAVIEST_DOCUMENTS = (20, 250, 350), 1000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE = re.compile(r"[1-9][0-9]{7,14}")


def refused(asked: Asked) -> Iterator[Problem]:
    """Yield what keeps a shipment from being created."""
    problems = [*refused_anywhere(asked)]
    for end in ENDS:
        party = asked.get(end) or {}
        if party.get("countryCode"):  # A change may be without: then nothing else is known.
            problems += [*place(party, end), *weight(asked, party, end)]
        else:
            problems.append(missing(f"{end}.countryCode"))
    yield from dict.fromkeys(problems)


def refused_anywhere(asked: Asked) -> Iterator[Problem]:
    """Yield what keeps a shipment from being created whatever divisions and towns there are."""
    yield from people(asked)
    if asked.get("payerType") == "ThirdPerson" and not asked.get("payerContractNumber"):
        yield missing("payerContractNumber")
    if not asked.get("parcels"):
        yield "parcels", "The parcels field must have at least 1 items."
    for end in ENDS:
        party = asked.get(end) or {}
        if party.get("countryCode") and not any(party.get(field) for field in _DIVISION):
            yield from _address(party, end)  # A settlement alone is no place to deliver to.
    yield from _documents(asked)
    yield from customs(asked)
    for index, service in enumerate(asked.get("services") or ()):
        if service.get("serviceCode") == "COD":
            yield from _collected(service, f"services.{index}")


def people(asked: Asked) -> Iterator[Problem]:
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
    yield from (unplaced := [*_address(party, end)])
    city = (party.get("addressParts") or {}).get("city")
    if not unplaced and country in _FOUND and not _is_town(country, city):
        yield _unfound(end)


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


def _address(party: Asked, end: str) -> Iterator[Problem]:
    """Yield what is wrong with an address, as far as no list of towns is needed to know it."""
    if not any((party.get("addressParts") or {}).values()):
        yield f"{end}.addressParts", f"The {end}.addressParts field is required without a division."
    elif party.get("countryCode") in _BY_ID and party.get("settlementId") is None:
        yield _unfound(end)


def _unfound(end: str) -> Problem:
    return f"{end}.addressParts.city", f"validation.condition.{end}_settlement_not_defined"


def _is_town(country: object, city: object) -> bool:
    found = town_of(country, city)
    return found is not None and city in found.names


def phone_number(phone: str, where: str) -> Iterator[Problem]:
    """Yield that a phone number is none, if so."""
    if not _PHONE.fullmatch(phone):
        text = "must be a phone number of 8 to 15 digits with its country's code, without a plus."
        yield where, f"The {where} field {text}"


def _person(party: Asked, end: str) -> Iterator[Problem]:
    name, phone, email = (party.get(field) for field in ("name", "phone", "email"))
    if name is not None and not name.strip():
        yield f"{end}.name", f"The {end}.name field is required."
    if phone is not None:
        yield from phone_number(phone, f"{end}.phone")
    if email and not _EMAIL.fullmatch(email):
        yield f"{end}.email", f"The {end}.email field must be a valid email address."


def weight(asked: Asked, party: Asked, end: str) -> Iterator[Problem]:
    """Yield the parcels that are too heavy for the division of a party."""
    named = division_of(party)
    for index, parcel in enumerate(asked.get("parcels") or ()):
        if named and (parcel.get("actualWeight") or 0) > named.heaviest:
            yield f"parcels.{index}.actualWeight", f"validation.not_allowed.{end}"


def _documents(asked: Asked) -> Iterator[Problem]:
    for index, parcel in enumerate(asked.get("parcels") or ()):
        sides = sorted(parcel.get(side) or 0 for side in ("height", "width", "length"))
        fits = all(side <= most for side, most in zip(sides, _DOCUMENTS, strict=True))
        if parcel.get("cargoCategory") == "documents" and not (
            fits and (parcel.get("actualWeight") or 0) <= _HEAVIEST_DOCUMENTS
        ):
            where = f"parcels.{index}.cargoCategory"
            yield where, f"The {where} field must be one of: parcel. For documents it is too much."


def _collected(service: Asked, where: str) -> Iterator[Problem]:
    """Yield what cash on delivery by its code lacks: the recipient pays, and somebody gets it."""
    if service.get("amount") is None:
        yield missing(f"{where}.amount")
    if service.get("payerType") != "Recipient":
        yield f"{where}.payerType", f"The {where}.payerType field must be one of: Recipient."
    account_at = f"{where}.additionalParameters.cod.bankAccount"
    account = ((service.get("additionalParameters") or {}).get("cod") or {}).get("bankAccount")
    if not account:
        yield missing(account_at)
        return
    for field in _ACCOUNT:
        if account.get(field) in (None, ""):
            yield missing(f"{account_at}.{field}")
