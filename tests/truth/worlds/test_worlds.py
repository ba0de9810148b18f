"""The worlds are what their names say: each property beside the world that does not have it."""

from functools import cache
from statistics import mean, median

import numpy as np
import pytest

from db.counting.cohort import load_chunks
from db.members.hand_in import SurveyArrival, hand_in_within
from db.store.engine import (
    MEMBERS,
    migrate_store,
    open_engine,
    reading_transaction,
    sqlite_url,
    writing_transaction,
)
from db.vocabulary import BOTHERSOME, EFFECT_GROUPS, ChangeReason, Effect, Timing
from tests.truth.worlds.answering import HEAPS_WEEKS, told
from tests.truth.worlds.every_world import WORLDS
from tests.truth.worlds.lives import ALWAYS, Life
from tests.truth.worlds.living import Forced, live
from tests.truth.worlds.pool import chunk_of_surveys, make_pool, pool_seeds, rows_of_members
from tests.truth.worlds.truths import Truths, is_off, steps_up
from tests.truth.worlds.weeks_lived import WeeksLived

PEOPLE = 1_000


@cache
def lives_in(name: str) -> list[Life]:
    """The same people in every world."""
    return [live(WORLDS[name], seed) for seed in pool_seeds(PEOPLE)]


def lengths(name: str) -> list[float]:
    """Lengths of all spells, in days."""
    return [spell.until - spell.began for life in lives_in(name) for spell in life.spells]


