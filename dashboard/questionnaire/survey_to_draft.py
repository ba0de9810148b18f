"""A record -> the answers of the form, so that what was handed in can be corrected there."""

from collections.abc import Iterator
from typing import Any

from dashboard.questionnaire import dose_text
from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.draft_doses import FIRST, change_path, pause_path
from dashboard.questionnaire.draft_spells import spell_path
from dashboard.questionnaire.effects_told import had_effects_by_now
from dashboard.questionnaire.labels import NOT_SURE
from dashboard.questionnaire.questions import ABOUT_YOU, EVERY_GROUP, EXTRA_FACTS, MOVED
from db.answers import DoseStep, EffectEpisode, Survey
from db.vocabulary import Before, Effect, HadEffects, Timing


def answers_of_survey(survey: Survey) -> Answers:
    """The answers that ``translate_draft`` makes this survey of."""
    answers: Answers = {
        **{f"you.{q.name}": _word_name(getattr(survey, q.name)) for q in ABOUT_YOU},
        "you.answers_for": _word_name(survey.answers_for),
        "you.other_conditions": [word.name for word in sorted(survey.other_conditions)],
        "forms": [form.name for form in sorted(survey.marks.forms)],
        "effects.had": _word_name(_had_effects(survey)),
        **dict(_dose_answers(survey)),
        **dict(_pause_answers(survey)),
        **dict(_effect_answers(survey)),
        **dict(_benefit_answers(survey)),
        "pleasure.answered": survey.answered_pleasure,
        **{path: _word_name(getattr(survey.moved, s.name)) for path, s in MOVED.items()},
        **{path: _word_name(getattr(survey, q.name)) for path, q in EXTRA_FACTS.items()},
    }
    return {path: said for path, said in answers.items() if not _is_empty(said)}


def _had_effects(survey: Survey) -> HadEffects:
    """Beside effects that a check-in told, "I had none" would take them away."""
    had = survey.had_effects
    is_none = had is HadEffects.had_none
    return had_effects_by_now(had, survey.episodes) if is_none else had


def step_parts(step: DoseStep) -> Answers:
    """What the form knows of a dose or a change of it, by the last part of its path."""
    said = {**dict(_step_answers("", step)), **dict(_reason_answers("", step)), "week": step.week}
    return _without_dots(said)


def spell_parts(episode: EffectEpisode) -> Answers:
    """What the form knows of a spell of an effect, by the last part of its path."""
    return _without_dots(dict(_spell_answers("", episode)))


def _without_dots(answers: Answers) -> Answers:
    return {p.removeprefix("."): said for p, said in answers.items() if not _is_empty(said)}


def _dose_answers(survey: Survey) -> Iterator[tuple[str, Any]]:
    yield "doses.since", survey.observed_week
    first, *later = survey.steps
    restarts = set(_restart_steps(survey).values())
    changes = [step for number, step in enumerate(later, start=1) if number not in restarts]
    yield from _step_answers(FIRST, first)
    numbers = list(range(1, len(changes) + 1))
    yield "doses.changed", "yes" if changes else None
    yield "doses.changes", numbers
    yield "doses.changes_made", len(numbers) or None
    for number, step in zip(numbers, changes, strict=True):
        at = change_path(number)
        yield from _change_answers(at, step)
    yield "doses.earlier_try", _word_name(survey.earlier_try)
    yield "doses.still", "stopped" if survey.stop else "yes"
    if survey.stop:
        yield "doses.stop_week", survey.stop.week
        yield "doses.stop_day", survey.stop.day
        yield "doses.stop_reason", _word_name(survey.stop.reason)


def _restart_steps(survey: Survey) -> dict[int, int]:
    """First week of a pause that is over -> the number of the step that ended it."""
    weeks = [step.week for step in survey.steps]
    over = (pause for pause in survey.pauses if pause.ended_week is not None)
    return {pause.began_week: weeks.index((pause.ended_week or 0) + 1) for pause in over}


def _pause_answers(survey: Survey) -> Iterator[tuple[str, Any]]:
    numbers = list(range(1, len(survey.pauses) + 1))
    yield "doses.paused", "yes" if numbers else None
    yield "doses.pauses", numbers
    yield "doses.pauses_made", len(numbers) or None
    restarts = _restart_steps(survey)
    for number, pause in zip(numbers, survey.pauses, strict=True):
        at = pause_path(number)
        yield f"{at}.from", pause.began_week
        yield f"{at}.still", "no" if pause.began_week in restarts else "yes"
        if pause.began_week in restarts:
            yield from _change_answers(at, survey.steps[restarts[pause.began_week]])


def _change_answers(at: str, step: DoseStep) -> Iterator[tuple[str, Any]]:
    yield f"{at}.week", step.week
    yield f"{at}.day", step.day
    yield from _step_answers(at, step)
    yield from _reason_answers(at, step)


def _step_answers(at: str, step: DoseStep) -> Iterator[tuple[str, Any]]:
    yield f"{at}.dose", dose_text.plain_mg_text(step.dose_ug)
    yield f"{at}.timing", step.timing.name
    yield f"{at}.per", "day" if step.timing is Timing.divided else None
    yield f"{at}.times", step.times
    yield f"{at}.how_often", _word_name(step.how_often)
    if step.dose_ug > dose_text.SURPRISING_UG:  # asked and believed when it was handed in
        yield f"{at}.believed", step.dose_ug


def _reason_answers(at: str, step: DoseStep) -> Iterator[tuple[str, Any]]:
    yield f"{at}.reason", _word_name(step.reason)
    yield f"{at}.effects_after", _word_name(step.effects_after)
    yield f"{at}.benefit_after", _word_name(step.benefit_after)


def _effect_answers(survey: Survey) -> Iterator[tuple[str, Any]]:
    spells: dict[Effect, list[EffectEpisode]] = {}
    for episode in sorted(survey.episodes, key=lambda episode: episode.began_week or 0):
        spells.setdefault(episode.effect, []).append(episode)
    for screen, groups in EVERY_GROUP.items():
        for group, effects in groups.items():
            yield f"{screen.name}.{group}", [e.name for e in effects if e in spells]
    for effect, episodes in spells.items():
        for number, episode in enumerate(episodes, start=1):
            yield from _spell_answers(spell_path(effect, number), episode)


def _spell_answers(at: str, episode: EffectEpisode) -> Iterator[tuple[str, Any]]:
    is_later = ".again." in at  # of a later spell nothing is taken over from the first
    yield f"{at}.before", episode.before.name if is_later else _word_name(episode.before)
    if episode.began_week or episode.before is not Before.the_same or is_later:
        yield f"{at}.began", episode.began_week or NOT_SURE
    yield f"{at}.still", "yes" if episode.still_there else "gone"
    if not episode.still_there:
        yield f"{at}.ended", episode.ended_week or NOT_SURE
    yield f"{at}.severity", episode.severity.name if is_later else _word_name(episode.severity)
    yield f"{at}.now", _word_name(episode.severity_now)
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
