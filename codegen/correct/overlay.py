"""OpenAPI Overlay 1.0.0, applied strictly: a correction that corrects nothing stops the run.

The specification lets an action match nothing; here that is an error, and so is an action that
leaves the document as it was: either means that the publisher has changed the document, and the
reason for the correction wants reading again. That is so for each place of a target that names
several (``['a', 'b']``, ``?@.x || @.y``), unless ``x-any: true`` says that one is enough. An action
that only some forms of the document need says so itself, by two extensions of ours that hold a
JSONPath:

- ``x-when``: the action applies if the query matches something in the document as it then stands;
- ``x-unless``: the action applies if it matches nothing.

An action whose condition does not hold is passed over and reported; one that applies is as strict
as any. ``x-faults`` lists the faults it corrects. ``x-operation`` ("GET /divisions") says to which
operation an action belongs where its target does not begin with ``$.paths['...']``. ``x-copy``
stands for an update that is written elsewhere in the document (version 1.1.0 has it as ``copy``).

Where the specification leaves room:

- An ``update`` wants an object or a list as its target, as version 1.0.0 says (1.1.0 also lets it
  replace a single value): to change a value, target the object around it. A ``remove`` takes away
  anything but the root: the specification's own examples remove single values.
- Merging joins a list to a list, as those examples do and 1.1.0 says; a value meets a value and is
  replaced; an object meets an object and is merged. Any other meeting is an error.
- A target that is a list has the update appended as one entry, even if that is a list.
- Overlay and document share nothing: what is inserted is a copy.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from jsonpath_rfc9535 import JSONPathError, JSONPathNode

from codegen.correct.overlay_document import Action, Location, Overlay, Query, load_overlay
from codegen.correct.reach import absent_operation, is_wide
from codegen.errors import CodegenError

__all__ = [
    "Action",
    "Overlay",
    "Query",
    "added_operations",
    "apply_overlays",
    "load_overlay",
    "try_overlays",
]


class _MismatchError(Exception):
    """Two values meet that cannot be merged."""


def apply_overlays(
    document: dict[str, Any], overlays: Sequence[Overlay], *, partial: bool = False
) -> tuple[dict[str, Any], list[str]]:
    """Return the corrected document, and a line for each action that was passed over.

    Args:
        document: The OpenAPI document. It is not changed.
        overlays: What to apply, in order.
        partial: The document holds a part of the operations. Actions that belong to an absent one,
            and actions that look all through the document and match or change nothing, are passed
            over.

    Raises:
        CodegenError: An action matches nothing, changes nothing or cannot be applied; the message
            names the overlay's file, the action's number, its target and its reason.

    """
    corrected = _copy(document)
    notes: list[str] = []
    for overlay in overlays:
        for action in overlay.actions:
            why = _why_not(action, corrected, partial=partial)
            if why is None and not _apply(action, corrected, strict=not partial):
                why = "nothing in this part wants it"
            if why is not None:
                notes.append(f"{action.name}, passed over: {why}{_reason(action)}")
    return corrected, notes


def try_overlays(
    document: dict[str, Any], overlays: Sequence[Overlay]
) -> tuple[dict[str, Any], list[tuple[Action, str]], list[str]]:
    """Return the document corrected as far as it goes, and each action that would stop the run.

    With each action comes what is said of it. The others are applied, so that one that stands on
    an earlier one is judged rightly. Last come the names of those whose condition does not hold.
    """
    corrected = _copy(document)
    failing: list[tuple[Action, str]] = []
    passed: list[str] = []
    for action in (action for overlay in overlays for action in overlay.actions):
        try:
            if _why_not(action, corrected, partial=False) is None:
                _apply(action, corrected, strict=True)
            else:
                passed.append(action.name)
        except CodegenError as error:
            failing.append((action, str(error)))
    return corrected, failing, passed


def _why_not(action: Action, document: dict[str, Any], *, partial: bool) -> str | None:
    """Say why the action may be passed over, or None if it has to apply."""
    if partial:
        absent = absent_operation(action, document)
        if absent is not None:
            return f"{absent} is not in the document"
    if action.when is not None and not _find(action, action.when, document):
        return "its x-when matches nothing"
    if action.unless is not None and _find(action, action.unless, document):
        return "its x-unless matches"
    if partial and action.operation is None and is_wide(action.target):
        return None if _find(action, action.target, document) else "nothing in this part is like it"
    return None


def _apply(action: Action, document: dict[str, Any], *, strict: bool) -> bool:
    """Apply an action, and say whether anything changed: in a part of the document nothing may."""
    nodes = _find(action, action.target, document)
    if not nodes:
        raise _failure(action, "matches nothing")
    told_apart = strict and not action.one_is_enough
    found = {node.location for node in nodes}
    reached = action.target.places(found, document) if told_apart else []
    changed = True
    if action.remove:
        _remove(action, nodes)
    else:
        changed = _update_all(action, nodes, document, reached)
    may_be_idle = not strict and action.operation is None and is_wide(action.target)
    if not (changed or may_be_idle):
        raise _failure(action, "changes nothing")
    # Last, so that whoever goes on all the same goes on with what could be corrected.
    for place, locations in reached:
        if not locations:
            raise _failure(action, "matches nothing at one of its places", place)
    return changed


def _update_all(
    action: Action,
    nodes: list[JSONPathNode],
    document: dict[str, Any],
    reached: list[tuple[str, AbstractSet[Location]]],
) -> bool:
    update = action.update if action.copy is None else _copied(action, action.copy, document)
    try:
        changed = {node.location for node in nodes if _update(node.value, update)}
    except _MismatchError as error:
        raise _failure(action, str(error)) from error
    for place, locations in reached:
        if changed and locations and not locations & changed:
            raise _failure(action, "changes nothing at one of its places", place)
    return bool(changed)


def _copied(action: Action, query: Query, document: dict[str, Any]) -> Any:
    found = _find(action, query, document)
    if len(found) != 1:
        raise _failure(action, f"its x-copy matches {len(found)} places, not one")
    return _copy(found[0].value)


def added_operations(overlays: Sequence[Overlay]) -> set[str]:
    """Name the operations, as "GET /divisions", that overlays bring where a document lacks them."""
    return {
        f"{action.operation[1].upper()} {action.operation[0]}"
        for overlay in overlays
        for action in overlay.actions
        if action.operation and action.target.text == "$.paths"
    }


def _find(action: Action, query: Query, document: dict[str, Any]) -> list[JSONPathNode]:
    """Return the nodes that the query selects, each once: RFC 9535 may select one twice."""
    try:
        return list({node.location: node for node in query.compiled.finditer(document)}.values())
    except JSONPathError as error:
        raise _failure(action, f"cannot be searched for: {error}") from error


def _remove(action: Action, nodes: list[JSONPathNode]) -> None:
    # From the back: a removal shifts only the entries behind it.
    for node in sorted(nodes, key=_index, reverse=True):
        if node.parent is None:
            raise _failure(action, "the root of the document cannot be removed")
        container: Any = node.parent.value
        del container[node.location[-1]]


def _index(node: JSONPathNode) -> int:
    last = node.location[-1] if node.location else None
    return last if isinstance(last, int) else -1


def _update(target: object, update: Any) -> bool:
    """Change the target in place, and say whether anything changed."""
    if isinstance(target, list):
        target.append(_copy(update))
        return True
    if not isinstance(target, dict):
        raise _MismatchError(
            f"an update cannot replace {_kind(target)} by itself: target the object around it"
        )
    if not isinstance(update, dict):
        raise _MismatchError(f"an object cannot be updated with {_kind(update)}")
    return _merge(target, update)


def _merge(target: dict[str, Any], update: dict[str, Any]) -> bool:
    changed = False
    for name, value in update.items():
        present = target.get(name)
        if name not in target:
            target[name] = _copy(value)
            changed = True
        elif isinstance(present, dict) and isinstance(value, dict):
            changed |= _merge(present, value)
        elif isinstance(present, list) and isinstance(value, list):
            present.extend(_copy(value))
            changed |= bool(value)
        elif isinstance(present, dict | list) or isinstance(value, dict | list):
            raise _MismatchError(f"{name!r} is {_kind(present)}, the update has {_kind(value)}")
        elif present != value or isinstance(present, bool) != isinstance(value, bool):
            target[name] = value
            changed = True
    return changed


def _copy(value: Any) -> Any:
    """Copy JSON so that no two places share a value; deepcopy would keep YAML's aliases shared."""
    if isinstance(value, dict):
        return {name: _copy(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_copy(entry) for entry in value]
    return value


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else "a single value"


def _failure(action: Action, problem: str, place: str = "") -> CodegenError:
    where = place or action.target.text
    return CodegenError(f"{action.name}: {problem}: {where}{_reason(action)}")


def _reason(action: Action) -> str:
    return f" ({action.description})" if action.description else ""
