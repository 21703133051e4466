"""A portal on loopback, with the pages it should have and the faults it should not."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from publisher_like import fragment, publisher_document

from codegen.read import load_document

ROOT = Path(__file__).parents[2]
GIVEN = ROOT.parent / "shared" / "portal" / "methods"
THEIRS = publisher_document(load_document(ROOT / "openapi.json"))
HTML = "<!DOCTYPE html><html><head><title>Log in</title></head><body>Log in</body></html>"

PROSE_PAGE = """# Payment on delivery

> Sums are paid to the account of the sender.

```
POST /shipments
{ /// the account
  "sender": {"iban": "PL00"}
  "recipient": {}
}
```

```json
{
  "openapi" /// no comma, no colon
}
```

{% openapi src="https://example.com/openapi.json" path="/divisions" method="get" %}
"""
MODEL_PAGE = """# Models

## The Error object

```json
{"openapi":"3.0.0","info":{"version":"1.0.0"},"components":{"schemas":{"Other":{"type":"string"}}}}
```
"""
AGENTS = """

---

# Agent Instructions

```
GET {address}?ask=<question>&goal=<endgoal>
```
"""


def page(title: str, *documents: dict[str, Any], address: str = "https://example.com/p.md") -> str:
    """Write a page as the portal does: an operation a fence, a whole document on one line."""
    head = (
        f"> For the index, see [llms.txt](https://example.com/llms.txt); this page is available "
        f"as [Markdown]({address}).\n\n# {title}\n"
    )
    parts = [head]
    for number, document in enumerate(documents, 1):
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        quote = "> Prose \\\n> \\*\\*more\\*\\*&#x20;\n"
        parts.append(f"## Operation {number}\n\n{quote}\n```json\n{text}\n```\n")
    return "\n".join(parts) + AGENTS.format(address=address)


def made_pages(document: dict[str, Any]) -> dict[str, str]:
    """Return the pages of a document: a page a tag, a fenced document an operation."""
    by_tag: dict[str, list[dict[str, Any]]] = {}
    paths = {path: item for path, item in document["paths"].items() if path.startswith("/")}
    for path, item in paths.items():
        for method, operation in item.items():
            if isinstance(operation, dict) and "responses" in operation:
                part = fragment(document, f"{method.upper()} {path}")
                tag = operation.get("tags", ["Other"])[0]
                by_tag.setdefault(tag, []).append(part)
    return {
        f"/metodi-1/methods/{tag.lower().replace(' ', '-')}.md": page(
            tag, *parts, address=f"https://example.com/metodi-1/methods/{tag.lower()}.md"
        )
        for tag, parts in by_tag.items()
    }


def given_pages() -> dict[str, str]:
    """Return the pages rebuilt from the publisher's document, by their addresses."""
    return {
        f"/metodi-1/methods/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(GIVEN.glob("*.md"))
    }


class Answer(NamedTuple):
    """What the portal says once."""

    body: str | bytes = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/markdown; charset=utf-8"),)

    @property
    def raw(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass
class Portal:
    """Pages by path; `faults` come first, in turn, and the last of them stays."""

    pages: dict[str, str]
    address: str = ""
    faults: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    at_once: int = 0
    running: int = 0

    def llms(self) -> str:
        bullets = [
            f"- [Page \\[{number}\\] (of many)]({self.address}{path}): described"
            for number, path in enumerate(self.pages)
        ]
        return "# Portal\n\n## Methods\n\n" + "\n".join(bullets) + "\n"

    def answer(self, path: str) -> Answer:
        if queue := self.faults.get(path):
            return queue.pop(0) if len(queue) > 1 else queue[0]
        if path == "/llms.txt":
            return Answer(self.llms())
        if path in self.pages:
            return Answer(self.pages[path])
        return Answer(HTML, 404, (("Content-Type", "text/html"),))

    def paths(self) -> Counter[str]:
        return Counter(path for path, _ in self.asked)


def html(status: int = 200, body: str = HTML) -> Answer:
    return Answer(body, status, (("Content-Type", "text/html; charset=utf-8"),))


def later(status: int = 429, after: str | None = None) -> Answer:
    headers = (("Retry-After", after),) if after is not None else ()
    return Answer("later", status, headers)


def redirect(to: str, status: int = 302) -> Answer:
    return Answer("", status, (("Location", to),))


@contextmanager
def serving(pages: dict[str, str]) -> Iterator[Portal]:
    """Serve pages on loopback until the block ends."""
    portal = Portal(pages)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            with lock:
                portal.running += 1
                portal.at_once = max(portal.at_once, portal.running)
                portal.asked.append((self.path, dict(self.headers.items())))
                answer = portal.answer(self.path)
            try:
                self.send_response(answer.status)
                names = {name.lower() for name, _ in answer.headers}
                for name, value in answer.headers:
                    self.send_header(name, value)
                if "content-length" not in names:
                    self.send_header("Content-Length", str(len(answer.raw)))
                self.end_headers()
                self.wfile.write(answer.raw)
            except OSError:
                pass  # The client has had enough.
            finally:
                with lock:
                    portal.running -= 1

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # Who asked may be killed.
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    portal.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield portal
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
