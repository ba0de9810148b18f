from hypothesis import given

from dashboard.questionnaire.draft import answers_from_json, answers_to_json
from dashboard.questionnaire.draft_to_survey import translate_draft
from dashboard.questionnaire.survey_to_draft import (
    answers_of_survey,
    overlaps_earlier_spell,
    with_earlier_spells,
)
from db.answers import EffectEpisode, Survey
from db.vocabulary import SIDE_EFFECTS, Before, Effect
from tests.stories import Story, stories

STEP = {"week": 1, "dose_ug": 500, "timing": 1}


def told_again(survey: Survey) -> Survey:
    """Through the form and back, as it is kept on the way."""
    again, problems = translate_draft(answers_from_json(answers_to_json(answers_of_survey(survey))))
    assert again is not None, problems
    return again


@given(stories())
def test_a_record_opens_in_the_form_and_comes_back_as_it_was(story: Story) -> None:
    """Facts, doses, stop and weeks; the form drops only what it would not ask."""
    survey = story.survey
    again = told_again(survey)
    same = {"condition", "age_band", "sex", "sensitivity", "observed_week", "stop", "now"}
    assert again.model_dump(include=same) == survey.model_dump(include=same)
    doses = [[(s.week, s.dose_ug, s.timing) for s in told.steps] for told in (survey, again)]
    assert doses[0] == doses[1]
    assert told_again(again) == again


@given(stories())
def test_every_side_effect_of_the_record_is_still_told(story: Story) -> None:
    """The latest spell in the form, earlier ones beside it."""
    survey = story.survey
    again = with_earlier_spells(told_again(survey), survey)
    same = {e.effect for e in again.episodes if e.before is Before.the_same}
    expected = sorted(
        (e.effect, e.still_there, e.ended_week or 0)
        for e in survey.episodes
        if (e.effect in SIDE_EFFECTS or survey.answered_pleasure) and e.effect not in same
    )
    kept = [e for e in again.episodes if e.effect not in same]
    found = sorted((e.effect, e.still_there, e.ended_week or 0) for e in kept)
    assert [(e, s, w or 0) for e, s, w in found] == [(e, s, w or 0) for e, s, w in expected]


def spell(began: int, ended: int | None) -> EffectEpisode:
    return EffectEpisode(
        effect=Effect.headache,
        began_week=began,
        ended_week=ended,
        still_there=ended is None,
    )


def survey_of(*spells: EffectEpisode) -> Survey:
    return Survey(observed_week=20, steps=[STEP], episodes=spells)


def test_a_spell_that_is_moved_into_an_earlier_one_is_noticed() -> None:
    """Weeks 1 to 4, and again from week 9 on; then from week 3 on."""
    before = survey_of(spell(1, 4), spell(9, None))
    assert not overlaps_earlier_spell(survey_of(spell(5, None)), before)
    assert overlaps_earlier_spell(survey_of(spell(3, None)), before)


def test_an_effect_that_was_taken_away_takes_its_earlier_spells_along() -> None:
    """It was tapped by mistake from the first."""
    before = survey_of(spell(1, 4), spell(9, None))
    assert with_earlier_spells(survey_of(), before).episodes == ()
