"""What comes of a portal: one document, a summary, and what is asked for on the way."""

import json
import subprocess
import sys

import pytest
from portal_site import GIVEN, HTML, ROOT, THEIRS, given_pages, html, page, serving
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
