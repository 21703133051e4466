"""OpenTelemetry: a span for each archive that is sent for, and nothing of where it is."""

import pytest
from archive_server import cut, division, leaves_early, status
from opentelemetry import trace

from novapost_auth import NotFound, UnexpectedResponse

SIGNED = "?signature=s3cret"


def told(span):
    attributes = dict(span.attributes)
    for name in ("http.request.method", "server.address", "server.port"):
        del attributes[name]
    return attributes


def test_each_archive_is_a_span_with_its_tries(collect, server, spans):
    server.offer([division(n) for n in range(200)], ([division(1, name="new")], (100, 200)))
    server.files["/base.json.gz"].faults = [
        status(503),
        status(302, {"Location": f"/base.json.gz{SIGNED}"}),
        cut(40),
    ]

    assert len(collect()) == 200

    versions, delta, base = spans.all
    assert {one.name for one in spans.all} == {"GET", "GET /divisions/versions"}
    assert versions.name == "GET /divisions/versions"
    assert told(delta) == {"http.response.status_code": 200}
    assert told(base) == {"http.response.status_code": 206, "http.request.resend_count": 3}
    assert {one.status.status_code for one in spans.all} == {trace.StatusCode.UNSET}
    assert "s3cret" not in "".join(one.to_json() for one in spans.all)
    assert "traceparent" in server.files["/divisions/versions"].requests[0]
    assert all("traceparent" not in sent for sent in server.files["/base.json.gz"].requests)


@pytest.mark.parametrize(
    ("data", "faults", "error", "name"),
    [
        (b"no archive", [], UnexpectedResponse, "novapost_auth.UnexpectedResponse"),
        ([division(1)], [status(404)], NotFound, "404"),
    ],
)
def test_what_fails_is_told_of(data, faults, error, name, collect, server, spans):
    server.offer(data).faults = list(faults)

    with pytest.raises(error):
        collect()

    assert [one.attributes.get("error.type") for one in spans.all] == [None, name]


@leaves_early
def test_who_takes_the_divisions_is_not_within_it_and_may_leave(collect, server, spans):
    server.offer([division(n) for n in range(2000)])
    seen = []

    assert len(collect(most=3, progress=lambda *_: seen.append(trace.get_current_span()))) == 3

    assert not any(span.get_span_context().is_valid for span in seen)
    assert told(spans.all[-1]) == {"http.response.status_code": 200}


def test_what_is_in_the_cache_is_not_sent_for(collect, server, spans, tmp_path):
    server.offer([division(1)])
    collect(cache_dir=tmp_path)
    assert len(spans.all) == 2

    assert len(collect(cache_dir=tmp_path)) == 1

    assert [one.name for one in spans.all[2:]] == ["GET /divisions/versions"]
