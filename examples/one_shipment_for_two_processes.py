"""Create an order's shipment once, also where several processes are at it at the same moment.

Each takes the order's row in the shop's database first, and keeps it until the number stands there.
SQLite locks the whole file for that; in PostgreSQL and MySQL it is ``SELECT ... FOR UPDATE``, in
Django ``select_for_update()``.

Run it with ``NOVAPOST_API_KEY`` and ``NOVAPOST_SERVER`` set, and the shipment as JSON, spelt as
published: ``python examples/one_shipment_for_two_processes.py shipment.json``
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from novapost_auth import NovaPost, NovaPostError
from novapost_client.bodies import ShipmentRequestDict


def number_of(request: ShipmentRequestDict) -> str:
    """Return the number of an order's shipment, which is made where there is none."""
    order = request.get("clientOrder")
    with closing(sqlite3.connect("shop.db", timeout=120)) as shop, shop:
        shop.execute("CREATE TABLE IF NOT EXISTS shipped (client_order TEXT UNIQUE, number TEXT)")
        shop.execute("BEGIN IMMEDIATE")  # The next one waits here until this one has stored it.
        query = "SELECT number FROM shipped WHERE client_order = ?"
        if row := shop.execute(query, (order,)).fetchone():
            return str(row[0])
        with NovaPost() as novapost:
            made = novapost.shipments.create_once(request)
        shop.execute("INSERT INTO shipped VALUES (?, ?)", (order, made.number))
        return made.number


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        print(number_of(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
    except NovaPostError as error:
        sys.exit(str(error))
