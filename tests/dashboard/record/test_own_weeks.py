from hypothesis import given

from dashboard.record.own_weeks import OwnSpell, weeks_of_survey
from dashboard.record.own_weeks_text import (
    figure_alt_text,
    record_sentence,
    record_tables,
    spell_weeks,
)
from db.answers import LdnStop, ScaleScores
from db.members.record import WeeklyReport
from db.vocabulary import Before, Effect, OverallChange, Timing
from tests.dashboard.record.own_surveys import spell, step, survey
from tests.stories import stories
from tests.story_cohorts import Story

A_LITTLE, MUCH = OverallChange.a_little_better, OverallChange.much_better


def test_every_dose_effect_and_score_is_there_as_it_was_told() -> None:
    """Two doses, one effect, one scale before LDN and in two weeks."""
    told = survey(
        9,
        step(1, 500),
        step(4, 1_500, Timing.morning),
        spell(Effect.headache, 2, 3),
        before=ScaleScores(pain=7),
        now=ScaleScores(pain=3),
        overall_change=MUCH,
    )
    found = weeks_of_survey(told, [(4, ScaleScores(pain=5), A_LITTLE)])
    assert [(d.week, d.dose_ug, d.timing) for d in found.doses] == [
        (1, 500, "bedtime"),
        (4, 1_500, "morning"),
    ]
    (effect,) = found.effects
    assert (effect.name, effect.spells) == (
        "Headache",
        (OwnSpell(2, 3, still_there=False, severity=("moderate", 2), from_before=False),),
    )
    assert [(line.word, line.before, line.values) for line in found.lines] == [
        ("pain", 7, ((4, 5), (9, 3))),
        ("overall_change", None, ((4, 3), (9, 2))),
    ]


def test_a_report_is_taken_as_a_tuple_or_as_the_stored_one() -> None:
    """Both say the same; the stored record's last report is the survey's own week, once."""
    told = survey(9, now=ScaleScores(pain=3), overall_change=MUCH)
    plain = [(4, ScaleScores(pain=5), A_LITTLE)]
    stored = [
        WeeklyReport(week=4, overall_change=A_LITTLE, scores=ScaleScores(pain=5)),
        WeeklyReport(week=9, overall_change=MUCH, scores=ScaleScores(pain=3)),
    ]
    assert weeks_of_survey(told, plain) == weeks_of_survey(told, stored)


def test_what_is_still_there_comes_first_and_the_worst_of_it() -> None:
    """So that the first twelve rows are the ones that matter now."""
    told = survey(
        9,
        spell(Effect.headache, 1, 2, severity=4),
        spell(Effect.nausea, 1, severity=1),
        spell(Effect.low_mood, 1, severity=3),
    )
    words = [effect.word for effect in weeks_of_survey(told).effects]
    assert words == ["low_mood", "nausea", "headache"]


def test_weeks_that_were_not_said_are_said_to_be_missing() -> None:
    """Every mixture of a beginning, an end, and still being there."""
    told = {
        "week 2 to week 3": spell(Effect.headache, 2, 3),
        "week 2, still there": spell(Effect.headache, 2),
        "week 2, end not said": spell(Effect.headache, 2, still_there=False),
        "until week 3, start not said": spell(Effect.headache, None, 3),
        "still there, start not said": spell(Effect.headache),
        "weeks not said": spell(Effect.headache, still_there=False),
        "from before LDN, still there": spell(Effect.headache, before=Before.the_same),
    }
    for said, one in told.items():
        (effect,) = weeks_of_survey(survey(9, one)).effects
        assert spell_weeks(effect.spells[0]) == said


def test_the_sentence_names_the_doses_and_counts_what_is_still_there() -> None:
    """From 0.5 to 3 mg; of two effects one has gone."""
    effects = (spell(Effect.headache, 1, 2), spell(Effect.nausea, 1))
    told = weeks_of_survey(survey(9, step(1, 500), step(4, 3_000), step(6, 1_500), *effects))
    assert record_sentence(told) == (
        "It is week 9 since your first dose. Your doses lay between 0.5 and 3 mg; "
        "the latest is 1.5 mg. You told of 2 effects; still there: 1."
    )


@given(stories())
def test_the_tables_say_everything_that_the_numbers_hold(story: Story) -> None:
    """A row a dose and a break, a row a spell, a column a line; and the stop."""
    numbers = weeks_of_survey(
        story.survey, [(week, ScaleScores(), said) for week, said in story.reports]
    )
    found = dict(record_tables(numbers))
    stopped = 1 if story.survey.stop else 0
    told = len(story.survey.steps) + len(story.survey.pauses)
    assert len(found["Doses"].rows) == told + stopped
    if story.survey.episodes:
        assert len(found["Effects"].rows) == len(story.survey.episodes)
    for table in found.values():
        assert {len(row) for row in table.rows} == {len(table.head)}
    assert "{" not in figure_alt_text(numbers) and record_sentence(numbers) in figure_alt_text(
        numbers
    )


def test_the_stop_stands_in_the_table_of_doses() -> None:
    """After the last week on LDN."""
    numbers = weeks_of_survey(survey(9, stop=LdnStop(week=5)))
    assert record_tables(numbers)[0][1].rows[-1] == ("after week 5", "stopped", "")
