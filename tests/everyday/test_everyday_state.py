"""What codes mean, and where a shipment is, whichever call told of it and in whatever order."""

import datetime as dt
import itertools
import json
import re
from pathlib import Path

import attrs
import pytest
from publishers_document import needs_it, published
from pydantic import TypeAdapter

from novapost_auth import ConfigurationError, TrackingCode, TrackingState, tracking_state
from novapost_client.models import Shipment, ShipmentTracking, TrackedShipment, TrackingDetails

TODAY = next(
    (
        above / "shared/facts/portal_today.json"
        for above in Path(__file__).parents
        if (above / "shared/facts/portal_today.json").is_file()
    ),
    None,
)
DELIVERED = {"9", "10", "11", "106"}
OVER = {"2", "105"}


# Codes


def test_there_are_56_codes_and_what_follows_from_them():
    assert len(TrackingCode) == 56
    assert {code.value for code in TrackingCode if code.is_delivered} == DELIVERED
    assert {code.value for code in TrackingCode if code.is_final} == DELIVERED | OVER
    assert "unknown" not in {code.stage for code in TrackingCode if code.value != "999"}


@pytest.mark.skipif(TODAY is None, reason="../shared/facts/portal_today.json is not there")
def test_the_codes_and_their_stages_are_those_of_the_facts():
    facts = json.loads(TODAY.read_text(encoding="utf-8"))["tracking_codes"]

    assert {code.value: code.stage for code in TrackingCode} == {
        code: fact["group"] for code, fact in facts.items()
    }


@needs_it
def test_every_code_that_the_document_lists_is_a_member():
    texts = json.dumps(published()["paths"])
    listed = set(re.findall(r"`(\d{1,3})`\s*\\u2014", texts))

    assert len(listed) == 45
    assert listed <= {code.value for code in TrackingCode}


def test_a_code_may_be_a_number_and_need_not_be_published():
    assert TrackingCode("9") is TrackingCode(9) is TrackingCode.CLOSED
    assert (TrackingCode("777"), TrackingCode(777)) == ("777", "777")
    assert TrackingCode("777") not in list(TrackingCode)
    unknown = TrackingCode("777")
    assert (unknown.is_delivered, unknown.is_final, unknown.stage) == (False, False, "unknown")
    with pytest.raises(ValueError, match="True"):
        TrackingCode(True)


# States

ARRIVED = {"code": "7", "code_name": "Arrived", "date": "2026-01-02T10:00:00.000000Z"}
RECEIVED = {"code": "9", "code_name": "Received", "date": "2026-01-03T10:00:00.000000Z"}
CREATED = {"code": "1", "code_name": "Created", "date": "2026-01-01T10:00:00.000000Z"}
THEN = dt.datetime(2026, 1, 3, 10, tzinfo=dt.UTC)


def history(*events):
    return TrackedShipment.from_dict({"number": "SHPL1", "history_tracking": list(events)})


@pytest.mark.parametrize("events", [*itertools.permutations([CREATED, ARRIVED, RECEIVED])])
def test_the_latest_event_counts_in_any_order(events):
    state = tracking_state(history(*events))

    assert state == TrackingState(code=TrackingCode.CLOSED, event="Received", since=THEN)
    assert (state.is_delivered, state.is_final, state.stage) == (True, True, "delivered")


@pytest.mark.parametrize("order", [1, -1])
def test_of_one_moment_the_last_counts_in_either_order(order):
    moment = {"date": RECEIVED["date"]}
    events = [CREATED, {"code": "5", **moment}, {"code": "6", **moment}]

    assert tracking_state(history(*events[::order])).code == "6"


@pytest.mark.parametrize("code", ["9", 9, "10", 11, "106", "2", 105])
def test_a_final_code_is_final_as_text_and_as_a_number(code):
    state = tracking_state(history(CREATED, {**RECEIVED, "code": code}))

    assert state.is_final
    assert state.is_delivered == (str(code) in DELIVERED)


@pytest.mark.parametrize("code", ["102", "103", "7", "8", "111", "777"])
def test_what_goes_back_or_waits_is_not_final(code):
    assert not tracking_state(history(CREATED, {**RECEIVED, "code": code})).is_final


@pytest.mark.parametrize(
    "told",
    [
        history(),
        TrackedShipment(),
        TrackingDetails(),
        {},
        {"history_tracking": None, "currentStatus": "?"},
        {"history_tracking": ["?", None]},
    ],
)
def test_nothing_told_is_no_state(told):
    assert tracking_state(told) == TrackingState()
    assert not tracking_state(told).is_final


