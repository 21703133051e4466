"""Memory is measured in a process of its own, which does nothing else."""

import gzip
import json
import subprocess
import sys

import pytest
from archive_server import division, pack

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

MIB = 1024 * 1024

PROGRAM = """
import sys
from pathlib import Path
from novapost_auth import UnexpectedResponse, download_divisions
count = 0
try:
    for one in download_divisions(server=sys.argv[1], environ={}):
        count += 1
except UnexpectedResponse as error:
    print(error, file=sys.stderr)
status = Path("/proc/self/status").read_text().split()
print(count, status[status.index("VmHWM:") + 1])
"""


@pytest.fixture
def measure(server):
    """Download what the server offers; return how many divisions, and MiB of memory at most.

    Not what ``getrusage`` says: that counts the process that started this one as well.
    """

    def run():
        command = [sys.executable, "-c", PROGRAM, server.url]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        count, peak = done.stdout.split()
        return int(count), int(peak) // 1024, done.stderr

    return run


def members(*parts):
    """An archive of members of gzip: texts, or pairs of a text and how often it comes."""
    parts = [part if isinstance(part, tuple) else (part, 1) for part in parts]
    return b"".join(gzip.compress(text.encode(), 1) * times for text, times in parts)


def test_two_hundred_megabytes_take_less_than_one_hundred(server, measure):
    items = [division(number, address="вул. Хрещатик, 1", note="n" * 1700) for number in range(500)]
    some = json.dumps(items, ensure_ascii=False)[1:-1]
    times = 200 * MIB // len(some.encode())
    server.offer(members('{"items": [', (some + ", ", times), some, "]}"))

    found, peak, _ = measure()

    assert found == (times + 1) * 500
    assert peak < 100


def test_deltas_as_large_as_a_base_take_no_more(server, measure):
    changes = [{"id": number, "note": str(number) * 800} for number in range(18_000)]
    server.offer([division(1)], (pack(changes, level=1), (100, 200)))

    found, peak, _ = measure()

    assert found == 18_000
    assert peak < 100


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ('{"items": [{"note": "', "я" * MIB),
        ('{"items": [{"note": [', "[]," * MIB),
        ('{"items": [', "[" * MIB),
        ('{"items": [', " " * 4 * MIB),
    ],
    ids=["text", "lists", "nesting", "spaces"],
)
def test_bombs_take_no_more(server, measure, before, text):
    server.offer(members(before, (text, 50)))

    found, peak, error = measure()

    assert found == 0
    assert "JSON" in error
    assert peak < 100
