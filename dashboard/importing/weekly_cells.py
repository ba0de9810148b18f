"""Sheets that have a column for each week: doses -> steps, one effect -> spells."""

from collections.abc import Sequence

from dashboard.importing import dose_cells
from dashboard.importing.column_parts import (
    NO_EFFECT,
    UNRATED,
    DoseByWeek,
    DoseColumn,
    EffectByWeek,
)
from dashboard.importing.problems import UnfitCell
from dashboard.importing.row_reader import SheetRow
from dashboard.importing.word_cells import is_blank, meaning_of_cell
from db.answers import DoseStep, EffectEpisode
from db.vocabulary import Effect, Severity, Timing

WeekWord = tuple[int, str]
"""A week in which there was an effect, and its word."""


def steps_from_weeks(
    row: SheetRow, asked: DoseByWeek, timing: Timing, last_week: int
) -> tuple[DoseStep, ...]:
    """The doses that differ from the week before; reasons why not are noted in the row.

    Args:
        row: the row.
        asked: the columns of the doses.
        timing: of every dose.
        last_week: the last one on LDN.
    """
    steps: list[DoseStep] = []
    for week, column in enumerate(asked.columns, start=1):
        is_after = week > last_week
        if is_blank(row.cells[column]) and (is_after or (steps and asked.blank == "unchanged")):
            continue
        if is_after:
            row.note_reason("step_after_the_end", column)
            continue
        dose_ug = row.get(DoseColumn(column=column, unit=asked.unit), dose_cells.dose_ug_from_cell)
        if dose_ug and (not steps or steps[-1].dose_ug != dose_ug):
            steps.append(DoseStep(week=week, dose_ug=dose_ug, timing=timing))
    return tuple(steps)


def episodes_from_weeks(
    row: SheetRow, asked: EffectByWeek, last_week: int
) -> tuple[EffectEpisode, ...]:
    """A spell for each run of weeks with the effect; reasons why not are noted in the row.

    Args:
        row: the row.
        asked: the columns of the weeks.
        last_week: of use, on the day of answering: later columns are about no week yet.
    """
    found: list[WeekWord] = []
    for week, column in enumerate(asked.columns[:last_week], start=1):
        word = _word_of_week(row, column, asked)
        if word:
            found.append((week, word))
    last_asked = min(len(asked.columns), last_week)
    return tuple(_spell(run, asked.effect, last_asked, last_week) for run in _runs(found))


def _word_of_week(row: SheetRow, column: str, asked: EffectByWeek) -> str | None:
    try:
        word = meaning_of_cell(row.cells[column], asked.words)
    except UnfitCell as unfit:
        row.note_reason(unfit.args[0], column)
        return None
    if word is None and asked.blank == "refuse":
        row.note_reason("effects_blank", column)
    return None if word == NO_EFFECT else word


def _runs(found: Sequence[WeekWord]) -> list[list[WeekWord]]:
    runs: list[list[WeekWord]] = []
    for week, word in found:
        if runs and runs[-1][-1][0] == week - 1:
            runs[-1].append((week, word))
        else:
            runs.append([(week, word)])
    return runs


def _spell(run: list[WeekWord], effect: str, last_asked: int, last_week: int) -> EffectEpisode:
    first, last = run[0][0], run[-1][0]
    is_open = last == last_asked  # nobody asked whether it ended
    worst = max(Severity.not_said if word == UNRATED else Severity[word] for _, word in run)
    return EffectEpisode(
        effect=Effect[effect],
        began_week=first,
        still_there=is_open and last_asked == last_week,
        ended_week=None if is_open else last,
        severity=worst,
    )
