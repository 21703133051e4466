"""The site, built strictly: complete, whole in its links, and sufficient to itself."""

import json
import re
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from docs_pages import PAGES, ROOT, without_code

import novapost_auth
from codegen.correct import load_overlay
from novapost_auth import NovaPost
from novapost_client import models

pytest.importorskip("zensical", reason="the site needs the dependency group `docs`")

from docs.website import __main__ as website
from docs.website.operations import operations_page
from docs.website.reference import ORDER
from docs.website.tracking_codes import tracking_codes_page

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    target = tmp_path_factory.mktemp("docs")
    website.build(target / "site", target / "work")
    return target / "site"


@pytest.fixture(scope="module")
def pages(site):
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
        if path.name != "404.html"  # Its links are for wherever it is shown.
    }


def ids(page):
    return {unescape(name) for name in re.findall(r'\sid="?([^"\s>]+)', page)}


def test_every_link_leads_to_a_page_and_a_place_in_it(site, pages):
    broken = []
    known = {path: ids(text) for path, text in pages.items()}
    for path, text in pages.items():
        for link in re.findall(r'<a\b[^>]*?\shref="?([^"\s>]+)', text):
            url = urlsplit(unescape(link))
            if url.scheme:
                continue
            target = (site / path).parent / url.path if url.path else site / path
            page = target.resolve().relative_to(site.resolve()).as_posix()
            if page.endswith(".html") and url.fragment:
                if unquote(url.fragment) not in known[page]:
                    broken.append(f"{path}: {link}")
            elif not target.exists():
                broken.append(f"{path}: {link}")
    assert broken == []


def test_what_leads_to_the_operations_of_a_resource_leads_to_its_page(pages):
    """In a clone there is nothing else of it."""
    for page, resource in (
        ("how-to/customs.html", "shipments"),
        ("reference/index.html", "webhooks"),
    ):
        links = re.findall(r'<a\b[^>]*?\shref="?([^"\s>]+)', pages[page].partition("<article")[2])
        assert any(link.endswith(f"{resource}.html") for link in links), page
        assert not any("operations.html#" in link for link in links), page


def test_every_public_name_is_in_the_reference(pages):
    known = set().union(*map(ids, pages.values()))
    names = {name for name in novapost_auth.__all__ if not name.startswith("__")}
    assert {name for name in names if f"novapost_auth.{name}" not in known} == set()
    classes = {f"{getattr(models, name).__module__}.{name}" for name in models.__all__}
    assert classes - known == set()


def test_every_correction_is_told_with_its_reason(pages):
    text = " ".join(unescape(re.sub(r"<[^>]+>", "", pages["corrections.html"])).split())
    for path in (ROOT / "overlays").glob("*.yaml"):
        overlay = load_overlay(path)
        assert overlay.title in text
        for action in overlay.actions:
            assert action.description.replace("`", "") in text


def test_a_default_is_a_value_and_not_the_name_of_a_constant(pages):
    text = " ".join(
        unescape(re.sub(r"<[^>]+>", "", text))
        for name, text in pages.items()
        if name.startswith("reference/")
    )
    defaults = set(re.findall(r"default:\s*([^)\s]+)", text))
    assert {"Retry(", "Server.PRODUCTION", "'X-NP-Key'", "30.0"} <= defaults
    named = re.compile(r"None|True|False|UNSET|Retry\(|-?[\d.]+|'.*'|\w+\.\w+")
    assert [one for one in defaults if not named.fullmatch(one)] == []


def test_a_resource_shows_first_what_is_needed_first_with_its_types(pages):
    shown = re.findall(r'<h[34] id="[\w.]+\.(\w+)"', pages["reference/shipments.html"])
    wanted = ["calculate", "create_once", "create", "print_documents", "track", "find", "delete"]
    assert [name for name in shown if name in wanted] == wanted
    assert shown.index("create_once") < shown.index("ShipmentParcel") < shown.index("create")
    for resource, names in ORDER.items():
        page = pages[f"reference/{resource}.html"]
        assert set(names) <= set(re.findall(r'<h3 id="[\w.]+\.(\w+)"', page)), resource


def test_the_page_of_tracking_codes_is_what_there_is():
    text = tracking_codes_page()
    assert PAGES["docs/reference/tracking-codes.md"] == text, (
        "python -m docs.website.tracking_codes"
    )
    assert "| 9 | `CLOSED` | Handed over | delivered | `is_delivered`, `is_final` |" in text
    assert len(re.findall(r"^\| \d+ \| `\w+` \| \w[^|]+ \| [a-z ]+ \|", text, re.MULTILINE)) == 56


