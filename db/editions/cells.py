"""Cells as pages read them: everyone from several editions, a group within the group from one.

Every request is held against the catalogue and the edition's head, so that a forged one gets no
further than a tap.
"""

from sqlalchemy import Engine, select

from db import catalogue, filter_rules
from db.editions import editions
from db.editions.editions import (
    Axis,
    CellCounts,
    Cells,
    ContrastSums,
    EditionContrast,
    Filters,
)
from db.editions.heads import Edition, GroupsHeld
from db.editions.tables import CellRow, ContrastSumsRow, EditionRow
from db.store.engine import core_table, reading_transaction

MEAN_OF_EDITIONS = 3
"""Everyone is read as the mean of so many: it takes back most of what the lot costs in width."""
_head, _cell = core_table(EditionRow), core_table(CellRow)
_contrast = core_table(ContrastSumsRow)


def groups_edition(reader: Engine, edition: Edition) -> Edition | None:
    """The newest edition up to this one that holds groups within the group.

    None where there is none, and where a groups' day has passed without groups since.
    """
    for head in reversed(editions.all_editions(reader)):
        if head.number > edition.number or head.groups is GroupsHeld.not_due:
            continue
        held = head.groups is GroupsHeld.held and head.is_of_this_rule
        return head if held else None
    return None


def editions_read(reader: Engine, edition: Edition) -> list[Edition]:
    """The editions that pages read for this one: the newest three, and the one with groups."""
    numbers = {*_numbers_of_mean(reader, edition)}
    held = groups_edition(reader, edition)
    if held:
        numbers.add(held.number)
    return [head for head in editions.all_editions(reader) if head.number in numbers]


def load_slices(reader: Engine, edition: Edition) -> list[str]:
    """The groups within the group that an edition holds, as they are stored."""
    if not edition.is_of_this_rule or edition.groups is not GroupsHeld.held:
        return []
    query = select(_cell.c.axis).where(
        _cell.c.edition == edition.number, _cell.c.measure == "who_answered"
    )
    with reading_transaction(reader) as connection:
        words = [axis for (axis,) in connection.execute(query)]
    return [word.replace(":", "=", 1) for word in words if ":" in word]


def load_cells(
    reader: Engine, edition: Edition, measure: str, filters: Filters | None = None
) -> Cells:
    """The published cells of a measure, by the words along its axes.

    Everyone is read as the mean of the newest three editions that hold a cell, up to this one;
    a group within the group from this one alone, which has to hold groups.

    Args:
        reader: the read-only engine of the edition store.
        edition: which edition.
        measure: a name in ``catalogue.MEASURES``.
        filters: filter name -> word, or the words of a slice; none for everyone.

    Returns:
        Axis words -> cell. A missing cell means too few people to show.

    Raises:
        filter_rules.FiltersNotAllowed: whatever the edition does not publish.
    """
    stored = _stored_slice(reader, edition, measure, filters)
    if stored is None:
        return {}
    numbers = [edition.number] if stored else _numbers_of_mean(reader, edition)
    found = _cells_by_edition(reader, numbers, measure, stored)
    newest = found.get(edition.number, {})
    return {axis: _mean_cell([c[axis] for c in found.values() if axis in c]) for axis in newest}


def load_cells_alone(
    reader: Engine, edition: Edition, measure: str, filters: Filters | None = None
) -> Cells:
    """``load_cells`` from this edition alone, as it is exported."""
    stored = _stored_slice(reader, edition, measure, filters)
    if stored is None:
        return {}
    return _cells_by_edition(reader, [edition.number], measure, stored).get(edition.number, {})


def load_contrasts(
    reader: Engine,
    edition: Edition,
    contrast: str,
    filters: Filters | None = None,
) -> dict[str, ContrastSums]:
    """The published sums of a contrast by axis word; one that is not there has too few people.

    Of everyone the mean of the newest three editions, as ``load_cells``.

    Raises:
        filter_rules.FiltersNotAllowed: whatever the edition does not publish.
    """
    stored = _stored_slice(reader, edition, contrast, filters)
    if stored is None:
        return {}
    numbers = [edition.number] if stored else _numbers_of_mean(reader, edition)
    found = _contrasts_by_edition(reader, numbers, contrast, stored)
    newest = found.get(edition.number, {})
    return {word: mean_contrast([c[word] for c in found.values() if word in c]) for word in newest}


