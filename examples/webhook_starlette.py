"""Take webhooks with Starlette; in FastAPI, ``webhook`` is a route as it is.

Run it with ``NOVAPOST_WEBHOOK_SECRET`` set to the ``secret_token`` of the subscription:
``uvicorn --app-dir examples webhook_starlette:app``
"""

from __future__ import annotations

import os

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from novapost_auth import InvalidWebhook, Secret, verify_webhook

SECRET = Secret(os.environ["NOVAPOST_WEBHOOK_SECRET"])


async def webhook(request: Request) -> Response:
    """Check a webhook, note what it says, and answer at once: the rest is for a queue."""
    try:
        event = verify_webhook(request.headers, await request.body(), SECRET)
    except InvalidWebhook:
        return Response(status_code=401)
    print(f"{event.number}: {event.code}")
    return Response(status_code=204)


app = Starlette(routes=[Route("/novapost", webhook, methods=["POST"])])
