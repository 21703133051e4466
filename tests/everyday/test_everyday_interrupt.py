"""Ctrl-C, to a real process with calls that nobody answers: it ends at once."""

import os
import signal
import subprocess
import sys
import time

import pytest

from novapost_auth.testing import FakeNovaPost

PROGRAM = """
from novapost_auth import NovaPost
with NovaPost() as novapost:
    novapost.token()
    print(input("ready\\n"))
    novapost.track_many(map(str, range(1000)), concurrency=3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one process")
def test_ctrl_c_ends_tracking_at_once():
    fake = FakeNovaPost()
    with fake.serve() as served:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"NOVAPOST_SERVER": served.url, "NOVAPOST_API_KEY": fake.api_key},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout.readline() == "ready\n"
            fake.latency = 300
            process.stdin.write("go\n")
            process.stdin.flush()
            while len(fake.calls) < 1 + 3:  # the token's, and as many as may be under way
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == -signal.SIGINT
    assert told.endswith("KeyboardInterrupt\n")
