"""Tracking: once, and until everything has arrived."""

import json

import pytest

from novapost_auth.cli import _tracked, _watch
from novapost_auth.testing import FakeNovaPost
from novapost_client.models import TrackedShipment


@pytest.fixture(scope="module")
def fake():
    """A fake whose tokens outlive the days that pass here."""
    return FakeNovaPost(token_life=1e7)


@pytest.fixture
def hours(fake, monkeypatch):
    """Lets the time between two looks pass at once, as hours of the fake's clock."""
    passed = []

    def sleep(seconds):
        passed.append(seconds)
        fake.clock.advance(seconds * 3600)

    monkeypatch.setattr(_watch, "sleep", sleep)
    return passed


def test_the_last_event_of_each_number(cli, shipment, fake):
    fake.clock.advance(7 * 3600)
    ended = cli("track", shipment.number)
    assert ended.rows[0].split() == ["Number", "Status", "Since", "Where"]
    assert ended.rows[1].startswith(f"{shipment.number}  On the way  20")
    assert ended.rows[1].endswith("Warsaw, PL")


def test_the_whole_history(cli, shipment, fake):
    fake.clock.advance(7 * 3600)
    ended = cli("track", shipment.number, "--history", "--language", "uk")
    assert [row.split("  ")[1] for row in ended.rows[1:]] == ["Створено", "Прийнято", "Прямує"]


@pytest.mark.parametrize("newest_first", [False, True])
def test_of_events_of_one_moment_the_last_is_what_the_order_of_the_list_makes_it(newest_first):
    events = [
        {"code": "1", "code_name": "Created", "date": "2026-01-01T10:00:00Z"},
        {"code": "7", "code_name": "Arrived", "date": "2026-01-02T12:00:00Z"},
        {"code": "9", "code_name": "Received", "date": "2026-01-02T12:00:00Z"},
    ]
    told = [*reversed(events)] if newest_first else events
    found = {"A": TrackedShipment.from_dict({"number": "A", "history_tracking": told})}
    assert [row[1] for row in _tracked.history("A", found)] == ["Created", "Arrived", "Received"]
    assert _tracked.state("A", found)[0][1] == "Received"


def test_unknown_numbers_are_told_and_the_others_shown(cli, shipment):
    ended = cli("track", "NO0000000000", shipment.number)
    assert ended.code == 1
    assert "not known to the service" in ended.rows[1]
    assert "Created" in ended.rows[2]
    assert ended.err == "novapost: not known to the service: NO0000000000\n"


def test_numbers_from_a_pipe_and_a_file(cli, shipment, tmp_path):
    (tmp_path / "numbers.txt").write_text(f"{shipment.number}\n{shipment.number}\n")
    for word in ("-", "@numbers.txt"):
        told = cli("track", word, "--json", stdin=f"{shipment.number}\n".encode()).json
        assert [one["number"] for one in told] == [shipment.number]
    assert cli("track", "-").err == "novapost: there is no number to track\n"


def test_numbers_as_they_are_pasted(cli, shipment, tmp_path):
    (tmp_path / "numbers.csv").write_text(f"{shipment.number};\n{shipment.number}, NO1\n")
    for word in ("@numbers.csv", f"{shipment.number},NO1", f" NO1 {shipment.number}; "):
        assert cli("track", word).err == "novapost: not known to the service: NO1\n"


def test_watching_tells_each_change_and_ends_with_the_last(cli, shipment, hours):
    ended = cli("track", shipment.number, "--watch", "--interval", "0.5")
    assert ended.code == 0
    told = [row.split("  ")[1] for row in ended.rows]
    assert told == ["Created", "Accepted", "On the way", "Arrived", "Received"]
    assert set(hours) == {0.5}


def test_watching_for_programs_is_one_json_object_a_change(cli, shipment, hours):
    ended = cli("track", shipment.number, "--watch", "--interval", "20", "--json")
    told = [json.loads(row) for row in ended.rows]
    assert [len(one["history_tracking"]) for one in told] == [1, 3, 4, 5]
    assert len(hours) == 4


def test_watching_on_a_terminal_is_a_table_that_changes(cli, environ, shipment, hours):
    environ.setenv("FORCE_COLOR", "1")
    ended = cli("track", shipment.number, "--watch", "--interval", "20")
    assert ended.out.count("Ctrl-C ends") > len(hours)
    assert ended.out.index("Created") < ended.out.index("Received")
    assert "\x1b[" in ended.out


def test_watching_survives_a_service_that_is_away(cli, shipment, fake, monkeypatch):
    statuses = iter((500, 500, 404))

    def sleep(_):
        fake.fail_next(next(statuses), path="/shipments/tracking/history")

    monkeypatch.setattr(_watch, "sleep", sleep)
    ended = cli("track", shipment.number, "--watch", "--interval", "2")
    assert ended.code == 1
    assert [line[:14] for line in ended.err.splitlines()] == [
        "novapost: 500 ",
        "novapost: 500 ",
        "novapost: 404 ",
    ]


def test_a_first_look_that_fails_is_an_error(cli, fake):
    fake.fail_next(400, path="/shipments/tracking/history")
    assert cli("track", "X", "--watch").code == 1
