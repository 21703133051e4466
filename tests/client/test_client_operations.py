"""Every operation that the document describes, asked for through both clients, over a socket.

What is sent is compared with the document, to the letter; what is answered is read as it says.
"""

import inspect
import json
import re
from urllib.parse import parse_qsl

import pytest
from documented import OPERATIONS, Samples, assert_fits, assert_is_read, python_name, resolved

import novapost_client
from novapost_auth import ConfigurationError
from novapost_client import models
from novapost_client.client import AsyncNovaPostApi, NovaPostApi

# What a service that prints makes of it: one label, on its own kind of paper.
LABEL = {"numbers[]": ["N1"], "type": "marking", "printSizeType": "size_100_100"}
FILE = b"%PDF-1.7\n%%EOF\n"


def values_of(operation):
    samples = Samples()
    values = {one.name: samples.value(one.schema) for one in operation.parameters}
    for one in operation.parameters:
        assert_fits(one.schema, values[one.name])
    return values | (LABEL if operation.method == "print_documents" else {})


def selections(operation, values):
    """All parameters at once; what has to be; and each of the others alone beside that."""
    needed = {one.name for one in operation.parameters if one.required}
    if operation.method == "print_documents":
        needed |= LABEL.keys()
    yield values
    for name in [None, *(values.keys() - needed)]:
        yield {key: value for key, value in values.items() if key in needed or key == name}


class Asked:
    """What has come in on the socket, read by nothing of ours."""

    def __init__(self, head, body, token):
        line, *lines = head.split("\r\n")
        self.verb, target, self.version = line.split(" ")
        self.path, _, query = target.partition("?")
        self.query = {}
        for name, value in parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)):
            self.query.setdefault(name, []).append(value)
        pairs = [one.split(": ", 1) for one in lines]
        self.headers = {name.lower(): value for name, value in pairs}
        assert len(self.headers) == len(pairs)
        self.body = body
        self.token = token


@pytest.fixture
def ask(serve, drive):
    server = serve()
    driver = drive(server, retries=None)
    token = driver.do(lambda api: api.token()).value.reveal()

    def ask(operation, values, body=None, answer=None, *, method=None):
        content = FILE if operation.answer is None and operation.kinds else b""
        if operation.answer is not None:
            content = json.dumps(answer).encode()
        headers = [f"Content-Type: {operation.kinds[0]}"] if operation.kinds else []

        def play(connection):
            connection.answer(operation.status, content, headers)

        server.requests, server.token_requests = [], []
        server.faults, server.token_faults = [play], [play]
        given = operation.arguments(values) | ({} if operation.body is None else {"body": body})
        function = getattr(getattr(driver.api, operation.resource), method or operation.method)
        if method is None:
            read = driver.do(lambda _: function(**given))
        elif driver.runner:
            read = driver.do(lambda _: anext(function(**given)))
        else:
            read = next(function(**given))
        is_token_call = operation.path == "/clients/authorization"
        ((head, sent),) = server.token_requests if is_token_call else server.requests
        return Asked(head, sent, token), read

    return ask


@pytest.mark.parametrize("key", OPERATIONS)
def test_an_operation_is_sent_and_read_as_documented(key, ask):
    operation = OPERATIONS[key]
    values = values_of(operation)
    samples = Samples()
    body = None if operation.body is None else samples.value(operation.body)
    answer = None if operation.answer is None else samples.value(operation.answer)
    given = body
    if operation.body is not None:
        assert_fits(operation.body, body)
    for number, chosen in enumerate(selections(operation, values)):
        if number == 1 and operation.body is not None:  # Once as the mapping, then as the model.
            given = getattr(models, operation.body["$ref"].rpartition("/")[2]).from_dict(body)
        asked, read = ask(operation, chosen, given, answer)

        assert asked.verb == operation.verb
        assert asked.path == f"/v.1.0{operation.target(chosen)}"
        assert asked.query == operation.query(chosen)
        assert_headers(asked, operation)
        if operation.body is None:
            assert asked.body == b""
        else:
            assert json.loads(asked.body) == body
        if operation.answer is not None:
            assert_fits(operation.answer, answer)
            assert_is_read(read, operation.answer, answer)
        else:
            assert read == (FILE if operation.kinds else None)


