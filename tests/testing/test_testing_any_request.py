"""Whatever fits the document is answered as the document says, and nothing breaks the fake."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from novapost_auth.testing import FakeClock, FakeNovaPost
from novapost_auth.testing._document import prepared
from novapost_auth.testing._validate import check

DOCUMENT = prepared()
FAKE = FakeNovaPost(clock=FakeClock(1_780_000_000.0))
WORLD = FAKE._service.world
STATUSES = {200, 201, 202, 204, 400, 404, 422, 429}
TEXTS = ["PL", "12:00", "AAAA", "https://a.example", "", "2026-01-31T12:00:00.000000Z"]


def present(table, field):
    """Choose among the latest records of a table at the time of the draw."""
    return st.deferred(
        lambda: st.sampled_from([one[field] for one in [*getattr(WORLD, table).values()][-3:]])
    )


BY_NAME = {
    "phone": st.just("48500100200"),
    "countryCode": st.sampled_from(["PL", "UA"]),
    "currencyCode": st.sampled_from(["PLN", "EUR"]),
    "lockVersion": st.integers(1, 3),
    "number": present("shipments", "number"),
    "numbers": st.lists(present("shipments", "number"), max_size=2),
    "shipmentId": present("shipments", "id"),
}
BY_PATH = {
    "shipments": present("shipments", "id"),
    "registry": present("registers", "id"),
    "pickups": present("pickups", "id"),
    "tracking-push": present("subscribers", "id"),
    "dictionary": st.just("PL"),
    "fulfillment": st.just("pl"),
}


def values(node, name=""):
    """Make values that fit a schema: optional fields come and go, nullable ones are null."""
    schema = DOCUMENT.flat(node)
    kind = schema.get("type")
    if name in BY_NAME:
        found = BY_NAME[name] if kind != "string" else BY_NAME[name].map(str)
    elif "enum" in schema:
        found = st.sampled_from(schema["enum"])
    elif kind == "object":
        fields = {key: values(one, key) for key, one in schema.get("properties", {}).items()}
        required = {key: fields.pop(key) for key in schema.get("required", ())}
        found = st.fixed_dictionaries(required, optional=fields)
    elif kind == "array" and name == "shipments" and "$ref" not in schema["items"]:
        found = st.lists(present("shipments", "id").map(str), min_size=1, max_size=1)
    elif kind == "array":
        found = st.lists(values(schema["items"]), min_size=schema.get("minItems", 0), max_size=2)
    elif kind in ("integer", "number"):
        found = st.integers(max(1, schema.get("minimum", 1)) + 1, 2**20)
    elif kind == "boolean":
        found = st.booleans()
    else:
        found = st.sampled_from(TEXTS) | st.text(max_size=5)
    if schema.get("nullable"):
        found = st.none() | found
    return found.filter(lambda value: not any(check(DOCUMENT, schema, value)))


BODIES = {one.name: values(one.body) for one in DOCUMENT.operations if one.body}


def call(method, path, body=None):
    headers = [("Authorization", WORLD.mint.issue("test")), ("Host", "api.novapost.com")]
    content = b"" if body is None else json.dumps(body).encode()
    return FAKE.handle(method, f"/v.1.0{path}", headers, content)


def furnish(order):
    """Let there be one of everything, whatever the examples before have deleted."""
    shipment = json.loads(call("POST", "/shipments", order).body)
    call("POST", f"/shipments/uploads/{shipment['id']}", {"file": "AAAA"})
    call("POST", "/registry", {"description": "a", "shipments": [str(shipment["id"])]})
    call("POST", "/shipments", order)
    call("POST", "/pickups", {"countryCode": "PL"})
    subscription = {"type": "numbers", "url": "https://a.example", "isActive": True}
    call("POST", "/tracking-push/subscribers", subscription)


def test_requests_that_fit_are_answered_with_what_fits(order):
    answered = set()

    @given(data=st.data())
    @settings(max_examples=300)
    def hold(data):
        furnish(order)
        operation = data.draw(st.sampled_from(DOCUMENT.operations))
        method, path = operation.name.split()
        start, brace, rest = path.partition("{")
        if brace:
            key = data.draw(BY_PATH[path.split("/")[1]])
            path = f"{start}{key}{rest.partition('}')[2]}".replace("{fileId}", "1").replace(
                "{objectId}", "7"
            )
        body = data.draw(BODIES[operation.name]) if operation.body else None

        answer = call(method, path, body)

        assert answer.status in STATUSES
        if answer.status == operation.status:
            answered.add(operation.name)
            if operation.answer:
                assert list(check(DOCUMENT, operation.answer, json.loads(answer.body))) == []

    hold()
    assert len(answered) > len(DOCUMENT.operations) / 2  # It is not refusals alone that fit.


@given(
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "BREW"]),
    path=st.sampled_from([one.name.split()[1] for one in DOCUMENT.operations]) | st.text(),
    query=st.text(),
    body=st.binary()
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    ),
)
@settings(max_examples=50)
def test_no_request_breaks_it(method, path, query, body):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = [("Authorization", WORLD.mint.issue("test"))]

    answer = FAKE.handle(method, f"/v.1.0{path}?{query}", headers, content)

    assert answer.status in {*STATUSES, 401}
