"""What the last edition with groups showed: read from the edition itself, remembered nowhere."""

from sqlalchemy import Engine, select

from dashboard.publishing.edition_cells import ShownBefore
from dashboard.publishing.slices import slices_from_texts
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
    query = select(_cell.c.axis).where(
        _cell.c.edition == held.number,
        _cell.c.measure == "effect_by_week",
        _cell.c.filters != "",
    )
    with reading_transaction(reader) as connection:
        axes = [axis for (axis,) in connection.execute(query.distinct())]
    effects = frozenset(axis.partition("|")[0] for axis in axes)
    texts = cells.load_slices(reader, held)
    return ShownBefore(dict(slices_from_texts(iter(texts))), effects)