LISTS = [
    (key, parameter.name)
    for key, one in OPERATIONS.items()
    for parameter in one.parameters
    if parameter.name.endswith("[]")
]


@pytest.mark.parametrize(("key", "name"), LISTS)
def test_a_list_of_nothing_is_not_sent_as_if_it_were_not_given(key, name, drive):
    operation = OPERATIONS[key]
    driver = drive("http://127.0.0.1:9")  # Where nobody listens.
    arguments = operation.arguments(values_of(operation))
    resource = getattr(driver.api, operation.resource)
    methods = [getattr(resource, operation.method)]
    if key in PAGED:
        methods.append(getattr(resource, walk_of(operation.method)))
    for nothing in ([], (), set(), {}.keys(), iter(())):
        for method in methods:
            given = arguments | {python_name(name): nothing}
            given = {one: given[one] for one in inspect.signature(method).parameters.keys() & given}
            with pytest.raises(ConfigurationError, match=rf"^{python_name(name)}\b"):
                driver.do(lambda _, method=method, given=given: method(**given))


PAGED = {
    key: one
    for key, one in OPERATIONS.items()
    if {"page", "limit"} <= {parameter.name for parameter in one.parameters}
}


@pytest.mark.parametrize("key", PAGED)
def test_pages_are_walked_as_documented(key, ask):
    operation = PAGED[key]
    values = values_of(operation)
    del values["page"]
    answer = Samples().value(operation.answer)

    asked, item = ask(operation, values, answer=answer, method=walk_of(operation.method))

    assert (asked.verb, asked.path) == (operation.verb, f"/v.1.0{operation.target(values)}")
    assert asked.query == operation.query(values | {"page": 1})
    schema = resolved(operation.answer)["properties"]["items"]["items"]
    assert_is_read(item, schema, answer["items"][0])


def walk_of(name):
    return name.replace("find", "find_all", 1)


def assert_headers(asked, operation):
    # Errors are told in JSON, whatever the answer is.
    accepted = dict.fromkeys([*operation.kinds, "application/json"])
    assert asked.headers["accept"] == ", ".join(accepted)
    assert asked.headers.get("authorization") == (asked.token if operation.authorized else None)
    has_body = operation.body is not None
    assert asked.headers.get("content-type") == ("application/json" if has_body else None)
    length = int(asked.headers.get("content-length", 0))
    assert length == len(asked.body)
    assert "transfer-encoding" not in asked.headers


def test_no_operation_and_no_method_is_left_out():
    for api, is_async in ((NovaPostApi, False), (AsyncNovaPostApi, True)):
        there = {}
        for resource, made in inspect.getmembers(api(None)):
            if not type(made).__module__.startswith(f"{novapost_client.__name__}.api."):
                continue
            for name, method in inspect.getmembers(made, inspect.ismethod):
                if name[0] != "_":
                    there[f"{resource}.{name}"] = method
        documented = {f"{one.resource}.{one.method}": one for one in OPERATIONS.values()}
        walks = {name for name in there if re.search(r"\.(find_all|pages)(_|$)", name)}
        assert there.keys() - walks == documented.keys()
        walked = {name.replace(".pages", ".find_all") for name in walks}
        assert walked == {f"{one.resource}.{walk_of(one.method)}" for one in PAGED.values()}
        for name, one in documented.items():
            arguments = {parameter.argument for parameter in one.parameters}
            arguments |= set() if one.body is None else {"body"}
            signature = inspect.signature(there[name])
            assert signature.parameters.keys() == arguments
            assert f"``{one.key}``" in there[name].__doc__
            assert inspect.iscoroutinefunction(there[name]) == is_async
