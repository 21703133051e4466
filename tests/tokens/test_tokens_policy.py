"""What is done about a 401, to the second and to the last chance."""

from copy import copy

import pytest

from novapost_auth._secrets import Secret
from novapost_auth._settings import Instant
from novapost_auth._tokens.policy import RefusalPolicy
from novapost_auth._tokens.source import Trial
from novapost_auth._tokens.token import NOTHING, CachedToken

START = 5_000.0


def at(seconds):
    return Instant(1.8e9 + seconds, START + seconds)


def token(name="a.b.c", asked=0.0):
    return CachedToken.of(Secret(name), at(asked), 3600.0, 0.5)


@pytest.fixture
def policy():
    return RefusalPolicy()


def judged(policy, cached, age, *, accepted=None, exchanged=False, chances=0):
    """Have a token judged: one that was accepted before, by a policy that forgets this again."""
    now = at(cached.sent.monotonic - START + age)
    if accepted is None:
        policy, accepted = copy(policy), cached
    return policy.judge(cached, now, accepted=accepted, exchanged=exchanged, chances=chances)


@pytest.mark.parametrize(
    ("age", "chances", "action"),
    [
        (0.0, 0, "again"),
        (9.999, 0, "again"),
        (0.0, 1, "exchange"),
        (10.0, 0, "exchange"),
        (3000.0, 0, "exchange"),
    ],
)
def test_the_first_ten_seconds_are_a_second_chance(policy, age, chances, action):
    assert judged(policy, token(), age, chances=chances) == action


@pytest.mark.parametrize(
    ("learnt", "until"), [(4.0, 10.0), (8.0, 16.0), (299.0, 598.0), (400, 600)]
)
def test_what_was_accepted_late_doubles_the_time(policy, learnt, until):
    policy.learn(token(), at(learnt))
    assert judged(policy, token(), until - 0.001) == "again"
    assert judged(policy, token(), until) == "exchange"


@pytest.mark.parametrize(("learnt", "until"), [(8.0, 16.0), (400.0, 600.0)])
def test_so_does_a_token_that_is_given_up(policy, learnt, until):
    assert policy.drop(token(), at(learnt))
    assert judged(policy, token(), until - 0.001) == "again"
    assert judged(policy, token(), until) == "exchange"


@pytest.mark.parametrize(("dropped", "allowed"), [(0, 1), (2, 1), (3, 2), (5, 2), (6, 3), (40, 5)])
def test_each_three_tokens_that_had_to_be_given_up_young_are_another_chance(
    policy, dropped, allowed
):
    for number in range(dropped):
        policy.drop(token(f"a.b.{number}"), at(1.0))
    assert judged(policy, token(), 1.0, chances=allowed - 1) == "again"
    assert judged(policy, token(), 1.0, chances=allowed) == "exchange"


def test_one_that_was_given_up_old_ends_the_row(policy):
    for number in range(3):
        policy.drop(token(f"a.b.{number}"), at(1.0))
    policy.drop(token(), at(10.0))
    assert judged(policy, token(), 1.0, chances=1) == "exchange"


def test_a_token_is_given_up_once(policy):
    cached = token()
    assert [policy.drop(cached, at(1.0)) for _ in range(3)] == [True, False, False]
    assert policy.is_dropped(cached)
    assert not policy.is_dropped(token())


def struck(policy, ages):
    """Have new tokens refused, each at an age, that nobody has accepted before."""
    for number, when in enumerate(ages):
        judged(policy, token(f"a.b.{number}", when - 20.0), 20.0, accepted=NOTHING, chances=9)


@pytest.mark.parametrize("exchanged", [False, True])
def test_two_new_tokens_refused_are_a_minutes_rest(policy, exchanged):
    struck(policy, [0.0, 1.0])
    for when, action in [(1.0, "hand over"), (60.999, "hand over"), (61.0, "exchange")]:
        cached = token("next", when - 100.0)
        found = judged(policy, cached, 100.0, exchanged=exchanged and action != "exchange")
        assert found == action


def rests(policy, count, now=0.0, accepted=NOTHING):
    """Have so many rests follow each other; return how long each was."""
    found = []
    for number in range(count):
        for new in range(2 if number == 0 else 1):
            cached = token(f"a.b.{number}.{new}", now - 20.0)
            judged(policy, cached, 20.0, accepted=accepted, chances=9)
        found.append(policy._rest_until - START - now)
        now += found[-1]
    return found


