"""A check: a name, and what it finds. All are run, a line each, before there is a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class ReleaseError(Exception):
    """A step that could not be done. The message is one line: which one, and what it said."""


def some(names: Iterable[str]) -> str:
    """Return the first of ``names``, and how many more there are."""
    first, *others = sorted(names)
    return f"{first} and {len(others)} more" if others else first


class Check(NamedTuple):
    """One thing that has to hold."""

    name: str
    findings: Callable[[], Iterable[str]]
    """Gives a line for each thing that does not hold, with what to do about it."""


def run(checks: Iterable[Check]) -> list[str]:
    """Run all checks, say how each went, and return the names of those that failed."""
    failed = []
    for check in checks:
        try:
            findings = list(check.findings())
        except (ReleaseError, OSError) as error:
            findings = [str(error)]
        if findings:
            failed.append(check.name)
        lines = [": ".join([check.name, *findings[:1]]), *findings[1:]]
        print(f"{'failed' if findings else 'ok':6} ", *lines[:1], flush=True)
        for finding in lines[1:]:
            print(f"        {finding}", flush=True)
    return failed
