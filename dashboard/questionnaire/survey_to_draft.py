"""A record -> the answers of the form, so that what was handed in can be corrected there.

The form asks about one spell of an effect. Earlier spells of the same effect are kept aside and
come back when the form is handed in, unless the member took the effect away.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from dashboard.questionnaire import dose_text
from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.draft_doses import FIRST, change_path
from dashboard.questionnaire.labels import NOT_SURE
from dashboard.questionnaire.questions import ABOUT_YOU, GROUPS
from db.answers import DoseStep, EffectEpisode, Survey
from db.vocabulary import Before, Effect


def answers_of_survey(survey: Survey) -> Answers:
    """The answers that ``translate_draft`` makes this survey of, but for earlier spells."""
    answers: Answers = {
        **{f"you.{q.name}": _word_name(getattr(survey, q.name)) for q in ABOUT_YOU},
        **dict(_dose_answers(survey)),
        **dict(_effect_answers(survey)),
        **dict(_benefit_answers(survey)),
        "pleasure.answered": survey.answered_pleasure,
    }
    return {path: said for path, said in answers.items() if not _is_empty(said)}


def with_earlier_spells(survey: Survey, before: Survey) -> Survey:
    """A corrected survey with the earlier spells of the effects that are still told.

    Raises:
        pydantic.ValidationError: ``episodes_overlap``; a corrected week runs into an earlier spell.
    """
    # What was there before LDN, the same, has no week in the form: earlier spells are one with it.
    told = {e.effect for e in survey.episodes if e.before is not Before.the_same}
    latest = set(_latest_spells(before).values())
    earlier = [e for e in before.episodes if e.effect in told and e not in latest]
    if not earlier:
        return survey
    return Survey.model_validate({**dict(survey), "episodes": (*earlier, *survey.episodes)})


def step_parts(step: DoseStep) -> Answers:
    """What the form knows of a dose or a change of it, by the last part of its path."""
    said = {**dict(_step_answers("", step)), **dict(_reason_answers("", step)), "week": step.week}
    return _without_dots(said)


def spell_parts(episode: EffectEpisode) -> Answers:
    """What the form knows of a spell of an effect, by the last part of its path."""
    return _without_dots(dict(_spell_answers("", episode)))


def _without_dots(answers: Answers) -> Answers:
    return {p.removeprefix("."): said for p, said in answers.items() if not _is_empty(said)}


def overlaps_earlier_spell(survey: Survey, before: Survey) -> bool:
    """Whether a corrected week runs into an earlier spell of the same effect."""
    try:
        with_earlier_spells(survey, before)
    except ValidationError:
        return True
    return False


def _latest_spells(survey: Survey) -> dict[Effect, EffectEpisode]:
    in_order = sorted(survey.episodes, key=lambda episode: episode.began_week or 0)
    return {episode.effect: episode for episode in in_order}


def _dose_answers(survey: Survey) -> Iterator[tuple[str, Any]]:
    yield "doses.since", survey.observed_week
    first, *changes = survey.steps
    yield from _step_answers(FIRST, first)
    numbers = list(range(1, len(changes) + 1))
    yield "doses.changed", "yes" if changes else None
    yield "doses.changes", numbers
    yield "doses.changes_made", len(numbers) or None
    for number, step in zip(numbers, changes, strict=True):
        at = change_path(number)
        yield f"{at}.week", step.week
        yield from _step_answers(at, step)
        yield from _reason_answers(at, step)
    yield "doses.still", "stopped" if survey.stop else "yes"
    if survey.stop:
        yield "doses.stop_week", survey.stop.week
        yield "doses.stop_reason", _word_name(survey.stop.reason)


def _step_answers(at: str, step: DoseStep) -> Iterator[tuple[str, Any]]:
    yield f"{at}.dose", dose_text.plain_mg_text(step.dose_ug)
    yield f"{at}.timing", step.timing.name
    if step.dose_ug > dose_text.SURPRISING_UG:  # asked and believed when it was handed in
        yield f"{at}.believed", step.dose_ug


def _reason_answers(at: str, step: DoseStep) -> Iterator[tuple[str, Any]]:
    yield f"{at}.reason", _word_name(step.reason)
    yield f"{at}.effects_after", _word_name(step.effects_after)
    yield f"{at}.benefit_after", _word_name(step.benefit_after)


def _effect_answers(survey: Survey) -> Iterator[tuple[str, Any]]:
    latest = _latest_spells(survey)
    for screen, groups in GROUPS.items():
        for group, effects in groups.items():
            yield f"{screen.name}.{group}", [e.name for e in effects if e in latest]
    for effect, episode in latest.items():
        yield from _spell_answers(f"effect.{effect.name}", episode)


def _spell_answers(at: str, episode: EffectEpisode) -> Iterator[tuple[str, Any]]:
    yield f"{at}.before", _word_name(episode.before)
    if episode.before is not Before.the_same:
        yield f"{at}.began", episode.began_week or NOT_SURE
    yield f"{at}.still", "yes" if episode.still_there else "gone"
    if not episode.still_there:
        yield f"{at}.ended", episode.ended_week or NOT_SURE
    yield f"{at}.severity", _word_name(episode.severity)
    yield f"{at}.helped", [word.name for word in sorted(episode.helped)]
    yield f"{at}.hours_after", _word_name(episode.hours_after)


def _benefit_answers(survey: Survey) -> Iterator[tuple[str, Any]]:
    yield "benefit.overall_change", _word_name(survey.overall_change)
    yield "benefit.first_benefit", _word_name(survey.first_benefit)
    for when, scores in (("now", survey.now), ("before", survey.before)):
        for scale, score in scores.model_dump().items():
            yield f"benefit.{when}.{scale}", None if score is None else str(score)


def _is_empty(said: Any) -> bool:
    return said is None or said is False or said == []


def _word_name(word: Any) -> str | None:
    """A stored word; None for one that was not said."""
    return str(word.name) if word else None
