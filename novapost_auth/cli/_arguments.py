"""Kinds of arguments that several commands take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, TypeAlias

from cyclopts import Group, Parameter
from cyclopts.validators import Number

OutputFile: TypeAlias = Annotated[Path, Parameter(name=("--output", "-o"))]

OPTIONS: Final = Group("Options", sort_key=1)
"""Under what title help tells the options of a command."""

ABOVE_ZERO: Final = Parameter(validator=Number(gt=0))


def names(kind: type[StrEnum]) -> Parameter:
    """Describe an option that a shell completes with the published values, and that takes any."""
    return Parameter(completer=lambda _: [member.value for member in kind])
