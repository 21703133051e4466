"""Requests that nobody should send break neither the fake nor the connections of others."""

import json
import socket

import pytest

HEAD = b"POST /v.1.0/shipments HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: x\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 1000000000000\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-5\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nffffffffffff\r\n",
    ],
)
def test_a_length_that_is_none_is_answered(fake, framing):
    with fake.serve() as served:
        port = int(served.url.split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(HEAD + framing)
            assert connection.recv(64).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("width", ["1" * 400, "1" * 5000, "1e999", "-1e999", "NaN"])
def test_a_number_beyond_all_measure_is_refused_or_taken(http, width):
    body = b'{"payerType": "Sender", "parcels": [{"rowNumber": %s}]}' % width.encode()

    assert http.post("/shipments", content=body).status_code == 422


@pytest.mark.parametrize("value", ['"Jan \\ud83d"', "1e400", "1" * 400, "-1e999"])
@pytest.mark.parametrize(
    "place", ["sender.name", "parcels.0.insuranceCost", "parcels.0.width", "new"]
)
def test_what_could_not_be_told_of_again_is_not_kept(http, order, place, value):
    http.post("/shipments", json=order)
    *way, name = place.split(".")
    node = order
    for step in way:
        node = node[int(step) if step.isdecimal() else step]
    node[name] = "PLACE"

    refused = http.post("/shipments", content=json.dumps(order).replace('"PLACE"', value))
    assert refused.json() == {"errors": {"": "The body must be valid JSON."}}
    assert http.get("/shipments").json()["total"] == 1


def test_digits_of_other_scripts_are_no_number(http, order):
    order["parcels"][0]["width"] = "٢٠٠"
    assert list(http.post("/shipments", json=order).json()["errors"]) == ["parcels.0.width"]


@pytest.mark.parametrize("value", ["x", "", "-1", "1" * 30, "nan", "²"])
@pytest.mark.parametrize("name", ["limit", "page"])
def test_any_text_may_stand_for_a_page_that_is_not_declared(http, name, value):
    assert http.get("/tracking-push/subscribers", params={name: value}).status_code == 200
