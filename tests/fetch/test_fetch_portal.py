"""What comes of a portal: one document, a summary, and what is asked for on the way."""

import json
import subprocess
import sys

import pytest
from portal_site import GIVEN, HTML, ROOT, THEIRS, Answer, given_pages, html, page, serving
from publisher_like import fragment

from codegen.__main__ import main
from codegen.compare import diff_documents
from codegen.fetch import Manners
from codegen.pipeline import operation_table
from codegen.read import load_document
from codegen.update import run_fetch


def test_the_portal_is_the_whole_document(fetch):
    target, out, err = fetch()
    diff = diff_documents(THEIRS, load_document(target))
    assert not diff.breaking
    assert out == (
        f"{target}: written\n"
        "pages: 13 read, 11 with a document, 2 without\n"
        "  /metodi-1/methods/payment.md\n"
        "  /metodi-1/models.md\n"
        "operations: 43\n"
        "conflicts: 1\n"
        "against openapi.json: 1 breaking, 3 compatible changes\n"
    )
    assert err == (
        "codegen: POST /shipments: /metodi-1/page-1.md is a draft and passed over "
        "(DRAFTS=1 takes it)\n"
        "codegen: GET /clients/authorization: taken from /metodi-1/methods/authorization.md, not "
        "from /novaposhta-docs/documentation/kroki-integraciyi/yak-zgeneruvati.md, which differs "
        "at parameters[query apiKey]\n"
    )


def test_what_is_written_within_the_repository_is_named_from_there_on(fetch, tmp_path, monkeypatch):
    monkeypatch.setattr("codegen.write.tree.ROOT", tmp_path)
    _, out, _ = fetch()
    assert out.startswith("build/published.json: written\n")


def test_two_runs_give_the_same_bytes_in_whatever_order_the_index_is(fetch, portal):
    target, _, _ = fetch()
    first = target.read_bytes()
    portal.pages = dict(reversed(portal.pages.items()))
    fetch()
    assert target.read_bytes() == first


def test_what_is_asked_for_and_how(fetch, portal):
    fetch(at_once=2)
    assert portal.paths() == dict.fromkeys(["/llms.txt", *portal.pages], 1)
    assert portal.at_once <= 2
    for _, headers in portal.asked:
        assert headers["Accept"].startswith("text/markdown")
        assert headers["Accept-Encoding"] == "identity"


def test_a_draft_is_taken_when_that_is_said(fetch, portal):
    new = fragment(THEIRS, "POST /shipments")
    new["paths"] = {"/new": {"post": new["paths"]["/shipments"]["post"]}}
    portal.pages["/metodi-1/page-2.md"] = page("Page 2", new)
    target, _, _ = fetch()
    assert "/new" not in load_document(target)["paths"]
    target, out, _ = fetch(drafts=True)
    assert "/new" in load_document(target)["paths"]
    assert "; new: POST /new\n" in out


def test_an_operation_that_went_missing_is_named(fetch, portal):
    _, _, err = fetch()
    assert "warning" not in err
    del portal.pages["/metodi-1/methods/services.md"]
    _, out, err = fetch()
    line = "POST /exchange-rates/conversion was in published.json before and is on no page now"
    assert f"codegen: warning: {line}\n" in err
    assert out.endswith("; missing: POST /exchange-rates/conversion\n")
    _, _, err = fetch()  # Now the last document is without it, too.
    assert "warning" not in err


def test_a_first_run_is_held_against_the_committed_document(fetch, portal):
    del portal.pages["/metodi-1/methods/services.md"]
    _, _, err = fetch()
    assert "codegen: warning: POST /exchange-rates/conversion was in " in err


@pytest.mark.parametrize(
    "index", [Answer("", 404), html(404), html(200), Answer("# Nothing\n"), Answer("")]
)
def test_the_sitemap_stands_in_for_llms_txt(fetch, portal, index):
    first = fetch()[0].read_bytes()
    portal.faults["/llms.txt"] = [index]
    names = [path.removesuffix(".md") for path in portal.pages]
    spaces = {path.split("/")[1] for path in names}
    maps = "".join(f"<loc>{portal.address}/{each}/sitemap-pages.xml</loc>" for each in spaces)
    portal.faults["/sitemap.xml"] = [Answer(f'<?xml version="1.0"?><sitemapindex>{maps}')]
    for space in spaces:
        urls = "".join(
            f"<url>\n<loc>{portal.address}{name}</loc>\n<priority>1</priority></url>"
            for name in names
            if name.split("/")[1] == space
        )
        root = f"<url><loc>{portal.address}/</loc></url>"
        portal.faults[f"/{space}/sitemap-pages.xml"] = [Answer(f"<urlset>{root}{urls}</urlset>")]
    target, _, err = fetch()
    assert target.read_bytes() == first
    assert "codegen: /llms.txt: names no page of this host; the sitemap is read instead\n" in err


@pytest.mark.parametrize("answer", [Answer("", 404), html(404), html(200), Answer("")])
def test_a_map_that_is_named_and_not_there_stops_the_run(refused, portal, answer):
    portal.faults["/llms.txt"] = [Answer("", 404)]
    urls = "".join(f"<loc>{portal.address}{path}</loc>" for path in portal.pages)
    portal.faults["/sitemap.xml"] = [Answer(f"{urls}<loc>{portal.address}/uk/pages.xml</loc>")]
    portal.faults["/uk/pages.xml"] = [answer]
    assert refused() == "/uk/pages.xml: another map names it, but there is no map"