def test_the_page_of_operations_is_what_there_is():
    text = operations_page(linked=False)
    assert PAGES["docs/reference/operations.md"] == text, "python -m docs.website.operations"
    for operation, name in re.findall(r"\| `(\w+\.\w+)`[^|]*\| `(\w+ /\S+)` \|", text):
        resource, _, method = operation.partition(".")
        assert callable(getattr(getattr(NovaPost("key"), resource), method)), name
    assert "`shipments.find`, `find_all` | `GET /shipments`" in text


def test_every_page_is_there_as_markdown_and_listed(site, pages):
    index = (site / "llms.txt").read_text("utf-8")
    listed = set(re.findall(r"\]\(([^)]+\.md)\)", index))
    assert re.findall(r"^- .*\)$", index, re.MULTILINE) == []  # Each says what it is about.
    assert set(pages) == {
        name.replace("README", "index").removesuffix("md") + "html" for name in listed
    }
    shipments = (site / "reference" / "shipments.md").read_text("utf-8")
    assert "create(body: ShipmentRequest | ShipmentRequestDict) -> CreatedShipment" in shipments
    for name in listed:
        text = (site / name).read_text("utf-8")
        assert not re.search(r"^:::|\]\[[\w.]+\]|\{ #", without_code(text), re.MULTILINE), name
    errors = (site / "reference" / "errors.md").read_text("utf-8")
    assert {name for name in novapost_auth.__all__ if name.endswith("Error")} <= set(
        re.findall(r"^## (\w+)", errors, re.MULTILINE)
    )


def test_ukrainian_pages_say_so_and_are_found(site, pages):
    languages = {name: re.search(r'<html lang="(\w+)"', text)[1] for name, text in pages.items()}
    assert {name for name, language in languages.items() if language == "uk"} == {
        name for name in pages if name.startswith("uk/")
    }
    for name, text in pages.items():
        labels = set(re.findall(r'aria-label="?([^">:]+)', text))
        ours, others = {"Шукати", "Навігація", "Вперед"}, {"Search", "Navigation", "Next"}
        if languages[name] != "uk":
            ours, others = others - {"Next"}, ours  # A page may be the last.
        assert ours <= labels, name
        assert not others & labels, name
    indexed = json.loads((site / "search.json").read_text("utf-8"))["items"]
    for word in ("поштомат", "ТТН", "реєстр", "забір", "накладений платіж", "оголошена вартість"):
        found = {one["location"].partition("#")[0] for one in indexed if word in one["text"]}
        assert "uk/glossary.html" in found, word


def test_what_a_page_would_fetch_is_found(tmp_path):
    (tmp_path / "page.html").write_text(
        '<a href="https://a.example/">fine</a><script src="https://b.example/x.js"></script>'
        '<link rel=stylesheet href=//c.example/x.css><img alt="" src="picture.svg">'
    )
    (tmp_path / "style.css").write_text("@import url(https://d.example/x.css)")
    assert website.external_assets(tmp_path) == [
        "page.html: //c.example/x.css",
        "page.html: https://b.example/x.js",
        "style.css: https://d.example/x.css",
    ]


@pytest.mark.parametrize(
    ("page", "docstring", "problem"),
    [
        ("[nowhere](nowhere.md)", "", r"(?s)page does not exist.*nowhere\.md"),
        ("[`x`][program.x]", "", r"(?s)unresolved autoref.*program\.x"),
        ("::: program.missing", "", "program.missing could not be found"),
        ("::: program.f", "Args:\n        y: What is not there.\n", "griffe: .*Parameter 'y'"),
    ],
)
def test_a_fault_stops_the_build(page, docstring, problem, tmp_path, monkeypatch):
    def stage(work):
        (work / "pages").mkdir(parents=True)
        (work / "pages" / "index.md").write_text(f"# Page\n\n{page}\n")
        function = f'def f(x: int) -> None:\n    """Do it.\n\n    {docstring}"""\n'
        (work / "program.py").write_text(function)
        (work / "zensical.toml").write_text(
            '[project]\nsite_name = "small"\ndocs_dir = "pages"\n'
            '[project.plugins.mkdocstrings.handlers.python]\npaths = ["."]\n'
        )

    monkeypatch.setattr(website, "stage", stage)
    with pytest.raises(website.SiteError, match=problem):
        website.build(tmp_path / "site", tmp_path / "work")
    assert not (tmp_path / "site").exists()
