"""Which places have which names once all is decided, and the rows that are to be written for it.

A name is proposed for each place that has none, and for each that no longer is what others of its
name are. With these the shapes around them may part as well, so that all rows are told at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from codegen.normalise.folds import Schema
from codegen.normalise.names import NameLock, propose, row
from codegen.normalise.structure import structure

_SHOWN = 4


@dataclass(frozen=True)
class Use:
    """A shape at its place; `parent` is the place of the shape around it."""

    place: str
    parent: str | None
    schema: Schema


def decided(
    uses: list[Use], lock: NameLock, taken: Collection[str]
) -> tuple[dict[str, str], list[str]]:
    """Return the name of each place, and what has to be written into the lock for it.

    Args:
        uses: All shapes of the document, innermost first.
        lock: Their names.
        taken: What other classes are called.

    """
    names = dict(lock.names)
    new = _name_new(uses, names, taken)
    parted: dict[str, str] = {}
    while more := _part(uses, names, taken):
        parted |= more
    said: list[str] = []
    if new:
        lines = [row(place, names[place]) for place in new]
        said.append(
            f"places without a class name: {len(lines)} of {len(uses)}; "
            f"add to {lock.file} under [names]:\n  " + "\n  ".join(lines)
        )
    if rows := {place: why for place, why in parted.items() if place in lock.names}:
        lines = [f"{row(place, names[place])}  # {why}" for place, why in rows.items()]
        said.append(
            f"places that now differ from others of their name: {len(lines)}; change their rows in "
            f"{lock.file}, or those of the others if these keep the name; or, if a field was only "
            "forgotten somewhere, add it there in an overlay:\n  " + "\n  ".join(lines)
        )
    return names, said


def _name_new(uses: list[Use], names: dict[str, str], taken: Collection[str]) -> list[str]:
    """Name the places that have none: as their equals are, or anew."""
    known = {structure(use.schema, names): names[use.place] for use in uses if use.place in names}
    new: list[str] = []
    for use in uses:
        if use.place not in names:
            # The parts of this shape came before it, so that they have their proposals.
            shape = structure(use.schema, names)
            parent = names.get(use.parent or "")
            name = known.get(shape) or propose(use.place, parent, [*names.values(), *taken])
            known[shape] = names[use.place] = name
            new.append(use.place)
    return new


def _part(uses: list[Use], names: dict[str, str], taken: Collection[str]) -> dict[str, str]:
    """Name anew what differs from the most that are called so; return why, by place."""
    by_name: dict[str, list[Use]] = {}
    for use in uses:
        by_name.setdefault(names[use.place], []).append(use)
    why: dict[str, str] = {}
    for name, called in by_name.items():
        shapes = [structure(use.schema, names) for use in called]
        usual = Counter(shapes).most_common(1)[0][0]
        like = called[shapes.index(usual)]
        others: dict[str, str] = {}
        for use, shape in zip(called, shapes, strict=True):
            if shape != usual:
                apart = ", ".join(_apart(use.schema, like.schema, names))
                why[use.place] = f"{name}, but {apart}, unlike {like.place}"
                if shape not in others:
                    parent = names.get(use.parent or "")
                    others[shape] = propose(use.place, parent, [*names.values(), *taken])
                names[use.place] = others[shape]
        if others:
            return why  # What stands around these is looked at with their new names.
    return why


def _apart(schema: Schema, usual: Schema, names: Mapping[str, str]) -> Iterator[str]:
    """Say in what one shape differs from another."""
    ours, theirs = (_parts(each, names) for each in (schema, usual))
    yield from _some("has", [name for name in ours if name not in theirs])
    yield from _some("lacks", [name for name in theirs if name not in ours])
    other = [name for name in ours if ours[name] != theirs.get(name, ours[name])]
    yield from _some("is of another type in", other)
    needed, needs = (set(each.get("required", ())) for each in (usual, schema))
    yield from _some("requires", sorted(needs - needed))
    yield from _some("does not require", sorted(needed - needs))


def _parts(schema: Schema, names: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of an object with their structure, or the values of an enum."""
    fields = {name: structure(each, names) for name, each in schema.get("properties", {}).items()}
    return fields | {str(value): "" for value in schema.get("enum", ())}


def _some(verb: str, names: list[str]) -> Iterator[str]:
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield f"{verb} {', '.join(names[:_SHOWN])}{more}"
