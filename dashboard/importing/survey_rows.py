"""A row of the spreadsheet -> a survey, or every reason why it is none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from dashboard.importing import column_map, effect_cells, plain_cells, week_cells
from dashboard.importing.column_map import EffectColumn, Map, Score, When, Words
from dashboard.importing.problems import ImportProblem, Reason, Unfit
from dashboard.importing.row_reader import Row, word
from dashboard.importing.spreadsheet import Line, Sheet
from dashboard.importing.steps import steps
from dashboard.importing.week_cells import Use
from dashboard.text import has
from db.answers import Episode, Scores, Stop, Survey
from db.vocabulary import AgeBand, Scale, StopReason

_SCALES = [scale.name for scale in Scale]


@dataclass(frozen=True)
class Outcome:
    """What a spreadsheet came to.

    Attributes:
        surveys: of the rows that fit, with whether the same row stood further up.
        reasons: why the others do not fit, in the order of the lines.
        repeated: lines that repeat an earlier one.
    """

    surveys: tuple[tuple[Survey, bool], ...]
    reasons: tuple[Reason, ...]
    repeated: tuple[int, ...]


def read_rows(sheet: Sheet, the_map: Map) -> Outcome:
    """Every row, by a map.

    Raises:
        ImportProblem: ``map_column``: the map names a column that is not there.
    """
    missing = sorted(the_map.columns() - set(sheet.headers))
    if missing:
        raise ImportProblem("map_column", names=", ".join(missing))
    seen: set[tuple[str, ...]] = set()
    surveys: list[tuple[Survey, bool]] = []
    reasons: list[Reason] = []
    repeated: list[int] = []
    for line in sheet.lines:
        row = Row(line.number, dict(zip(sheet.headers, line.cells, strict=True)))
        survey, same = survey_of(row, the_map), _without_moment(line, sheet, the_map)
        if same in seen:
            repeated.append(line.number)
        if survey:
            surveys.append((survey, same in seen))
        seen.add(same)
        reasons += dict.fromkeys(row.reasons)
    return Outcome(tuple(surveys), tuple(reasons), tuple(repeated))


def survey_of(row: Row, the_map: Map) -> Survey | None:
    """The survey of a row, or None and its reasons in the row."""
    use = _use(row, the_map)
    stop = _stop(row, the_map, use)
    told: dict[str, Any] = {
        **_facts(row, the_map),
        "observed_week": use.observed_week,
        "steps": steps(row, the_map, use, stop.week if stop else use.observed_week),
        "stop": stop,
        "episodes": _episodes(row, the_map, use),
        "now": _scores(row, the_map.now),
        "before": _scores(row, the_map.before),
        "answered_pleasure": the_map.file.asked_pleasure,
    }
    if row.reasons:
        return None
    try:
        return Survey.model_validate(told)
    except ValidationError as error:
        row.refuse(_key(error))
        return None


def _use(row: Row, the_map: Map) -> Use:
    """The row's own time."""
    file, asked = the_map.file, the_map.since_first_dose
    use = Use(order=file.date_order)
    if file.answered_on and asked.unit == "date":
        when = When(column=file.answered_on)
        use = replace(use, answered=row.get(when, lambda c, _: week_cells.date_of(c, use.order)))
    week = row.get(asked, lambda cell, part: week_cells.week_of_answering(cell, part, use))
    if asked.unit != "date" or week is None:
        return replace(use, observed_week=week)
    started = week_cells.date_of(row.cells[asked.column], use.order)
    return replace(use, started=started, observed_week=week)


def _stop(row: Row, the_map: Map, use: Use) -> Stop | None:
    if the_map.taking and row.is_blank(the_map.taking):
        row.refuse("taking_blank", the_map.taking.column)
    if row.get(the_map.taking, word) != column_map.STOPPED:
        return None
    if the_map.stopped_after is None:
        row.refuse("stop_week_unknown")
    week = row.get(the_map.stopped_after, lambda c, part: week_cells.week_of(c, part, use))
    reason = row.get(the_map.stop_reason, word)
    return Stop(week=week, reason=StopReason[reason or "not_said"]) if week else None


def _facts(row: Row, the_map: Map) -> dict[str, Any]:
    asked: dict[str, Words | None] = {name: getattr(the_map, name) for name in column_map.FACTS}
    words: dict[str, str | None] = {name: row.get(part, word) for name, part in asked.items()}
    facts: dict[str, Any] = {
        name: column_map.VOCABULARY[name][found or "not_said"] for name, found in words.items()
    }
    return facts | {"age_band": row.get(the_map.age_band, plain_cells.age) or AgeBand.not_said}


def _episodes(row: Row, the_map: Map, use: Use) -> list[Episode]:
    def week(when: When) -> int | None:
        blank = row.is_blank(when)
        return None if blank else row.get(when, lambda c, part: week_cells.week_of(c, part, use))

    found = list(row.get(the_map.effects, effect_cells.ticked) or [])
    for effect in the_map.effect:
        found += row.get(effect, lambda c, part: _rated(c, part, week)) or []
    return found


def _rated(cell: str, part: EffectColumn, week: effect_cells.Week) -> list[Episode]:
    try:
        return effect_cells.rated(cell, part, week)
    except ValidationError as error:
        raise Unfit(_key(error)) from None


def _scores(row: Row, columns: Mapping[str, Score]) -> Scores:
    return Scores(**{name: row.get(columns.get(name), plain_cells.score) for name in _SCALES})


def _key(error: ValidationError) -> str:
    """The rule of db.answers that was broken; its text is a key, and holds no answer."""
    rule = str(error.errors()[0].get("ctx", {}).get("error", ""))
    return rule if has(f"import.reason.{rule}") else "survey_wrong"


def _without_moment(line: Line, sheet: Sheet, the_map: Map) -> tuple[str, ...]:
    """A row's cells but for the moment of answering: a form that was sent twice differs there."""
    moment = the_map.file.answered_on
    cells = zip(sheet.headers, line.cells, strict=True)
    return tuple(cell.casefold() for header, cell in cells if header != moment)
