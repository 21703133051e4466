"""Node's fetch, in a process of its own that takes its turns with the others."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from benchmarks.contestants import TOKEN

SCRIPT = Path(__file__).with_name("fetch.mjs")


class Node(AbstractContextManager["Node"]):
    """A running Node that makes calls when it is told to."""

    def __init__(self, url: str, process: subprocess.Popen[str]) -> None:
        self._url = url
        self._process = process

    @classmethod
    def start(cls, url: str) -> Self | None:
        """Start it; None if there is no Node on the path."""
        node = shutil.which("node")
        if node is None:
            return None
        pipe = subprocess.PIPE
        return cls(url, subprocess.Popen([node, SCRIPT], stdin=pipe, stdout=pipe, text=True))

    def batch(self, _way: str, calls: int, at_once: int) -> tuple[float, None]:
        """Make so many calls, so many of them at a time; of the processor it tells nothing."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{self._url} {TOKEN} {calls} {at_once}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline()), None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
