import pytest
from hypothesis import given

from dashboard.questionnaire.draft import answers_from_json, answers_to_json
from dashboard.questionnaire.draft_to_survey import translate_draft
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from db.answers import EffectEpisode, Survey
from db.form_marks import VERSION_1
from db.vocabulary import CLUSTERS, Effect
from tests.old_stores import SECOND_HOUSE
from tests.stories import stories
from tests.story_cohorts import Story

KNOWN = SECOND_HOUSE.known
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
def test_every_spell_of_the_record_is_still_told(story: Story) -> None:
    """But for the first week of what was there before LDN, which the form does not ask."""
    survey = story.survey
    of_extra = {item for items in CLUSTERS.values() for item in items}
    shown = [e for e in survey.episodes if e.effect not in of_extra or survey.answered_pleasure]
    again = told_again(survey)
    assert sorted(map(weeks, again.episodes)) == sorted(map(weeks, shown))
    assert again.marks.forms == survey.marks.forms


def weeks(episode: EffectEpisode) -> tuple[int, bool, int]:
    return episode.effect, episode.still_there, episode.ended_week or 0


@pytest.mark.parametrize("code", KNOWN["records"])
def test_a_record_of_the_store_before_comes_back_whole(code: str) -> None:
    """Four spells of one effect, divided doses, a stop: told again, it is the same survey."""
    survey = Survey.model_validate(KNOWN["records"][code]["survey"])
    again = told_again(survey)
    assert (again.steps, again.stop, again.marks) == (survey.steps, survey.stop, VERSION_1)
    assert sorted(again.episodes, key=in_order) == sorted(survey.episodes, key=in_order)


def in_order(episode: EffectEpisode) -> tuple[int, int]:
    return episode.effect, episode.began_week or 0


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
    """Weeks 1 to 4, and again from week 9 on; then from week 4 on: a sentence at the spell."""
    answers = answers_of_survey(survey_of(spell(1, 4), spell(9, None)))
    assert translate_draft(answers | {"effect.headache.again.2.began": 5})[1] == []
    (problem,) = translate_draft(answers | {"effect.headache.again.2.began": 4})[1]
    assert (problem.path, problem.key) == ("effect.headache.again.2", "spell_begins_too_early")
    assert "Headache" in problem.sentence()


def test_an_effect_that_was_taken_away_takes_its_earlier_spells_along() -> None:
    """It was tapped by mistake from the first."""
    answers = answers_of_survey(survey_of(spell(1, 4), spell(9, None)))
    survey, _ = translate_draft(answers | {"effects.physical": []})
    assert survey is not None
    assert survey.episodes == ()
