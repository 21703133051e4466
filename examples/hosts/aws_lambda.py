"""A price from AWS Lambda: the client outlives a call, and so does its token.

Handler: ``aws_lambda.handler``. NOVAPOST_API_KEY and NOVAPOST_SERVER come from the environment, or
the key from a store of secrets, fetched where the client is made.
"""

from __future__ import annotations

import json
from typing import Any

from novapost_auth import (
    ConfigurationError,
    NovaPost,
    NovaPostError,
    ValidationError,
    delivery_costs,
)

# Outside of the handler: made at a cold start, and used by all calls of this instance. Between two
# calls an instance is frozen, threads and all: so a token is renewed within a call.
novapost = NovaPost(refresh="inline", deadline=8.0)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer with what each kind of delivery costs; the event's body is that of a calculation."""
    try:
        body = json.loads(event.get("body") or "")
        calculation = novapost.shipments.calculate(body)
    except ValidationError as error:  # What was asked for is wrong: the fields say where.
        return answer(422, {"errors": error.errors})
    except (ConfigurationError, ValueError, RecursionError):  # Nothing was sent.
        return answer(400, {"errors": {"body": ["is no calculation in JSON"]}})
    except NovaPostError as error:
        print(f"Nova Post: {error}")  # Into the log; the text of an error holds no secrets.
        return answer(502, {"error": "Nova Post cannot be asked now."})
    costs = delivery_costs(calculation)  # None where the answer tells no price.
    return answer(200, {one.kind or "delivery": [float(one.cost), one.currency] for one in costs})


def answer(status: int, body: dict[str, Any]) -> dict[str, Any]:
    """Return an answer as the platform wants it."""
    headers = {"Content-Type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}
