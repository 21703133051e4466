"""As ``_api``, for coroutines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import anyio

from novapost_auth._async_shipments import AsyncShipments
from novapost_auth._errors import NovaPostError
from novapost_auth._tracking import TrackedMany, Tracker, TrackingProgress
from novapost_client.client import AsyncNovaPostApi

if TYPE_CHECKING:
    from novapost_auth._async_transport import AsyncHttpTransport
    from novapost_client.models import Tracking


class AsyncApi(AsyncNovaPostApi):
    """As ``Api``, for coroutines."""

    # Only ever set below, so that narrowing its type is sound.
    shipments: AsyncShipments  # pyright: ignore[reportIncompatibleVariableOverride]
    """Shipments: price, creation, documents and tracking."""

    def __init__(self, transport: AsyncHttpTransport) -> None:
        super().__init__(transport)
        self.shipments = AsyncShipments(transport)

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
