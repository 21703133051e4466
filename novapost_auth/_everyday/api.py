"""The published API, with what everyday work adds to it, for threads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from novapost_auth._errors import NovaPostError, check_callback
from novapost_auth._everyday.orders import Orders
from novapost_client.client import NovaPostApi
from novapost_client.resource import made_once

if TYPE_CHECKING:
    from novapost_auth._calls.transport import HttpTransport
    from novapost_auth._everyday.shipments import Shipments
    from novapost_auth._everyday.tracking import OnResult, Tracked, TrackedMany, TrackingProgress
    from novapost_client.models import Tracking


class Api(NovaPostApi):
    """Every resource of the API, over one transport."""

    # Set as it is made and for copies alone, so that narrowing its type is sound.
    _transport: HttpTransport  # pyright: ignore[reportIncompatibleVariableOverride]

    def __init__(self, transport: HttpTransport) -> None:
        super().__init__(transport)
        self._orders = Orders()

    @made_once
    def shipments(self) -> Shipments:
        """Shipments: price, creation, documents and tracking."""
        from novapost_auth._everyday.shipments import Shipments  # noqa: PLC0415

        return Shipments(self._transport, self._orders)

    def track_many(  # noqa: PLR0913 - settings, all by keyword
        self,
        numbers: Iterable[int | str],
        *,
        extended: bool | None = None,
        chunk_size: int = 50,
        concurrency: int = 4,
        progress: TrackingProgress | None = None,
        on_result: OnResult | None = None,
    ) -> TrackedMany:
        """Track any number of shipments, some dozens with each call.

        A call that fails does so for its numbers alone, once it has been repeated as the
        settings of this client say. Where four calls in a row got no answer, the service is
        away: the numbers that are left fail as the last of them did, and are not asked for.

        Args:
            numbers: Numbers of shipments. Spaces and small letters do no harm, and a number is
                asked for once however often it is given. Blank ones, as of an empty line of a
                file, and None or NaN, as of an empty cell of a table, are not asked for: the
                result tells where they stood, in ``blank``.
            extended: As for ``shipments.track``.
            chunk_size: How many numbers go into a call at most; fewer do where its address
                would grow too long.
            concurrency: How many calls are under way at once.
            progress: Called after each call with how many numbers are done, and how many
                there are.
            on_result: Called with each number, as you gave it, and what came of it, as soon as
                that is known: a ``TrackedShipment``, the error of its call, or None where nothing
                is known of it. What it raises ends the work.

        Returns:
            What is known of each number, which are unknown, and which could not be asked for.

        Raises:
            ConfigurationError: ``chunk_size`` or ``concurrency`` is less than 1, or ``numbers``
                is no list of texts or integers. True and False are neither.

        """
        from novapost_auth._everyday.at_once import ask_for_each  # noqa: PLC0415 - few need it
        from novapost_auth._everyday.tracking import Tracker  # noqa: PLC0415 - brings models

        def ask(chunk: Sequence[str]) -> Tracking | NovaPostError:
            if tracker.away is not None:
                return tracker.away
            try:
                tracking = self.shipments.track(numbers=chunk, extended=extended)
            except NovaPostError as error:
                return tracker.lost(error)
            tracker.answered()
            return tracking

        def tell(told: list[tuple[str, Tracked]]) -> None:
            if on_result is not None:
                for number, outcome in told:
                    on_result(number, outcome)  # apart: it has done what it does

        def take(chunk: Sequence[str], outcome: Tracking | NovaPostError) -> None:
            tell(tracker.take(chunk, outcome))
            tracker.advance(chunk)

        check_callback(on_result, "on_result")  # apart: nothing awaits it here
        tracker = Tracker(numbers, chunk_size, concurrency, progress)
        ask_for_each(tracker.chunks(), ask, take, concurrency)
        return tracker.result()
