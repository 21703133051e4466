"""Reading an OpenAPI document, 3.0 or 3.1: JSON, YAML, a portal page, or a folder of pages.

What a file is, its content tells; names such as ``spec.txt`` are common. Every fault of the
input is a `CodegenError` of one line that begins with the path as given.
"""

import copy
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from codegen.errors import CodegenError, legible
from codegen.read.merge import merge
from codegen.read.page import Page, check_paths, documents, is_bare, read_page
from codegen.read.parse import MAX_BYTES, decoded, parse, refuse_html
from codegen.read.references import References
from codegen.read.version import as_3_0

_MAX_PAGES = 1000

_JSON_START = re.compile(r'\s*\{\s*["}]')
_PAGE_NAMES = {".md", ".markdown"}
_VERSION_LINE = re.compile(r"""^["']?(openapi|swagger)["']?[ \t]*:""", re.MULTILINE)


def say(note: str) -> None:
    """Tell the person who runs the pipeline what was chosen for them."""
    print(f"codegen: {legible(note)}", file=sys.stderr)


def load_document(
    path: Path,
    *,
    order: Iterable[str] = (),
    drafts: bool = False,
    tell: Callable[[str], None] = say,
) -> dict[str, Any]:
    """Read an OpenAPI document; one of 3.1 is read as 3.0.

    Args:
        path: A file in UTF-8: JSON, YAML, or a Markdown page with documents in fenced blocks; or
            a folder of such pages. Several documents become one.
        order: The keys of operations (``GET /divisions``) in the order wished for.
        drafts: Take operations from pages of a folder that are drafts, too.
        tell: Called with each choice that was made between pages.

    Returns:
        The document as JSON would give it: strings for keys, dates and country codes; no two
        places share an object.

    Raises:
        CodegenError: The file cannot be read, or holds no such document with paths.

    """
    if path.is_dir():
        return merge(_folder(path), order=order, drafts=drafts, tell=tell, source=str(path))[0]
    try:
        text = _read(path)
        document = _single(text, path.suffix.lower())
        if document is not None:
            return _check_document(document)
    except CodegenError as error:
        raise CodegenError(" ".join(f"{path}: {error}".split())) from None
    page = read_page(text, name=str(path), address=path.name)
    # Whoever names a page by itself means it, draft or not.
    return merge([page], order=order, drafts=True, tell=tell, source=str(path))[0]


def _folder(folder: Path) -> list[Page]:
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _PAGE_NAMES
        and path.is_file()
        and not any(step.startswith(".") for step in path.relative_to(folder).parts)
    )
    if not paths:
        raise CodegenError(f"{folder}: holds no pages (files called *.md)")
    if len(paths) > _MAX_PAGES:
        raise CodegenError(f"{folder}: holds {len(paths)} pages; {_MAX_PAGES} are the most")
    pages: list[Page] = []
    for path in paths:
        try:
            text = _read(path)
        except CodegenError as error:
            raise CodegenError(f"{path}: {error}") from None
        address = Path(folder.resolve().name, path.relative_to(folder)).as_posix()
        pages.append(read_page(text, name=str(path), address=address))
    return pages


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return decoded(file.read(MAX_BYTES + 1))
    except FileNotFoundError:
        raise CodegenError("no such file") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path.
        raise CodegenError(
            f"cannot be read ({getattr(error, 'strerror', None) or error})"
        ) from error


def _single(text: str, suffix: str) -> Any:
    """Tell JSON, YAML and pages apart, and read the one document; None if a page holds several."""
    if _JSON_START.match(text):
        return parse(text, as_json=True)
    if suffix not in _PAGE_NAMES and is_bare(text):  # The fences in it are those of its prose.
        return parse(text, as_json=suffix == ".json")
    found, broken = documents(text)
    if len(found) > 1 or (found and broken):
        return None
    if found:
        return found[0].document
    if broken:
        raise broken[0]
    refuse_html(text)
    if suffix in _PAGE_NAMES and not _VERSION_LINE.search(text):
        raise CodegenError("holds no OpenAPI document in a fenced block (```json or ```yaml)")
    return parse(text, as_json=suffix == ".json")


def _check_document(document: Any) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise CodegenError("holds no OpenAPI document: an object was expected")
    document = as_3_0(document)
    if not document.get("paths"):
        raise CodegenError("has no paths; there is nothing to generate")
    check_paths(document)
    references = References(document)
    paths = {
        path: copy.deepcopy(references.target(item)) if path.startswith("/") else item
        for path, item in document["paths"].items()
    }
    return {**document, "openapi": str(document["openapi"]), "paths": paths}
