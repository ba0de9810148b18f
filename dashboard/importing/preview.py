"""What a check shows: how dose cells were read, and the first rows as they were understood.

In stored words, as the map has them, and in numbers; no name, no date, no free text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.importing import dose_cells
from dashboard.importing.column_map import ColumnMap
from dashboard.importing.column_parts import DoseColumn
from dashboard.importing.problems import UnfitCell
from dashboard.importing.spreadsheet import AnswerSheet
from dashboard.importing.word_cells import is_blank, normal_text
from db.answers import EffectEpisode, Survey
from db.vocabulary import Condition

MOST_CELLS = 20
ROWS_SHOWN = 10
SHARED_BY = 3
"""A cell that was refused may be a story: it is shown where so many rows share it."""
UG_IN_MG = 1_000


@dataclass(frozen=True)
class DoseCells:
    """Cells that are written alike.

    Attributes:
        text: as it is compared: small letters, single spaces.
        rows: how many hold it.
        dose_ug: micrograms a day; None where it was refused.
        reason: a key of ``import.reason``; empty where it was read.
    """

    text: str
    rows: int
    dose_ug: int | None
    reason: str = ""


@dataclass(frozen=True)
class RowAsUnderstood:
    """A row in stored words.

    Attributes:
        line: of the spreadsheet.
        asked_in_week: week of use on the day of answering.
        steps: such as "1: 0.5 mg bedtime".
        stopped: last week and reason; empty where LDN is taken.
        effects: with their weeks, where there are some.
        facts: the others, but for what was not said.
    """

    line: int
    asked_in_week: int
    steps: str
    stopped: str
    effects: str
    facts: str


def frequent_dose_cells(sheet: AnswerSheet, the_map: ColumnMap) -> list[DoseCells]:
    """The most frequent cells of the dose columns with what was read, most frequent first."""
    counts = Counter(
        (normal_text(cell), part.unit, part.several)
        for part in _dose_columns(the_map)
        for cell in sheet.cells(part.column)
        if not is_blank(cell)
    )
    read = [
        _dose_cells(text, rows, DoseColumn.model_validate({"column": "", "unit": u, "several": s}))
        for (text, u, s), rows in counts.most_common()
    ]
    return [c for c in read if c.dose_ug is not None or c.rows >= SHARED_BY][:MOST_CELLS]


def dose_counts(surveys: Sequence[Survey]) -> list[tuple[int, int]]:
    """How many steps have each dose: micrograms and steps, the lowest dose first."""
    return sorted(Counter(step.dose_ug for survey in surveys for step in survey.steps).items())


def row_as_understood(line: int, survey: Survey) -> RowAsUnderstood:
    """A row in stored words."""
    stop = survey.stop
    return RowAsUnderstood(
        line,
        survey.observed_week,
        ", ".join(f"{s.week}: {s.dose_ug / UG_IN_MG:g} mg {s.timing.name}" for s in survey.steps),
        f"{stop.week}: {stop.reason.name}" if stop else "",
        ", ".join(sorted(map(_effect_text, survey.episodes))),
        ", ".join(_facts(survey)),
    )


def _dose_columns(the_map: ColumnMap) -> Iterator[DoseColumn]:
    yield from (part for part in (the_map.first_dose, the_map.current_dose) if part)
    by_week = the_map.dose_by_week
    if by_week:
        yield from (DoseColumn(column=name, unit=by_week.unit) for name in by_week.columns)


def _dose_cells(text: str, rows: int, asked: DoseColumn) -> DoseCells:
    try:
        return DoseCells(text, rows, dose_cells.dose_ug_from_cell(text, asked))
    except UnfitCell as unfit:
        return DoseCells(text, rows, None, unfit.args[0])


def _effect_text(episode: EffectEpisode) -> str:
    began, ended = episode.began_week, episode.ended_week
    weeks = f" {began or ''}-{ended or ''}" if began or ended else ""
    return f"{episode.effect.name}{weeks}"


def _facts(survey: Survey) -> Iterator[str]:
    words = (survey.condition, survey.age_band, survey.sex, survey.overall_change)
    yield from (word.name for word in words if word)
    yield from (f"+ {Condition(word).name}" for word in sorted(survey.other_conditions))
    for when in ("now", "before"):
        scores = getattr(survey, when).model_dump(exclude_none=True)
        yield from (f"{name} {when} {score}" for name, score in scores.items())
