"""Hosts that import a program once and fork their workers: gunicorn's preload, Celery's prefork."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, Queue

import pytest
from children import Child
from fault_server import KEY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these hosts fork")

SHOP = """
import os
from contextlib import nullcontext
import novapost_auth as np

api = np.NovaPost({key!r}, server={url!r}, retries=None, timeout=20, environ={{}})
api.request("GET", "/master-1")  # What a program does that is warmed up before it forks.

def look(number):
    path = f"/worker{{os.getpid()}}-{{number}}"
    answer = api.request("GET", path).json()
    assert answer["path"].endswith(path), answer
    return os.getpid()
"""

GUNICORN = """
def app(environ, start_response):
    number = environ["PATH_INFO"].strip("/")
    start_response("200 OK", [("Content-Type", "text/plain"), ("Connection", "close")])
    return [str(look(number)).encode()]
"""

CELERY = """
from celery import Celery

app = Celery(
    "shop",
    broker="filesystem://",
    backend="file://" + {results!r},
    broker_transport_options={{
        "data_folder_in": {queue!r}, "data_folder_out": {queue!r}, "control_folder": {control!r},
    }},
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
)

@app.task(name="look")
def task(number):
    return look(number)
"""


@contextmanager
def running(*command, cwd):
    """Run a host; yield the lines that it writes, as they come."""
    process = Child(
        [sys.executable, "-m", *command],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"HOME": str(cwd), "PYTHONPATH": str(cwd), "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    lines, said = Queue(), []

    def read():
        for line in process.stdout:
            said.append(line)
            lines.put(line)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        yield lines, said
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # The group is its own.
            process.wait()
        reader.join(5)
        process.stdout.close()


def line_with(lines, pattern, said, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            line = lines.get(timeout=0.2)
        except Empty:
            continue
        if found := re.search(pattern, line):
            return found
    pytest.fail("".join(said)[-3000:])


def check(server, pids):
    """Say that no connection was used by two processes."""
    owners = {}
    for arrival in server.arrivals:
        if "/authorization" not in arrival.line:
            owner = arrival.line.split("/")[2].split("-")[0]
            assert owners.setdefault(arrival.connection, owner) == owner
    assert set(owners.values()) == {"master", *(f"worker{pid}" for pid in pids)}
    assert server.tokens == 1  # The workers have that of the master.


def test_gunicorn_with_preload(wire_serve, tmp_path):
    pytest.importorskip("gunicorn")
    server = wire_serve()
    (tmp_path / "shop.py").write_text(SHOP.format(key=KEY, url=server.url) + GUNICORN)
    command = ["gunicorn", "--preload", "--workers=2", "--bind=127.0.0.1:0", "shop:app"]

    with running(*command, cwd=tmp_path) as (lines, said):
        port = int(line_with(lines, r"http://127\.0\.0\.1:(\d+)", said)[1])
        pids, number = set(), 0
        while len(pids) < 2 or number < 12:
            assert number < 500, said
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", f"/{number}")
            answer = connection.getresponse()
            text = answer.read().decode()
            connection.close()
            assert answer.status == 200, "".join(said)[-3000:]
            pids.add(text)
            number += 1

    check(server, pids)


def test_celery_with_prefork(wire_serve, tmp_path):
    pytest.importorskip("celery")
    server = wire_serve()
    folders = {name: str(tmp_path / name) for name in ("results", "queue", "control")}
    for folder in folders.values():
        Path(folder).mkdir()
    (tmp_path / "shop.py").write_text(
        SHOP.format(key=KEY, url=server.url) + CELERY.format(**folders)
    )
    (tmp_path / "ask.py").write_text(
        "import json, os, sys\n"
        "os.environ.clear()\n"
        + CELERY.format(**folders)
        + "results = [task.delay(number) for number in range(12)]\n"
        "print(json.dumps([result.get(timeout=40) for result in results]))\n"
    )
    command = ["celery", "-A", "shop", "worker", "--pool=prefork", "--concurrency=2"]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=INFO"]

    with running(*command, cwd=tmp_path) as (lines, said):
        line_with(lines, r"ready\.", said, seconds=40)
        asked = subprocess.run(
            [sys.executable, "ask.py"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=50,
            check=False,
        )
        assert asked.returncode == 0, asked.stderr[-2000:] + "".join(said)[-3000:]
        pids = {str(pid) for pid in json.loads(asked.stdout)}

    assert 1 <= len(pids) <= 2
    check(server, pids)
