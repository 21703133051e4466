"""What is called otherwise now: what went and what came, where the two are alike enough to ask.

Whoever renames says so nowhere. A pair is a guess, then, and is told as a question; what is of
another type, or stands elsewhere under a name that is nothing like the old one, is no pair.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

Name = TypeVar("Name", bound=Hashable)

_ALIKE = 0.6  # From here on people take one name for another spelling of the other.


def renamed(
    before: Sequence[Name], after: Sequence[Name], same: Callable[[Name, Name], bool]
) -> dict[Name, Name]:
    """Pair what is gone with what has come, each with one at most.

    Args:
        before: The names there were, in their order.
        after: The names there are.
        same: Tells whether two that are called so are one thing but for the name. Asked only of
            names that are alike, or stand in one place.

    Returns:
        The new name of each old one that may have been renamed.

    """
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    places = dict(_places(before, gone, after)), dict(_places(after, come, before))
    found: dict[Name, Name] = {}
    likely = (
        (_likeness(old, new), places[0][old] == places[1][new], old, new)
        for old in gone
        for new in come
    )
    for likeness, in_place, old, new in sorted(likely, key=lambda each: each[:2], reverse=True):
        free = old not in found and new not in found.values()
        if free and (likeness >= _ALIKE or in_place) and same(old, new):
            found[old] = new
    return found


def _likeness(old: Any, new: Any) -> float:
    one, other = (str(name).lower().replace("_", "") for name in (old, new))
    return SequenceMatcher(None, one, other).ratio()


def _places(
    names: Sequence[Name], moving: Sequence[Name], others: Sequence[Name]
) -> Iterator[tuple[Name, Any]]:
    """Say where each that moves stands: behind which that stays, as the how manieth."""
    stays: Any = None
    count = 0
    for name in names:
        if name in others:
            stays, count = (name,), 0
        else:
            # Where nothing stays, order alone tells nothing of several.
            apart = stays is None and len(moving) > 1 and not any(one in others for one in names)
            yield name, (stays, count) if not apart else object()
            count += 1
