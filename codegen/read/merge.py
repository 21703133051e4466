"""Many documents of portal pages, joined into one.

Each document holds an operation and the components it needs. Where pages say two things of one
operation or one component, the page that is trusted more is believed, whole, and the choice is
told by page and field. Prose, examples and tags that differ are no conflict.
"""

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from codegen.errors import CodegenError
from codegen.read.components import components
from codegen.read.page import METHODS, Page, Trust
from codegen.read.references import References, fields, items
from codegen.read.sources import Source, Teller

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_SANDBOX = re.compile(r"stage|sandbox|test", re.IGNORECASE)
_TITLE = "API Nova Post"  # What most pages call it; some have no title.


@dataclass(frozen=True)
class Merged:
    """How the merge went.

    `pages` says how many operations were taken from each page, None for one without a document;
    `conflicts` counts what was settled by trust.
    """

    pages: Mapping[str, int | None]
    conflicts: int


class _Operation(NamedTuple):
    key: str
    source: Source
    fields: dict[str, Any]


def merge(
    pages: Iterable[Page],
    *,
    order: Iterable[str] = (),
    drafts: bool = False,
    tell: Callable[[str], None],
    source: str,
) -> tuple[dict[str, Any], Merged]:
    """Join the documents of pages into one.

    Args:
        pages: The pages, in any order: the result is the same.
        order: The keys of operations (``GET /divisions``) in the order wished for; others follow.
        drafts: Take what drafts hold, too, when no other page has it.
        tell: Called with each choice between pages, a line each.
        source: Where the pages come from, for messages.

    Raises:
        CodegenError: No page holds an operation, or one refers to what no page has.

    """
    told = Teller(tell)
    ranked = sorted(pages, key=lambda page: (page.trust, page.name))
    sources = [Source(page, *fragment) for page in ranked for fragment in page.fragments]
    if not drafts:
        sources = _without_drafts(sources, told)
    chosen = _choose([found for each in sources for found in _operations(each)], told)
    if not chosen:
        raise CodegenError(f"{source}: no operation on {len(ranked)} page{'s'[: len(ranked) != 1]}")
    rank = {key: number for number, key in enumerate(order)}
    chosen.sort(key=lambda each: (rank.get(each.key, len(rank)), *each.key.split(" ")[::-1]))
    used = [each for each in sources if any(found.source is each for found in chosen)]
    paths: dict[str, Any] = {}
    for found in chosen:
        method, path = found.key.split(" ", 1)
        paths.setdefault(path, {})[method.lower()] = found.fields
    uses = [(found.fields, found.source) for found in chosen]
    document = {
        "openapi": str(used[0].document["openapi"]),
        "info": _info(used, told),
        "servers": _servers(used),
        "tags": _tags(used),
        "paths": paths,
        "components": components(uses, used, sources, told),
    }
    taken = Counter(found.source.page.name for found in chosen)
    counts = {
        page.name: taken[page.name] if _has_operations(page) else None
        for page in sorted(ranked, key=lambda page: page.name)
    }
    return copy.deepcopy(document), Merged(counts, told.conflicts)


def _has_operations(page: Page) -> bool:
    return any(fields(each.document.get("paths")) for each in page.fragments)


def _without_drafts(sources: list[Source], told: Teller) -> list[Source]:
    for each in sources:
        if each.page.trust is Trust.DRAFT:
            keys = ", ".join(found.key for found in _operations(each)) or "a document"
            told(f"{keys}: {each.page.name} is a draft and passed over (DRAFTS=1 takes it)")
    return [each for each in sources if each.page.trust is not Trust.DRAFT]


def _operations(source: Source) -> Iterator[_Operation]:
    """Yield the operations of a document, each with all that the document says of it."""
    document = source.document
    references = References(document)
    for path, node in fields(document.get("paths")).items():
        if path.startswith("x-"):
            continue
        item = references.target(node)
        for method in METHODS:
            if method in item:
                around = {"security": document.get("security"), "servers": item.get("servers")}
                own = {key: value for key, value in around.items() if value} | item[method]
                if parameters := _parameters(item, item[method], references):
                    own["parameters"] = parameters
                yield _Operation(f"{method.upper()} {path}", source, own)


def _parameters(
    item: dict[str, Any], operation: dict[str, Any], references: References
) -> list[Any]:
    """Return the parameters of an operation and those of its path that it does not repeat."""

    def key(node: Any) -> tuple[str, str]:
        parameter = references.target(node)
        return str(parameter.get("in")), str(parameter.get("name"))

    own = items(operation.get("parameters"))
    keys = {key(node) for node in own}
    return [node for node in items(item.get("parameters")) if key(node) not in keys] + own


def _choose(found: Sequence[_Operation], told: Teller) -> list[_Operation]:
    """Keep one of each operation, whatever its path parameters are called."""
    kept: dict[str, _Operation] = {}
    for each in found:
        first = kept.setdefault(_PLACEHOLDER.sub("{}", each.key), each)
        if first is not each:
            if first.key != each.key:
                told(f"{first.key}: {each.source.page.name} calls it {each.key}", conflict=True)
            told.compare(first.key, first.source, each.source, first.fields, each.fields)
    for each in kept.values():
        if each.source.page.trust is Trust.UKRAINIAN:
            told(f"{each.key}: no English page has it; taken from {each.source.page.name}")
    return list(kept.values())


def _info(used: Sequence[Source], told: Teller) -> dict[str, Any]:
    """Join what documents say of themselves: of each key, what is said first."""
    info: dict[str, Any] = {}
    for source in used:
        given = fields(source.document.get("info"))
        version = given.get("version")
        if version and "version" in info:
            told.compare(
                "info", used[0], source, {"version": info["version"]}, {"version": version}
            )
        info = {key: value for key, value in given.items() if value} | info
    return {"title": _TITLE, "version": ""} | info


def _servers(used: Sequence[Source]) -> list[dict[str, Any]]:
    """Join the servers: without the slash at the end, production first."""
    servers: dict[str, dict[str, Any]] = {}
    for source in used:
        for server in items(source.document.get("servers")):
            url = str(fields(server).get("url", "")).strip().rstrip("/")
            if url:
                servers.setdefault(url, fields(server) | {"url": url})
    return sorted(
        servers.values(), key=lambda each: (bool(_SANDBOX.search(str(each))), each["url"])
    )


def _tags(used: Sequence[Source]) -> list[dict[str, Any]]:
    tags: dict[str, dict[str, Any]] = {}
    for source in used:
        for tag in items(source.document.get("tags")):
            tags.setdefault(str(fields(tag).get("name")), fields(tag))
    return [tags[name] for name in sorted(tags)]
