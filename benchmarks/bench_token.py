"""What a cached token costs; ``bench_auth`` measures it, and tells more when run by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from benchmarks import bench_auth
from benchmarks.figures import Bar, Figure


def figures() -> Iterator[Figure]:
    found = asyncio.run(bench_auth.measure())
    for way in ("sync", "async"):
        ours, constant = found[f"{way} ours"], found[f"{way} constant"]
        yield Figure(
            f"auth flow with a fresh token, {way}",
            "an `httpx.Auth` that sets a constant header",
            found[f"{way} ratio"],
            Bar("≤", 1),
            f"{ours:.2f} and {constant:.2f} µs a request",
        )
    ours, constant = found["client ours"], found["client constant"]
    yield Figure(
        "a request in a user's `httpx.Client`, without a network",
        "with that header",
        found["client ratio"],
        note=f"{ours:.1f} and {constant:.1f} µs a request",
    )
