"""Makes data that fits a schema: from what is known where it is known, else from samples.

Handlers give the facts; the document decides what an answer looks like. So an answer follows
the document when that changes, and an operation without a handler is answered all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from ._document import Document, Schema
from ._validate import check

ABSENT: Any = object()
"""Nothing is known."""

_BY_NAME: Mapping[str, Any] = {
    "address": "ul. Marszałkowska 1, 00-624 Warszawa",
    "amount": 1,
    "block": "A",
    "breakFrom": None,
    "breakTo": None,
    "building": "1",
    "cargoCategory": "parcel",
    "cargoCategoryGroup": "parcel",
    "cargo_category_group": "parcel",
    "cid": "fake-client",
    "city": "Warszawa",
    "companyName": "Przykład Sp. z o.o.",
    "companyTin": "5250000000",
    "cost": 10.5,
    "country": "Poland",
    "countryCode": "PL",
    "country_code": "PL",
    "currency": "EUR",
    "currencyCode": "EUR",
    "email": "anna.nowak@example.com",
    "flat": "10",
    "from": "09:00",
    "fullName": "Anna Nowak",
    "latitude": 52.2297,
    "longitude": 21.0122,
    "name": "Anna Nowak",
    "number": "SHPL0000000001",
    "orderTo": "16:00",
    "payerType": "Sender",
    "payer_type": "Sender",
    "paymentStatus": "NotPaid",
    "payment_status": "NotPaid",
    "phone": "48500100200",
    "postCode": "00-624",
    "price": 10.5,
    "region": "Mazowieckie",
    "senderAddress": "ul. Marszałkowska 1, 00-624 Warszawa",
    "senderCountryCode": "PL",
    "senderPhone": "48500100200",
    "settlement": "Warszawa",
    "settlementName": "Warszawa",
    "senderSettlementName": "Warszawa",
    "status": "ReadyToShip",
    "street": "ul. Marszałkowska",
    "symbol": "€",
    "timeFrom": "09:00",
    "timeTo": "18:00",
    "to": "18:00",
    "url": "https://shop.example/novapost",
    "zipCode": "00-624",
    "zipcode": "00-624",
}
"""What a field of this name holds, where that fits its schema."""

_COMMON: Mapping[str, tuple[Any, ...]] = {
    "boolean": (True,),
    "integer": (1, 10, 100),
    "number": (1.5, 10.5, 100.5),
    "string": (
        *("sample", "PL", "EUR", "12:00", "SHPL0000000001", "SAMPLE0001", "48500100200"),
        *("https://shop.example/novapost", "anna.nowak@example.com", "2026-01-31"),
        *("00000000-0000-4000-8000-000000000001", "1"),
    ),
}
"""What is tried next, by type."""


class Given(dict[str, Any]):
    """What a caller gave: what is not in it is absent, rather than to be made up."""

    def __missing__(self, key: str) -> None:
        return None


@frozen
class Shaper:
    """Shapes answers after the schemas of one document."""

    document: Document
    now: str
    """The time of the answer, as the service writes it."""

    def shape(self, node: Schema, known: Any = ABSENT, name: str = "") -> Any:
        """Make data that fits ``node`` out of ``known``, taking from it what the schema declares.

        What is missing from a mapping is sampled; what it holds as None is null where the
        schema allows that, and absent where it does not.
        """
        schema = self.document.meant(node, known)
        match schema.get("type"):
            case "object" if known is ABSENT or isinstance(known, Mapping):
                return self._object(schema, {} if known is ABSENT else known)
            case "array" if known is ABSENT:
                return [self.shape(schema["items"], name=name.removesuffix("s"))]
            case "array" if isinstance(known, list):
                return [self.shape(schema["items"], item) for item in known]
            case "string" if isinstance(known, int) and not isinstance(known, bool):
                return str(known)  # Ids are numbers in one answer and texts in the next.
            case "integer" if isinstance(known, str) and known.isdecimal():
                return int(known)
        return self._sample(schema, name) if known is ABSENT else known

    def _object(self, schema: Schema, known: Mapping[str, Any]) -> dict[str, Any]:
        if not schema.get("properties"):
            return dict(known)
        shaped = {}
        for name, node in schema["properties"].items():
            flat = self.document.flat(node)
            try:
                value = known[name]
            except KeyError:
                value = ABSENT
            if value is None and not self.document.allows_null(flat):
                if name not in schema.get("required", ()):
                    continue
                value = ABSENT
            if isinstance(known, Given) and isinstance(value, dict):
                value = Given(value)
            shaped[name] = self.shape(flat, value, name)
        return shaped

    def _sample(self, schema: Schema, name: str) -> Any:
        for candidate in self._candidates(schema, name):
            if not any(check(self.document, schema, candidate)):
                return candidate
        raise LookupError(f"no sample fits {name or 'the schema'}: {schema}")

    def _candidates(self, schema: Schema, name: str) -> Iterator[Any]:
        if name in _BY_NAME:
            yield _BY_NAME[name]
        if schema.get("nullable"):
            yield None
        yield from schema.get("enum", ())
        if schema.get("format") == "date-time" or name.lower().endswith(("date", "time", "at")):
            yield self.now
        for branch in self.document.branches(schema):
            yield None if self.document.is_null(branch) else self.shape(branch, name=name)
        yield from _COMMON.get(schema.get("type", ""), ({},))
        yield schema.get("minimum", 0)
