"""What a spreadsheet's form asked, by its map: only that is counted of its members."""

from collections.abc import Iterator

from dashboard.importing.column_map import NO_EFFECT, SEVERITIES, UNRATED, ColumnMap
from db.form_marks import EFFECTS_OF_VERSION_2, FormMarks
from db.vocabulary import Effect, Form, Topic

_OF_COLUMN = {
    "condition": Topic.condition,
    "age_band": Topic.age_band,
    "sex": Topic.sex,
    "sensitivity": Topic.sensitivity,
    "joined": Topic.joined,
    "taking": Topic.stop,
    "stop_reason": Topic.stop_reason,
    "overall_change": Topic.overall_change,
    "first_benefit": Topic.first_benefit,
    "now": Topic.scales_now,
    "before": Topic.scales_before,
}
"""Part of the map -> the topic that it says was asked."""


def marks_of_map(the_map: ColumnMap) -> FormMarks:
    """The marks of every row that a map reads.

    A change of dose counts as asked where its week was, and an effect with weeks where the form had
    columns for them: ticks alone say nothing about any week.
    """
    return FormMarks(
        forms=frozenset({Form.imported}),
        topics=frozenset(_topics(the_map)),
        effects=effects_with_weeks(the_map) or _effects_of_list(the_map),
    )


def effects_with_weeks(the_map: ColumnMap) -> frozenset[Effect]:
    """Side effects for which the sheet has the week in which they began."""
    return frozenset(Effect[e.effect] for e in the_map.effect if e.began) & EFFECTS_OF_VERSION_2


def _effects_of_list(the_map: ColumnMap) -> frozenset[Effect]:
    return frozenset(the_map.effects_told) & EFFECTS_OF_VERSION_2


def _topics(the_map: ColumnMap) -> Iterator[Topic]:
    for name, topic in _OF_COLUMN.items():
        if getattr(the_map, name):
            yield topic
    if the_map.current_dose and the_map.current_since:
        yield Topic.dose_changes
    if effects_with_weeks(the_map):
        yield Topic.effect_weeks
    if the_map.effect and all(_is_rated(set(e.words.values())) for e in the_map.effect):
        yield Topic.severity


def _is_rated(words: set[str]) -> bool:
    """Whether a column about an effect says how bad it was."""
    return bool(words & (SEVERITIES - {NO_EFFECT, UNRATED})) and UNRATED not in words
