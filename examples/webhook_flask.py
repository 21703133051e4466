"""Take webhooks with Flask.

Run it with ``NOVAPOST_WEBHOOK_SECRET`` set to the ``secret_token`` of the subscription:
``flask --app examples/webhook_flask.py run``
"""

from __future__ import annotations

import os

from flask import Flask, Response, request

from novapost_auth import InvalidWebhook, Secret, verify_webhook

SECRET = Secret(os.environ["NOVAPOST_WEBHOOK_SECRET"])

app = Flask(__name__)


@app.post("/novapost")
def webhook() -> Response:
    """Check a webhook, note what it says, and answer at once: the rest is for a queue."""
    try:
        event = verify_webhook(request.headers, request.get_data(), SECRET)
    except InvalidWebhook:
        return Response(status=401)
    print(f"{event.number}: {event.code}")
    return Response(status=204)
