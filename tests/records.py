"""Members' records as plain objects: drawn at random, and changed without a database."""

from hypothesis import strategies as st

from db.answers import HIGHEST_DOSE_UG, EffectEpisode, ScaleScores, Survey
from db.members.record import MemberRecord, WeeklyReport
from db.vocabulary import Joined
from tests.stories import stories

_score = st.none() | st.integers(0, 10)
scores = st.builds(ScaleScores, pain=_score, fatigue=_score, sleep=_score, mood=_score)


@st.composite
def records(draw: st.DrawFn) -> MemberRecord:
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
    reports = [WeeklyReport(week=w, overall_change=c, scores=draw(scores)) for w, c in earlier]
    return MemberRecord.of(story.survey.model_copy(update=changes), reports)


def in_order(survey: Survey) -> tuple[EffectEpisode, ...]:
    """Episodes as they are stored: by effect, and each effect's by their beginnings."""
    return tuple(sorted(survey.episodes, key=lambda e: (e.effect, e.began_week or 0)))


def unbelievable(survey: Survey) -> Survey:
    """The same with a first dose that hand-in holds."""
    first, *others = survey.steps
    return survey.model_copy(
        update={"steps": (first.model_copy(update={"dose_ug": HIGHEST_DOSE_UG}), *others)},
    )


def checked_in(stored: MemberRecord, survey: Survey) -> MemberRecord:
    """What a check-in makes of a record: a dictionary of reports by week, one more in it."""
    now = WeeklyReport(
        week=survey.observed_week,
        overall_change=survey.overall_change,
        scores=survey.now,
    )
    reports = {report.week: report for report in stored.reports} | {now.week: now}
    return MemberRecord(survey=survey, reports=tuple(reports[week] for week in sorted(reports)))
