"""Files as editors and shells of all kinds leave them: with byte order marks, in UTF-16."""

import codecs
import json

import pytest

from novapost_client.models import Division

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


HALF = {"id": 1, "name": "half \ud83d of it"}


@pytest.mark.parametrize("words", [("call", "GET", "/divisions"), ("divisions", "--json")])
def test_half_of_a_character_is_printed_as_json_writes_it(cli, fake, words):
    fake.fail_next(200, body={"items": [HALF], "last_page": 1}, path="/divisions")
    told = cli(*words).json
    assert HALF in (told if isinstance(told, list) else told["items"])


def test_half_of_a_character_ends_no_download(cli, environ, tmp_path):
    environ.setattr("novapost_auth.download_divisions", lambda **_: downloaded())
    assert cli("divisions", "download").code == 0
    lines = (tmp_path / "divisions.jsonl").read_bytes().splitlines()
    assert [json.loads(line) for line in lines] == [HALF, {"id": 2}]


def downloaded():
    yield from map(Division.from_dict, (HALF, {"id": 2}))


TWICE = {
    '{"a": 1, "a": 1}': "a",
    '{"a": 1, "\\u0061": 2}': "a",
    '{"parcels": [{}, {"width": 1, "length": 2, "width": 3}]}': "parcels[1].width",
    '{"x": {"y": [[{"z": null, "z": null}]]}, "b": 1, "b": 2}': "b",
    '{"x": {"y": [[{"z": null, "z": null}]]}}': "x.y[0][0].z",
    '[{"a": {"b": 1, "c": {"d": 1, "d": 2}, "c": {}}}]': "[0].a.c",
}


@pytest.mark.parametrize(("text", "place"), TWICE.items())
def test_a_name_that_stands_twice_is_not_sent(cli, fake, encoded, text, place, tmp_path):
    (tmp_path / "order.json").write_bytes(encoded(text))
    for words, where in (
        (("create", "order.json"), "order.json"),
        (("create", "-"), "the standard input"),
        (("create", "order.json", "--dry-run"), "order.json"),
        (("call", "POST", "/shipments", "@order.json"), "order.json"),
        (("call", "POST", "/shipments", "-"), "the standard input"),
        (("call", "POST", "/shipments", text), "the argument"),
    ):
        before = len(fake.calls)
        ended = cli(*words, stdin=encoded(text))
        told = f"novapost: {where} has {place} twice: which one is meant?\n"
        assert (ended.code, ended.out, ended.err) == (2, "", told)
        assert len(fake.calls) == before


def test_the_same_name_in_several_objects_is_sent(cli):
    ended = cli("call", "POST", "/divisions", '{"a": {"a": [{"a": 1}, {"a": 2}]}}')
    assert "twice" not in ended.err


def test_a_number_that_would_be_rounded_is_not_sent(cli, fake):
    body = '{"clientOrder": "order-1", "parcels": [{"insuranceCost": %s}]}'
    for number in ("100.10", "1.0", "1e2", "0.1"):
        assert cli("call", "POST", "/divisions", body % number).code == 1
    for words in (("create", "-", "--dry-run"), ("create", "-"), ("call", "POST", "/x", "-")):
        before = len(fake.calls)
        ended = cli(*words, stdin=(body % "0.12345678901234567890").encode())
        assert (ended.code, ended.out) == (2, "")
        assert "parcels[0].insuranceCost: " in ended.err
        assert "has more digits" in ended.err
        assert len(fake.calls) == before
