"""A portal page in Markdown: the OpenAPI documents in its fences, and how far to trust it.

A page holds a document an operation; others hold prose, examples that are no JSON, a model alone.
English pages of methods are trusted before guides, guides before Ukrainian twins, and drafts last.
Which of these a page is, its address says, or its headings; drafts, their headings alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

from codegen.errors import CodegenError
from codegen.read.parse import parse, refuse_html
from codegen.read.references import fields
from codegen.read.version import as_3_0

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_BESIDE = {"$ref", "summary", "description", "servers", "parameters"}  # What else a path may hold.

_FREE = 3  # So many spaces may stand in front of a fence anywhere.
# In lists and quotes, fences stand behind what marks these.
_FENCE = re.compile(
    r"(?P<margin>(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*)(?P<mark>`{3,}|~{3,})(?P<info>.*)"
)
_VERSION_LINE = re.compile(r"""^["']?(openapi|swagger)["']?[ \t]*:""", re.MULTILINE)
_BARE = re.compile(r"""["']?(openapi|swagger)["']?[ \t]*:[ \t]*["']?[0-9]""")
_VERSION_KEY = re.compile(r"""\b(openapi|swagger)["']?\s*(:\s*["']?[0-9]|(:\s*["']?)?\Z)""")
# A document of which the portal has spoilt the quotes or lost the fence.
_QUOTE = r"""(?:["'\u201c\u201d\u201e\u00ab]|&(?:quot|ldquo|#34|#x22);)"""
_LOST = re.compile(
    rf"\{{\s*{_QUOTE}openapi\b[^0-9]{{,20}}[0-9].*?\bpaths\b"
    r"|(?:^[ \t>]+|<(?:pre|code)\b[^>\n]*>\s*)openapi:[^0-9]{,20}[0-9].*?^[ \t>]*paths:",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:\s|\ufeff|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_JSON_START = re.compile(r'\s*\{\s*["}]')
_OWN_ADDRESS = re.compile(r"^>.*\bpage is available as \[Markdown\]\(([^)\s]+)\)", re.MULTILINE)
_HEADING = re.compile(r"#{1,3} +(\S.*)")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# What a page is called that nobody has finished. Its address says nothing: it outlives the name.
_UNNAMED = re.compile(
    r"(page|сторінка)[\s_-]*\d+|untitled.*|(draft|чернетка)\b.*|.*\b(draft|чернетка)",
    re.IGNORECASE,
)
_FILLER = re.compile(r"\btest\s+test\s+test\b", re.IGNORECASE)
_UKRAINIAN = {"uk", "ua", "metodi", "kroki-integraciyi"}


class Trust(IntEnum):
    """Which page is believed where two say different things: the lower first."""

    METHODS = 0
    GUIDE = 1
    UKRAINIAN = 2
    DRAFT = 3


class Fragment(NamedTuple):
    """One document of a page, and the line at which it begins."""

    line: int
    document: dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A page: how messages call it, how far it is trusted, what it holds."""

    name: str
    trust: Trust
    fragments: tuple[Fragment, ...]


def read_page(text: str, *, name: str, address: str) -> Page:
    """Read a page of the portal.

    Args:
        text: The page, in Markdown.
        name: How messages call it.
        address: Where it stands, as a path; the address that the page gives itself counts as well.

    Raises:
        CodegenError: It is HTML, or a document in it is broken or no OpenAPI that can be read.

    """
    try:
        refuse_html(text)
        found, broken = documents(text, is_page=True)
        if broken:  # A lost document would be a lost operation.
            raise broken[0]
        found = [Fragment(line, as_3_0(document)) for line, document in found]
        for fragment in found:
            check_paths(fragment.document)
    except CodegenError as error:
        raise CodegenError(" ".join(f"{name}: {error}".split())) from None
    return Page(name, _trust(text, address, found), tuple(found))


def documents(text: str, *, is_page: bool = False) -> tuple[list[Fragment], list[CodegenError]]:
    """Read the fences of a page that look like OpenAPI documents: those that are, and faults.

    What has none may be a document itself, unless it `is_page`.
    """
    found: list[Fragment] = []
    broken: list[CodegenError] = []
    for line, fenced in _fenced(text):
        block = fenced.lstrip("\ufeff")
        # However it is written: a document that is passed over is an operation lost.
        flows = _BEFORE.sub("", block, count=1)[:1] in ("{", "[")
        if not (_VERSION_KEY if flows else _VERSION_LINE).search(block):
            broken += _lost(block, line)
            continue
        try:
            document = parse(block, as_json=bool(_JSON_START.match(block)), line=line)
        except CodegenError as error:
            broken.append(error)
            continue
        if isinstance(document, list):
            broken.append(CodegenError(f"line {line}: a list of documents; each wants a fence"))
        if isinstance(document, dict) and ("openapi" in document or "swagger" in document):
            found.append(Fragment(line, document))
    if found or is_page:
        broken += _lost("\n".join(_without_fences(text)), 1)
    return found, broken


def _lost(text: str, line: int) -> list[CodegenError]:
    """Say where a document stands that nobody would read."""
    lost = _LOST.search(text)
    if lost is None:
        return []
    line += text.count("\n", 0, lost.start())
    return [CodegenError(f"line {line}: a document that has no fence, or no plain quotes")]


def is_bare(text: str) -> bool:
    """Tell whether a text is a document in YAML itself, and no page that has some in fences."""
    return any(_BARE.match(line) for line in _without_fences(text))


def check_paths(document: dict[str, Any]) -> None:
    """See that paths and operations are objects, and that nothing else could be an operation.

    Raises:
        CodegenError: One is not, or a path does not begin with a slash.

    """
    paths = document.get("paths", {})
    if not isinstance(paths, dict):
        raise CodegenError("paths is not an object")
    for name, item in paths.items():
        if name.startswith("x-"):
            continue
        if not name.startswith("/"):
            raise CodegenError(f'path "{name}" does not begin with "/"')
        if not isinstance(item, dict):
            raise CodegenError(f'path "{name}" is not an object')
        for method, operation in item.items():
            if method in METHODS and not isinstance(operation, dict):
                raise CodegenError(f"{method.upper()} {name} is not an object")
            if method not in (*METHODS, *_BESIDE) and not method.startswith("x-"):
                raise CodegenError(
                    f'path "{name}" has {method!r}, which is no method of OpenAPI 3.0'
                )


def _fenced(text: str) -> Iterator[tuple[int, str]]:
    """Yield the fenced blocks of a Markdown page, each with its first line."""
    mark, margin, first, lines = "", "", 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        inner = _inside(line, margin) if mark else None
        if mark and inner is None:  # With its list or quote, a fence ends as well.
            yield first, "\n".join(lines)
            mark = ""
        fence = _FENCE.fullmatch(line if inner is None else inner)
        if inner is None:
            if fence and not (fence["mark"][0] == "`" and "`" in fence["info"]):
                mark, margin, first, lines = fence["mark"], fence["margin"], number + 1, []
        elif fence and _closes(fence, mark):
            yield first, "\n".join(lines)
            mark = ""
        else:
            lines.append(inner)
    if mark:
        yield first, "\n".join(lines)


def _inside(line: str, margin: str) -> str | None:
    """Return a line of a fence without the margin; None if it has left the list or the quote."""
    quotes = margin.count(">")
    quoted = re.match(rf"(?:[ \t]*>[ \t]?){{{quotes}}}", line)
    if quoted is None:
        return None
    rest, width = line[quoted.end() :], len(margin[margin.rfind(">") + 1 :])
    if quotes:
        width = max(0, width - 1)  # The space behind the mark is the mark's.
    is_free = width <= _FREE and not margin.strip(" \t>")
    if rest[:width].strip():
        return rest.lstrip() if is_free else None
    return rest[width:]


def _closes(fence: re.Match[str], mark: str) -> bool:
    return (
        fence["mark"].startswith(mark)
        and not fence["info"].strip()
        and not fence["margin"].strip()
        and len(fence["margin"]) <= _FREE
    )


def _trust(text: str, address: str, fragments: list[Fragment]) -> Trust:
    own = _OWN_ADDRESS.search(text)
    steps = [_steps(each) for each in (address, own[1] if own else "") if each]
    outside = _without_fences(text)
    headings = [found[1].strip() for line in outside if (found := _HEADING.fullmatch(line))]
    headings = [each for each in headings if each != "Agent Instructions"]
    if any(_UNNAMED.fullmatch(each) for each in headings[:1]):
        return Trust.DRAFT
    if any(_FILLER.search(each) for each in [*outside, *_words(fragments)]):
        return Trust.DRAFT
    foreign = sum(bool(_CYRILLIC.search(each)) for each in headings)
    all_steps = {step for each in steps for step in each}
    last = [each[-1] for each in steps if each]
    if all_steps & _UKRAINIAN or any(re.search(r"[._-](uk|ua)$", each) for each in last):
        return Trust.UKRAINIAN
    if (headings and _CYRILLIC.search(headings[0])) or foreign * 2 > len(headings):
        return Trust.UKRAINIAN
    return Trust.METHODS if "methods" in all_steps else Trust.GUIDE


def _steps(address: str) -> list[str]:
    path = re.sub(r"^[a-z]+://[^/]*", "", address.lower()).removesuffix(".md")
    return [step for step in re.split(r"[/\\]", path.removesuffix(".markdown")) if step]


def _without_fences(text: str) -> list[str]:
    lines = text.split("\n")
    for first, block in _fenced(text):
        size = block.count("\n") + 1
        lines[first - 1 : first - 1 + size] = [""] * size  # One begun in the last line has none.
    return lines


def _words(fragments: list[Fragment]) -> Iterator[str]:
    """Yield what the operations of the documents say of themselves."""
    for fragment in fragments:
        for item in fields(fragment.document.get("paths")).values():
            for method in METHODS:
                operation = fields(fields(item).get(method))
                yield from (str(operation.get(key)) for key in ("summary", "description"))
