"""A check: a name, and what it finds. All are run, a line each, before there is a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class ReleaseError(Exception):
    """A step that could not be done. The message is one line: which one, and what it said."""


class Check(NamedTuple):
    """One thing that has to hold."""

    name: str
    findings: Callable[[], Iterable[str]]
    """Gives a line for each thing that does not hold, with what to do about it."""


def run(checks: Iterable[Check], say: Callable[[str], object] = print) -> list[str]:
    """Run all checks, say how each went, and return the names of those that failed."""
    failed = []
    for check in checks:
        try:
            findings = list(check.findings())
        except (ReleaseError, OSError) as error:
            findings = [str(error)]
        if findings:
            failed.append(check.name)
        say(f"{'failed' if findings else 'ok':6}  {': '.join([check.name, *findings[:1]])}")
        for finding in findings[1:]:
            say(f"        {finding}")
    return failed
