"""What a spreadsheet's form asked, by its map: only that is counted of its members."""

from collections.abc import Iterator

from dashboard.importing.column_map import SEVERITIES, ColumnMap
from dashboard.importing.column_parts import NO_EFFECT, STOPPED, UNRATED
from db.answers import Survey
from db.form_marks import EFFECTS_OF_VERSION_2, FormMarks
from db.vocabulary import Effect, Form, Topic

_OF_COLUMN = {
    "condition": Topic.condition,
    "age_band": Topic.age_band,
    "sex": Topic.sex,
    "sensitivity": Topic.sensitivity,
    "joined": Topic.joined,
    "stop_reason": Topic.stop_reason,
    "overall_change": Topic.overall_change,
    "first_benefit": Topic.first_benefit,
    "now": Topic.scales_now,
    "before": Topic.scales_before,
}
"""Part of the map -> the topic that it says was asked."""


def marks_of_row(the_map: ColumnMap, observed_week: int) -> FormMarks:
    """The marks of a row that a map reads.

    A change of dose counts as asked where its week was, and an effect with weeks where the form had
    columns for them: ticks alone say nothing about any week.

    Args:
        the_map: the map.
        observed_week: of the row: columns of weeks ask about the weeks that they have.
    """
    with_weeks = effects_with_weeks(the_map, observed_week)
    return FormMarks(
        forms=frozenset({Form.imported}),
        topics=frozenset(_topics(the_map, observed_week)),
        effects=with_weeks or _effects_of_list(the_map),
    )


def without_stops(survey: Survey) -> Survey:
    """The survey of a batch that lost people who stopped: it counts in nothing about stopping."""
    topics = survey.marks.topics - {Topic.stop, Topic.stop_reason}
    marks = survey.marks.model_copy(update={"topics": topics})
    return survey.model_copy(update={"marks": marks})


def effects_with_weeks(the_map: ColumnMap, observed_week: int = 1) -> frozenset[Effect]:
    """Side effects for which the sheet has the week in which they began."""
    began = {Effect[e.effect] for e in the_map.effect if e.began}
    by_week = {Effect[e.effect] for e in the_map.effect_by_week if len(e.columns) >= observed_week}
    return frozenset(began | by_week) & EFFECTS_OF_VERSION_2


def _effects_of_list(the_map: ColumnMap) -> frozenset[Effect]:
    return frozenset(the_map.effects_told) & EFFECTS_OF_VERSION_2


def _topics(the_map: ColumnMap, observed_week: int) -> Iterator[Topic]:
    for name, topic in _OF_COLUMN.items():
        if getattr(the_map, name):
            yield topic
    if (the_map.current_dose and the_map.current_since) or _has_dose_of_week(
        the_map, observed_week
    ):
        yield Topic.dose_changes
    if effects_with_weeks(the_map, observed_week):
        yield Topic.effect_weeks
    single = the_map.effects_alone
    if single and all(_is_rated(set(e.words.values())) for e in single):
        yield Topic.severity
    if _may_tell_of_a_stop(the_map):
        yield Topic.stop
    if the_map.condition_tick:
        yield Topic.condition
        yield Topic.other_conditions


def _may_tell_of_a_stop(the_map: ColumnMap) -> bool:
    """Whether somebody who stopped can be in the batch: without the week, their row is refused."""
    is_a_word = the_map.taking is not None and STOPPED in the_map.taking.words.values()
    return is_a_word and the_map.stopped_after is not None


def _has_dose_of_week(the_map: ColumnMap, week: int) -> bool:
    return the_map.dose_by_week is not None and len(the_map.dose_by_week.columns) >= week


def _is_rated(words: set[str]) -> bool:
    """Whether a column about an effect says how bad it was."""
    return bool(words & (SEVERITIES - {NO_EFFECT, UNRATED})) and UNRATED not in words
