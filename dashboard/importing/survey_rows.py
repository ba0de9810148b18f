"""A row of the spreadsheet -> a survey, or every reason why it is none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from dashboard.importing import (
    column_map,
    condition_cells,
    effect_cells,
    plain_cells,
    week_cells,
    weekly_cells,
)
from dashboard.importing.column_map import ColumnMap
from dashboard.importing.column_parts import (
    STOPPED,
    EffectColumn,
    ReadingOrder,
    ScoreColumn,
    TimeColumn,
    WordsColumn,
)
from dashboard.importing.date_cells import are_orders_mixed
from dashboard.importing.problems import ImportProblem, UnfitCell, UnfitReason
from dashboard.importing.row_reader import SheetRow, word_from_cell
from dashboard.importing.sheet_marks import marks_of_row, without_stops
from dashboard.importing.spreadsheet import AnswerSheet, SheetLine
from dashboard.importing.steps import dose_steps_from_row
from dashboard.importing.week_cells import TimeOfUse
from dashboard.text import has_text
from db.answers import EffectEpisode, LdnStop, ScaleScores, Survey
from db.vocabulary import AgeBand, Scale, StopReason

_STOP_REASONS = frozenset({"stop_week_unknown", "stop_before_start", "stop_later_than_now"})
_SCALES = [scale.name for scale in Scale]


@dataclass(frozen=True)
class ImportOutcome:
    """What a spreadsheet came to.

    Attributes:
        surveys: of the rows that fit, with whether the same row stood further up.
        lines: of these rows.
        reasons: why the others do not fit, in the order of the lines.
        repeated: lines that repeat an earlier one.
        lost_stops: whether people who stopped are among the others, for what they said of it: then
            nobody of the batch counts in anything about stopping.
    """

    surveys: tuple[tuple[Survey, bool], ...]
    lines: tuple[int, ...]
    reasons: tuple[UnfitReason, ...]
    repeated: tuple[int, ...]
    lost_stops: bool = False


def surveys_from_sheet(sheet: AnswerSheet, the_map: ColumnMap) -> ImportOutcome:
    """Every row, by a map.

    Raises:
        ImportProblem: ``map_column``: the map names a column that is not there.
    """
    missing = sorted(the_map.columns() - set(sheet.headers))
    if missing:
        raise ImportProblem("map_column", names=", ".join(missing))
    dates = (cell for header in the_map.date_columns() for cell in sheet.cells(header))
    said = the_map.file.date_order
    order: ReadingOrder | None = "mixed" if are_orders_mixed(dates, said) else said
    seen: set[tuple[str, ...]] = set()
    surveys: dict[int, tuple[Survey, bool]] = {}
    reasons: list[UnfitReason] = []
    repeated: list[int] = []
    for line in sheet.lines:
        row = SheetRow(line.number, dict(zip(sheet.headers, line.cells, strict=True)))
        survey = survey_from_row(row, the_map, order)
        same = _cells_without_moment(line, sheet, the_map)
        if same in seen:
            repeated.append(line.number)
        if survey:
            surveys[line.number] = (survey, same in seen)
        seen.add(same)
        reasons += dict.fromkeys(row.reasons)
    lines, told = tuple(surveys), tuple(surveys.values())
    lost_stops = any(_is_about_stopping(reason, the_map) for reason in reasons)
    if lost_stops:
        told = tuple((without_stops(survey), repeats) for survey, repeats in told)
    return ImportOutcome(told, lines, tuple(reasons), tuple(repeated), lost_stops)


def survey_from_row(row: SheetRow, the_map: ColumnMap, order: ReadingOrder | None) -> Survey | None:
    """The survey of a row, or None and its reasons in the row.

    Args:
        row: the row.
        the_map: the map.
        order: in which its dates are read.
    """
    use = _time_of_use(row, the_map, order)
    stop = _stop_from_row(row, the_map, use)
    told: dict[str, Any] = {
        **_facts_from_row(row, the_map),
        "observed_week": use.observed_week,
        "steps": dose_steps_from_row(row, the_map, use, stop.week if stop else use.observed_week),
        "stop": stop,
        "episodes": _episodes_from_row(row, the_map, use),
        "now": _scores_from_row(row, the_map.now),
        "before": _scores_from_row(row, the_map.before),
        "answered_pleasure": the_map.file.asked_pleasure,
        "marks": marks_of_row(the_map, use.observed_week or 1),
    }
    if row.reasons:
        return None
    try:
        return Survey.model_validate(told)
    except ValidationError as error:
        row.note_reason(_reason_key(error))
        return None


def _time_of_use(row: SheetRow, the_map: ColumnMap, order: ReadingOrder | None) -> TimeOfUse:
    """The row's own time."""
    file, asked = the_map.file, the_map.since_first_dose
    use = TimeOfUse(order=order, month_only=file.month_only)
    if file.answered_on and (asked.unit == "date" or the_map.started_on):
        when = TimeColumn(column=file.answered_on)
        use = replace(use, answered=row.get(when, lambda cell, _: use.date(cell)))
    if not row.is_blank(the_map.started_on):
        use = replace(use, started=row.get(the_map.started_on, lambda cell, _: use.date(cell)))
    week = row.get(asked, lambda cell, part: week_cells.week_of_answering(cell, part, use))
    if asked.unit != "date" or week is None:
        return replace(use, observed_week=week)
    return replace(use, started=use.date(row.cells[asked.column]), observed_week=week)


