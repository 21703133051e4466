"""Bodies on their way out: JSON data that can be sent, or the place where it cannot."""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args, get_origin

from .codec import annotation_of, fields_of, folded, is_model, members_of
from .errors import ConfigurationError, UnknownFieldWarning
from .scalars import scalar
from .shown import shown, without_keys
from .told import meant_by
from .types import UNSET, is_several

_LISTS = (list, Iterable)


def body_of(body: object, build_request: Callable[..., Any]) -> Any:
    """Turn the body of an operation into JSON data.

    Args:
        body: A model, a mapping spelt as published, or a list of these.
        build_request: The operation, whose annotation says what is meant.

    Raises:
        ConfigurationError: It holds what cannot be sent. The text names the place.

    """
    hint = annotation_of(build_request, "body")
    models_alone = all(map(is_model, members_of(hint)))
    if models_alone and not (is_model(type(body)) or isinstance(body, Mapping)):
        raise ConfigurationError(f"body: a model or a mapping is meant, not {type(body).__name__}")
    return sendable(body, hint)


def sendable(value: Any, hint: Any = None, *, strict: bool = True) -> Any:
    """Turn ``value``, which is meant to be a ``hint`` if that is known, into JSON data.

    What has one right form gets it: models, enums, dates, aware date-times, exact decimals, and
    where a list is meant whatever holds several. ``strict``: it is sent, and not just written.

    Raises:
        ConfigurationError: There is something else. The text names the place.

    """
    try:
        return _sendable(value, hint, "", strict)
    except RecursionError:
        raise ConfigurationError("body: it is too deep, or holds itself") from None


def _sendable(value: Any, hint: Any, place: str, strict: bool) -> Any:
    if is_model(cls := type(value)):
        data = _object(value.additional_properties, cls if strict else None, place, strict)
        for name, json_name, field in fields_of(cls):
            if (item := getattr(value, name)) is not UNSET:
                data[json_name] = _sendable(item, field, f"{place}.{json_name}", strict)
        return data
    if isinstance(value, Mapping):
        return _object(value, _model_of(hint), place, strict)
    lists = [member for member in members_of(hint) if get_origin(member) in _LISTS]
    if isinstance(value, (list, tuple)) or (lists and is_several(value)):
        item_hint = get_args(lists[0])[0] if lists else None
        return [_sendable(item, item_hint, f"{place}[{n}]", strict) for n, item in enumerate(value)]
    if lists and isinstance(value, (str, bytes)) and lists == members_of(hint):
        raise ConfigurationError(f"{_named(place)}: a list is meant, not a single text")
    if isinstance(value, bool) and hint and not {bool, Any}.intersection(members_of(hint)):
        raise ConfigurationError(f"{_named(place)}: {value} cannot be sent here")  # It would be 1.
    return scalar(value, place.removeprefix(".") or "body")


def _object(data: Mapping[Any, Any], model: Any, place: str, strict: bool) -> dict[str, Any]:
    """Write a mapping as ``model``, if that is known: its fields have one spelling."""
    written = {}
    hints, proper = _known(model)
    for key, item in data.items():
        if not isinstance(key, str):
            raise ConfigurationError(f"{_named(place)}: {shown(key)} is no name of a field")
        meant = None if key in hints else proper.get(folded(key))
        if meant is not None:  # It would be sent, and read by nobody.
            letters = "" if key.isascii() else ", in Latin letters"
            twin = "; that is there, too" if meant in data else ""
            here = _named(f"{place}.{key}")
            raise ConfigurationError(f"`{here}`: the published name is `{meant}`{letters}{twin}")
        near = meant_by(key, (*hints,), in_part=False) if hints and key not in hints else None
        if near is not None and near not in data:
            here = _named(f"{place}.{key}")
            _warn(f"`{here}` is sent, though nobody may read it: `{near}` is published")
        if item is not UNSET:
            written[key] = _sendable(item, hints.get(key), f"{place}.{key}", strict)
    return written


def _warn(text: str) -> None:
    """Warn of a line of the user's, once as Python does."""
    level, frame = 1, sys._getframe()  # noqa: SLF001 - as `warnings` itself does
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("novapost_"):
        level, frame = level + 1, frame.f_back
    warnings.warn(text, UnknownFieldWarning, stacklevel=level)


def _model_of(hint: Any) -> Any:
    """Return the one model that ``hint`` names; None if it names none, or several."""
    models = [member for member in members_of(hint) if is_model(member)]
    return models[0] if len(models) == 1 else None


@functools.cache
def _known(model: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the hints of a model's fields by their published names, and these by others."""
    fields = () if model is None else fields_of(model)
    hints = {json_name: hint for _, json_name, hint in fields}
    return hints, {folded(name): names[1] for names in fields for name in names[:2]}


def _named(place: str) -> str:
    return without_keys(place.removeprefix(".") or "body")
