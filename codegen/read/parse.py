"""Text to JSON values, strictly: what could not be written again as JSON in UTF-8 is refused."""

import json
import math
import re
from typing import Any, NoReturn

from codegen.errors import CodegenError
from codegen.read.yaml_core import BrokenYamlError, parse_yaml

MAX_BYTES = 32 * 1024 * 1024
_MAX_DEPTH = 200  # Everything after us walks the document by recursion.

_HTML = re.compile(r"<(!doctype\s+html|html|head|body|script|meta|title)\b", re.IGNORECASE)
_BEFORE_HTML = re.compile(r"(\s|<!--.*?-->|<\?xml.*?\?>)*", re.DOTALL)


def refuse_html(text: str) -> None:
    """Say what a page for browsers is: what comes instead of a document is often a login.

    Raises:
        CodegenError: The text is HTML.

    """
    start = _BEFORE_HTML.match(text)
    if _HTML.match(text, start.end() if start else 0):
        raise CodegenError("is HTML (a login, an error, a page for browsers?), no document")


def decoded(raw: bytes) -> str:
    """Return a text without its byte order mark and with plain line ends.

    Raises:
        CodegenError: It is too large, is not UTF-8, or is empty.

    """
    if len(raw) > MAX_BYTES:
        raise CodegenError(f"is larger than {MAX_BYTES >> 20} MiB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodegenError(f"is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error
    if not text.strip():
        raise CodegenError("is empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, *, as_json: bool, line: int = 1) -> Any:
    """Read JSON or YAML.

    Args:
        text: What to read.
        as_json: Read it as JSON, not as YAML.
        line: The line at which the text begins, from 1, for messages.

    Raises:
        CodegenError: It is broken, or holds what JSON cannot say.

    """
    try:
        value = _parsed(text, as_json=as_json, line=line)
        _check(value)
    except RecursionError:
        raise CodegenError("is nested too deeply") from None
    return value


def _parsed(text: str, *, as_json: bool, line: int) -> Any:
    at: int | None = None
    column: int | None = None
    try:
        if as_json:
            return json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
        return parse_yaml(text, limit=MAX_BYTES)
    except json.JSONDecodeError as error:
        problem, at, column = error.msg, error.lineno, error.colno
    except BrokenYamlError as error:
        problem, at, column = str(error), error.line, error.column
    except ValueError as error:  # An integer of thousands of digits.
        problem = str(error)
    place = "" if at is None else f" at line {at + line - 1}, column {column}"
    raise CodegenError(f"broken {'JSON' if as_json else 'YAML'}{place}: {problem}")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            beside = ", ".join(f'"{other}"' for other in found if other != key)
            place = f", in the object with {beside}" if beside else ""
            raise CodegenError(f'broken JSON: key "{key}" is given twice{place}')
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise CodegenError(f"broken JSON: {name} is not a JSON value")


def _check(value: Any, depth: int = 0) -> None:
    if depth > _MAX_DEPTH:
        raise CodegenError(f"is nested more than {_MAX_DEPTH} levels deep")
    match value:
        case dict():
            for key, item in value.items():
                _check(key, depth)
                _check(item, depth + 1)
        case list():
            for item in value:
                _check(item, depth + 1)
        case str() if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError as error:
                raise CodegenError("holds half of a surrogate pair (\\ud800 ...)") from error
        case float() if not math.isfinite(value):
            raise CodegenError("holds a number that JSON cannot say (infinite)")
