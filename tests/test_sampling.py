"""What the ordinary run leaves out is run in the soak, all of it."""

from __future__ import annotations

from tests.sampling import sampled


def in_soak(values):
    return [one.values for one in values if [mark.name for mark in getattr(one, "marks", ())] == ["soak"]]


def test_each_third_is_looked_at_and_the_rest_in_the_soak():
    found = sampled(range(5), 3)
    assert [one for one in found if isinstance(one, int)] == [0, 3]
    assert in_soak(found) == [(1,), (2,), (4,)]


def test_several_arguments_stay_several():
    assert in_soak(sampled([("en", 1), ("ar", 2)], 2)) == [("ar", 2)]


def test_one_of_all_is_all():
    assert sampled("ab", 1) == ["a", "b"]
