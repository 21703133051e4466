"""Node's fetch, in a process of its own that takes its turns with the others."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from pathlib import Path
from typing import Self

SCRIPT = Path(__file__).with_name("fetch.mjs")


class Node:
    """A running Node that makes calls when it is told to."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @classmethod
    def start(cls) -> Self | None:
        """Start it; None if there is no Node on the path."""
        node = shutil.which("node")
        if node is None:
            return None
        pipe = subprocess.PIPE
        return cls(subprocess.Popen([node, SCRIPT], stdin=pipe, stdout=pipe, text=True))

    async def batch(self, url: str, token: str, calls: int, at_once: int) -> float:
        """Make so many calls, so many of them at a time; returns the seconds it took."""
        return await asyncio.to_thread(self._batch, f"{url} {token} {calls} {at_once}\n")

    def _batch(self, line: str) -> float:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(line)
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def stop(self) -> None:
        self._process.communicate()
