"""Kinds of arguments that several commands take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import inf
from pathlib import Path
from typing import Annotated, Final, TypeAlias, get_origin

from cyclopts import Group, Parameter, Token
from cyclopts.validators import Number

OutputFile: TypeAlias = Annotated[Path, Parameter(name=("--output", "-o"))]

OPTIONS: Final = Group("Options", sort_key=1)
"""Under what title help tells the options of a command."""

_MOST: Final = 2**31 - 1  # As the service counts.
_CALL: Final = "a method and a path, such as: novapost call GET /shipments"
TAKES: Final[Mapping[str, str]] = {
    "--near": "a latitude and a longitude in degrees, such as --near 52.23 21.01",
    "divisions": "options alone, such as --settlement ID; novapost settlements NAME finds the ID",
    "--weight": "whole grams, such as --weight 1500",
    "settlements": "one name: put one of several words in quotes",
    "METHOD": _CALL,
    "PATH": _CALL,
}
"""What to say of arguments that are often given wrongly."""

MEANT: Final[Mapping[str, str]] = {
    "--body": "a body is the third argument of call: @FILE, or -",
    "--data": "a body is the third argument of call: @FILE, or -",
    "--lang": "it is --language",
    "--name": "a name is an argument: novapost settlements NAME",
    "--param": "a parameter is --query NAME=VALUE",
    "--params": "a parameter is --query NAME=VALUE",
    "--show": "a token is shown with --reveal",
}
"""What is meant by options that there are elsewhere, and not here."""

ABOVE_ZERO: Final = Parameter(validator=Number(gt=0, lt=inf))

A_YEAR: Final = 31_536_000.0
"""Seconds. Nothing here takes longer, and no clock counts to what might be written."""

SECONDS: Final = Parameter(validator=Number(gt=0, lte=A_YEAR))


def _whole(_: object, tokens: Sequence[Token]) -> int:
    """Take a whole number as it is written: 1.5 of kg would be rounded to 2 of g."""
    try:
        return int(tokens[0].value)
    except ValueError:
        raise ValueError("a whole number is meant") from None


WHOLE: Final = Parameter(converter=_whole, validator=Number(gt=0, lte=_MOST))
"""A count, or an amount in the smallest unit there is."""


def names(kind: type[StrEnum]) -> Parameter:
    """Describe an option that a shell completes with the published values, and that takes any.

    Who writes one of these in lower or upper case means it.
    """
    published = {member.value.lower(): member.value for member in kind}

    def meant(type_: object, tokens: Sequence[Token]) -> str | tuple[str, ...]:
        values = tuple(published.get(token.value.lower(), token.value) for token in tokens)
        return values if get_origin(type_) is tuple else values[0]

    return Parameter(converter=meant, completer=lambda _: [*published.values()])
