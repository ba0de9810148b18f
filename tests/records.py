"""Members' records as plain objects: drawn at random, and changed without a database."""

from hypothesis import strategies as st
from stories import stories

from db.answers import HIGHEST_DOSE_UG, Episode, Scores, Survey
from db.members.record import Record, Report
from db.vocabulary import Joined

_score = st.none() | st.integers(0, 10)
scores = st.builds(Scores, pain=_score, fatigue=_score, sleep=_score, mood=_score)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A random record: a story with scores, and reports of up to four weeks."""
    story = draw(stories())
    *earlier, (_, overall_change) = story.reports
    changes = {
        "overall_change": overall_change,
        "joined": draw(st.sampled_from(Joined)),
        "now": draw(scores),
        "before": draw(scores),
        "episodes": in_order(story.survey),
    }
    reports = [Report(week=w, overall_change=c, scores=draw(scores)) for w, c in earlier]
    return Record.of(story.survey.model_copy(update=changes), reports)


def in_order(survey: Survey) -> tuple[Episode, ...]:
    """Episodes as they are stored: by effect, and each effect's by their beginnings."""
    return tuple(sorted(survey.episodes, key=lambda e: (e.effect, e.began_week or 0)))


def unbelievable(survey: Survey) -> Survey:
    """The same with a first dose that hand-in holds."""
    first, *others = survey.steps
    return survey.model_copy(
        update={"steps": (first.model_copy(update={"dose_ug": HIGHEST_DOSE_UG}), *others)},
    )


def checked_in(stored: Record, survey: Survey) -> Record:
    """What a check-in makes of a record: a dictionary of reports by week, one more in it."""
    now = Report(
        week=survey.observed_week,
        overall_change=survey.overall_change,
        scores=survey.now,
    )
    reports = {report.week: report for report in stored.reports} | {now.week: now}
    return Record(survey=survey, reports=tuple(reports[week] for week in sorted(reports)))
