"""One count, one name: whatever is the same set of people by definition has one noise."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import prod

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dashboard import demo
from dashboard.publishing import count_names, counting
from dashboard.publishing.measures import TALLIES
from dashboard.publishing.question_needs import asked_table
from dashboard.stores import Stores
from db import catalogue
from db.answers import DoseStep, LdnStop, Survey
from db.catalogue import FILTERS
from db.counting import cohort
from db.counting.columns import AskedList, CohortChunk, EpisodeColumns
from db.form_marks import VERSION_1, FormMarks
from db.members.rows import mark_columns
from db.store.engine import reading_transaction
from db.vocabulary import SIDE_EFFECTS, Effect, Form, HadEffects, OverallChange, Timing, Topic
from tests.stories import stories
from tests.story_cohorts import Story, cohort_of

INVENTED, RANDOM = 3_000, 500
HOW_OFTEN_ANSWERED = 0.6
_SHEET = frozenset({Topic.dose_changes, Topic.stop, Topic.effect_weeks})
LISTS = [
    mark_columns(marks)
    for marks in (
        VERSION_1,
        FormMarks.of_forms([Form.core], HadEffects.had_some),
        FormMarks.of_forms([Form.core], HadEffects.not_said),
        FormMarks(forms=frozenset(), topics=_SHEET, effects=frozenset({Effect.headache})),
        FormMarks(forms=frozenset(), topics=frozenset(), effects=frozenset(SIDE_EFFECTS)),
    )
]
"""Version 1, version 2 with and without an answer about effects, a sheet, one without weeks."""
Bits = NDArray[np.bool_]


def named_sets(group: CohortChunk) -> Iterator[tuple[str, tuple[str, str, int], Bits]]:
    """Of every count of an edition: its name, its place, and who stands in it."""
    lists = sorted(group.questions.lists)
    number = np.array([lists.index(each) for each in group.questions.lists])
    list_of_member = number[group.questions.number]
    for name, tally in TALLIES.items():
        spec, found = catalogue.MEASURES[name], tally(group)
        people = np.zeros((prod(found.shape), group.members), dtype=bool)
        people[found.people.place, found.people.member] = True
        cases = np.zeros((prod(counting.axis_sizes(spec)), group.members), dtype=bool)
        cases[found.cases.place, found.cases.member] = True
        column = np.broadcast_to(
            np.arange(len(people)).reshape(found.shape), counting.axis_sizes(spec)
        ).reshape(-1)
        asked = asked_table(spec, lists)[list_of_member]
        within = prod(counting.axis_sizes(spec)[1:])
        added = count_names.names_of_asked(name, lists)
        for filter_name, word in counting.slices_of_measure(spec):
            here, text = np.ones(group.members, dtype=bool), ""
            if filter_name:
                text = count_names.slice_name(filter_name, word)
                here = group.facts[filter_name] == FILTERS[filter_name].index(word)
            for at, of in enumerate(count_names.people_of_places(name)):
                those = people[column[at]] & here & asked[:, at // within]
                yield of.name(text) + added[at], (f"{name} people", text, at), those
            for at, of in enumerate(count_names.cases_of_places(name)):
                those = cases[at] & here & asked[:, at // within]
                yield of.name(text) + added[at], (f"{name} cases", text, at), those


def with_any_fact_and_effect(group: CohortChunk) -> CohortChunk:
    """The same members: effects, what was asked and two words of each fact by lot, fewer answers.

    So every slice that has members has many. First dose and first timing stay: they are facts of
    the doses.
    """
    rng = np.random.default_rng(4)
    facts = dict(group.facts)
    for name in ("condition", "age_band", "sex", "sensitivity"):
        facts[name] = rng.integers(0, 2, group.members)
    shuffled = np.argsort(rng.random((group.members, len(SIDE_EFFECTS))), axis=1)
    columns = {name: column.copy() for name, column in vars(group.episodes).items()}
    single = np.flatnonzero(columns["effect"] <= max(SIDE_EFFECTS))
    place = np.searchsorted(np.array(SIDE_EFFECTS), columns["effect"][single])
    columns["effect"][single] = np.array(SIDE_EFFECTS)[shuffled[columns["member"][single], place]]
    order = np.lexsort((columns["began_week"], columns["effect"], columns["member"]))
    episodes = EpisodeColumns(**{name: column[order] for name, column in columns.items()})
    said = rng.random(len(group.reports.week)) < HOW_OFTEN_ANSWERED
    reports = replace(group.reports, overall_change=group.reports.overall_change * said)
    drawn = rng.choice(len(LISTS), group.members, p=(0.4, 0.3, 0.1, 0.1, 0.1))
    topics = np.array([marks["topics"] for marks in LISTS])[drawn]
    effects = np.array([marks["effects_list"] for marks in LISTS])[drawn]
    asked = {"topics": topics, "effects_list": effects}
    return replace(group, facts=facts, episodes=episodes, reports=reports, **asked)


def random_stories() -> CohortChunk:
    """Members with any valid answers."""
    found: list[Story] = []

    @settings(
        max_examples=RANDOM // 20,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.lists(stories(), min_size=20, max_size=20))
    def collect(some: list[Story]) -> None:
        found.extend(some)

    collect()
    return cohort_of([*found, *newcomers(), *early_leavers()])


def newcomers() -> list[Story]:
    """Members in their first week, of every first dose and time: else none of a dose may be."""
    firsts = product((300, 700, 2_000, 3_000, 6_000), Timing)
    return [
        Story(
            Survey(observed_week=1, steps=(DoseStep(week=1, dose_ug=dose_ug, timing=timing),)),
            ((1, OverallChange.much_better),),
            key,
        )
        for key, (dose_ug, timing) in enumerate(firsts)
    ]


def early_leavers() -> list[Story]:
    """The same who stopped in their first week: else all who started may be all who stayed."""
    stopped = {"observed_week": 3, "stop": LdnStop(week=1)}
    return [
        Story(story.survey.model_copy(update=stopped), ((3, OverallChange.much_better),), 100 + key)
        for key, story in enumerate(newcomers())
    ]


def invented(stores: Stores) -> CohortChunk:
    """Members as a group has them."""
    demo.fill_with_members(stores.members, INVENTED, seed=5)
    with reading_transaction(stores.members) as connection:
        (group,) = cohort.load_chunks(connection)
    return group


def test_no_set_of_people_is_drawn_twice_by_definition(stores: Stores) -> None:
    """Counts of one name are one set of people; and no two names are one set in two large groups.

    In one group two questions may have the same people by chance, or by habit: in the invented one
    nobody starts above 4.5 mg. Small sets are left out.
    """
    twins: list[dict[str, bytes]] = []
    for group, least in ((invented(stores), 25), (random_stories(), 30)):
        set_of_name: dict[str, bytes] = {}
        for name, place, members in named_sets(with_any_fact_and_effect(group)):
            packed = np.packbits(members).tobytes()
            assert set_of_name.setdefault(name, packed) == packed, (name, place)
        twins.append({n: s for n, s in set_of_name.items() if _people_of(s) >= least})
    by_both: dict[tuple[bytes, bytes], list[str]] = defaultdict(list)
    for name in twins[0].keys() & twins[1].keys():
        by_both[twins[0][name], twins[1][name]].append(name)
    assert [sorted(names) for names in by_both.values() if len(names) > 1] == []
    assert len(by_both) > 400


def _people_of(packed: bytes) -> int:
    return int(np.unpackbits(np.frombuffer(packed, np.uint8)).sum())


def test_effects_of_one_list_share_their_people_and_those_of_a_longer_list_do_not() -> None:
    """Nothing is added where everybody was asked; a list that asks less has a name of its own."""
    first, second, _, sheet, _ = (
        AskedList(marks["topics"], marks["effects_list"]) for marks in LISTS
    )
    assert set(count_names.names_of_asked("effect_by_week", [second])) == {""}
    both = count_names.names_of_asked("effect_by_week", [first, second])
    words = counting.axis_words(catalogue.MEASURES["effect_by_week"])
    added = dict(zip(words, both, strict=True))
    assert (added["effect_headache|w1"], added["sleep|w1"]) == ("", "")
    assert added["effect_ringing_ears|w1"] == "|asked by 1"
    with_sheet = count_names.names_of_asked("effect_by_week", [first, sheet])
    added = dict(zip(words, with_sheet, strict=True))
    assert added["effect_headache|w1"] == ""
    assert added["effect_nausea|w1"] == added["any_effect|w1"] == "|asked by 0"


def test_the_same_people_stand_under_one_name_in_several_measures() -> None:
    """Who answered is who was there in week 1; with any effect is "on it, with an effect"."""
    week_1 = count_names.people_of_places("effect_by_week")[0].name("sex=female")
    fact = counting.axis_words(catalogue.MEASURES["who_answered"]).index("sex:female")
    assert count_names.cases_of_places("who_answered")[fact].name("") == week_1
    any_effect = count_names.cases_of_places("effect_by_week")[3].name("sex=female")
    assert count_names.cases_of_places("course_by_week")[3].name("sex=female") == any_effect
