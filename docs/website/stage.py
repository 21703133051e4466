"""Gathers the pages of the site in one folder, with their links turned to where they now are.

The pages in ``docs/`` are plain Markdown that also reads well in a repository browser. Five
things differ on the site: some pages are made, some come from elsewhere in the repository, a
paragraph that is nothing but a link to an example becomes the example, a link to the operations
of a resource leads to its page, and a list of names is followed by their docstrings.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .corrections import corrections_page
from .operations import PAGE, ROOT, operations_page
from .reference import resource_pages

_DOCS: Final = "docs"

# What stands elsewhere in the repository, and which page of the site it is.
_ELSEWHERE: Final = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
_CORRECTIONS: Final = ("overlays/README.md", "corrections.md")

_FENCED: Final = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\]\(([^)\s#:]+)(#[^)\s]*)?\)")
_EXAMPLE: Final = re.compile(r"^\[[^\]]+\]\(([^)\s:]*examples/[^)\s]+\.py)\)$", re.MULTILINE)

# What a comment hides in a clone: directives that bring in docstrings.
_SITE_ALONE: Final = re.compile(r"^<!-- on the site:\n(.*?)^-->$", re.MULTILINE | re.DOTALL)
_CLONE_ALONE: Final = " The site, which `make docs` builds, has the same below this list."
_DIRECTIVE: Final = re.compile(r"^::: (\S+)$", re.MULTILINE)
_NAME: Final = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


class SiteError(Exception):
    """The site cannot be built."""


def stage(work: Path) -> None:
    """Write the pages and the configuration of the site into ``work``."""
    pages = work / "pages"
    for path, text in _pages():
        (pages / path).parent.mkdir(parents=True, exist_ok=True)
        (pages / path).write_text(text, encoding="utf-8")
    for picture in (ROOT / _DOCS).rglob("*.svg"):
        target = pages / picture.relative_to(ROOT / _DOCS)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, target)
    here = Path(__file__).parent
    shutil.copy(here / "extra.css", pages / "extra.css")
    shutil.copytree(here / "theme", work / "theme")
    settings = (here / "zensical.toml").read_text(encoding="utf-8")
    named = set(re.findall(r'"([\w./-]+\.md)"', settings))
    others = [path for path in sorted(pages.rglob("*.md")) if _name(path, pages) not in named]
    settings = settings.replace("{root}", str(ROOT))
    decisions = [path for path in others if path.parent.name == "decisions"]
    for name, paths in (
        ("decisions", decisions),
        ("others", [path for path in others if path not in decisions]),
    ):
        entries = "".join(f"{_entry(path, pages)}, " for path in paths)
        settings = settings.replace(f"{{{name}}}", entries)
    (work / "zensical.toml").write_text(settings, encoding="utf-8")


def _entry(path: Path, pages: Path) -> str:
    """Return the menu's entry for a page, under its title."""
    title = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
    return f'{{ "{title}" = "{_name(path, pages)}" }}'


def _name(path: Path, pages: Path) -> str:
    return path.relative_to(pages).as_posix()


def _pages() -> Iterator[tuple[str, str]]:
    """Yield the pages of the site: path and text."""
    sources = {
        source.relative_to(ROOT).as_posix(): source.relative_to(ROOT / _DOCS).as_posix()
        for source in sorted((ROOT / _DOCS).rglob("*.md"))
    }
    where = sources | _ELSEWHERE | dict([_CORRECTIONS])
    for source, page in where.items():
        if (source, page) == _CORRECTIONS:
            text = corrections_page(ROOT / "overlays")
        elif ROOT / source == PAGE:
            text = operations_page(linked=True)
        else:
            text = (ROOT / source).read_text(encoding="utf-8")
        yield page, _moved(text, source, where)
    yield from resource_pages(ROOT / "generated")


def _moved(text: str, source: str, where: dict[str, str]) -> str:
    """Return the text of ``source`` with its links as they are on the site."""
    folder = posixpath.dirname(source)

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, found[1]))
        page, anchor = where.get(target) or where.get(f"{target}/README.md"), found[2] or ""
        if page is None:
            return found[0]  # The generator says if it leads nowhere.
        if ROOT / target == PAGE and anchor:  # In a clone that is all there is of a resource.
            page, anchor = f"reference/{anchor[1:]}.md", ""
        start = posixpath.dirname(where[source]) or "."
        return f"]({posixpath.relpath(page, start)}{anchor})"

    def example(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, found[1]))
        program = (ROOT / path).read_text(encoding="utf-8")
        return f'```python title="{path}"\n{program.rstrip()}\n```'

    def name(found: re.Match[str]) -> str:
        return f"| [`{found[1]}`][{shown[found[1]]}] |" if found[1] in shown else found[0]

    text = _EXAMPLE.sub(example, _SITE_ALONE.sub(r"\1", text.replace(_CLONE_ALONE, "")))
    shown = {one.rpartition(".")[2]: one for one in _DIRECTIVE.findall(text)}
    text = _NAME.sub(name, text)
    parts = _FENCED.split(text)
    parts[::2] = [_LINK.sub(link, part) for part in parts[::2]]
    return "".join(parts)