def test_people_of_a_frail_world_differ_in_risk() -> None:
    """Two in ten have half of all spells there, and about as many as chance gives elsewhere."""

    def of_the_top_fifth(name: str) -> float:
        many = sorted((len(life.spells) for life in lives_in(name)), reverse=True)
        return sum(many[: PEOPLE // 5]) / sum(many)

    assert of_the_top_fifth("frail") > of_the_top_fifth("plain") + 0.03


def test_lengths_are_exponential_or_long_and_short() -> None:
    """Median over mean: log 2 = 0.69 of exponential lengths, less with a falling hazard."""
    dreams = {
        name: [
            spell.until - spell.began
            for life in lives_in(name)
            for spell in life.spells
            if spell.effect is Effect.vivid_dreams and not is_off(life)
        ]
        for name in ("plain", "long_and_short")
    }
    ratio = {name: median(found) / mean(found) for name, found in dreams.items()}
    assert 0.58 < ratio["plain"] < 0.8
    assert ratio["long_and_short"] < 0.55


def test_what_comes_and_goes_is_as_common_in_every_week() -> None:
    """A headache in week 2 and in week 20, of those on LDN; in the plain world it passes."""

    def share(name: str, week: int) -> float:
        lived = WeeksLived(lives_in(name))
        on = lived.on[:, week]
        return float(lived.active("effect_headache")[on, week].mean())

    assert share("come_and_go", 20) == pytest.approx(share("come_and_go", 6), abs=0.035)
    assert share("plain", 20) < share("plain", 6) / 2


def test_an_effect_may_come_back() -> None:
    """Several spells of one effect in one life."""
    twice = [
        len([s for s in life.spells if s.effect is Effect.headache]) > 1
        for life in lives_in("come_and_go")
    ]
    assert mean(twice) > 0.2


@pytest.mark.parametrize(("name", "days"), [("weekly_steps", 7), ("slow_steps", 28)])
def test_steps_come_at_the_worlds_pace(name: str, days: int) -> None:
    """Nobody takes a planned step sooner, and most of the first ones come on the day."""
    waited = [
        life.steps[1].day
        for life in lives_in(name)
        if len(life.steps) > 1 and life.steps[1].reason is ChangeReason.planned_step
    ]
    assert min(waited) >= days
    assert mean(day == days for day in waited) > 0.6


def test_who_keeps_the_lowest_dose_that_helps_stays_below() -> None:
    """Of those whom 1 mg would help, more are at 1 or 1.5 mg later than with slow steps alone."""

    def stay(name: str) -> float:
        found = [
            life.steps[-1].dose_ug <= 1_500
            for life in lives_in(name)
            if life.helps_from_ug == 1_000 and life.survey_week > 12
        ]
        return mean(found)

    assert stay("keep_what_helps") > stay("slow_steps") + 0.15


def test_sufferers_leave_where_they_do() -> None:
    """Stopped for effects: a handful of a hundred, and far more among leavers."""
    share = {
        name: mean(life.stop_reason.name == "side_effects" for life in lives_in(name))
        for name in ("plain", "leavers")
    }
    assert share["plain"] < 0.1
    assert share["leavers"] > 0.25


def test_pauses_end_with_a_restart() -> None:
    """In one world alone; whoever is on again has a step after a break."""
    assert not any(life.pauses for life in lives_in("plain"))
    paused = [life for life in lives_in("breaks") if life.pauses]
    assert len(paused) > PEOPLE / 5
    for life in paused:
        restarts = sum(step.reason is ChangeReason.after_break for step in life.steps)
        assert restarts == sum(pause.until < life.survey_day for pause in life.pauses)


def test_the_stubborn_move_in_their_world_alone() -> None:
    """Mean stubbornness of movers over that of all: 1 where nobody is, above where they are."""

    def of_movers(name: str) -> float:
        found = lives_in(name)
        return mean(life.stubborn for life in found if life.moved_day < ALWAYS) / mean(
            life.stubborn for life in found
        )

    assert of_movers("worse_ones_move") == pytest.approx(1)
    assert of_movers("stubborn_move") > 1.2


def test_movers_are_ill_when_they_move() -> None:
    """With a sleep effect, at bedtime until then, in the middle of a week."""
    sleep = set(EFFECT_GROUPS["sleep"])
    for life in lives_in("worse_ones_move"):
        if life.moved_day < ALWAYS:
            assert any(s.effect in sleep and s.began <= life.moved_day for s in life.spells)
            assert life.steps[0].timing is Timing.bedtime
            assert 0.4 < life.moved_day % 7 < 6.6


def test_a_move_ends_effects_in_one_world_alone() -> None:
    """Sleep effects of movers, over a day after it."""

    def gone(name: str) -> float:
        sleep = set(EFFECT_GROUPS["sleep"])
        return mean(
            spell.until <= life.moved_day + 1
            for life in lives_in(name)
            for spell in life.spells
            if spell.effect in sleep and spell.began <= life.moved_day < spell.until
        )

    assert gone("moving_ends_it") > 0.5
    assert gone("worse_ones_move") < 0.2


def test_who_is_ill_or_helped_hands_in_more_often() -> None:
    """Three times, and twice; elsewhere everybody does."""
    assert set(make_pool(WORLDS["plain"], 200).weight) == {1}
    ill = make_pool(WORLDS["ill_hand_in"], 200)
    now = np.array([bool(life.active(life.survey_day)) for life in ill.lives])
    assert set(ill.weight[now]) == {1}
    assert set(ill.weight[~now]) == {1 / 3}
    helped = make_pool(WORLDS["helped_hand_in"], 200)
    assert set(helped.weight) == {1, 1 / 2}


def test_memory_heaps_lengths() -> None:
    """Of ended spells more are 1, 2, 4, 8 or 12 weeks long by memory than by life."""

    def heaped(name: str) -> float:
        world = WORLDS[name]
        surveys = [told(world, live(world, seed), seed) for seed in pool_seeds(400)]
        ended = [e for s in surveys for e in s.episodes if e.ended_week and e.began_week]
        return mean((e.ended_week or 0) - (e.began_week or 0) in HEAPS_WEEKS for e in ended)

    assert heaped("rounded_memory") > heaped("plain") + 0.05


def test_nobody_is_told_more_than_the_form_holds() -> None:
    """Every survey of every world is valid; three spells of an effect, months after three."""
    for world in WORLDS.values():
        for seed in pool_seeds(60):
            life = live(world, seed)
            survey = told(world, life, seed)  # validated: a rule that is broken raises
            for effect in {e.effect for e in survey.episodes}:
                assert sum(e.effect is effect for e in survey.episodes) <= 3
            assert survey.observed_week <= 13 or survey.observed_week != 15


def test_the_pool_is_read_as_the_door_would_store_it(tmp_path: object) -> None:
    """Rows in bulk and ``hand_in`` give the same people in the same measures."""
    world = WORLDS["breaks"]
    surveys = [told(world, live(world, seed), seed) for seed in pool_seeds(60)]
    engine = open_engine(sqlite_url(tmp_path, MEMBERS))  # type: ignore[arg-type]
    migrate_store(engine, MEMBERS)
    with writing_transaction(engine) as connection:
        for number, survey in enumerate(surveys):
            hand_in_within(connection, number.to_bytes(32, "big"), survey, SurveyArrival())
    with reading_transaction(engine) as connection:
        (door,) = load_chunks(connection)
    bulk = chunk_of_surveys(surveys)
    assert door.members == bulk.members == len(surveys)
    for name in ("observed_week", "stopped_week", "first_dose_ug", "effects_list", "topics"):
        assert sorted(getattr(door, name)) == sorted(getattr(bulk, name))
    for part in ("steps", "episodes", "pauses", "reports"):
        ours, theirs = (vars(getattr(chunk, part)) for chunk in (bulk, door))
        for column in ours.keys() - {"member"}:
            assert sorted(ours[column]) == sorted(theirs[column])


def test_a_member_may_stand_in_a_group_twice() -> None:
    """Rows follow their member, and nobody else's come along."""
    pool = make_pool(WORLDS["breaks"], 30)
    group = rows_of_members(pool.told, np.array([4, 4, 9]))
    for part in ("steps", "episodes", "pauses", "reports"):
        ours, all_of_them = getattr(group, part), getattr(pool.told, part)
        for position, member in enumerate((4, 4, 9)):
            for name in vars(ours):
                if name != "member":
                    mine = getattr(ours, name)[ours.member == position]
                    theirs = getattr(all_of_them, name)[all_of_them.member == member]
                    assert mine.tolist() == theirs.tolist()


def test_the_truth_of_a_dose_is_of_those_who_reached_it_had_no_step_followed() -> None:
    """With weekly steps some effects never come, because the next step came first; all count."""
    pool = make_pool(WORLDS["weekly_steps"], 1_000)
    lost = [
        day
        for life in pool.lives
        for step, later in zip(life.steps, life.steps[1:], strict=False)
        for effect, (day, _) in step.would_begin.items()
        if day >= later.day and not any(s.began == day for s in life.spells if s.effect is effect)
    ]
    assert len(lost) > 20
    first = next(iter(steps_up(pool.lives[0])))
    assert first.day == 0
    shares = [Truths(pool).reaching(band) for band in ("from_500", "from_1500", "at_4500")]
    assert shares == sorted(shares)


def test_a_time_of_day_differs_where_it_does() -> None:
    """The same people at bedtime and in the morning: apart in one world, the same in another."""
    bedtime, morning = (Forced(first_timing=time) for time in (Timing.bedtime, Timing.morning))

    def insomnia(name: str, forced: Forced) -> float:
        lives = (live(WORLDS[name], seed, forced) for seed in pool_seeds(800))
        return mean(
            any(s.effect is Effect.sleep_onset_insomnia for s in life.spells) for life in lives
        )

    assert insomnia("nights_worse", bedtime) > insomnia("nights_worse", morning) + 0.05
    assert insomnia("plain", bedtime) == pytest.approx(insomnia("plain", morning), abs=0.03)
    truths = Truths(make_pool(WORLDS["nights_worse"], 600))
    assert truths.timing_difference(Timing.morning, "effect_sleep_onset_insomnia") > 0.05
    assert truths.timing_difference(Timing.morning, "effect_headache") == 0


def test_severe_spells_last_longer_where_they_do() -> None:
    """By 1.6; as long in the plain world."""

    def ratio(name: str) -> float:
        spells = [s for life in lives_in(name) for s in life.spells if life.stop_day == ALWAYS]
        severe = [s.until - s.began for s in spells if s.severity > BOTHERSOME]
        others = [s.until - s.began for s in spells if s.severity <= BOTHERSOME]
        return mean(severe) / mean(others)

    assert ratio("worse_ones_move") == pytest.approx(1.6, abs=0.25)
    assert ratio("plain") == pytest.approx(1, abs=0.2)
