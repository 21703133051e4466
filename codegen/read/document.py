"""Reading an OpenAPI 3.0 document: JSON, YAML, or a portal page that holds one in a fence.

What a file is, its content tells; names such as ``spec.txt`` are common. Every fault of the
input is a `CodegenError` of one line that begins with the path as given.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from codegen.errors import CodegenError
from codegen.read.yaml_core import BrokenYamlError, parse_yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_MAX_BYTES = 32 * 1024 * 1024
_MAX_DEPTH = 200  # Everything after us walks the document by recursion.

_JSON_START = re.compile(r'\s*\{\s*["}]')
_HTML_START = re.compile(
    r"\s*(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_PAGE_NAMES = {".md", ".markdown"}
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_VERSION_LINE = re.compile(r"""^["']?(openapi|swagger)["']?[ \t]*:""", re.MULTILINE)
_VERSION_KEY = re.compile(r'"(openapi|swagger)"\s*:')


def load_document(path: Path) -> dict[str, Any]:
    """Read an OpenAPI 3.0 document.

    Args:
        path: A file in UTF-8: JSON, YAML, or a Markdown page with one document in a fenced block.

    Returns:
        The document as JSON would give it: strings for keys, dates and country codes; no two
        places share an object.

    Raises:
        CodegenError: The file cannot be read, or holds no OpenAPI 3.0 document with paths.

    """
    try:
        document = _find(_read(path), path.suffix.lower())
        _check_values(document)
        return _check_document(document)
    except RecursionError:
        problem = "is nested too deeply"
    except CodegenError as error:
        problem = str(error)
    raise CodegenError(" ".join(f"{path}: {problem}".split()))


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise CodegenError("no such file") from None
    except IsADirectoryError:
        raise CodegenError("is a directory; name the document in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path.
        raise CodegenError(
            f"cannot be read ({getattr(error, 'strerror', None) or error})"
        ) from error
    if len(raw) > _MAX_BYTES:
        raise CodegenError(f"is larger than {_MAX_BYTES >> 20} MiB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodegenError(f"is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error
    if not text.strip():
        raise CodegenError("is empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Block(NamedTuple):
    line: int
    text: str


def _find(text: str, suffix: str) -> Any:
    """Tell JSON, YAML and pages apart, and read the document."""
    whole = _Block(1, text)
    if _HTML_START.match(text):
        raise CodegenError(
            "is an HTML page, not a document; fetch the page as Markdown, or its JSON"
        )
    if _JSON_START.match(text):
        return _parse(whole, as_json=True)
    found, broken = _documents(_fenced(text))
    if len(found) > 1:
        lines = ", ".join(str(line) for line in found)
        raise CodegenError(f"holds {len(found)} OpenAPI documents (lines {lines}); keep one")
    if found:
        return next(iter(found.values()))
    if broken:
        raise broken[0]
    if suffix in _PAGE_NAMES and not _VERSION_LINE.search(text):
        raise CodegenError("holds no OpenAPI document in a fenced block (```json or ```yaml)")
    return _parse(whole, as_json=suffix == ".json")


def _fenced(text: str) -> Iterator[_Block]:
    """Yield the fenced blocks of a Markdown page."""
    mark, first, lines = "", 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        fence = _FENCE.fullmatch(line)
        if not mark:
            if fence and not (fence["mark"][0] == "`" and "`" in fence["info"]):
                mark, first, lines = fence["mark"], number + 1, []
        elif fence and fence["mark"].startswith(mark) and not fence["info"].strip():
            yield _Block(first, "\n".join(lines))
            mark = ""
        else:
            lines.append(line)
    if mark:
        yield _Block(first, "\n".join(lines))


def _documents(blocks: Iterable[_Block]) -> tuple[dict[int, Any], list[CodegenError]]:
    """Read the blocks that look like OpenAPI documents: those that are, by line, and faults."""
    found: dict[int, Any] = {}
    broken: list[CodegenError] = []
    for block in blocks:
        as_json = block.text.lstrip().startswith("{")
        if not (_VERSION_KEY if as_json else _VERSION_LINE).search(block.text):
            continue
        try:
            document = _parse(block, as_json=as_json)
        except CodegenError as error:
            broken.append(error)
            continue
        if isinstance(document, dict) and ("openapi" in document or "swagger" in document):
            found[block.line] = document
    return found, broken


def _parse(block: _Block, *, as_json: bool) -> Any:
    line: int | None = None
    column: int | None = None
    try:
        if as_json:
            return json.loads(block.text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
        return parse_yaml(block.text, limit=_MAX_BYTES)
    except json.JSONDecodeError as error:
        problem, line, column = error.msg, error.lineno, error.colno
    except BrokenYamlError as error:
        problem, line, column = str(error), error.line, error.column
    except ValueError as error:  # An integer of thousands of digits.
        problem = str(error)
    place = "" if line is None else f" at line {line + block.line - 1}, column {column}"
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


def _check_values(value: Any, depth: int = 0) -> None:
    """Refuse what could not be written again as JSON in UTF-8."""
    if depth > _MAX_DEPTH:
        raise CodegenError(f"is nested more than {_MAX_DEPTH} levels deep")
    match value:
        case dict():
            for key, item in value.items():
                _check_values(key, depth)
                _check_values(item, depth + 1)
        case list():
            for item in value:
                _check_values(item, depth + 1)
        case str() if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError as error:
                raise CodegenError("holds half of a surrogate pair (\\ud800 ...)") from error
        case float() if not math.isfinite(value):
            raise CodegenError("holds a number that JSON cannot say (infinite)")


def _check_document(document: Any) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise CodegenError("holds no OpenAPI document: an object was expected")
    if "swagger" in document:
        raise CodegenError(f"is Swagger {document['swagger']}; convert it to OpenAPI 3.0 first")
    if "openapi" not in document:
        raise CodegenError('has no "openapi" key; is it an OpenAPI document?')
    version = str(document["openapi"])
    if not re.fullmatch(r"3\.0(\.\d+.*)?", version):
        raise CodegenError(f"is OpenAPI {version}; 3.0 is what can be read: convert it first")
    paths = document.get("paths")
    if not paths:
        raise CodegenError("has no paths; there is nothing to generate")
    if not isinstance(paths, dict):
        raise CodegenError("paths is not an object")
    for name, item in paths.items():
        if not name.startswith("x-"):
            _check_path(name, item)
    return document | {"openapi": version}


def _check_path(name: str, item: Any) -> None:
    if not name.startswith("/"):
        raise CodegenError(f'path "{name}" does not begin with "/"')
    if not isinstance(item, dict):
        raise CodegenError(f'path "{name}" is not an object')
    for method in METHODS:
        if method in item and not isinstance(item[method], dict):
            raise CodegenError(f"{method.upper()} {name} is not an object")
