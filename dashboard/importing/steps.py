"""The doses of a row: the first, and the one of now where the two differ."""

from dashboard.importing import dose_cells, week_cells, weekly_cells
from dashboard.importing.column_map import ColumnMap
from dashboard.importing.column_parts import DoseByWeek, DoseColumn, WordsColumn
from dashboard.importing.row_reader import SheetRow, word_from_cell
from dashboard.importing.week_cells import TimeOfUse
from db.answers import DoseStep
from db.vocabulary import Timing


def dose_steps_from_row(
    row: SheetRow, the_map: ColumnMap, use: TimeOfUse, last_week: int | None
) -> tuple[DoseStep, ...]:
    """One or two steps; reasons why not are noted in the row.

    Args:
        row: the row.
        the_map: the map.
        use: the row's own time.
        last_week: the last one on LDN; None where it is not known.
    """
    if the_map.dose_by_week:
        return _steps_by_week(row, the_map, the_map.dose_by_week, last_week)
    dose_ug = row.get(the_map.first_dose, dose_cells.dose_ug_from_cell)
    timing = _timing_from_row(row, the_map.first_timing, the_map.first_dose)
    if timing is None:
        _note_timing_missing(row, the_map)
    now_ug, now_timing = _dose_and_timing_now(row, the_map)
    if row.reasons or dose_ug is None or timing is None:
        return ()
    first = DoseStep(week=1, dose_ug=dose_ug, timing=timing)
    now_ug, now_timing = now_ug or dose_ug, now_timing or timing
    if (now_ug, now_timing) == (dose_ug, timing):
        return (first,)
    week = _week_of_change(row, the_map, use, last_week)
    return (first, DoseStep(week=week, dose_ug=now_ug, timing=now_timing)) if week else ()


def _steps_by_week(
    row: SheetRow, the_map: ColumnMap, asked: DoseByWeek, last_week: int | None
) -> tuple[DoseStep, ...]:
    beside = DoseColumn(column=asked.columns[0])
    timing = _timing_from_row(row, the_map.first_timing, beside)
    if timing is None:
        _note_timing_missing(row, the_map)
    if timing is None or last_week is None:
        return ()
    return weekly_cells.steps_from_weeks(row, asked, timing, last_week)


def _note_timing_missing(row: SheetRow, the_map: ColumnMap) -> None:
    part = the_map.first_timing or the_map.first_dose
    row.note_reason("timing_missing", part.column if part else "")


def _dose_and_timing_now(row: SheetRow, the_map: ColumnMap) -> tuple[int | None, Timing | None]:
    """Dose and time of now; None for what the map or the row does not tell."""
    asked = the_map.current_dose
    timing = _timing_from_row(row, the_map.current_timing, asked)
    if asked is None or (row.is_blank(asked) and _has_stopped(row, the_map)):
        return None, timing
    return row.get(asked, dose_cells.dose_ug_from_cell), timing


def _has_stopped(row: SheetRow, the_map: ColumnMap) -> bool:
    return row.get(the_map.taking, word_from_cell) == "stopped"


def _timing_from_row(
    row: SheetRow, column: WordsColumn | None, dose: DoseColumn | None
) -> Timing | None:
    """The time in its own column, or else beside the dose; both have to say the same."""
    beside = row.get(dose, lambda cell, _: dose_cells.time_beside_dose(cell))
    if row.is_blank(column):
        return beside
    name = row.get(column, word_from_cell)
    ruled_out = row.get(dose, lambda cell, _: dose_cells.times_ruled_out(cell)) or frozenset()
    is_other = beside is not None and name is not None and beside is not Timing[name]
    if column and name and (is_other or Timing[name] in ruled_out):
        row.note_reason("timing_two_ways", column.column)
    return Timing[name] if name else None


def _week_of_change(
    row: SheetRow, the_map: ColumnMap, use: TimeOfUse, last_week: int | None
) -> int | None:
    if row.is_blank(the_map.current_since):
        if the_map.file.change_week_unknown == "this_week" and last_week and last_week > 1:
            return last_week
        part = the_map.current_since or the_map.current_dose or the_map.first_dose
        row.note_reason("change_week_unknown", part.column if part else "")
        return None
    week = row.get(the_map.current_since, lambda c, part: week_cells.week_from_cell(c, part, use))
    if week == 1 and the_map.current_since:
        row.note_reason("change_in_week_1", the_map.current_since.column)
        return None
    return week