@pytest.mark.parametrize(
    "written",
    [
        "1. [Page]({}.md)",
        "- **[Page]({}.md)**: described",
        "* [Page [1]](<{}.md>)",
        "- [Page]({}/)",
        '- [Page]({}.md "title")',
    ],
)
def test_pages_are_found_however_the_index_is_written(fetch, portal, written):
    portal.pages["/metodi-1/v1.0_(new).md"] = portal.pages.popitem()[1]
    first = fetch()[0].read_bytes()
    names = [path.removesuffix(".md") for path in portal.pages]
    portal.faults["/llms.txt"] = [Answer("\n".join(written.format(name) for name in names))]
    assert fetch()[0].read_bytes() == first
    assert set(portal.paths()) == {"/llms.txt", *portal.pages}


def test_pages_are_found_in_maps_with_prefixes_and_attributes(fetch, portal):
    first = fetch()[0].read_bytes()
    portal.faults["/llms.txt"] = [Answer("", 404)]
    urls = "".join(f'<s:loc lang="uk">{portal.address}{path}</s:loc>' for path in portal.pages)
    portal.faults["/sitemap.xml"] = [Answer(f"{urls}<s:loc>{portal.address}/a.pdf</s:loc>")]
    target, _, err = fetch()
    assert target.read_bytes() == first
    assert "codegen: /: files passed over, which are no pages: /a.pdf\n" in err


def test_maps_that_name_each_other_are_read_once(fetch, portal):
    portal.faults["/llms.txt"] = [Answer("", 404)]
    here, there = f"{portal.address}/sitemap.xml", f"{portal.address}/en/sitemap-pages.xml"
    maps = f"<loc>{here}</loc><loc>{there}</loc><loc>http://a:port/b.xml</loc>"
    urls = "".join(f"<loc>{portal.address}{path}</loc>" for path in portal.pages)
    portal.faults["/sitemap.xml"] = [Answer(maps)]
    portal.faults["/en/sitemap-pages.xml"] = [Answer(maps + urls)]
    fetch()
    assert set(portal.paths().values()) == {1}


def test_maps_without_end_are_left(refused, portal):
    portal.faults["/llms.txt"] = [Answer("", 404)]
    maps = "".join(f"<loc>{portal.address}/{number}.xml</loc>" for number in range(1000))
    portal.faults["/sitemap.xml"] = [Answer(maps)]
    assert refused() == "/: has 1001 maps; 500 are the most"
    assert set(portal.paths()) == {"/llms.txt", "/sitemap.xml"}


def test_pages_of_other_hosts_and_questions_are_not_asked_for(fetch, portal):
    page_one = next(iter(portal.pages))
    portal.faults["/llms.txt"] = [
        Answer(
            portal.llms() + "- [Elsewhere](https://example.com/methods/a.md)\n"
            f"- [Ask]({portal.address}{page_one}?ask=what&goal=all)\n"
            f"- [Relative]({page_one}#anchor)\n"
            f"- [All]({portal.address}/llms-full.txt): everything\n"
            f"- [Bad](http://a:port/)\n"
            f"Prose with a [link]({portal.address}/nowhere.md).\n"
        )
    ]
    _, _, err = fetch()
    assert set(portal.paths()) == {"/llms.txt", *portal.pages}
    assert portal.paths()[page_one] == 1
    assert "codegen: /: pages of other hosts passed over: example.com\n" in err
    assert f"codegen: /: addresses that ask a question passed over: {page_one}\n" in err


@pytest.mark.skipif(not GIVEN.is_dir(), reason="../shared/portal/methods is not there")
def test_the_given_pages_come_through(tmp_path):
    with serving(given_pages()) as portal:
        run_fetch(portal.address, tmp_path / "a.json", drafts=False, manners=Manners())
    assert load_document(tmp_path / "a.json") == load_document(
        GIVEN, order=operation_table().rows, tell=lambda _: None
    )


def codegen(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "codegen", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_line_writes_the_document_or_one_line(portal, tmp_path):
    target = tmp_path / "published.json"
    run = codegen("fetch", "--portal", f"{portal.address}/en/start", "--output", target)
    assert run.returncode == 0, run.stderr
    assert len(json.loads(target.read_bytes())["paths"]) > 20
    before = target.read_bytes()
    portal.faults[next(iter(portal.pages))] = [html(403, HTML)]
    run = codegen("fetch", "--portal", portal.address, "--output", target)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert run.stderr.startswith("codegen: http://127.0.0.1:")
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    "address", ["", "portal", "ftp://example.com", "http://", "http://a:port", "/"]
)
def test_what_is_no_address_is_said(tmp_path, capsys, address):
    assert main(["fetch", "--portal", address, "--output", str(tmp_path / "a.json")]) == 2
    said = capsys.readouterr().err
    assert "is no address of a portal" in said
    assert said.count("\n") == 1


def test_a_portal_that_is_not_there_is_said(tmp_path, capsys):
    with serving({}) as gone:
        address = gone.address
    assert main(["fetch", "--portal", address, "--output", str(tmp_path / "a.json")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"codegen: {address}/llms.txt: cannot be read (")
    assert said.count("\n") == 1
    assert not list(tmp_path.iterdir())
