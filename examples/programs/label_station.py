"""A station that makes shipments and labels of orders, and may be killed at any moment.

    python examples/programs/label_station.py orders labels

An order is a file ``orders/NAME.json``, a body as Nova Post publishes it; its label becomes
``labels/NAME.pdf``. That there is a label is all that the station knows of an order, so there is
nothing that could be wrong after a power cut: an order without a label is done again. The shipment
is not made again, since its clientOrder, the order's name, finds it. One station for a folder.
NOVAPOST_API_KEY and NOVAPOST_SERVER say with which key, and where.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import cast

from novapost_auth import FileTokenStore, NovaPost, NovaPostError
from novapost_client.bodies import ShipmentRequestDict


def main(orders: Path, labels: Path) -> int:
    """Do what is to be done; return how many orders have no label yet."""
    labels.mkdir(parents=True, exist_ok=True)
    left = 0
    with NovaPost(token_store=FileTokenStore()) as novapost:
        for order in sorted(orders.glob("*.json")):
            label = labels / f"{order.stem}.pdf"
            if label.exists():  # It was written whole, or it would not be there.
                continue
            try:
                number = novapost.shipments.create_once(shipment(order)).number
                novapost.shipments.print_documents(numbers=[number], type_="marking", save_to=label)
            except (NovaPostError, ValueError, RecursionError, OSError) as error:
                left += 1
                print(f"{order.name}: {error}", file=sys.stderr)
            else:
                print(f"{label}: {number}", flush=True)
    return left


def shipment(order: Path) -> ShipmentRequestDict:
    """Return the body of an order; a ``ValueError`` if the file holds none."""
    match json.loads(order.read_bytes()):
        case dict() as body:
            return cast(ShipmentRequestDict, {**body, "clientOrder": order.stem})
    raise ValueError("an order is a JSON object, {...}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(1 if main(Path(sys.argv[1]), Path(sys.argv[2])) else 0)
