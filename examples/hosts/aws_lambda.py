"""A price from AWS Lambda: the client outlives a call, and so does its token.

Handler: ``aws_lambda.handler``. NOVAPOST_API_KEY and NOVAPOST_SERVER come from the environment, or
the key from a store of secrets, fetched where the client is made.
"""

from __future__ import annotations

import json
from typing import Any

from novapost_auth import NovaPost, NovaPostError

# Outside of the handler: made at a cold start, and used by all calls of this instance. Between two
# calls an instance is frozen, threads and all: so a token is renewed within a call.
novapost = NovaPost(refresh="inline", deadline=8.0)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer with what each kind of delivery costs; the event's body is that of a calculation."""
    try:
        calculation = novapost.shipments.calculate(json.loads(event["body"]))
    except NovaPostError as error:
        return {"statusCode": 502, "body": json.dumps({"error": str(error)})}
    prices = {
        str(service.delivery_type_name): [service.cost, service.currency_code]
        for service in calculation.services or ()
    }
    return {"statusCode": 200, "body": json.dumps(prices)}
