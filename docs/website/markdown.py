"""The pages of the site as Markdown beside the HTML, and llms.txt, which lists them.

For programs that read, and people without a browser: what the site makes of docstrings is written
out, and all links are relative.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from griffe import Alias, Attribute, Class, Function, GriffeLoader, Object, load_extensions

from .operations import ROOT
from .plain_names import PlainNames

_DIRECTIVE: Final = re.compile(r"^::: (\S+)\n((?:    .*\n)*)", re.MULTILINE)
_LISTED: Final = re.compile(r"^\s*(?:inherited_)?members: \[(.*)\]", re.MULTILINE)
_ANCHOR: Final = re.compile(r" \{ #\S+ \}$", re.MULTILINE)
_CROSS_REFERENCE: Final = re.compile(r"\[([^\]\n]+)\]\[[\w.]+\]")
_CODE: Final = re.compile(r"<code>(.*?)</code>")
_FIRST: Final = re.compile(r"\A# .*\n+(?!```)([^\n#|<>-](?:[^\n]+\n)+)")


def write_markdown(work: Path, site: Path) -> None:
    """Write the staged pages of ``work`` into ``site``, with a list of them.

    Args:
        work: Where the pages and the settings of the site are staged.
        site: Where the site is.

    """
    loader = GriffeLoader(
        search_paths=[ROOT, ROOT / "generated"], extensions=load_extensions(PlainNames)
    )
    for package in ("novapost_client", "novapost_auth"):
        loader.load(package)
    loader.resolve_aliases()
    texts = {}
    for path in sorted((work / "pages").rglob("*.md")):
        name = path.relative_to(work / "pages").as_posix()
        texts[name] = _plain(path.read_text(encoding="utf-8"), loader)
        (site / name).write_text(texts[name], encoding="utf-8")
    settings = tomllib.loads((work / "zensical.toml").read_text(encoding="utf-8"))["project"]
    (site / "llms.txt").write_text(_index(settings, texts), encoding="utf-8")


def _plain(text: str, loader: GriffeLoader) -> str:
    def written(found: re.Match[str]) -> str:
        listed = {name.strip() for names in _LISTED.findall(found[2]) for name in names.split(",")}
        level = 3 if "heading_level: 3" in found[2] else 2
        only = listed if re.search(r"^\s*members:", found[2], re.MULTILINE) else None
        return "\n\n".join(_object(loader.modules_collection[found[1]], level, only, listed)) + "\n"

    text = _ANCHOR.sub("", _DIRECTIVE.sub(written, text))
    text = _CROSS_REFERENCE.sub(r"\1", text)
    return _CODE.sub(lambda found: f"`{html.unescape(found[1]).replace('|', chr(92) + '|')}`", text)


def _object(
    found: Object | Alias, level: int, only: set[str] | None, listed: set[str]
) -> Iterator[str]:
    """Yield what a docstring's page shows of an object: signatures, text, members."""
    if isinstance(found, Alias):
        found = found.final_target
    yield f"{'#' * level} {found.name}"
    shown = found.overloads or [found] if isinstance(found, Function) else [found]
    if signatures := [_signature(one) for one in shown if isinstance(one, (Function, Class))]:
        yield "```python\n" + "\n".join(signatures) + "\n```"
    if found.docstring:
        yield re.sub(r"(?<!`)``(?!`)", "`", found.docstring.value)
    if not isinstance(found, Class):
        return
    inherited = {name: found.inherited_members[name] for name in listed - found.members.keys()}
    for name, member in {**found.members, **inherited}.items():
        if name.startswith("_") or (only is not None and name not in only):
            continue
        if member.is_function and member.has_docstring:
            yield from _object(member, level + 1, None, set())
        elif isinstance(member, Attribute) and (member.docstring or "Enum" in str(found.bases)):
            said = f": {' '.join(member.docstring.value.split())}" if member.docstring else ""
            yield f"- `{name}`{said}"


def _signature(found: Function | Class) -> str:
    if isinstance(found, Function):
        return found.signature().replace("bodies.", "")
    made = found.members.get("__init__")
    return made.signature(name=found.name) if isinstance(made, Function) else f"class {found.name}"


def _index(settings: dict[str, Any], texts: dict[str, str]) -> str:
    """Write llms.txt: each page with its first sentence, in the order of the menu."""
    parts = [f"# {settings['site_name']}", f"> {settings['site_description']}"]
    alone = [entry for entry in settings["nav"] if isinstance(next(iter(entry.values())), str)]
    sections = {"Start": alone}
    for entry in settings["nav"]:
        sections |= {name: pages for name, pages in entry.items() if isinstance(pages, list)}
    for section, entries in sections.items():
        rows = [f"- [{title}]({page}){_sentence(texts[page])}" for title, page in _flat(entries)]
        parts.append(f"## {section}\n\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _flat(entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for title, page in entry.items():
            if isinstance(page, str):
                yield title, page
            else:
                yield from _flat(page)


def _sentence(text: str) -> str:
    """Return the first sentence of a page as it follows its link."""
    found = _FIRST.match(text)
    if found is None:
        return ""
    said = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", " ".join(found[1].split()))
    return ": " + re.split(r"(?<=[.?])\s", said, maxsplit=1)[0]
