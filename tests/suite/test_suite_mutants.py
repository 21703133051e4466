"""``make mutants`` in too short a time says so, and what to give."""

import runpy
from pathlib import Path

import pytest

MUTANTS = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "mutants.py"))


@pytest.mark.parametrize(
    ("minutes", "spent", "needed"),
    [(1, 150.0, "4"), (1, 5.0, "2"), (3.9, 150.0, "4"), (0, 0.0, "2"), (14, 3600.0, "62")],
)
def test_a_time_in_which_nothing_could_be_judged_is_refused_with_one_that_does(
    minutes, spent, needed
):
    said = MUTANTS["too_short"](minutes, spent)
    assert f"took {spent / 60:.1f} of {minutes} minutes" in said
    assert said.endswith(f"give ARGS='--minutes {needed}' or more")
    assert MUTANTS["too_short"](float(needed), spent) == ""
