"""The published API, with what everyday work adds to it, for threads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from novapost_auth._errors import NovaPostError
from novapost_auth._everyday.orders import Orders
from novapost_client.client import NovaPostApi

if TYPE_CHECKING:
    from novapost_auth._calls.transport import HttpTransport
    from novapost_auth._everyday.shipments import Shipments
    from novapost_auth._everyday.tracking import TrackedMany, TrackingProgress
    from novapost_client.models import Tracking


class Api(NovaPostApi):
    """Every resource of the API, over one transport."""

    # Set as it is made and for copies alone, so that narrowing its type is sound.
    _transport: HttpTransport  # pyright: ignore[reportIncompatibleVariableOverride]

    def __init__(self, transport: HttpTransport) -> None:
        super().__init__(transport)
        self._orders = Orders()

    @cached_property
    def shipments(self) -> Shipments:
        """Shipments: price, creation, documents and tracking."""
        from novapost_auth._everyday.shipments import Shipments  # noqa: PLC0415

        return Shipments(self._transport, self._orders)

    def track_many(
        self,
        numbers: Iterable[int | str],
        *,
        extended: bool | None = None,
        chunk_size: int = 50,
        concurrency: int = 4,
        progress: TrackingProgress | None = None,
    ) -> TrackedMany:
        """Track any number of shipments, some dozens with each call.

        A call that fails does so for its numbers alone, once it has been repeated as the
        settings of this client say.

        Args:
            numbers: Numbers of shipments. Spaces and small letters do no harm, and a number is
                asked for once however often it is given.
            extended: As for ``shipments.track``.
            chunk_size: How many numbers go into a call at most; fewer do where its address
                would grow too long.
            concurrency: How many calls are under way at once.
            progress: Called after each call with how many numbers are done, and how many
                there are.

        Returns:
            What is known of each number, which are unknown, and which could not be asked for.

        Raises:
            ConfigurationError: ``chunk_size`` or ``concurrency`` is less than 1, or ``numbers``
                is no list of texts or integers.

        """
        from novapost_auth._everyday.at_once import ask_for_each  # noqa: PLC0415 - few need it
        from novapost_auth._everyday.tracking import Tracker  # noqa: PLC0415 - brings models

        def ask(chunk: Sequence[str]) -> Tracking | NovaPostError:
            try:
                return self.shipments.track(numbers=chunk, extended=extended)
            except NovaPostError as error:
                return error

        tracker = Tracker(numbers, chunk_size, concurrency, progress)
        ask_for_each(tracker.chunks(), ask, tracker.take, concurrency)
        return tracker.result()