def test_dates_that_are_none_do_not_count():
    odd = [{"code": "9", "date": "0001-01-01T00:00:00.000000Z"}, {"code": "8", "date": "soon"}]

    assert tracking_state(history(*odd, CREATED)).code == "1"
    assert tracking_state(history(odd[0])) == TrackingState(code=TrackingCode.CLOSED)


STATUS = {"statusCode": 9, "status": "Delivered", "statusDate": "2026-01-03T10:00:00Z"}
PAST = {"code": "5", "date": "2026-01-02T10:00:00Z", "eventName": "Left", "eventStatus": "passed"}
PLANNED = {"code": "9", "date": "2027-01-01T10:00:00Z", "eventStatus": "Future"}
DETAILS = {"currentStatus": STATUS, "detailsTracking": [PAST, PLANNED]}


@pytest.mark.parametrize(
    "told",
    [
        TrackingDetails.from_dict({"items": [DETAILS]}),
        ShipmentTracking.from_dict(DETAILS),
        TrackingDetails.from_dict({**DETAILS, "currentStatus": [STATUS]}),
        Shipment.from_dict(
            {
                "id": 1,
                "number": "A",
                "onlineTracking": {
                    "tracking_status_code": 9,
                    "tracking_update_date": "2026-01-03T10:00:00Z",
                    "short_description": "Delivered",
                },
            }
        ),
        {"items": [DETAILS]},
    ],
    ids=["details", "one of them", "their older form", "shipment", "JSON"],
)
def test_any_call_that_tells_of_a_shipment_will_do(told):
    assert tracking_state(told) == TrackingState(
        code=TrackingCode.CLOSED, event="Delivered", since=THEN
    )


READ = TrackedShipment.from_dict(
    {
        "history_tracking": [
            {"code": 9.0, "code_name": "Delivered", "date": "2026-01-03T10:00:00Z"},
            {"code": "1", "code_name": "Created", "date": "2026-01-01T10:00:00Z"},
        ]
    }
)


@pytest.mark.parametrize(
    "told",
    [
        READ,
        attrs.asdict(READ),
        {"history_tracking": READ.history_tracking},
        {"history_tracking": tuple(READ.history_tracking)},
        TypeAdapter(TrackedShipment).dump_python(READ),
    ],
    ids=["model", "asdict", "a list of models", "a tuple", "pydantic"],
)
def test_what_a_program_made_of_it_tells_the_same(told):
    assert tracking_state(told) == TrackingState(
        code=TrackingCode.CLOSED, event="Delivered", since=THEN
    )


@pytest.mark.parametrize("told", [{"items": [DETAILS] * 2}, {"items": {"0": {}, "2": {}}}])
@pytest.mark.parametrize("make", [dict, TrackingDetails.from_dict])
def test_several_shipments_have_no_state(told, make):
    with pytest.raises(ConfigurationError, match="one shipment is meant, and there are several"):
        tracking_state(make(told))


def test_those_that_were_found_have_no_state_together():
    found = {"SHPL1": TrackingDetails.from_dict(DETAILS)}
    with pytest.raises(ConfigurationError, match="one shipment is meant, and there are several"):
        tracking_state(found)


def test_what_is_planned_has_not_happened():
    state = tracking_state({"detailsTracking": [PAST, PLANNED]})

    assert (state.code, state.event) == ("5", "Left")


@pytest.mark.parametrize("name", ["history_tracking", "historyOnlineTracking", "detailsTracking"])
def test_a_list_that_comes_as_an_object_is_read_alike(name):
    code = {"history_tracking": "code"}.get(name, "statusCode")
    events = [
        {code: "1", "date": "2026-01-01T00:00:00Z"},
        {code: "9", "date": "2026-01-02T00:00:00Z"},
    ]
    as_object = {name: {"0": events[0], "2": events[1]}}
    assert tracking_state(as_object) == tracking_state({name: events})
    assert tracking_state(as_object).is_delivered
    model = TrackedShipment.from_dict(as_object)
    assert tracking_state(model) == tracking_state(as_object)


@pytest.mark.parametrize("odd", [None, [], [{}], "SHPL1", 7, b"{}"])
def test_what_is_no_shipment_is_said(odd):
    with pytest.raises(ConfigurationError, match="one shipment is meant, a model or a mapping"):
        tracking_state(odd)
