"""The index of a portal, and the pages it names.

``/llms.txt`` lists the pages in Markdown; where there is none, ``/sitemap.xml`` names them as
browsers know them. Nothing else is asked for: no address that a page mentions, and no question.
"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_EXCEPTION, Future, wait
from contextlib import suppress
from threading import Thread

import httpx

from codegen.errors import CodegenError
from codegen.fetch.client import Client, Manners, NotTextError
from codegen.read import Page, decoded, read_page, refuse_html

# A title may be an image, or emphasised; an address may have parentheses in pairs.
_BULLET = re.compile(
    r"^\s*(?:[-*+]|\d+[.)]) +\W*\[.*?\]\(<?((?:\([^()\s>]*\)|[^()\s>])+)", re.MULTILINE
)
_LOCATION = re.compile(
    r"<(?:\w+:)?loc\b[^>]*>\s*(?:<!\[CDATA\[)?\s*([^<\s\]]+)\s*(?:\]\]>)?\s*</(?:\w+:)?loc>"
)
# A dot and digits may stand in the name of a page: v1.0.
_FILE = re.compile(r"\.(?!md$)[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_PARTING = 0.5  # Seconds for a page under way, once they are left.


def fetch_pages(portal: str, *, tell: Callable[[str], None], manners: Manners) -> list[Page]:
    """Fetch all pages that a portal's index names.

    Args:
        portal: The address of the portal; its path counts for nothing.
        tell: Called with what was passed over.
        manners: How to behave.

    Returns:
        The pages, sorted by address.

    Raises:
        CodegenError: One page, or the index, cannot be had: there is no such thing as a part.

    """
    home = _home(portal)
    with Client(home, manners) as client:
        addresses = _index(client, home, tell, manners.pages)
        if len(addresses) > manners.pages:
            raise CodegenError(
                f"{home}: names {len(addresses)} pages; {manners.pages} are the most"
            )
        return _at_once(client, addresses, manners.at_once)


def _at_once(client: Client, addresses: list[httpx.URL], threads: int) -> list[Page]:
    """Fetch pages by some threads, and leave these with the first failure or interrupt.

    Nobody waits then for a host that keeps one of them waiting, not even the end of the process.
    """
    pages: list[Future[Page]] = [Future() for _ in addresses]
    waiting = deque(zip(addresses, pages, strict=True))

    def work() -> None:
        with suppress(IndexError):  # None is left.
            while True:
                address, page = waiting.popleft()
                try:
                    page.set_result(_page(client, address))
                except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                    page.set_exception(error)

    workers = [Thread(target=work, daemon=True) for _ in range(threads)]
    try:
        for worker in workers:
            worker.start()
        done, _ = wait(pages, return_when=FIRST_EXCEPTION)
    finally:
        waiting.clear()
        client.leave()
        for worker in workers:
            if worker.ident is not None:
                worker.join(_PARTING)
    return [page.result() for page in pages if page in done]


def _home(portal: str) -> httpx.URL:
    try:
        url = httpx.URL(portal)
    except (httpx.InvalidURL, TypeError, ValueError):
        url = httpx.URL("")
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise CodegenError(f"{portal!r} is no address of a portal, such as https://example.com")
    return url.copy_with(raw_path=b"/", fragment=None)


def _page(client: Client, url: httpx.URL) -> Page:
    raw = client.get(url)
    if raw is None:
        raise CodegenError(f"{url}: the index names it, but it is not there")
    try:
        text = decoded(raw)
    except CodegenError as error:
        raise CodegenError(f"{url}: {error}") from None
    return read_page(text, name=str(url), address=url.path)


def _index(
    client: Client, home: httpx.URL, tell: Callable[[str], None], most: int
) -> list[httpx.URL]:
    """Return the addresses of the pages, sorted."""
    listed = _text(client, home.join("/llms.txt"))
    addresses: Iterable[str] = _BULLET.findall(listed or "")
    found = _pages(client, home, addresses, tell)
    if not found:
        tell(f"{home}llms.txt: names no page of this host; the sitemap is read instead")
        found = _pages(client, home, _mapped(client, home, most), tell)
    if not found:
        raise CodegenError(f"{home}: neither llms.txt nor sitemap.xml names a page of this host")
    return found


def _text(client: Client, url: httpx.URL) -> str | None:
    """Return an index, or None where there is none: often HTML stands in its place."""
    try:
        raw = client.get(url)
    except NotTextError:
        return None
    try:
        text = decoded(raw or b"")
        refuse_html(text)
    except CodegenError:
        return None
    return text


def _mapped(client: Client, home: httpx.URL, most: int) -> Iterator[str]:
    """Yield the addresses in the map of the site, and in the maps that it names."""
    waiting = [home.join("/sitemap.xml")]
    for url in waiting:
        if len(waiting) > most:
            raise CodegenError(f"{home}: has {len(waiting)} maps; {most} are the most")
        text = _text(client, url)
        if text is None and url != waiting[0]:
            raise CodegenError(f"{url}: another map names it, but there is no map")
        for found in _LOCATION.findall(text or ""):
            address = html.unescape(found)
            inner = _joined(url, address)
            if not address.endswith(".xml"):
                yield address
            elif inner and inner not in waiting and client.is_home(inner):
                waiting.append(inner)


def _joined(base: httpx.URL, address: str) -> httpx.URL | None:
    """Return an address as it is meant where it stands, or None if it is none."""
    try:
        return base.join(address).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError):
        return None


def _pages(
    client: Client, home: httpx.URL, addresses: Iterable[str], tell: Callable[[str], None]
) -> list[httpx.URL]:
    """Return the addresses that are pages of this host, as Markdown, sorted and once each."""
    found: dict[str, httpx.URL] = {}
    foreign: set[str] = set()
    questions: set[str] = set()
    others: set[str] = set()
    for address in addresses:
        url = _joined(home, address)
        if url is None:
            continue
        path = url.path.rstrip("/")
        if not client.is_home(url):
            foreign.add(url.host or str(url))
        elif url.query:
            questions.add(url.path)
        elif _FILE.search(path):
            others.add(path)
        elif path:
            page = url.copy_with(path=path if path.endswith(".md") else f"{path}.md")
            found[str(page)] = page
    if foreign:
        tell(f"{home}: pages of other hosts passed over: {', '.join(sorted(foreign))}")
    if others:
        tell(f"{home}: files passed over, which are no pages: {', '.join(sorted(others))}")
    if questions:
        tell(f"{home}: addresses that ask a question passed over: {', '.join(sorted(questions))}")
    return [found[name] for name in sorted(found)]
