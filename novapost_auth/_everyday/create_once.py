"""Creating a shipment once, without the calls: what to look for, and what the answers mean.

The service has no idempotency key; what stands in for one is ``clientOrder``, a name of the
caller's own, by which it finds a shipment again. Nothing is created before it has been looked for,
and after a creation whose answer was lost it is looked for again, for as long as the service may
still be at work on it. Looking is of no use where the service does not heed the parameter, so that
is found out first, by an order that nobody has used.
That nothing was found counts only where the answer says so: not where it says nothing, or that
there is more than it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from attrs import evolve, frozen

from novapost_auth._calls import Service
from novapost_auth._errors import ConfigurationError, NovaPostError
from novapost_auth._everyday.orders import Orders, Turn, turns
from novapost_client.api.shipments.get_shipments import build_request
from novapost_client.api.shipments.post_shipments import build_request as creation
from novapost_client.errors import UnreadableAnswer
from novapost_client.model import read_dict
from novapost_client.models import CreatedShipment, Shipment, ShipmentPage, ShipmentRequest
from novapost_client.pages import is_part, items_of, number_of
from novapost_client.shown import shown
from novapost_client.types import Request

if TYPE_CHECKING:
    from novapost_client.bodies import ShipmentRequestDict

A_MOMENT: Final = 0.05
"""Seconds between two looks whether another thread or task has done with the same order."""

_LONGEST: Final = 50  # Characters of an order.
_PAUSES: Final = (2.0, 10.0, 30.0)  # Seconds: the service may still be at work on a lost creation.
_CREATIONS: Final = 2  # It is sent again once, after the last of these.
_MOST: Final = 100


@frozen
class CreatedOnce:
    """A shipment that there is now, and once."""

    number: str
    """Its number."""
    id: int | str
    """Its id."""
    created: bool
    """Whether this call created it; False if it was there already."""


class Once:
    """One shipment on its way to be created once.

    Args:
        body: What to create.
        orders: What the client knows.
        service: Whose shipment it is.

    Raises:
        ConfigurationError: It has no ``client_order`` that could be one.

    """

    def __init__(
        self, body: ShipmentRequest | ShipmentRequestDict, orders: Orders, service: Service
    ) -> None:
        self._order = order = order_of(body)
        falsifying = {_plain(name) for name, _ in service.extra_params} & _filters()
        if falsifying:
            raise ConfigurationError(
                f"extra_query must not hold {', '.join(sorted(falsifying))} here: a shipment that"
                " is created once is looked for, and would not be found"
            )
        self._orders = orders
        self._turn: Turn = (service.base_url, *service.secrets, order)
        self._pauses: list[float] = []
        self._creations = 0
        self._lost: NovaPostError | None = None
        self._refusal: NovaPostError | None = None
        self._saw_any = self._is_creating = False

    def begin(self) -> bool:
        """Take the turn for this order; False while another in this process has it."""
        return turns.take(self._turn, self)

    def end(self) -> None:
        """Give the turn to the next, if it is had."""
        turns.give_back(self._turn, self)

    def needs_proof(self) -> bool:
        """Tell whether it must be found out that the service searches by ``clientOrder``."""
        return not self._orders.is_proven

    def unused(self) -> Request[ShipmentPage]:
        """Return the search for an order that nobody has used."""
        return _search(f"nobody-{uuid4()}")

    def prove(self, page: ShipmentPage) -> None:
        """Take what that search has found.

        Raises:
            NovaPostError: There is something, so it was no search.

        """
        if page.items:
            raise self._refused("the service does not search by clientOrder")
        self._orders.is_proven = True
        if self._saw_any:
            self._orders.is_sure = True
            self._orders.by_number.clear()

    def search(self) -> Request[ShipmentPage]:
        """Return the search for this order."""
        return _search(self._order)

    def found(self, page: ShipmentPage) -> CreatedOnce | None:
        """Return the shipment that it has found, and that is not deleted; None if there is none.

        Raises:
            NovaPostError: What was found is of another order.

        """
        shipments = page.items
        self._saw_any = bool(shipments)
        for one in shipments:
            order = one.to_dict().get("clientOrder") or self._orders.by_number.get(str(one.number))
            if order is None and (len(shipments) > 1 or not self._orders.is_sure):
                self._orders.is_proven = False  # The proof must be younger than the shipment.
            elif order is not None and str(order) != self._order:
                raise self._refused("the service found a shipment of another clientOrder")
        there = next((one for one in shipments if not _is_deleted(one)), None)
        if there is None:
            return None
        if not _is_told(there.number):
            raise NovaPostError("there is a shipment of this order, and its number is not told")
        return CreatedOnce(str(there.number), there.id, created=self._lost is not None)

    def begin_creation(self) -> float | None:
        """Return the seconds to wait before it is looked for again; None if it may be created now.

        Raises:
            NovaPostError: It has been tried often enough: what the last creation failed with.

        """
        if self._pauses:
            return self._pauses.pop(0)
        if self._lost is not None and self._creations == _CREATIONS:
            raise self._lost
        self._is_creating = True
        self._creations += 1
        return None

    def created(self, answer: CreatedShipment) -> CreatedOnce:
        """Return the shipment that has been created.

        Raises:
            NovaPostError: The answer does not say which it is.

        """
        if not _is_told(answer.number):
            error = NovaPostError("a shipment was created, and its number was not told")
            error.maybe_sent = True
            raise error
        if not self._orders.is_sure:
            self._orders.by_number[str(answer.number)] = self._order
        return CreatedOnce(str(answer.number), answer.id, created=True)

    def pause(self, error: NovaPostError) -> float:
        """Return the seconds to wait before it is looked for again.

        Args:
            error: What a creation or a search failed with.

        Raises:
            NovaPostError: There is nothing to wait for.

        """
        was_creating, self._is_creating = self._is_creating, False
        if was_creating and error.maybe_sent:
            self._lost, self._pauses = error, [*_PAUSES]
        elif error is self._refusal or self._lost is None:
            error.maybe_sent = self._lost is not None  # That of a search does not count.
            raise error
        if not self._pauses:
            raise self._lost
        return self._pauses.pop(0)

    def _refused(self, reason: str) -> NovaPostError:
        self._orders.is_proven = self._orders.is_sure = False
        self._refusal = NovaPostError(
            f"{reason}: nobody can tell whether there is a shipment of this one, look by hand"
        )
        return self._refusal


def order_of(body: ShipmentRequest | Mapping[str, object]) -> str:
    """Return the order that a shipment is created for once.

    Raises:
        ConfigurationError: It has no ``client_order`` that could be one.

    """
    creation(body)  # type: ignore[arg-type] # Which says what else is wrong with it.
    name = "clientOrder"
    order = body.get(name) if isinstance(body, Mapping) else getattr(body, "client_order", None)
    if not isinstance(order, str) or not 0 < len(order) <= _LONGEST or order != order.strip():
        raise ConfigurationError(
            "a shipment that is created once needs a client_order of its own, of 1 to"
            f" {_LONGEST} characters of text without spaces around it, not {shown(order)}"
        )
    return order


def _filters() -> set[str]:
    everything = build_request(
        numbers=[0], ids=[0], limit=1, page=1, client_order="-", division_id=0
    )
    return {_plain(name) for name, _ in everything.params}


def _plain(name: str) -> str:
    return name.partition("[")[0]


def _search(order: str) -> Request[ShipmentPage]:
    request = build_request(limit=_MOST, client_order=order)
    return evolve(request, parse=partial(_read, request.parse))


def _read(parse: Callable[[bytes], ShipmentPage], content: bytes) -> ShipmentPage:
    """Read what a search found.

    Raises:
        UnreadableAnswer: It does not say how many there are, or shows fewer.

    """
    page = parse(content)
    if number_of(page.total) is None and not isinstance(
        read_dict(content).get("items"),
        (list, dict),  # A model reads null as an empty list.
    ):
        raise UnreadableAnswer("a search that does not say whether it found anything")
    if is_part(page):
        raise UnreadableAnswer("a search that found more than it shows")
    if not all(isinstance(item, Shipment) for item in items_of(page)):
        raise UnreadableAnswer("a search that found what is no shipment")
    return page


def _is_told(number: object) -> bool:
    return isinstance(number, (str, int)) and not isinstance(number, bool) and number != ""


def _is_deleted(shipment: Shipment) -> bool:
    if shipment.deleted_at and not isinstance(shipment.deleted_at, datetime):
        raise NovaPostError("there is a shipment of this order, and it is unclear if it is deleted")
    return bool(shipment.deleted_at)
