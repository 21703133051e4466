"""The links of the pages lead somewhere in a clone; those of the site `test_docs_site` tries."""

import pkgutil
import posixpath
import re

import pytest
from docs_pages import PAGES, ROOT, without_code

LINK = re.compile(r"\]\(<?([^)\s:#>]*)(?:#([^)\s>]+))?>?(?: \"[^\"]*\")?\)")
REFERENCE = re.compile(r"^\[[^\]]+\]: (?![a-z]+:)([^\s#]*)(?:#(\S+))?$", re.MULTILINE)
HTML = re.compile(r"(?:href|src)=\"(?![a-z]+:)([^\"#]*)(?:#([^\"]+))?\"")


def anchors(text):
    """Yield the places of a page: its headings, and what docstrings are shown of on the site."""
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        words = re.sub(r"[^\w\s-]", "", heading.lower())
        yield re.sub(r"\s", "-", words.strip())
    for name in re.findall(r"^::: (\S+)$", text, re.MULTILINE):
        yield name
        if isinstance(shown := pkgutil.resolve_name(name), type):
            yield from (f"{name}.{member}" for member in dir(shown))


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_a_page_lead_somewhere_in_a_clone(page):
    text = without_code(PAGES[page])
    for link, anchor in (found for kind in (LINK, REFERENCE, HTML) for found in kind.findall(text)):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) if link else page
        assert (ROOT / target).exists(), link
        assert not target.startswith("build/"), link  # No clone has it.
        if anchor:
            assert anchor in anchors(PAGES[target]), f"{link}#{anchor}"
