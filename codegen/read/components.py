"""The components that the operations of a merged document need.

Each document holds those of its own operation. Equal ones join; of unequal ones under one name
that of the page trusted more stays, and the other is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from codegen.errors import CodegenError
from codegen.read.differences import members
from codegen.read.references import fields, items
from codegen.read.sources import Source, Teller

_SCHEMES = "securitySchemes"


def components(
    uses: Iterable[tuple[dict[str, Any], Source]],
    used: Sequence[Source],
    sources: Sequence[Source],
    told: Teller,
) -> dict[str, dict[str, Any]]:
    """Return what operations refer to, by kind and name, both sorted.

    Args:
        uses: The operations, each with its document.
        used: The documents of these, those that are trusted more first.
        sources: All documents, in the same order.
        told: Told where documents differ.

    Raises:
        CodegenError: An operation refers to what no document has.

    """
    found: dict[tuple[str, str], Any] = {}
    waiting = [(*name, str(source)) for node, source in uses for name in _references(node)]
    while waiting:
        kind, name, where = waiting.pop()
        if (kind, name) in found:
            continue
        # Documents are pruned: what one lacks, that of another page may have.
        holders = [each for each in used if name in _of_kind(each, kind)] or [
            each for each in sources if name in _of_kind(each, kind)
        ]
        if not holders and kind == _SCHEMES:
            continue  # No reference: the name alone says what opens an operation.
        if not holders:
            raise CodegenError(f"{where}: #/components/{kind}/{name} is on no page")
        kept = holders[0]
        value = found[kind, name] = _of_kind(kept, kind)[name]
        for other in holders[1:]:
            told.compare(f"{kind} {name}", kept, other, value, _of_kind(other, kind)[name])
        waiting += [(*each, str(kept)) for each in _references(value)]
    components: dict[str, dict[str, Any]] = {}
    for kind, name in sorted(found):
        components.setdefault(kind, {})[name] = found[kind, name]
    return components


def _of_kind(source: Source, kind: str) -> dict[str, Any]:
    return fields(fields(source.document.get("components")).get(kind))


def _references(node: Any, under: str = "") -> Iterator[tuple[str, str]]:
    """Yield kind and name of the components that a part of a document refers to."""
    if isinstance(node, list):
        for each in node:
            yield from _references(each)
    elif isinstance(node, dict):
        for value, key in members(node, under).values():
            if key == "$ref":
                yield from _component(value)
            elif key == "security":
                schemes = (name for one in items(value) for name in fields(one))
                yield from ((_SCHEMES, name) for name in schemes)
            elif key == "discriminator":
                for target in fields(fields(value).get("mapping")).values():
                    yield from _component(target)
            else:
                yield from _references(value, key)


def _component(reference: Any) -> Iterator[tuple[str, str]]:
    root, _, rest = str(reference).partition("#/components/")
    kind, _, name = rest.partition("/")
    if not root and name:
        yield kind, name.split("/")[0].replace("~1", "/").replace("~0", "~")
