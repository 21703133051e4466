"""Answers that a test has planned instead of the real ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from fnmatch import translate

from attrs import define, field

from novapost_auth._errors import ConfigurationError
from novapost_client.shown import shown

from . import _archive
from ._document import METHODS, Document
from ._wire import Answer

_NEAR = 0.7
"""How much of a word has to be another's to be that one, misspelt."""


@define
class Failure:
    """An answer that is planned instead of the real one."""

    answer: Answer
    path: str
    """A path below the base URL, or a pattern of some."""
    method: str | None
    times: int
    _pattern: re.Pattern[str] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._pattern = re.compile(translate(self.path))

    def __str__(self) -> str:
        return f"{self.answer.status} for {self.method or 'any method'} {self.path}: {self.times}"

    def fits(self, method: str, path: str) -> bool:
        """Tell whether it is the answer to a call."""
        return self.method in {None, method} and self._pattern.fullmatch(path) is not None


def check_reachable(document: Document, path: str, method: str | None) -> None:
    """Refuse a failure that would wait for ever: no call is answered by it.

    Raises:
        ConfigurationError: No operation has such a path, or the path with such a method.

    """
    if method is not None and method.lower() not in METHODS:
        raise ConfigurationError(f"method must be one such as POST, not {shown(method)}")
    asked = re.compile(translate(path))
    named = [(one.method, one.name.partition(" ")[2]) for one in document.operations]
    named += [("GET", one) for one in _archive.PATHS]
    # One with braces is nobody's, though a template is.
    methods = {one for one, template in named if "{" not in path and asked.fullmatch(template)}
    if not methods:  # Then it is the path of one thing: its id is in it.
        methods = {one.method for one in document.operations if one.pattern.fullmatch(path)}
        if "{" in path or not methods:
            raise ConfigurationError(
                f"no operation has the path {shown(path)}: one such as /shipments/* is meant"
            )
        if near := _meant(path, [template for _, template in named]):
            raise ConfigurationError(f"no operation has the path {shown(path)}: {near} has one")
    if method is not None and method.upper() not in methods:
        raise ConfigurationError(
            f"no operation of {shown(path)} is a {method.upper()}: {', '.join(sorted(methods))}"
        )


def _meant(path: str, templates: Sequence[str]) -> str | None:
    """Find the path that differs in one word, which has no digit, as ids have, and is near."""
    words = path.split("/")
    for template in templates:
        others = template.split("/")
        apart = [
            (word, other)
            for word, other in zip(words, others, strict=False)
            if word != other and "{" not in other
        ]
        if len(words) != len(others) or len(apart) != 1 or re.search(r"\d", apart[0][0]):
            continue
        if get_close_matches(apart[0][0], [apart[0][1]], cutoff=_NEAR):
            return template
    return None
