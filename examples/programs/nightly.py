"""Where tens of thousands of shipments are, written as they come, and gone on with after a break.

    python examples/programs/nightly.py numbers.txt states.jsonl

Numbers stand in a file, one a line. What is known of one is a line of JSON; run again after an
interruption, it asks for those alone that have none yet. Begin each night with a new file.
NOVAPOST_API_KEY and NOVAPOST_SERVER say with which key, and where.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from novapost_auth import NovaPost, NovaPostError, tracking_state
from novapost_client.models import TrackedShipment


def main(numbers: Path, states: Path) -> int:
    """Ask for what is missing; return how many numbers could not be asked for."""
    done = set(known(states))
    # Some editors begin a file with a mark, and lists repeat themselves.
    given = map(str.strip, numbers.read_text(encoding="utf-8-sig").splitlines())
    wanted = [one for one in dict.fromkeys(given) if one and one not in done]
    # Half of a character, which JSON can hold and UTF-8 cannot, ends no night.
    file = states.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
    with NovaPost() as novapost, file as lines:

        def write(number: int | str, came: TrackedShipment | NovaPostError | None) -> None:
            if not isinstance(came, NovaPostError):
                lines.write(line(str(number), came))

        failed = novapost.track_many(wanted, on_result=write).failed
    for error in {str(error) for error in failed.values()}:
        print(error, file=sys.stderr)
    print(f"{len(wanted) - len(failed)} of {len(wanted)} written")
    return len(failed)


def line(number: str, shipment: TrackedShipment | None) -> str:
    """Return what is kept of a number."""
    told: dict[str, str | None] = {"number": number, "code": None}
    if shipment is not None:
        state = tracking_state(shipment)
        since = state.since.isoformat() if state.since else None
        told |= {"code": state.code, "event": state.event, "since": since}
    return json.dumps(told, ensure_ascii=False) + "\n"


def known(states: Path) -> Iterator[str]:
    """Yield the numbers that a file has; a last line that was cut off is taken out of it."""
    if not states.exists():
        return
    whole, end, _cut = states.read_bytes().rpartition(b"\n")
    os.truncate(states, len(whole + end))  # Written anew, all of it would be lost on a full disk.
    for one in whole.splitlines():
        yield json.loads(one)["number"]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(1 if main(Path(sys.argv[1]), Path(sys.argv[2])) else 0)
