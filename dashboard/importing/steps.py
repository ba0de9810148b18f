"""The doses of a row: the first, and the one of now where the two differ."""

from dashboard.importing import dose_cells, week_cells
from dashboard.importing.column_map import Dose, Map, Words
from dashboard.importing.row_reader import Row, word
from dashboard.importing.week_cells import Use
from db.answers import DoseStep
from db.vocabulary import Timing


def steps(row: Row, the_map: Map, use: Use, last_week: int | None) -> tuple[DoseStep, ...]:
    """One or two steps; reasons why not are noted in the row.

    Args:
        row: the row.
        the_map: the map.
        use: the row's own time.
        last_week: the last one on LDN; None where it is not known.
    """
    dose_ug = row.get(the_map.first_dose, dose_cells.dose_of)
    timing = _timing(row, the_map.first_timing, the_map.first_dose)
    if timing is None:
        part = the_map.first_timing or the_map.first_dose
        row.refuse("timing_missing", part.column)
    now_ug, now_timing = _now(row, the_map)
    if row.reasons or dose_ug is None or timing is None:
        return ()
    first = DoseStep(week=1, dose_ug=dose_ug, timing=timing)
    now_ug, now_timing = now_ug or dose_ug, now_timing or timing
    if (now_ug, now_timing) == (dose_ug, timing):
        return (first,)
    week = _week_of_change(row, the_map, use, last_week)
    return (first, DoseStep(week=week, dose_ug=now_ug, timing=now_timing)) if week else ()


def _now(row: Row, the_map: Map) -> tuple[int | None, Timing | None]:
    """Dose and time of now; None for what the map or the row does not tell."""
    asked = the_map.current_dose
    timing = _timing(row, the_map.current_timing, asked)
    if asked is None or (row.is_blank(asked) and _has_stopped(row, the_map)):
        return None, timing
    return row.get(asked, dose_cells.dose_of), timing


def _has_stopped(row: Row, the_map: Map) -> bool:
    return row.get(the_map.taking, word) == "stopped"


def _timing(row: Row, column: Words | None, dose: Dose | None) -> Timing | None:
    """The time in its own column, or else beside the dose."""
    if not row.is_blank(column):
        name = row.get(column, word)
        return Timing[name] if name else None
    return row.get(dose, lambda cell, _: dose_cells.time_beside(cell))


def _week_of_change(row: Row, the_map: Map, use: Use, last_week: int | None) -> int | None:
    if row.is_blank(the_map.current_since):
        if the_map.file.change_week_unknown == "this_week" and last_week and last_week > 1:
            return last_week
        part = the_map.current_since or the_map.current_dose or the_map.first_dose
        row.refuse("change_week_unknown", part.column)
        return None
    week = row.get(the_map.current_since, lambda c, part: week_cells.week_of(c, part, use))
    if week == 1 and the_map.current_since:
        row.refuse("change_in_week_1", the_map.current_since.column)
        return None
    return week
