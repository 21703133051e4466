"""Ctrl-C, to a real process with calls that nobody answers: it ends at once."""

import os
import signal
import subprocess
import sys
import time

import pytest
from children import end_by

from novapost_auth.testing import FakeNovaPost

PROGRAM = """
import time
from novapost_auth import NovaPost
with NovaPost() as novapost:
    pages = novapost.divisions.find_all(limit=2, read_ahead=True)
    {}
"""
# With how many calls are answered, the token's first, and how many are under way then.
PROGRAMS = {
    "tracking": ("novapost.track_many(map(str, range(1000)), concurrency=3)", 1, 3),
    "waiting for a page": ("list(pages)", 3, 1),
    "using a page": ("[time.sleep(300) for number, _ in enumerate(pages) if number == 2]", 3, 1),
}


class Silent(FakeNovaPost):
    """Answers so many calls, and no more."""

    answered = 0
    latency = property(lambda self: 300 * (len(self.calls) > self.answered), lambda *_: None)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one process")
@pytest.mark.parametrize("what", PROGRAMS)
def test_ctrl_c_ends_it_at_once(what):
    program, answered, under_way = PROGRAMS[what]
    fake = Silent()
    fake.answered = answered
    with fake.serve() as served:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(program)],
            env=os.environ | {"NOVAPOST_SERVER": served.url, "NOVAPOST_API_KEY": fake.api_key},
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            while len(fake.calls) < answered + under_way:
                time.sleep(0.01)
            end_by(process, signal.SIGINT)
            _, told = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == -signal.SIGINT
    assert told.endswith("KeyboardInterrupt\n")
