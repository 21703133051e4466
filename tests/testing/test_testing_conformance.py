"""Every operation of the document is answered with what the document says, whoever asks."""

import re

import pytest
from documented import OPERATIONS, assert_fits, assert_is_read, python_name

from novapost_auth.testing._document import prepared
from novapost_auth.testing._samples import Shaper
from novapost_auth.testing._validate import check
from novapost_auth.testing._world import HANDLERS

JSON_SCHEMAS = {
    f"{what} of {key}": schema
    for key, one in OPERATIONS.items()
    for what, schema in (("answer", one.answer), ("body", one.body))
    if schema is not None
}


@pytest.mark.parametrize("name", JSON_SCHEMAS)
def test_samples_fit_their_schema(name):
    sample = Shaper(prepared(), "2026-01-31T12:00:00.000000Z").shape(JSON_SCHEMAS[name])

    assert_fits(JSON_SCHEMAS[name], sample)
    assert list(check(prepared(), JSON_SCHEMAS[name], sample)) == []


def test_every_operation_has_a_handler_and_no_handler_is_without_an_operation():
    assert set(HANDLERS) == set(OPERATIONS)


def test_every_operation_is_asked_below(requests):
    assert set(requests) == set(OPERATIONS)


def in_path(operation, values):
    """Name the values of a path."""
    return dict(zip(re.findall("{(.*?)}", operation.path), str(values).split(), strict=True))


@pytest.mark.parametrize("key", OPERATIONS)
def test_answers_fit_the_document(key, http, requests):
    operation = OPERATIONS[key]
    values, sent = requests[key]

    answer = http.request(operation.verb, operation.target(in_path(operation, values)), **sent)

    assert (answer.status_code, answer.is_error and answer.text) == (operation.status, False)
    if operation.answer is not None:
        assert_fits(operation.answer, answer.json())
    elif operation.kinds:
        assert answer.headers["Content-Type"] in {*operation.kinds, "application/pdf"}
    else:
        assert answer.content == b""


@pytest.mark.parametrize("key", OPERATIONS)
def test_both_clients_read_what_it_answers(key, fake, drive, requests):
    driver = drive(transport=fake.transport, clock=fake.clock, api_key=fake.api_key)
    operation = OPERATIONS[key]
    values, sent = requests[key]
    arguments = {python_name(name): one for name, one in in_path(operation, values).items()}
    for name, value in sent.get("params", {}).items():
        is_list = name.endswith("[]") and not isinstance(value, list)
        arguments[python_name(name)] = [value] if is_list else value
    if operation.body is not None:
        arguments["body"] = sent["json"]
    resource = getattr(driver.api, operation.resource)

    read = driver.do(lambda _: getattr(resource, operation.method)(**arguments))

    asked = fake.calls[-1]
    assert (asked.method, asked.path) == (
        operation.verb,
        operation.target(in_path(operation, values)),
    )
    assert asked.status == operation.status
    if operation.answer is not None:
        written = [one.to_dict() for one in read] if isinstance(read, list) else read
        written = written.to_dict() if hasattr(written, "to_dict") else written
        assert_fits(operation.answer, written)
        assert_is_read(read, operation.answer, written)
    elif operation.kinds:
        assert read.startswith(b"%PDF-")
    else:
        assert read is None
