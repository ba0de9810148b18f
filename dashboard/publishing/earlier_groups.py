"""What earlier editions showed: read from the editions themselves, remembered nowhere."""

from sqlalchemy import ColumnElement, Engine, select

from dashboard.publishing.edition_cells import ShownBefore
from dashboard.publishing.slices import slices_from_texts
from db.catalogue import FIRST_EFFECT_AXIS
from db.editions import cells
from db.editions.heads import Edition
from db.editions.tables import CellRow
from db.store.engine import core_table, reading_transaction

_cell = core_table(CellRow)


def shown_before(reader: Engine, newest: Edition | None) -> ShownBefore:
    """Slices and single effects that pages show under filters now; none where they show none."""
    held = cells.groups_edition(reader, newest) if newest else None
    if held is None:
        return ShownBefore()
    effects = _effects_by_week(reader, held, _cell.c.filters != "")
    texts = cells.load_slices(reader, held)
    return ShownBefore(dict(slices_from_texts(iter(texts))), effects)


def showed_every_effect(reader: Engine, newest: Edition | None) -> bool:
    """Whether the newest edition is of this rule and of a group that was not small.

    By the effects of version 1: of later ones, which few were asked about, it may hold none.
    """
    if newest is None or not newest.is_of_this_rule:
        return False
    return _effects_by_week(reader, newest, _cell.c.filters == "") >= set(FIRST_EFFECT_AXIS)


def _effects_by_week(
    reader: Engine, edition: Edition, whose: ColumnElement[bool]
) -> frozenset[str]:
    query = select(_cell.c.axis).where(
        _cell.c.edition == edition.number, _cell.c.measure == "effect_by_week", whose
    )
    with reading_transaction(reader) as connection:
        axes = [axis for (axis,) in connection.execute(query.distinct())]
    return frozenset(axis.partition("|")[0] for axis in axes)