def test_each_rest_that_brings_nothing_is_twice_as_long_up_to_five_minutes(policy):
    assert rests(policy, 12) == [60.0, 120.0, 240.0] + [300.0] * 9
    assert len(policy._row) <= 8


def test_after_a_token_that_was_accepted_a_rest_is_a_minute_again(policy):
    rests(policy, 4)
    for now in (10_000.0, 20_000.0):
        assert rests(policy, 2, now, token("good")) == [60.0, 120.0]
    accepted = token("good")
    rests(policy, 2, 30_000.0, accepted)
    # The same one, before: nothing was accepted since.
    assert rests(policy, 1, 40_000.0, accepted)[0] > 120.0


def test_three_in_a_row_are_a_rest_however_far_apart(policy):
    struck(policy, [0.0, 1000.0])
    assert judged(policy, token("next", 900.0), 101.0) == "exchange"
    struck(policy, [2000.0])
    assert judged(policy, token("next", 1900.0), 100.0 + 119.9) == "hand over"
    assert judged(policy, token("next", 1900.0), 100.0 + 120.0) == "exchange"


def test_a_young_token_gets_no_second_chance_in_a_rest(policy):
    struck(policy, [0.0, 1.0])
    assert judged(policy, token("next", 2.0), 1.0) == "hand over"
    assert judged(policy, token("next", 61.0), 1.0) == "again"


@pytest.mark.parametrize(("apart", "action"), [(59.9, "hand over"), (60.0, "exchange")])
def test_a_minute_apart_is_no_row(policy, apart, action):
    struck(policy, [0.0, apart])
    assert judged(policy, token("next", apart - 100.0), 100.0) == action


def test_the_row_ends_with_a_token_that_is_accepted(policy):
    struck(policy, [0.0])
    policy.clear()
    struck(policy, [1.0])
    assert judged(policy, token("next", -100.0), 101.0) == "exchange"


def test_where_machines_disagree_a_rest_lasts_until_the_token_is_known_to_all(policy):
    policy.learn(token(), at(100.0))
    struck(policy, [0.0, 1.0])  # 20 s old, which is young by now.
    cached = token("next", -1000.0)
    assert judged(policy, cached, 1000.0 + 1.0 + 199.9) == "hand over"
    assert judged(policy, cached, 1000.0 + 1.0 + 200.0) == "exchange"
    assert judged(policy, token("young", 1.0), 1.0) == "again"  # Rest or not.


def test_an_exchanged_token_is_not_exchanged_again(policy):
    assert judged(policy, token(), 100.0, exchanged=True) == "hand over"
    assert judged(policy, token(), 1.0, exchanged=True) == "again"
    assert judged(policy, token(), 1.0, exchanged=True, chances=1) == "hand over"


def test_the_same_token_counts_once(policy):
    cached = token("a.b.0", -20.0)
    for _ in range(5):
        judged(policy, cached, 20.0, accepted=NOTHING)
    assert judged(policy, token("next", -100.0), 101.0) == "exchange"


def test_eight_tokens_that_were_given_up_are_remembered(policy):
    given_up = [token(f"a.b.{number}") for number in range(9)]
    for cached in given_up[:8]:
        policy.drop(cached, at(1.0))
    assert all(map(policy.is_dropped, given_up[:8]))
    policy.drop(given_up[8], at(1.0))
    assert [policy.is_dropped(cached) for cached in given_up] == [False] + [True] * 8


def test_a_request_that_cannot_be_sent_again_has_no_second_chance_however_many_there_are(source):
    for number in range(40):
        source._policy.drop(token(f"a.b.{number}"), at(1.0))
    trial = Trial(source, replayable=False)
    held = source.get()
    assert trial.pause(held, 401) is None
    assert source._policy.is_dropped(held)


def test_second_chances_are_counted_one_by_one():
    counted = []

    class Source:
        def refused(self, cached, *, exchanged, chances):
            counted.append((cached is first, exchanged, chances))
            return "again"

    first, second = token("a.b.1"), token("a.b.2")
    trial = Trial(Source())
    pauses = [trial.pause(first, 401) for _ in range(3)]
    pauses += [trial.pause(second, 401) for _ in range(2)]
    assert pauses == [1.0] * 5
    assert counted == [
        (True, False, 0),
        (True, False, 1),
        (True, False, 2),
        (False, True, 0),
        (False, True, 1),
    ]
