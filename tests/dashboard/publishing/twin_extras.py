"""The brute-force twin of what the extras ask (see twin.py)."""

from twin import Found, belongs, last_on, on_now, on_weeks, side_effects

from db.vocabulary import IMPROVED, AfterStopping, DosesNotTaken, Fading, FirstWeeks, SymptomMove
from tests.story_cohorts import Story, mean_ug


def after_stopping(story: Story) -> Found:
    survey = story.survey
    answer = survey.after_stopping
    if not survey.stop or survey.observed_week < survey.stop.week + 2 or not answer:
        return
    for word in list(AfterStopping)[1:]:
        yield (word.name,), answer is word


def scale_change(story: Story) -> Found:
    for scale in ("pain", "fatigue", "sleep", "mood"):
        before = getattr(story.survey.before, scale)
        last: dict[str, int] = {}
        for (week, _), scores in zip(sorted(story.reports), story.scores, strict=True):
            now = getattr(scores, scale)
            if week in on_weeks(story) and now is not None:
                last["w1_12" if week < 13 else "w13_on"] = now
        for time, now in last.items() if before is not None and before >= 2 else ():
            yield (scale, time, "better"), now <= before - 2
            yield (scale, time, "about_same"), before - 2 < now < before + 2
            yield (scale, time, "worse"), now >= before + 2


def symptom_moved(story: Story) -> Found:
    for symptom, move in story.survey.moved.model_dump().items():
        if move and move != SymptomMove.never_had_it:
            for word in ("better", "same", "worse"):
                yield (symptom, word), SymptomMove(move).name == word


def first_weeks(story: Story) -> Found:
    answer = story.survey.first_weeks
    if answer and story.survey.observed_week >= 5:
        for word in list(FirstWeeks)[1:]:
            yield (word.name,), answer is word


def faded(story: Story) -> Found:
    survey = story.survey
    noticed = survey.first_benefit.name not in {"not_said", "not_yet"}
    helped = noticed or any(change in IMPROVED for _, change in story.reports)
    if survey.fading and helped and last_on(story) >= 9:
        for word in list(Fading)[1:]:
            yield (word.name,), survey.fading is word


def restart(story: Story) -> Found:
    survey = story.survey
    over = [pause.ended_week for pause in survey.pauses if pause.ended_week]
    if not over or survey.observed_week < over[0] + 1 + 8:
        return
    week = over[0] + 1
    (before, *_), (after, *_) = (
        [mean_ug(step) for step in reversed(survey.steps) if step.week < week],
        [mean_ug(step) for step in survey.steps if step.week == week],
    )
    if not before or not after:
        return
    began = [e.began_week for e in side_effects(story) if belongs(e, "any_effect")]
    yield ("under_half",), after < 0.4 * before
    yield ("half",), 0.4 * before <= after <= 0.6 * before
    yield ("more",), after > 0.6 * before
    yield ("effects_again",), any(week <= w < week + 8 for w in began if w)
    yield ("stayed",), week + 8 in on_weeks(story)


def doses_missed(story: Story) -> Found:
    answer = story.survey.missed_doses
    for word in list(DosesNotTaken)[1:] if answer and on_now(story) else ():
        yield (word.name,), answer is word
