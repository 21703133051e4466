"""What a process pays before its first call: imports, and the models of one operation."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.contestants import EXTRAS
from benchmarks.figures import AS_INSTALLED, WITH_FAST, Bar, Figure
from benchmarks.pages import page
from benchmarks.turns import Times

ROUNDS = 21

# httpx loads what its own command needs, where that happens to be there, as in this environment.
_COMMAND = ("click", "rich", "pygments")

_CHILD = """
import sys, time
sys.modules.update(dict.fromkeys({hidden}))
content = sys.stdin.buffer.read()
began = time.process_time()
{work}
print(time.process_time() - began)
print(sum(name.startswith("novapost_client.models.") for name in sys.modules))
"""

_FIRST_CALL = """
from novapost_client.client import NovaPostApi
class Canned:
    def send(self, request):
        return request.parse(content)
assert NovaPostApi(Canned()).divisions.find().items[0].name
"""

_ALL_MODELS = """
import novapost_client.models as models
for name in dir(models):
    getattr(models, name)
"""

_WORK = {
    "httpx": "import httpx",
    "attrs": "import attrs",
    "ours": "import novapost_auth",
    "client": "from novapost_auth import NovaPost",
    "client, fast": "from novapost_auth import NovaPost",
    "client made": "from novapost_auth import NovaPost; NovaPost('0' * 32)",
    "first call": _FIRST_CALL,
    "all models": _ALL_MODELS,
    "stock call": "from stock_client.api.divisions import get_divisions",
}


def figures() -> Iterator[Figure]:
    times, models = _measure(_WORK)
    httpx, bar = times.median("httpx"), Bar("≤", 15, " ms more")
    for name, what, bar, installed in (
        ("ours", "`import novapost_auth`, fresh process", bar, AS_INSTALLED),
        ("client", "`from novapost_auth import NovaPost`, fresh process", bar, AS_INSTALLED),
        ("client, fast", "`from novapost_auth import NovaPost`, fresh process", bar, WITH_FAST),
        ("client made", "the same, and a client made", None, AS_INSTALLED),
    ):
        took = times.median(name)
        note = f"{took * 1000:.0f} ms, {httpx * 1000:.0f} ms; {models[name]} models imported"
        more = times.difference(name, "httpx") * 1000
        yield Figure(what, "`import httpx`", more, bar, note, installed)
    what = "first typed call in a process: import + one operation's models"
    for other, against, bar in (
        (
            "stock call",
            "importing all models, as any operation of the stock client does",
            Bar("≤", 0.35),
        ),
        ("all models", "importing all of our own", None),
    ):
        first, whole, attrs = (times.median(name) * 1000 for name in ("first call", other, "attrs"))
        note = f"{first:.0f} and {whole:.0f} ms; without attrs, which takes {attrs:.0f} of both, "
        note += f"{(first - attrs) / (whole - attrs):.2f}"
        yield Figure(what, against, times.ratio("first call", other), bar, note)


def _measure(work: Mapping[str, str]) -> tuple[Times, dict[str, int]]:
    """Do each kind of work in processes of its own, its bytecode cached."""
    times, models = Times("a fresh process"), {}
    with tempfile.TemporaryDirectory() as cache:
        environ: dict[str, Any] = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environ["PYTHONPATH"] = os.pathsep.join(sys.path)
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for round_ in range(ROUNDS + 1):
            for name, code in random.sample(list(work.items()), len(work)):
                hidden = _COMMAND if name.endswith("fast") else (*_COMMAND, *EXTRAS)
                run = subprocess.run(
                    [sys.executable, "-c", _CHILD.format(work=code, hidden=hidden)],
                    input=page(1),
                    stdout=subprocess.PIPE,
                    env=environ,
                    check=True,
                )
                seconds, count = run.stdout.split()
                models[name] = int(count)
                if round_:  # The first one compiles.
                    times.add(name, float(seconds))
    return times, models
