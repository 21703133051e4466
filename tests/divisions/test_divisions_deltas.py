import gzip
import json
import sqlite3

import pytest
from archive_server import division, sync_only

from novapost_auth import NovaPostError, UnexpectedResponse
from novapost_auth._divisions import changes

pytestmark = sync_only

BASE = [division(number) for number in range(1, 6)]
CLOSED = "2026-01-02T03:04:05.000000Z"


def shown(divisions):
    return {one.id: one.name for one in divisions}


def test_of_several_changes_the_last_is_true(collect, server):
    server.offer(
        BASE,
        ([division(2, name="b"), division(3, name="b")], (200, 300)),
        ([division(1, name="a"), division(2, name="a")], (100, 200)),
    )

    assert shown(collect()) == {
        1: "a",
        2: "b",
        3: "b",
        4: "Відділення 4",
        5: "Відділення 5",
    }


def test_a_delta_that_spans_others_is_later_than_they_are(collect, server):
    server.offer(
        BASE[:1],
        ([division(1, name="all")], (100, 300)),
        ([division(1, name="first")], (100, 200)),
        ([division(1, name="second")], (200, 300)),
    )

    assert shown(collect()) == {1: "second"}


def test_deltas_older_than_the_base_are_for_others(collect, server):
    server.offer(
        BASE[:1],
        ([division(1, name="older")], (50, 100)),
        ([division(1, name="newer")], (100, 150)),
    )

    assert shown(collect()) == {1: "newer"}
    assert server.asked["/delta0.json.gz"] == 0


@pytest.mark.parametrize("written", [str, float, lambda time: f" {time} "])
def test_times_that_come_as_text_are_times(collect, server, written):
    server.offer(
        BASE[:1],
        ([division(1, name="newer")], (written(900), written(1100))),
        ([division(1, name="older")], (written(90), written(900))),
        base_time=written(80),
    )

    assert shown(collect()) == {1: "newer"}


@pytest.mark.parametrize("times", [(None, None), ("soon", "late")])
def test_without_times_the_order_of_the_list_counts(collect, server, times):
    deltas = [([division(1, name=name)], times) for name in ("first", "second")]
    server.offer(BASE[:1], *deltas)

    assert shown(collect()) == {1: "second"}


def test_deleted_divisions_are_left_out_wherever_it_is_said(collect, server):
    base = [division(1), division(2, deletedAt=CLOSED), division(3), division(4), division(5)]
    never = "0001-01-01T00:00:00.000000Z"
    changes = [
        division(1, deletedAt=CLOSED),
        division(3, deletedAt=None),
        division(4, deletedAt=never),
        division(6, deletedAt=CLOSED),
    ]
    server.offer(base, (changes, (100, 200)))

    assert list(shown(collect())) == [3, 4, 5]


@pytest.mark.parametrize("never", ["0000-00-00 00:00:00", "-0001-11-30T00:00:00.000000Z", ""])
@pytest.mark.parametrize("name", ["deletedAt", "deleted_at"])
def test_what_was_never_deleted_is_there(collect, server, never, name):
    server.offer([division(1, **{name: never}), division(2, **{name: CLOSED})])

    assert [(one.id, bool(one.deleted_at)) for one in collect()] == [(1, False)]


@pytest.mark.parametrize(("before", "after"), [(1, "1"), ("1", 1)])
def test_an_id_may_be_a_number_here_and_text_there(collect, server, before, after):
    server.offer([division(before)], ([division(after, name="new")], (100, 200)))

    assert [one.name for one in collect()] == ["new"]


def test_a_division_may_come_back(collect, server):
    server.offer(
        BASE[:1],
        ([division(1, deletedAt=CLOSED)], (100, 200)),
        ([division(1, deletedAt=None)], (200, 300)),
    )

    assert list(shown(collect())) == [1]


def test_new_divisions_come_last_in_their_order(collect, server):
    server.offer(BASE, ([division(90), division(3)], (100, 200)), ([division(7)], (200, 300)))

    assert list(shown(collect())) == [1, 2, 3, 4, 5, 90, 7]


def test_a_change_that_names_few_fields_loses_no_other(collect, server):
    server.offer(
        [division(1, address="Lviv")],
        ([{"id": 1, "name": "new"}], (100, 200)),
        ([{"id": 1, "status": "NotWorking"}, {"id": 9, "name": "nine"}], (200, 300)),
    )

    first, second = collect()

    assert first.to_dict() == division(1, address="Lviv", name="new", status="NotWorking")
    assert second.to_dict() == {"id": 9, "name": "nine"}


def ascii_pack(items):
    """An archive that may hold half characters, escaped."""
    return gzip.compress(json.dumps(items).encode())


def test_ids_may_be_texts_of_any_sort(collect, server):
    odd = ["c7a4", "\ud800", "9" * 40, 10**30]
    base = [division(number) for number in odd]
    changes = [division(number, name="new") for number in odd]
    server.offer(ascii_pack(base), (ascii_pack(changes), (100, 200)))

    assert [one.name for one in collect()] == ["new"] * 4


def test_what_has_no_id_stays_in_the_base_and_is_refused_in_a_delta(collect, server):
    server.offer([{"name": "nameless"}, {"id": None}], ([division(1)], (100, 200)))
    assert len(collect()) == 3

    server.offer(BASE, ([{"name": "nameless"}], (100, 200)))
    with pytest.raises(UnexpectedResponse, match=r"/delta0\.json\.gz: one of its items has no id"):
        collect()


def test_a_broken_delta_is_told_of_before_any_division(collect, server):
    server.offer(BASE, (b"broken", (100, 200)))

    with pytest.raises(UnexpectedResponse, match=r"/delta0\.json\.gz: it is no gzip"):
        collect(most=1)
    assert server.asked["/base.json.gz"] == 0


def test_deltas_may_change_everything(collect, server):
    numbers = range(5_000)
    base = [division(number) for number in numbers]
    server.offer(base, ([{"id": number, "name": "x"} for number in numbers], (100, 200)))

    found = collect()

    assert len(found) == 5_000
    assert {one.name for one in found} == {"x"}


def test_a_full_disk_is_told_of(collect, server, monkeypatch):
    class Full(changes.Changes):
        def __init__(self):
            super().__init__()
            self._execute("PRAGMA max_page_count = 5")

    monkeypatch.setattr("novapost_auth._divisions.assembly.Changes", Full)
    server.offer(BASE, ([division(n, note="x" * 500) for n in range(100)], (100, 200)))

    with pytest.raises(NovaPostError, match="cannot be kept: database or disk is full") as caught:
        collect()
    assert not isinstance(caught.value, sqlite3.Error)