def load_contrasts_alone(
    reader: Engine, edition: Edition, contrast: str, filters: Filters | None = None
) -> dict[str, EditionContrast]:
    """``load_contrasts`` from this edition alone, as it is exported."""
    stored = _stored_slice(reader, edition, contrast, filters)
    if stored is None:
        return {}
    return _contrasts_by_edition(reader, [edition.number], contrast, stored)[edition.number]


def _stored_slice(
    reader: Engine, edition: Edition, measure: str, filters: Filters | None
) -> str | None:
    """The stored form of a slice, "" for everyone; None where the edition has none of it."""
    chosen = filter_rules.check_filters(measure, filters or {})
    if chosen is None:
        return ""
    # Not only in the widget: a forged link gets no further.
    if edition.groups is not GroupsHeld.held or edition.members < catalogue.FEWEST_MEMBERS:
        raise filter_rules.FiltersNotAllowed(measure)
    table, of = (_contrast, "contrast") if measure in catalogue.CONTRASTS else (_cell, "measure")
    query = select(table.c.filters).where(
        table.c.edition == edition.number, table.c[of] == measure, table.c.filters != ""
    )
    with reading_transaction(reader) as connection:
        stored = [text for (text,) in connection.execute(query.distinct())]
    return next((text for text in stored if filter_rules.is_held_by(*chosen, text)), None)


def _numbers_of_mean(reader: Engine, edition: Edition) -> list[int]:
    """The newest editions of one rule, up to this one, the newest first."""
    if not edition.is_of_this_rule:
        return [edition.number]
    query = select(_head.c.number).where(
        _head.c.rule == edition.rule, _head.c.number <= edition.number
    )
    with reading_transaction(reader) as connection:
        rows = connection.execute(query.order_by(_head.c.number.desc()).limit(MEAN_OF_EDITIONS))
        return [number for (number,) in rows]


def _cells_by_edition(
    reader: Engine, numbers: list[int], measure: str, stored: str
) -> dict[int, dict[Axis, CellCounts]]:
    """The cells of a slice in each of some editions, the newest first."""
    query = select(_cell.c.edition, _cell.c.axis, _cell.c.people, _cell.c.cases).where(
        _cell.c.edition.in_(numbers), _cell.c.measure == measure, _cell.c.filters == stored
    )
    found: dict[int, dict[Axis, CellCounts]] = {number: {} for number in numbers}
    with reading_transaction(reader) as connection:
        for number, axis, people, cases in connection.execute(query):
            found[number][tuple(axis.split(editions.AXIS_SEPARATOR))] = CellCounts(people, cases)
    return found


def _mean_cell(cells: list[CellCounts]) -> CellCounts:
    """The mean of one cell in several editions, the newest first."""
    if len(cells) == 1:
        return cells[0]
    share = sum(cell.cases for cell in cells) / sum(cell.people for cell in cells)
    return CellCounts(cells[0].people, cells[0].people * share, len(cells))


def _contrasts_by_edition(
    reader: Engine, numbers: list[int], contrast: str, stored: str
) -> dict[int, dict[str, EditionContrast]]:
    """The contrasts of a slice in each of some editions, the newest first, by axis word."""
    query = select(_contrast).where(
        _contrast.c.edition.in_(numbers),
        _contrast.c.contrast == contrast,
        _contrast.c.filters == stored,
    )
    found: dict[int, dict[str, EditionContrast]] = {number: {} for number in numbers}
    with reading_transaction(reader) as connection:
        for row in connection.execute(query):
            found[row.edition][row.axis] = EditionContrast(*row[1:])
    return found


def mean_contrast(rows: list[EditionContrast]) -> ContrastSums:
    """The mean of one contrast in several editions, the newest first."""
    editions_read = len(rows)
    times = rows[0].people / sum(row.people for row in rows)
    return ContrastSums(
        rows[0].people,
        times * sum(row.cases_first for row in rows),
        times * sum(row.cases_second for row in rows),
        times**2 * editions_read * sum(row.variance for row in rows),
        editions_read,
    )
