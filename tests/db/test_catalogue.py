import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.catalogue import (
    CONTRASTS,
    EFFECT_AXIS,
    EFFECT_GROUP_WORDS,
    FILTERS,
    GROUP_OF_EFFECT,
    MEASURES,
    SINGLE_EFFECTS,
)
from db.filter_rules import FiltersNotAllowed, check_filters


def test_no_filter_and_one_filter_are_allowed() -> None:
    """One word, or those of a slice."""
    assert check_filters("effect_by_week", {}) is None
    assert check_filters("effect_by_week", {"condition": "mcas"}) == ("condition", {"mcas"})
    assert check_filters("effect_by_week", {"sex": "male+other"}) == ("sex", {"male", "other"})


@given(st.sets(st.sampled_from(sorted(FILTERS)), min_size=2))
def test_two_filters_at_once_are_refused(names: set[str]) -> None:
    """Any two, and any three or more."""
    with pytest.raises(FiltersNotAllowed):
        check_filters("effect_by_week", {name: FILTERS[name][1] for name in names})


def test_a_measure_whose_axis_is_a_fact_is_for_everyone_alone() -> None:
    """First dose and sensitivity; and who answered tells of every fact."""
    for name in ("start_to_kept", "pace_and_effects", "who_answered"):
        assert MEASURES[name].filters == ()


@pytest.mark.parametrize(
    ("measure", "filters"),
    [
        ("no_such_measure", {}),
        ("effect_by_first_timing", {}),  # counted inside publishing only
        ("effect_by_week", {"member_key": "1"}),
        ("effect_by_week", {"condition": "no_such_condition"}),
        ("effect_by_week", {"condition": "mcas' OR 1=1"}),
        ("effect_by_week", {"condition": "mcas+no_such_condition"}),
        ("start_to_kept", {"sex": "female"}),
        ("who_answered", {"condition": "mcas"}),
        ("bedtime_minus_morning", {"first_timing": "morning"}),
        ("bedtime_minus_morning", {"condition": "mcas", "first_dose": "from_500"}),
    ],
)
def test_a_forged_request_is_refused(measure: str, filters: dict[str, str]) -> None:
    """Unknown names and words, inner measures, and filters that a measure is not counted under."""
    with pytest.raises(FiltersNotAllowed):
        check_filters(measure, filters)


def test_a_measure_over_first_timing_and_dose_has_no_filter_on_them() -> None:
    """The axis holds two facts already; one of them as a filter would say nothing."""
    for spec in MEASURES.values():
        if any("bedtime" in axis for axis in spec.axes):
            assert not {"first_timing", "first_dose"} & set(spec.filters)
            assert spec.inner
    assert not set(CONTRASTS) & set(MEASURES)


def test_a_kind_of_axis_means_one_thing() -> None:
    """Two axes of one kind share their words: a dose, with or without what stands beside it."""
    words: dict[str, tuple[str, ...]] = {}
    for axis in (axis for spec in MEASURES.values() for axis in spec.along):
        shared = words.setdefault(axis.kind, axis.words)
        fewest = min(len(shared), len(axis.words))
        assert shared[:fewest] == axis.words[:fewest], axis.kind


def test_the_same_people_are_one_count_along_an_axis() -> None:
    """Forty-one words in eight weeks: the people of a week are those of every effect in it."""
    spec = MEASURES["effect_by_week"]
    assert [len(words) for words in spec.axes] == [41, 8]
    assert spec.people_sizes == (1, 8)
    assert spec.kinds == ("effect", "one_week")


def test_every_word_of_the_effect_axis_has_a_group() -> None:
    """A group is its own, and so is any effect."""
    assert set(GROUP_OF_EFFECT) == set(EFFECT_AXIS)
    assert {GROUP_OF_EFFECT[word] for word in SINGLE_EFFECTS} == set(EFFECT_GROUP_WORDS)
    assert GROUP_OF_EFFECT["effect_headache"] == GROUP_OF_EFFECT["physical"] == "physical"
