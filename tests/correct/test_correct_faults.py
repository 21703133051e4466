"""Each known fault is in the published document, and corrected in every form of it."""

import re
from pathlib import Path

import pytest
from jsonpath_rfc9535 import find
from openapi_spec_validator import OpenAPIV30SpecValidator

from codegen.correct import apply_overlays
from codegen.read import parse_yaml

FAULTS = parse_yaml(
    (Path(__file__).parent / "faults.yaml").read_text(encoding="utf-8"), limit=1 << 20
)


def at(document, query):
    return find(query, document).values()


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["fault"] for fault in FAULTS])
def test_a_fault_is_there_and_then_corrected(committed, corrected, structure, fault):
    assert structure(at(committed, fault["at"])) == fault["before"]
    assert structure(at(corrected, fault["at"])) == fault["after"]


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["fault"] for fault in FAULTS])
def test_a_fault_is_corrected_in_the_whole_document_of_the_publisher(
    corrected_whole, structure, fault
):
    assert structure(at(corrected_whole, fault["at"])) == fault["after"]


def test_microseconds_follow_a_dot_and_nothing_else(committed, corrected):
    patterns = at(corrected, "$..[?@.format == 'date-time'].pattern")
    assert len(patterns) == len(at(committed, "$..[?@.format == 'date-time'].pattern")) == 27
    for pattern in patterns:
        assert re.search(pattern, "2026-08-27T10:20:30.123456Z")
        assert not re.search(pattern, "2026-08-27T10:20:30,123456Z")


def test_a_time_of_day_has_no_comma(corrected):
    patterns = at(corrected, "$.paths['/time-intervals/find']..['from','to','orderTo'].pattern")
    assert len(patterns) == 42
    for pattern in patterns:
        for time in ("9:00", "09:00", "00:00", "19:59", "23:59"):
            assert re.search(pattern, time), time
        for time in (",9:00", "24:00", "9:60", "123:00", "09:00:00"):
            assert not re.search(pattern, time), time


def test_every_pattern_that_is_left_compiles_and_has_no_delimiters(corrected):
    for pattern in at(corrected, "$..[?@.type].pattern"):
        re.compile(pattern)
        assert pattern.startswith("^")


def test_the_key_stands_once_in_every_form(overlays, committed, whole, page):
    query = "$.paths['/clients/authorization'].get.parameters[?@.name == 'apiKey']"
    for form, partial in ((committed, False), (whole, False), (page, True)):
        result, _ = apply_overlays(form, overlays, partial=partial)
        (key,) = at(result, query)
        assert (key["in"], key["required"]) == ("query", True)
        assert key["schema"] == {"type": "string", "format": "password"}


def test_examples_that_contradict_their_schema_are_gone(whole, corrected_whole):
    key = "$.paths['/test-api-keys'].post..example"
    deletion = "$.paths['/shipments/{id}'].delete..example"
    change = "$.paths['/tracking-push/subscribers/{id}'].put.requestBody..example"
    assert [len(at(whole, query)) for query in (key, deletion, change)] == [1, 1, 2]
    assert at(corrected_whole, key) == at(corrected_whole, deletion) == []
    (example,) = at(corrected_whole, change)
    assert set(example) == {"url", "isActive", "sendWarnings"}


def test_the_corrected_document_is_valid_openapi(committed, corrected, corrected_whole):
    assert len(list(OpenAPIV30SpecValidator(committed).iter_errors())) == 2
    assert list(OpenAPIV30SpecValidator(corrected).iter_errors()) == []
    assert list(OpenAPIV30SpecValidator(corrected_whole).iter_errors()) == []


def test_an_answer_requires_what_callers_rely_on_and_what_no_one_has_seen_missing(corrected):
    """A field that is published as required is typed as always there: is it, in every answer?"""
    paged = {"items", "current_page", "last_page", "total"}
    relied_upon = {"id", "number", "name", "jwt", *paged}
    key, classifier = {"apiKey", "createdAt", "expDate", "status"}, {"en", "currentLocal"}
    answers = at(corrected, "$.paths[*][*].responses['200','201','202'].content..schema")
    required = {name for answer in answers for name in at(answer, "$..required[*]")}
    assert required == relied_upon | classifier
    assert set(at(corrected, "$.components.schemas[*].required[*]")) <= required | key | {
        "success",
        "errors",
    }
