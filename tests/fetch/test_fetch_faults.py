"""A portal that refuses, delays, misleads or overdoes it: waited for, or given up in one line."""

import datetime as dt
import gzip
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from email.utils import format_datetime
from subprocess import PIPE

import httpx
import pytest
from children import Child
from portal_site import HTML, ROOT, Answer, html, later, redirect

from codegen.errors import CodegenError
from codegen.fetch import Client, Manners

PAGE = "/metodi-1/methods/divisions.md"
INDEX = "/llms.txt"


@pytest.fixture
def portal(small_portal):
    return small_portal


@pytest.fixture
def page_one(portal):
    return min(portal.pages)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
@pytest.mark.parametrize("place", ["index", "page"])
def test_later_is_waited_for(fetch, portal, clock, page_one, status, place):
    path = INDEX if place == "index" else page_one
    good = portal.answer(path)
    portal.faults[path] = [later(status, "7"), later(status, "0"), good]
    fetch()
    assert clock.slept == [7.0, 0.0]
    assert portal.paths()[path] == 3


def test_later_may_be_a_date_or_unsaid(fetch, portal, clock, page_one):
    good = portal.answer(page_one)
    then = dt.datetime.fromtimestamp(clock.time + 30, dt.UTC)
    dated = format_datetime(then, usegmt=True)
    past = format_datetime(then - dt.timedelta(days=1), usegmt=True)
    portal.faults[page_one] = [later(503, dated), later(503, past), later(503), good]
    fetch()
    assert clock.slept == [30.0, 0.0, 4.0]


@pytest.mark.parametrize("said", ["soon", "-5", "1.5", "", "²"])
def test_a_delay_that_cannot_be_read_is_a_second(fetch, portal, clock, page_one, said):
    portal.faults[page_one] = [later(503, said.encode().decode("latin-1")), portal.answer(page_one)]
    fetch()
    assert clock.slept == [1.0]


def test_patience_ends(refused, portal, clock, page_one):
    portal.faults[page_one] = [later(429, "2")]
    assert refused() == f"{page_one}: answered with status 429"
    assert clock.slept == [2.0] * 3


def test_a_delay_of_hours_is_not_waited_for(refused, portal, clock, page_one):
    portal.faults[page_one] = [later(429, "7200")]
    assert refused() == (
        f"{page_one}: answered with status 429 and wants 7200 s of patience; try again later"
    )
    assert clock.slept == []


def test_while_one_waits_nobody_asks(portal, page_one):
    held = []
    manners = Manners(sleep=lambda _: held.append(client._gate.locked()))
    with Client(httpx.URL(portal.address), manners) as client:
        portal.faults[page_one] = [later(429, "5"), portal.answer(page_one)]
        assert client.get(httpx.URL(portal.address + page_one))
        assert held == [True]
        assert not client._gate.locked()


def test_an_interrupt_does_not_wait_with_a_page(portal, page_one, tmp_path):
    portal.faults[page_one] = [later(503, "100")]
    command = [sys.executable, "-m", "codegen", "fetch", "--portal", portal.address]
    with Child([*command, "--output", tmp_path / "a.json"], cwd=ROOT, stderr=PIPE) as process:
        while page_one not in portal.paths():
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=50)
    assert (process.returncode, said) == (130, b"codegen: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_who_waits_for_a_page_can_be_woken(portal, page_one):
    portal.faults[page_one] = [later(503, "100")]
    with Client(httpx.URL(portal.address), Manners()) as client, ThreadPoolExecutor(1) as thread:
        page = thread.submit(client.get, httpx.URL(portal.address + page_one))
        while page_one not in portal.paths():
            time.sleep(0.01)
        client.leave()
        with pytest.raises(CodegenError, match="is wanted no more"):
            page.result()
    assert portal.paths()[page_one] == 1


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (html(403), "answered with status 403"),
        (html(401), "answered with status 401"),
        (html(200), "answered with HTML (a login, an error?), not with Markdown"),
        (Answer(HTML), "is HTML (a login, an error, a page for browsers?), no document"),
        (Answer(HTML, 404), "the index names it, but it is not there"),
        (Answer("", 410), "the index names it, but it is not there"),
        (Answer("", 204), "is empty"),
        (Answer("", 400), "answered with status 400"),
        (Answer(b"\xff\xfe"), "is not UTF-8 (byte 1); save it as UTF-8"),
        (Answer('```json\n{"openapi":"3.0.0"\n```\n'), "broken JSON at line"),
        (
            Answer('{"error": "later"}', 200, (("Content-Type", "application/json"),)),
            "answered with JSON (an error?), not with Markdown",
        ),
        (redirect("https://example.com/a.md"), "redirects to another host (example.com)"),
        (redirect("//example.com/a.md", 308), "redirects to another host (example.com)"),
        (redirect("http://127.0.0.1:1/a.md", 301), "redirects to another host (127.0.0.1)"),
        (redirect("/a.md?ask=what"), "redirects to a question"),
        (redirect("http://a:port/"), "cannot be read (Invalid URL"),
        (redirect("/login"), "the index names it, but it is not there"),
        (
            Answer(gzip.compress(b"# Page"), 200, (("Content-Encoding", "gzip"),)),
            "is packed, though that was not asked for",
        ),
        (Answer("# Half", 200, (("Content-Length", "100"), ("Connection", "close"))), "cannot be"),
    ],
)
def test_a_page_that_fails_stops_the_run(refused, portal, page_one, answer, says):
    portal.faults[page_one] = [answer]
    message = refused(idle=0.5) if "Half" in str(answer.body) else refused()
    path, _, said = message.partition(": ")
    assert said.startswith(says)
    assert path in {page_one, "/login"}


