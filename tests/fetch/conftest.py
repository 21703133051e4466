"""A portal on loopback with the pages of the committed document, and a run of ``make fetch``."""

import json
from dataclasses import dataclass, field
from functools import cache

import pytest
from portal_site import MODEL_PAGE, PROSE_PAGE, THEIRS, made_pages, page, serving
from publisher_like import fragment

from codegen.errors import CodegenError
from codegen.fetch import Manners
from codegen.update import run_fetch

TOKEN = "GET /clients/authorization"


@cache
def everything():
    """All kinds of pages: methods, guides, twins, a draft, prose, models."""
    token = fragment(THEIRS, TOKEN)
    operation = token["paths"]["/clients/authorization"]["get"]
    twin = json.loads(json.dumps(token))
    del twin["paths"]["/clients/authorization"]["get"]["parameters"]
    draft = fragment(THEIRS, "POST /shipments")
    draft["paths"]["/shipments"]["post"] = {"responses": {"201": {"description": "Created"}}}
    assert operation["parameters"]
    return made_pages(THEIRS) | {
        "/novaposhta-docs/integration-guide/how-to-generate-a-jwt-token.md": page(
            "How to generate a JWT token", token
        ),
        "/novaposhta-docs/documentation/kroki-integraciyi/yak-zgeneruvati.md": page(
            "Як згенерувати JWT - токен", twin
        ),
        "/metodi-1/page-1.md": page("Page 1", draft),
        "/metodi-1/methods/payment.md": PROSE_PAGE,
        "/metodi-1/models.md": MODEL_PAGE,
    }


@dataclass
class Clock:
    """Time that passes only when somebody sleeps, or looks."""

    time: float = 1_000_000_000.0
    tick: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def now(self) -> float:
        self.time += self.tick
        return self.time


@cache
def few():
    """Some pages with an operation each, and one of prose in another place."""
    part = fragment(
        THEIRS, TOKEN, "GET /divisions", "PUT /pickups/{id}", "GET /tracking-push/subscribers"
    )
    return made_pages(part) | {"/novaposhta-docs/documentation/payment.md": PROSE_PAGE}


@pytest.fixture
def portal():
    with serving(dict(everything())) as found:
        yield found


@pytest.fixture
def small_portal():
    with serving(dict(few())) as found:
        yield found


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def fetch(portal, clock, tmp_path, capsys):
    """Run ``make fetch``: the document, what was printed, and what was told."""

    def run(*, drafts=False, **manners):
        target = tmp_path / "build" / "published.json"
        told = Manners(sleep=clock.sleep, clock=clock.now, now=clock.now, **manners)
        run_fetch(portal.address, target, drafts=drafts, manners=told)
        said = capsys.readouterr()
        return target, said.out.replace(portal.address, ""), said.err.replace(portal.address, "")

    return run


@pytest.fixture
def refused(fetch, portal, tmp_path):
    """Run ``make fetch`` after a good one, which must leave the result of that: the message."""

    def run(**manners):
        target = tmp_path / "build" / "published.json"
        target.parent.mkdir()
        target.write_text('{"openapi": "3.0.0", "info": {}, "paths": {"/last": {"get": {}}}}')
        before = target.read_bytes()
        with pytest.raises(CodegenError) as caught:
            fetch(**manners)
        assert target.read_bytes() == before
        assert list(target.parent.iterdir()) == [target]
        message = str(caught.value)
        assert "\n" not in message
        return message.replace(portal.address, "")

    return run
