"""The links of the pages lead somewhere, in the repository as well as on the site."""

import posixpath
import re

import pytest
from docs_pages import PAGES, ROOT, without_code

# Made of docstrings when the site is built, which then checks the links to it.
MADE = re.compile(r"docs/reference/[\w-]+\.md")
LINK = re.compile(r"\]\(([^)\s:#]*)(?:#([^)\s]+))?\)")


def anchors(text):
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        words = re.sub(r"[^\w\s-]", "", heading.lower())
        yield re.sub(r"\s", "-", words.strip())


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_a_page_lead_somewhere(page):
    for link, anchor in LINK.findall(without_code(PAGES[page])):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) if link else page
        if MADE.fullmatch(target):
            continue
        if anchor:
            assert anchor in anchors(PAGES[target]), f"{link}#{anchor}"
        assert (ROOT / target).exists(), link
