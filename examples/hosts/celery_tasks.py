"""Shipments created by Celery: tried again by the queue, and found where there is one by then.

``celery -A celery_tasks worker``, with NOVAPOST_API_KEY, NOVAPOST_SERVER and CELERY_BROKER set. The
module is imported before the workers fork; each makes connections of its own.
"""

from __future__ import annotations

import os

from celery import Celery, Task

from novapost_auth import (
    ApiError,
    ConfigurationError,
    FileTokenStore,
    NovaPost,
    NovaPostError,
    RateLimited,
    ServerError,
)
from novapost_client.bodies import ShipmentRequestDict

app = Celery(
    "shop",
    broker=os.environ.get("CELERY_BROKER", "memory://"),
    backend=os.environ.get("CELERY_RESULTS", "cache+memory://"),
)

# One token for all workers of a machine; RedisTokenStore gives one to several machines.
novapost = NovaPost(token_store=FileTokenStore(), deadline=60.0)


@app.task(bind=True, name="ship", acks_late=True, max_retries=8)
def ship(self: Task[..., str], body: ShipmentRequestDict) -> str:
    """Create a shipment, and return its number.

    ``clientOrder`` of the body makes it safe to run this again: the shipment that a worker created
    before it was killed is found, and no second one is made. Two workers at the same order at the
    same moment do not see each other: where that can be, lock the order's row around this.
    """
    try:
        return novapost.shipments.create_once(body).number
    except NovaPostError as error:
        refused = isinstance(error, ApiError) and not isinstance(error, (RateLimited, ServerError))
        if refused or isinstance(error, ConfigurationError):
            raise  # Trying again changes nothing, and a person has to look.
        wait = error.retry_after if isinstance(error, ApiError) else None
        countdown = 2**self.request.retries if wait is None else wait
        raise self.retry(exc=error, countdown=countdown) from error
