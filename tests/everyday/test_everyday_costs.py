"""What a delivery costs: nothing is told for less than it costs, whatever the answer is like."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapost_auth import ConfigurationError, DeliveryCost, NovaPost, delivery_costs
from novapost_auth.testing import FakeNovaPost
from novapost_client.models import Calculation

ASKED = {
    "payerType": "Sender",
    "sender": {"countryCode": "PL", "divisionId": 10000},
    "recipient": {"countryCode": "DE"},
    "parcels": [
        {"rowNumber": 1, "cargoCategory": "parcel", "insuranceCost": 100, "actualWeight": 1500}
        | {"width": 200, "length": 300, "height": 100}
    ],
}


def told(services):
    return [(one.kind, str(one.cost), one.currency) for one in delivery_costs(services)]


def row(cost, currency="PLN", **rest):
    return {"serviceName": "a", "cost": cost, "currencyCode": currency, **rest}


def kind(name, cost, currency="PLN", **rest):
    return {"deliveryTypeName": name, "cost": cost, "currencyCode": currency, **rest}


def test_the_older_form_costs_what_the_standard_delivery_does():
    costs = []
    for older_forms in (False, True):
        fake = FakeNovaPost(older_forms=older_forms)
        with NovaPost(
            fake.api_key, transport=fake.transport, clock=fake.clock, environ={}
        ) as novapost:
            costs.append(delivery_costs(novapost.shipments.calculate(ASKED)))
    kinds, (whole,) = costs
    assert [one.kind for one in kinds] == ["standard", "economy", "express"]
    assert whole == DeliveryCost(kind="", cost=kinds[0].cost, currency="PLN")
    assert whole.cost == Decimal("52.06")


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        ([kind("a", 1.1), kind("b", "2.20")], [("a", "1.1", "PLN"), ("b", "2.20", "PLN")]),
        ([kind("a", None), kind("b", 2)], [("b", "2", "PLN")]),
        ([{"deliveryTypeName": "a", "currencyCode": "PLN", "price": 5}], []),
        ([kind("a", True), kind("b", "free"), kind("c", float("nan")), kind("d", [1])], []),
        ([kind("a", 0)], [("a", "0", "PLN")]),
        ([kind("a", 1), row(1)], [("a", "1", "PLN")]),
        ([{"deliveryType": "u-1", "cost": 3}], [("u-1", "3", "")]),
        ([{"items": [row(2), row(1)], "cost": 3}], [("", "3", "PLN")]),
        ([kind("a", 3, None, items=[row(3, "EUR")])], [("a", "3", "EUR")]),
        ([row(0.1), row("0.2")], [("", "0.3", "PLN")]),
        ({"0": row(1), "2": row(2)}, [("", "3", "PLN")]),
        ([row(1, None), row(2)], [("", "3", "PLN")]),
        ([row(1, "EUR"), row(2)], []),
        ([row(1), row(None)], []),
        ([row(1), {"serviceName": "b"}], []),
        ([None, 7], []),
        ([], []),
        (None, []),
        ("none", []),
    ],
    ids=str,
)
def test_each_kind_has_its_cost_and_rows_have_their_sum_or_none(services, expected):
    answer = {"services": services}
    assert told(answer) == told(Calculation.from_dict(answer)) == expected


def test_an_answer_without_services_tells_no_price():
    assert delivery_costs({}) == delivery_costs(Calculation()) == ()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["cost", "items", "deliveryTypeName", "currencyCode"]), inner
            )
        ),
    )
)
def test_no_answer_stops_a_program_or_costs_what_it_does_not_say(services):
    for cost in delivery_costs(Calculation.from_dict({"services": services})):
        assert cost.cost.is_finite()


@pytest.mark.parametrize("wrong", [None, [], "x", 7])
def test_what_is_no_calculation_is_refused(wrong):
    with pytest.raises(ConfigurationError, match="delivery_costs: a calculation is meant, not"):
        delivery_costs(wrong)
