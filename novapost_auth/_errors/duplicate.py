"""Copies of other people's exceptions, for when several callers must each have their own."""

from __future__ import annotations

import copy
from contextlib import suppress
from traceback import extract_tb
from typing import Any, Final

_DEEPEST: Final = 10  # Links of a chain of causes.


def copy_of(error: Any, depth: int = _DEEPEST) -> Any:
    """Return an exception of the kind of ``error`` that says the same, and shares no frame with it.

    One that several threads raise would gather the tracebacks of all of them, and the frames in
    them what each was about to do. Where ``error`` was raised is told in a note.
    """
    twin = _twin(error)
    twin.__traceback__ = None
    twin.__notes__ = [*getattr(error, "__notes__", ())]
    if depth == _DEEPEST and error.__traceback__ is not None:
        frames = (f"{f.filename}:{f.lineno} in {f.name}" for f in extract_tb(error.__traceback__))
        twin.add_note("raised in another thread, at " + " > ".join(frames))
    for link in ("__cause__", "__context__"):
        other = getattr(error, link)
        setattr(twin, link, copy_of(other, depth - 1) if other is not None and depth else None)
    twin.__suppress_context__ = error.__suppress_context__
    return twin


def _twin(error: Any) -> Any:
    if isinstance(error, BaseExceptionGroup):
        return error.derive([copy_of(one) for one in error.exceptions])
    cls = type(error)
    with suppress(Exception):  # What it is made of may not be its arguments.
        twin = copy.copy(error)
        if type(twin) is cls and twin is not error and str(twin) == str(error):
            return twin
    with suppress(Exception):
        twin = cls.__new__(cls, *error.args)
        twin.args = error.args
        twin.__dict__.update(error.__dict__)
        if twin is not error:
            return twin
    return RuntimeError(f"{cls.__name__}: {error}")  # Of a kind of which there is but one.
