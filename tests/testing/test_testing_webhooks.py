"""Subscribers, and the webhooks that they are sent: over real sockets, to a real receiver."""

import json
import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import httpx
import pytest

from novapost_auth import NovaPost, verify_webhook
from novapost_auth.testing import FakeClock, FakeNovaPost

HOUR = 3600


def errors_of(answer, status=422):
    assert answer.status_code == status, answer.text
    return answer.json()["errors"]


@pytest.fixture
def receiver():
    """A shop's end of a webhook: keeps what is sent to it."""
    received, arrived = [], Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.path, self.headers, json.loads(body)))
            arrived.set()
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        server.received, server.arrived = received, arrived
        server.url = f"http://127.0.0.1:{server.server_port}"
        yield server
        server.shutdown()


@pytest.fixture
def subscribe(http, receiver):
    def subscribe(type_, **more):
        body = {"type": type_, "url": f"{receiver.url}/{type_}", "isActive": True, **more}
        answer = http.post("/tracking-push/subscribers", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return subscribe


def test_subscribers_are_kept_changed_and_deleted_once(http, subscribe):
    made = subscribe("numbers", secretToken="s3cret")
    path = f"/tracking-push/subscribers/{made['id']}"

    change = {"url": made["url"], "isActive": False, "type": "numbers"}
    changed = http.put(path, json=change).json()
    listed = http.get("/tracking-push/subscribers").json()["items"]
    deletions = [http.delete(path), http.delete(path)]

    assert (made["secretToken"], made["isActive"], changed["isActive"]) == ("s3cret", True, False)
    assert [one["id"] for one in listed] == [made["id"]]
    assert deletions[0].status_code == 204
    assert errors_of(deletions[1]) == {"errorMessage": "subscriber_was_deleted"}
    assert http.get("/tracking-push/subscribers").json()["total"] == 0


def test_what_was_not_given_is_not_made_up(subscribe):
    made = subscribe("numbers")

    assert {"secretToken", "phone", "warningEmail"} & set(made) == set()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"type": "individual"}, "phone"),
        ({"type": "legal"}, "companyTins"),
        ({"type": "everyone"}, "type"),
        ({"type": "numbers", "secretToken": "s" * 601}, "secretToken"),
    ],
)
def test_the_rules_of_subscribing(http, body, field):
    body = {"url": "https://shop.example/hook", "isActive": True, **body}

    assert list(errors_of(http.post("/tracking-push/subscribers", json=body))) == [field]


def test_numbers_are_added_and_removed(http, subscribe, shipment):
    path = f"/tracking-push/subscribers/{subscribe('numbers')['id']}/numbers"
    body = {"numbers": [shipment["number"], "SHPL0000000000"]}

    first, second = (http.post(path, json=body).json() for _ in range(2))
    removed = http.request("DELETE", path, json=body)
    third = http.post(path, json=body).json()

    assert (first["addedNumbers"], first["missedNumbers"]) == (
        [shipment["number"]],
        ["SHPL0000000000"],
    )
    assert second["addedNumbers"] == []
    assert set(removed.json()) == {"message"}
    assert third["addedNumbers"] == [shipment["number"]]


def test_only_a_subscriber_of_numbers_takes_numbers(http, subscribe):
    made = subscribe("individual", phone="48500100200")
    path = f"/tracking-push/subscribers/{made['id']}/numbers"

    assert "id" in errors_of(http.post(path, json={"numbers": []}))


def test_a_test_webhook_carries_the_secret_in_its_header(fake, http, subscribe, receiver):
    named = subscribe("numbers", secretToken="s3cret", secretTokenHeaderName="X-Shop")
    subscribe("individual", phone="1", secretToken="0ther")
    path = "/tracking-push/subscribers/test-webhook"

    http.post(path, json={"id": named["id"], "numbers": ["SHPL0000000001"]})
    http.post(path, json={})
    answers = fake.send_webhooks()

    assert [one.status_code for one in answers] == [204] * 3
    assert [
        (one[0], one[1].get("X-Shop"), one[1].get("X-NP-Key")) for one in receiver.received
    ] == [
        ("/numbers", "s3cret", None),
        ("/numbers", "s3cret", None),
        ("/individual", None, "0ther"),
    ]
    assert receiver.received[0][2]["number"] == "SHPL0000000001"


def test_a_test_webhook_to_nobody_is_refused(http):
    answer = http.post("/tracking-push/subscribers/test-webhook", json={"id": "nobody"})

    assert errors_of(answer, 404) == {"errorMessage": "subscriber_not_found"}


@pytest.fixture
def two(http, order, shipment):
    """The numbers of two shipments; the sender of the second has a TIN."""
    sender = {**order["sender"], "companyTin": "525"}
    other = http.post("/shipments", json={**order, "sender": sender}).json()
    return shipment["number"], other["number"]


