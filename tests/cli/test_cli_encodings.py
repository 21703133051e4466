"""Files as editors and shells of all kinds leave them: with byte order marks, in UTF-16."""

import codecs
import json

import pytest

ENCODED = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16, the other way": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "utf-16 without a mark": lambda text: text.encode("utf-16-le"),
    "utf-32": lambda text: text.encode("utf-32"),
}


@pytest.fixture(params=ENCODED)
def encoded(request):
    return ENCODED[request.param]


def test_numbers(cli, shipment, encoded, tmp_path):
    (tmp_path / "numbers.txt").write_bytes(encoded(f"{shipment.number}\r\n"))
    assert [one["number"] for one in cli("track", "@numbers.txt", "--json").json] == [
        shipment.number
    ]


def test_numbers_from_a_pipe(cli, shipment, encoded):
    told = cli("track", "-", "--json", stdin=encoded(f"{shipment.number}\n")).json
    assert [one["number"] for one in told] == [shipment.number]


def test_bodies(cli, encoded, tmp_path):
    body = {"phone": "48500100200", "name": "Дар'я"}
    (tmp_path / "body.json").write_bytes(encoded(json.dumps(body, ensure_ascii=False)))
    ended = cli("call", "POST", "/shipments/calculations", "@body.json")
    assert "holds no JSON" not in ended.err  # It was sent; what it lacks is another matter.
    assert ended.code in (0, 1)


def test_a_key_file(cli, fake, encoded, tmp_path):
    (tmp_path / "key").write_bytes(encoded(f"{fake.api_key}\n"))
    (tmp_path / "key").chmod(0o600)
    ended = cli("token", "--key-file", "key", "--json")
    assert (ended.code, ended.err) == (0, "")
