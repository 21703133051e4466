"""Only what has changed, so that a table is kept up to date."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from archive_server import division, sync_only

from novapost_auth import ConfigurationError

CLOSED = "2026-01-02T03:04:05.000000Z"
BASE = [division(number) for number in range(1, 6)]


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


def told(divisions):
    return {one.id: (one.name, bool(one.deleted_at)) for one in divisions}


def test_only_the_deltas_are_downloaded_and_what_is_deleted_is_told(collect, server):
    server.offer(
        BASE,
        ([division(1, name="too old")], (100, 200)),
        ([division(2, name="a"), division(3, name="a")], (200, 300)),
        ([division(2, name="b"), division(4, deletedAt=CLOSED), division(9)], (300, 400)),
    )

    found = told(collect(changed_since=at(250)))

    assert found == {
        2: ("b", False),
        3: ("a", False),
        4: ("Відділення 4", True),
        9: ("Відділення 9", False),
    }
    assert server.asked["/base.json.gz"] == 0
    assert server.asked["/delta0.json.gz"] == 0


@sync_only
@pytest.mark.parametrize(
    ("moment", "deltas"),
    [(100, {0, 1, 2}), (200, {0, 1, 2}), (201, {1, 2}), (300, {1, 2}), (400, {2}), (401, set())],
)
def test_no_delta_is_downloaded_that_was_over_by_then(moment, deltas, collect, server):
    spans = ((100, 200), (200, 300), (300, 400))
    server.offer(BASE, *(([division(n)], span) for n, span in enumerate(spans)))
    collect(changed_since=at(moment))
    assert {n for n in range(3) if server.asked[f"/delta{n}.json.gz"]} == deltas
    assert server.asked["/base.json.gz"] == 0


@sync_only
def test_deltas_from_before_the_base_count_as_well_if_none_is_missing(collect, server):
    server.offer(
        BASE,
        ([division(1, name="older")], (40, 60)),
        ([division(2, name="old")], (60, 100)),
        ([division(3, name="new")], (100, 150)),
    )
    assert told(collect(changed_since=at(50))).keys() == {1, 2, 3}
    assert server.asked["/base.json.gz"] == 0


DATED = [
    division(1, updatedAt="1970-01-01T00:00:30Z"),
    division(2, updatedAt="1970-01-01T00:00:50+00:00"),
    division(3, updatedAt="1970-01-01T00:00:55"),
    division(4),
    division(5, updatedAt="0001-01-01T00:00:00.000000Z"),
    division(6, updatedAt="1970-01-01T00:00:30Z", deletedAt="1970-01-01T00:00:51Z"),
    division(7, updatedAt="not a date", createdAt=None),
    division(8, updatedAt="1970-01-01T00:00:10Z"),
]


@pytest.mark.parametrize(
    ("deltas", "base_time"),
    [
        ([], 100),
        ([((70, 100), 8)], 100),  # What happened from 50 to 70 is in none.
        ([((100, 150), 8)], 100),
        ([((None, None), 8)], 100),
        ([((40, 60), 8)], None),
    ],
)
def test_where_the_deltas_do_not_reach_so_far_back_the_base_is_read(
    deltas, base_time, collect, server
):
    server.offer(DATED, *(([division(n)], span) for span, n in deltas), base_time=base_time)

    found = told(collect(changed_since=at(50)))

    expected = {2, 3, 4, 5, 6, 7}
    if deltas and deltas[0][0] != (70, 100):  # One that the base lacks changes it.
        expected.add(8)
    assert found.keys() == expected
    assert found[6] == ("Відділення 6", True)
    assert server.asked["/base.json.gz"] == 1


def test_nothing_new_is_nothing(collect, server):
    server.offer(BASE, ([division(1)], (100, 200)))
    assert collect(changed_since=at(300)) == []
    assert server.asked["/base.json.gz"] == server.asked["/delta0.json.gz"] == 0


def test_what_is_kept_of_the_base_is_not_lost_by_it(collect, server, tmp_path):
    server.offer(BASE, ([division(1, name="new")], (100, 200)))
    collect(cache_dir=tmp_path)
    collect(cache_dir=tmp_path, changed_since=at(150))
    collect(cache_dir=tmp_path)
    assert server.asked["/base.json.gz"] == server.asked["/delta0.json.gz"] == 1


@sync_only
@pytest.mark.parametrize("offset", [-12, 0, 14])
def test_a_moment_is_the_same_in_all_time_zones(offset, collect, server):
    server.offer(BASE, ([division(1)], (100, 200)), ([division(2)], (200, 300)))
    moment = at(250).astimezone(timezone(timedelta(hours=offset)))
    assert told(collect(changed_since=moment)).keys() == {2}


@sync_only
@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize("offset", [-12, 0, 14])
def test_the_ends_of_time_are_moments_too(year, offset, collect, server):
    server.offer(DATED)
    moment = datetime(year, 1 if year == 1 else 12, 1, tzinfo=timezone(timedelta(hours=offset)))
    found = told(collect(changed_since=moment))
    assert len(found) == (len(DATED) if year == 1 else 0)


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (datetime(2026, 1, 1), "time zone"),  # noqa: DTZ001 - that is the point
        (date(2026, 1, 1), "must be a datetime"),
        ("2026-01-01T00:00:00Z", "must be a datetime"),
        (1_780_000_000, "must be a datetime"),
    ],
)
def test_what_is_no_moment_is_refused_before_anything_is_asked_for(moment, reason, collect, server):
    server.offer(BASE)
    with pytest.raises(ConfigurationError, match=f"changed_since .*{reason}"):
        collect(changed_since=moment)
    assert server.asked["/divisions/versions"] == 0


def test_progress_knows_the_whole_at_the_last_of_the_deltas(collect, server):
    server.offer(BASE, ([division(1)], (100, 200)), ([division(2)], (200, 300)))
    figures = []
    collect(changed_since=at(150), progress=lambda *done: figures.append(done))
    done, total = figures[-1]
    assert done == total > 0