def test_subscribers_are_told_once_what_happens_to_theirs(fake, http, subscribe, receiver, two):
    first, second = two
    watching = subscribe("numbers")["id"]
    subscribe("individual", phone="380671234567")
    subscribe("legal", companyTins=["525"])
    subscribe("individual", phone="1")
    quiet = {"type": "individual", "url": "https://shop.example", "phone": "380671234567"}
    http.post("/tracking-push/subscribers", json={**quiet, "isActive": False})
    http.post(f"/tracking-push/subscribers/{watching}/numbers", json={"numbers": [first]})

    assert fake.send_webhooks() == []
    fake.clock.advance(1.5 * HOUR)
    fake.send_webhooks()
    assert fake.send_webhooks() == []

    assert [(path, body["number"], body["code"]) for path, _, body in receiver.received] == [
        ("/numbers", first, "4"),
        ("/individual", first, "4"),
        ("/individual", second, "4"),
        ("/legal", second, "4"),
    ]


def test_what_happens_at_the_moment_of_a_subscription_or_a_send_is_told_once(order):
    fake = FakeNovaPost(clock=FakeClock(at=1_780_000_000))  # stands still
    asked = []
    receiver = httpx.MockTransport(
        lambda request: asked.append(json.loads(request.content)["code"]) or httpx.Response(200)
    )
    with (
        NovaPost(fake.api_key, transport=fake.transport, clock=fake.clock) as novapost,
        httpx.Client(transport=receiver) as client,
    ):
        before = novapost.shipments.create(order).number
        hook = {"type": "creator", "url": "https://shop.example", "isActive": True}
        novapost.webhooks.create(hook)
        fake.add_event(before, "103")
        novapost.shipments.create(order)
        fake.send_webhooks(client)
        fake.add_event(before, "9")
        fake.add_event(before, "9")
        fake.send_webhooks(client)
        fake.send_webhooks(client)

    assert asked == ["103", "1", "9", "9"]


def test_a_receiver_that_is_away_keeps_nobody_else_from_theirs(fake, http, subscribe, receiver):
    with socket.socket() as bound:  # A port that nobody else can listen on either.
        bound.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{bound.getsockname()[1]}"
        subscription = {"type": "individual", "phone": "1", "url": away, "isActive": True}
        http.post("/tracking-push/subscribers", json=subscription)
        subscribe("individual", phone="1")
        http.post("/tracking-push/subscribers/test-webhook", json={})

        with pytest.raises(httpx.ConnectError):
            fake.send_webhooks()

    assert [path for path, *_ in receiver.received] == ["/individual"]


def test_a_secret_may_have_letters_beyond_ascii(fake, http, subscribe, receiver):
    subscribe("numbers", secretToken="секрет")
    http.post("/tracking-push/subscribers/test-webhook", json={})

    fake.send_webhooks()

    headers = receiver.received[0][1]
    assert verify_webhook(headers, b"{}", "секрет").number is None


def test_what_is_no_url_keeps_nobody_else_from_theirs(fake, http, subscribe, receiver):
    subscription = {"type": "numbers", "url": "http://shop.example:port", "isActive": True}
    http.post("/tracking-push/subscribers", json=subscription)
    subscribe("numbers")
    http.post("/tracking-push/subscribers/test-webhook", json={})

    with pytest.raises(httpx.InvalidURL):
        fake.send_webhooks()

    assert [path for path, *_ in receiver.received] == ["/numbers"]


def test_a_served_fake_sends_webhooks_by_itself_if_told(receiver):
    command = [sys.executable, "-m", "novapost_auth.testing", "--webhooks"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        url, key = (process.stdout.readline().strip().partition("=")[2] for _ in range(2))
        with httpx.Client(base_url=url) as client:
            token = client.get("/clients/authorization", params={"apiKey": key}).json()["jwt"]
            client.headers["Authorization"] = token
            body = {"type": "numbers", "url": receiver.url, "isActive": True}
            client.post("/tracking-push/subscribers", json=body)
            client.post("/tracking-push/subscribers/test-webhook", json={})
        assert receiver.arrived.wait(timeout=60)
        process.terminate()

    assert receiver.received[0][2]["number"] == "SHPL0000000001"


@pytest.mark.usefixtures("shipment")
def test_webhooks_go_through_the_client_that_is_given(fake, subscribe):
    subscribe("individual", phone="380671234567")
    fake.clock.advance(2 * HOUR)
    asked = []
    transport = httpx.MockTransport(lambda request: asked.append(request) or httpx.Response(200))

    with httpx.Client(transport=transport) as client:
        fake.send_webhooks(client)

    assert [request.method for request in asked] == ["POST"]
    assert json.loads(asked[0].content)["code"] == "4"