def test_a_redirect_within_the_host_is_followed(fetch, portal, page_one):
    first = fetch()[0].read_bytes()
    portal.pages["/moved/here.md"] = portal.pages[page_one]
    portal.faults["/llms.txt"] = [
        Answer("".join(f"- [P]({each})\n" for each in portal.pages if each != "/moved/here.md"))
    ]
    portal.faults[page_one] = [redirect("../../moved/once.md", 301)]
    portal.faults["/moved/once.md"] = [redirect(f"{portal.address}/moved/here.md#top", 307)]
    assert fetch()[0].read_bytes() == first


def test_redirects_that_lead_in_circles_are_left(refused, portal, page_one):
    portal.faults[page_one] = [redirect("/b.md")]
    portal.faults["/b.md"] = [redirect(page_one)]
    assert refused() == f"{page_one}: redirects lead in circles"
    assert portal.paths()[page_one] == 1


def test_redirects_without_end_are_left(refused, portal, page_one):
    portal.faults[page_one] = [redirect("/0.md")]
    for number in range(20):
        portal.faults[f"/{number}.md"] = [redirect(f"/{number + 1}.md")]
    assert refused() == f"{page_one}: redirects lead in circles"
    assert "/6.md" not in portal.paths()


def test_the_index_may_refuse_too(refused, portal):
    portal.faults[INDEX] = [html(403)]
    assert refused() == "/llms.txt: answered with status 403"
    assert list(portal.paths()) == [INDEX]


def test_no_index_at_all_is_said(refused, portal):
    portal.faults[INDEX] = [html(404)]
    assert refused() == "/: neither llms.txt nor sitemap.xml names a page of this host"


def test_pages_without_an_operation_leave_the_last_result(refused, portal):
    portal.pages = {"/a.md": "# Prose\n", "/b.md": "# More\n"}
    assert refused() == ": no operation on 2 pages"


def test_a_huge_page_is_left(refused, portal, page_one):
    portal.faults[page_one] = [Answer("# Page\n" + "x" * 3_000_000)]
    assert refused(page_bytes=1_000_000) == f"{page_one}: is larger than 1000000 bytes"


def test_pages_that_are_huge_together_are_left(refused):
    assert refused(all_bytes=20_000).endswith(": with it, more than 20000 bytes")


def test_more_pages_than_a_portal_has_are_left(refused, portal):
    assert refused(pages=3) == f"/: names {len(portal.pages)} pages; 3 are the most"
    assert list(portal.paths()) == [INDEX]


def test_a_slow_page_is_left(refused, clock):
    clock.tick = 40.0  # Each look at the clock is 40 s after the last.
    assert refused().endswith(": takes longer than 60 s")


def test_a_page_that_never_comes_is_left(refused, portal, page_one):
    portal.faults[page_one] = [Answer("# Page", 200, (("Content-Length", "100"),))]
    assert refused(idle=0.2).startswith(f"{page_one}: cannot be read (")
