"""Say where shipments are: python examples/track_many.py FILE, with a number in each line.

NOVAPOST_API_KEY and NOVAPOST_SERVER say with which key, and where.
"""

import sys
from pathlib import Path

from novapost_auth import NovaPost, tracking_state


def main() -> None:
    """Track all numbers, some dozens with each call, several calls at once."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    numbers = [line for line in lines if line.strip()]
    with NovaPost() as novapost:
        tracked = novapost.track_many(numbers, progress=lambda *done: print(*done, sep="/"))
    for number, shipment in tracked.found.items():
        state = tracking_state(shipment)
        print(f"{number}: {state.event}, {state.since}{', closed' if state.is_final else ''}")
    for number in tracked.missing:
        print(f"{number}: unknown")
    for number, error in tracked.failed.items():
        print(f"{number}: {error}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