def _stop_from_row(row: SheetRow, the_map: ColumnMap, use: TimeOfUse) -> LdnStop | None:
    if the_map.taking and row.is_blank(the_map.taking):
        row.note_reason("taking_blank", the_map.taking.column)
    if row.get(the_map.taking, word_from_cell) != STOPPED:
        return None
    if the_map.stopped_after is None:
        row.note_reason("stop_week_unknown")
    week = row.get(
        the_map.stopped_after, lambda c, part: week_cells.stop_week_from_cell(c, part, use)
    )
    reason = row.get(the_map.stop_reason, word_from_cell)
    return LdnStop(week=week, reason=StopReason[reason or "not_said"]) if week else None


def _facts_from_row(row: SheetRow, the_map: ColumnMap) -> dict[str, Any]:
    asked: dict[str, WordsColumn | None] = {
        name: getattr(the_map, name) for name in column_map.FACTS
    }
    words: dict[str, str | None] = {
        name: row.get(part, word_from_cell) for name, part in asked.items()
    }
    facts: dict[str, Any] = {
        name: column_map.VOCABULARY[name][found or "not_said"] for name, found in words.items()
    }
    main, others = condition_cells.conditions_from_row(row, the_map)
    return facts | {
        "condition": main,
        "other_conditions": others,
        "age_band": row.get(the_map.age_band, plain_cells.age_band_from_cell) or AgeBand.not_said,
    }


def _episodes_from_row(row: SheetRow, the_map: ColumnMap, use: TimeOfUse) -> list[EffectEpisode]:
    def week_or_blank(when: TimeColumn) -> int | None:
        blank = row.is_blank(when)
        return (
            None
            if blank
            else row.get(when, lambda c, part: week_cells.week_from_cell(c, part, use))
        )

    found = list(row.get(the_map.effects, effect_cells.episodes_from_ticks) or [])
    for effect in the_map.effect:
        found += row.get(effect, lambda c, part: _rating_or_unfit(c, part, week_or_blank)) or []
    for weekly in the_map.effect_by_week:
        found += weekly_cells.episodes_from_weeks(row, weekly, use.observed_week or 0)
    return found


def _rating_or_unfit(cell: str, part: EffectColumn, week: effect_cells.Week) -> list[EffectEpisode]:
    try:
        return effect_cells.episodes_from_rating(cell, part, week)
    except ValidationError as error:
        raise UnfitCell(_reason_key(error)) from None


def _scores_from_row(row: SheetRow, columns: Mapping[str, ScoreColumn]) -> ScaleScores:
    return ScaleScores(
        **{name: row.get(columns.get(name), plain_cells.score_from_cell) for name in _SCALES}
    )


def _reason_key(error: ValidationError) -> str:
    """The rule of db.answers that was broken; its text is a key, and holds no answer."""
    rule = str(error.errors()[0].get("ctx", {}).get("error", ""))
    return rule if has_text(f"import.reason.{rule}") else "survey_wrong"


def _is_about_stopping(reason: UnfitReason, the_map: ColumnMap) -> bool:
    columns = {part.column for part in (the_map.stopped_after, the_map.stop_reason) if part}
    return reason.key in _STOP_REASONS or reason.column in columns


def _cells_without_moment(
    line: SheetLine, sheet: AnswerSheet, the_map: ColumnMap
) -> tuple[str, ...]:
    """A row's cells but for the moment of answering: a form that was sent twice differs there."""
    moment = the_map.file.answered_on
    cells = zip(sheet.headers, line.cells, strict=True)
    return tuple(cell.casefold() for header, cell in cells if header != moment)
