import gzip
import json
import zlib

import pytest
from archive_server import division, leaves_early, pack
from hypothesis import given, settings
from hypothesis import strategies as st

from novapost_auth import UnexpectedResponse, download_divisions
from novapost_auth._divisions import items as reading
from novapost_auth._divisions.items import Broken, ItemReader


def read(data, step=None):
    """Read an archive, given ``step`` bytes at a time."""
    reader = ItemReader()
    step = step or len(data) or 1
    items = []
    for start in range(0, len(data), step):
        for some in reader.feed(data[start : start + step]):
            items += some
    return items + reader.finish()


def zipped(text):
    return gzip.compress(text if isinstance(text, bytes) else text.encode(), mtime=0)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
objects = st.dictionaries(st.text(), values, max_size=4)


@settings(max_examples=60)
@given(
    items=st.lists(objects, max_size=8),
    before=st.dictionaries(st.text().filter(lambda name: name != "items"), values, max_size=3),
    after=st.dictionaries(st.text().filter(lambda name: name != "items"), values, max_size=3),
    bare=st.booleans(),
    indent=st.sampled_from([None, 1]),
    ascii_only=st.booleans(),
    step=st.integers(1, 200),
    piece=st.sampled_from([1, 2, 7, 64, reading.PIECE]),
)
def test_items_are_what_json_makes_of_them(
    items, before, after, bare, indent, ascii_only, step, piece
):
    data = items if bare else {**before, "items": items, **after}
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "PIECE", piece)
        found = read(zipped(text.encode("utf-8", "replace")), step)

    expected = json.loads(text.encode("utf-8", "replace"))
    assert found == (expected if bare else expected["items"])


@pytest.mark.parametrize(
    "data",
    [
        zipped('\ufeff{"items": [{"id": 1}]}'),
        zipped('{"items": [{"i') + zipped('d": 1}]}'),
        zipped('{"items": [{"id": 1}]}\n') + b"\0" * 512,
        zipped('{"total": 1, "items": [{"id": 1}], "took": 12}'),
        zipped('{"items": [], "removed": [1, [2], {"id": 3}], "items": [{"id": 1}]}'),
        zipped('[{"id": 1}]'),
    ],
    ids=["bom", "two members", "padding", "other fields", "other arrays", "the array alone"],
)
def test_archives_come_in_several_forms(data):
    assert read(data, 3) == [{"id": 1}]


GOOD = pack([division(number, note="x" * 90) for number in range(5000)])

BROKEN = {
    "a page": (b"<!doctype html><title>Sign in</title>", "it is no gzip"),
    "plain JSON": (b'{"items": []}', "it is no gzip"),
    "nothing": (b"", "its gzip stream breaks off, 0 bytes of JSON in"),
    "half": (GOOD[: len(GOOD) // 2], r"its gzip stream breaks off, [\d,]+ bytes of JSON in"),
    "no trailer": (GOOD[:-8], "its gzip stream breaks off"),
    "a wrong checksum": (GOOD[:-8] + b"nope" + GOOD[-4:], "damaged after .*incorrect data check"),
    "a wrong length": (GOOD[:-4] + b"nope", "damaged after .*incorrect length check"),
    "a wrong byte": (
        GOOD[:5000] + b"\xff\xff\xff\xff" + GOOD[5004:],
        "its? .*(damaged|JSON)",
    ),
    "more": (GOOD + b"more", "it is damaged after"),
    "no JSON": (zipped("id;name\n1;Lviv"), "its JSON cannot be read .*'i' instead of"),
    "no items": (zipped('{"divisions": []}'), "it has no 'items'"),
    "an empty object": (zipped("{}"), "it has no 'items'"),
    "items that are none": (zipped('{"items": null}'), "its 'items' is no array"),
    "an item that is none": (zipped('{"items": [{}, 7]}'), "no object: 7"),
    "a null": (zipped('{"items": [null]}'), "no object: null"),
    "half an item": (zipped('{"items": [{"id": 1}, {"id"'), "its JSON cannot be read"),
    "half a list": (zipped('{"items": [{"id": 1}'), "a value without an end"),
    "half an object": (zipped('{"items": [{"id": 1}]'), "its JSON breaks off after"),
    "spaces": (zipped(" " * 1000), "its JSON breaks off after"),
    "a missing comma": (zipped('{"items": [{} {}]}'), r"'\{' instead of , or \]"),
    "a comma too many": (zipped('{"items": [{},]}'), "its JSON cannot be read"),
    "a name that is none": (zipped('{1: 2, "items": []}'), "its JSON cannot be read"),
    "a number for a name": (zipped('{1 : 2, "items": []}'), "a name is no string"),
    "something after it": (zipped('{"items": []} {"items": []}'), "something follows after its"),
    "another encoding": (zipped('{"items": [{"name": "Köln"}]}'.encode("latin-1")), "not UTF-8"),
    "half a character": (zipped(b'{"items": []}' + b"\xd0"), "not UTF-8"),
    "deep nesting": (zipped('{"items": [' + "[" * 100_000), "nested too deeply"),
    "deep objects": (zipped('{"items": [' + '{"a":' * 100_000), "nested too deeply"),
    "a huge number": (zipped('{"items": [{"id": ' + "9" * 5000 + "}]}"), "digits"),
    "an item without end": (zipped('{"items": ["' + "x" * 5_000_000), "Unterminated string"),
}


@pytest.mark.parametrize(("data", "problem"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("step", [None, 1000])
def test_a_broken_archive_is_told_of(data, problem, step):
    with pytest.raises(Broken, match=problem):
        read(data, step)


@leaves_early
@pytest.mark.parametrize("name", ["a page", "half", "a wrong checksum", "a null", "deep nesting"])
def test_a_broken_archive_is_an_unexpected_response(collect, server, name):
    data, problem = BROKEN[name]
    server.offer(data)

    with pytest.raises(UnexpectedResponse, match=problem) as caught:
        collect()

    assert str(caught.value).startswith(f"200 GET {server.origin}/base.json.gz: ")
    assert "\n" not in str(caught.value)
    assert caught.value.response.headers["ETag"] == '"one"'
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_what_comes_before_the_damage_is_there(server):
    server.offer(BROKEN["half"][0])
    divisions = download_divisions(server=server.url, environ={})
    found = [next(divisions).id for _ in range(1000)]

    with pytest.raises(UnexpectedResponse):
        found += [one.id for one in divisions]

    assert found[:1000] == list(range(1000))


def test_a_bomb_is_put_out(monkeypatch):
    monkeypatch.setattr(reading, "_LARGEST", 3 * 1024 * 1024)
    bomb = zipped(b'{"items": [' + b" " * (4 * 1024 * 1024))

    assert len(bomb) < 5000
    with pytest.raises(Broken, match="it unpacks to more than 3,145,728 bytes"):
        read(bomb)


def test_a_bomb_is_unpacked_piece_by_piece():
    packer = zlib.compressobj(wbits=31)
    block = b'{"id": 1},' * 1000
    data = packer.compress(b'{"items": [' + block * 50 + b" " * 3_000_000 + b"{}]}")
    data += packer.flush()
    reader = ItemReader()
    most = 0

    for some in reader.feed(data):
        most = max(most, len(some))

    assert most <= reading.PIECE // 10 + 1
