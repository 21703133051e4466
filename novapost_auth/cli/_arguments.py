"""Kinds of arguments that several commands take."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, TypeAlias

from cyclopts import Group, Parameter
from cyclopts.validators import Number

OutputFile: TypeAlias = Annotated[Path, Parameter(name=("--output", "-o"))]

OPTIONS: Final = Group("Options", sort_key=1)
"""Under what title help tells the options of a command."""

_CALL: Final = "a method and a path, such as: novapost call GET /shipments"
TAKES: Final[Mapping[str, str]] = {
    "--near": "a latitude and a longitude in degrees, such as --near 52.23 21.01",
    "METHOD": _CALL,
    "PATH": _CALL,
}
"""What to say of arguments that are often given wrongly."""

ABOVE_ZERO: Final = Parameter(validator=Number(gt=0))


def names(kind: type[StrEnum]) -> Parameter:
    """Describe an option that a shell completes with the published values, and that takes any."""
    return Parameter(completer=lambda _: [member.value for member in kind])
