"""Whether codes were hashed with a pepper, which then cannot be made anew."""

from sqlalchemy import Engine, literal, select

from db.store.engine import core_table, reading_transaction
from db.tables import DraftRow, ReturnCodeRow

_HASHED = (core_table(ReturnCodeRow), core_table(DraftRow))


def holds_code_hashes(members: Engine) -> bool:
    """Whether a record or a draft is there that its code alone opens; imported ones have none."""
    with reading_transaction(members) as connection:
        return any(
            connection.execute(select(literal(1)).select_from(table).limit(1)).first()
            for table in _HASHED
        )
