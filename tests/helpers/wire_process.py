"""What programs that fork need, in a test's subprocess: ``run_program`` and what it prepends."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).parent

PRELUDE = """
import asyncio, gc, multiprocessing, os, pickle, sys, threading, traceback
import novapost_auth as np
from novapost_auth._wire import pool

pool._KEPT = 600.0  # However slow the machine is.
KEY = {key!r}
URL = sys.argv[1]

def sync_client(**settings):
    return np.NovaPost(KEY, server=URL, retries=None, timeout=20, environ={{}}, **settings)

def async_client(**settings):
    return np.AsyncNovaPost(KEY, server=URL, retries=None, timeout=20, environ={{}}, **settings)

def connection(answer, path):
    "Return the connection that was used, if the answer is one to what was asked."
    data = answer.json()
    assert data["path"].endswith(path), f"asked for {{path}}, got the answer to {{data['path']}}"
    return data["connection"]

def get(api, path):
    return connection(api.request("GET", path), path)

async def aget(api, path):
    return connection(await api.request("GET", path), path)

def fork(work, end="_exit"):
    "Run work() in a child; return its id."
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    if end == "_exit":
        os._exit(code)
    sys.exit(code)

def wait(*pids):
    for pid in pids:
        _, status = os.waitpid(pid, 0)
        assert status == 0, f"a child ended with {{status}}"
"""


def run_program(server, code, *, key, prelude=PRELUDE, seconds=45, **settings):
    """Run a program against ``server``; return what it printed, which is no traceback."""
    text = prelude.format(key=key) + textwrap.dedent(code)
    ran = subprocess.run(
        [
            *(sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning"),
            *(
                "-W",
                "ignore::ResourceWarning",
                "-c",
                text,
            ),  # Programs that just end are tested too.
            server.url,
        ],
        capture_output=True,
        timeout=seconds,
        check=False,
        text=True,
        env=os.environ | settings.get("environ", {}),
    )
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stderr[-4000:]
    return ran.stdout.split()
