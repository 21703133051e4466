"""The links of the pages lead somewhere in a clone; those of the site `test_docs_site` tries."""

import posixpath
import re

import pytest
from docs_pages import PAGES, ROOT, without_code

LINK = re.compile(r"\]\(<?([^)\s:#>]*)(?:#([^)\s>]+))?>?(?: \"[^\"]*\")?\)")
REFERENCE = re.compile(r"^\[[^\]]+\]: (?![a-z]+:)([^\s#]*)(?:#(\S+))?$", re.MULTILINE)
HTML = re.compile(r"(?:href|src)=\"(?![a-z]+:)([^\"#]*)(?:#([^\"]+))?\"")


def anchors(text):
    """Yield the places of a page, which are its headings: what else the site makes is not here."""
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        words = re.sub(r"[^\w\s-]", "", heading.lower())
        yield re.sub(r"\s", "-", words.strip())


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_a_page_lead_somewhere_in_a_clone(page):
    text = without_code(PAGES[page])
    for link, anchor in (found for kind in (LINK, REFERENCE, HTML) for found in kind.findall(text)):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) if link else page
        assert (ROOT / target).exists(), link
        assert not target.startswith("build/"), link  # No clone has it.
        if anchor:
            assert anchor in anchors(PAGES[target]), f"{link}#{anchor}"


@pytest.mark.parametrize("page", PAGES)
def test_what_the_site_alone_makes_of_a_page_is_listed_in_a_clone(page):
    """Docstrings come in by directives, which are nothing to read."""
    shown = re.sub(r"<!--.*?-->", "", PAGES[page], flags=re.DOTALL)
    assert ":::" not in shown
    for name in re.findall(r"^::: (\S+)$", PAGES[page], re.MULTILINE):
        assert re.search(rf"^\| `{name.rpartition('.')[2]}` \| \w.+ \|$", shown, re.MULTILINE), name


UKRAINIAN = [page for page in PAGES if page == "README.uk.md" or page.startswith("docs/uk/")]
PAGE = re.compile(r"\[([^\]]*)\]\(([^)\s:#]+\.md)[^)]*\)(\s\(англійською\b)?")


@pytest.mark.parametrize("page", UKRAINIAN)
def test_a_link_from_a_ukrainian_page_to_an_english_one_says_so(page):
    """By its own words, by «(англійською)» after it, or at the head of the list it stands in."""
    english, said = [], False
    for part in without_code(PAGES[page]).split("\n\n"):
        for words, link, after in PAGE.findall(part):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
            told = after or re.search("(?i)англійською|english", words)
            if not (target in UKRAINIAN or told or (said and part.startswith("- "))):
                english.append(link)
        said = part.endswith("нглійською:")
    assert english == []


TASKS = {page for page in PAGES if page.startswith("docs/how-to/")}
TASKS |= {f"docs/{name}.md" for name in ("errors", "hosts", "programs", "settings", "testing")}


def test_each_task_is_found_in_ukrainian():
    """By a page or a section that tells it, and leads to the English one for more."""
    led = {
        posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
        for page in UKRAINIAN
        for _, link, _ in PAGE.findall(PAGES[page])
        if page.startswith("docs/uk/")
    }
    assert TASKS - led == set()
