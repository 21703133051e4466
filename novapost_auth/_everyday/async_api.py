"""As ``api``, for coroutines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import anyio

from novapost_auth._errors import NovaPostError
from novapost_client.client import AsyncNovaPostApi

if TYPE_CHECKING:
    from novapost_auth._calls.async_transport import AsyncHttpTransport
    from novapost_auth._everyday.async_shipments import AsyncShipments
    from novapost_auth._everyday.tracking import TrackedMany, TrackingProgress
    from novapost_client.models import Tracking


class AsyncApi(AsyncNovaPostApi):
    """As ``Api``, for coroutines."""

    # Set as it is made and for copies alone, so that narrowing its type is sound.
    _transport: AsyncHttpTransport  # pyright: ignore[reportIncompatibleVariableOverride]

    @cached_property
    def shipments(self) -> AsyncShipments:
        """Shipments: price, creation, documents and tracking."""
        from novapost_auth._everyday.async_shipments import (  # noqa: PLC0415 - brings models
            AsyncShipments,
        )

        return AsyncShipments(self._transport)

    async def track_many(
        self,
        numbers: Iterable[str],
        *,
        extended: bool | None = None,
        chunk_size: int = 50,
        concurrency: int = 4,
        progress: TrackingProgress | None = None,
    ) -> TrackedMany:
        """Track any number of shipments. See ``NovaPost.track_many``."""
        from novapost_auth._everyday.tracking import Tracker  # noqa: PLC0415 - brings models

        tracker = Tracker(numbers, chunk_size, concurrency, progress)
        chunks = tracker.chunks()

        async def ask(chunk: Sequence[str]) -> Tracking | NovaPostError:
            try:
                return await self.shipments.track(numbers=chunk, extended=extended)
            except NovaPostError as error:
                return error

        async def work() -> None:
            for chunk in chunks:  # Shared: each worker takes the next one.
                tracker.take(chunk, await ask(chunk))

        try:
            async with anyio.create_task_group() as workers:
                for _ in range(concurrency):
                    workers.start_soon(work)
        except ExceptionGroup as group:  # What `progress` raised, wrapped by the task group.
            raise group.exceptions[0] from None
        return tracker.result()
