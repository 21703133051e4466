"""Where tens of thousands of shipments are, written as they come, and gone on with after a break.

    python examples/programs/nightly.py numbers.txt states.jsonl

Numbers stand in a file, one a line. What is known of one is a line of JSON; run again after an
interruption, it asks for those alone that have none yet. Begin each night with a new file.
NOVAPOST_API_KEY and NOVAPOST_SERVER say with which key, and where.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from novapost_auth import NovaPost, tracking_state

TOGETHER = 1_000
"""How many numbers are asked for before the file is written: what an interruption may cost."""


def main(numbers: Path, states: Path) -> int:
    """Ask for what is missing; return how many numbers could not be asked for."""
    wanted = dict.fromkeys(numbers.read_text(encoding="utf-8").split())
    for number in known(states):
        wanted.pop(number, None)
    todo, failed = list(wanted), 0
    with NovaPost() as novapost, states.open("a", encoding="utf-8") as lines:
        for start in range(0, len(todo), TOGETHER):
            tracked = novapost.track_many(todo[start : start + TOGETHER])
            for number, shipment in tracked.found.items():
                state = tracking_state(shipment)
                since = state.since.isoformat() if state.since else None
                told = {"number": number, "code": state.code, "event": state.event, "since": since}
                lines.write(json.dumps(told, ensure_ascii=False) + "\n")
            for number in tracked.missing:
                lines.write(json.dumps({"number": number, "code": None}) + "\n")
            lines.flush()
            failed += len(tracked.failed)
            for error in {str(error) for error in tracked.failed.values()}:
                print(error, file=sys.stderr)
    print(f"{len(todo) - failed} of {len(todo)} written, {failed} to be asked for again")
    return failed


def known(states: Path) -> Iterator[str]:
    """Yield the numbers that a file has; a last line that was cut off is taken out of it."""
    if not states.exists():
        return
    whole, end, _cut = states.read_bytes().rpartition(b"\n")
    states.write_bytes(whole + end)
    for line in whole.splitlines():
        yield json.loads(line)["number"]


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]), Path(sys.argv[2])) else 0)
