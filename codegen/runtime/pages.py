"""What a page holds: its items, what it says of the others, and whether it is the right one.

A page that has lost its items, and says that there are some, is no page: its answer cannot
be read. Nor is one that says that it is another page than was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol, TypeVar

from attrs import evolve

from .codec import drained
from .errors import UnreadableAnswer
from .model import Model, read_dict
from .types import UNSET, Request, Unset

_LOST: Final = "a page without its items"

T = TypeVar("T")
M = TypeVar("M", bound=Model)
T_co = TypeVar("T_co", covariant=True)


class Page(Protocol[T_co]):
    """What the walk reads of a page; the models of pages all have it."""

    @property
    def items(self) -> Sequence[T_co] | Unset:
        """The items of this page."""
        ...

    @property
    def last_page(self) -> object:
        """The number of the last page, from 1, as far as this page knows."""

    @property
    def total(self) -> object:
        """How many items all pages hold together, as far as this page knows."""


def whole_pages(
    send: Callable[[Request[Any]], T], request: Request[Any], name: str
) -> Callable[[int], T]:
    """Make what ``walk`` finds pages with.

    Args:
        send: Sends a request. The answer may be awaitable.
        request: That for any page.
        name: How the number of the page is called in its query.

    """
    rest = [pair for pair in request.params if pair[0] != name]
    seen, more_is_to_come = 0, False

    def find(number: int) -> T:
        def parse(content: bytes) -> Any:
            nonlocal seen, more_is_to_come
            page: Any = request.parse(content)
            came, last = number_of(getattr(page, "current_page", None)), number_of(page.last_page)
            total = number_of(page.total)
            if more_is_to_come and not page.items and last is total is None:
                raise UnreadableAnswer(f"page {number} says nothing, and more was to come")
            seen += len(page.items)
            more_is_to_come = number < (last or 0) or seen < (total or 0)
            if came not in (None, number) and 1 < number <= (last or 0):
                raise UnreadableAnswer(f"page {came} came for page {number}")
            return page

        return send(evolve(request, params=[*rest, (name, str(number))], parse=parse))

    return find


def read_page(cls: type[M], content: bytes) -> M:
    """Read an answer that is a page, as ``read_object`` does, and with its items."""
    data = read_dict(content)
    if data.get("items", UNSET) is None and number_of(data.get("total")):
        raise UnreadableAnswer(_LOST)
    page: Any = cls._read(data, drained)
    page.items = items_of(page)
    return page  # type: ignore[no-any-return]


def items_of(page: Any) -> list[Any]:
    """Return the items of a page, or of another list.

    Raises:
        UnreadableAnswer: They are no list, although there are some.

    """
    items = page.items
    if isinstance(items, list):
        return items
    is_lost = items is not None if items is not UNSET else bool(page.additional_properties)
    if is_lost or number_of(getattr(page, "total", None)):
        raise UnreadableAnswer(_LOST)
    return []


def is_part(page: Any) -> bool:
    """Tell whether a list says that there is more of it than it shows."""

    def told(name: str) -> int:
        return number_of(getattr(page, name, page.additional_properties.get(name))) or 0

    return len(items_of(page)) < told("total") or told("last_page") > 1


def number_of(value: object) -> int | None:
    """Return the whole number that a field holds, also as text; None if it holds none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()  # Of a field that may hold anything.
    return int(text) if text.isdecimal() else None
