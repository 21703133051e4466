"""Where the pages of a portal are found: in its index, or in its sitemaps."""

import pytest
from portal_site import Answer, html


@pytest.fixture
def portal(small_portal):
    return small_portal


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
