"""The brute-force twin of what the extras ask (see twin.py)."""

from stories import Story
from twin import Found, on_weeks

from db.vocabulary import AfterStopping


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
