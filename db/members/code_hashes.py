"""Whether something was hashed or sealed with a pepper, which then cannot be made anew."""

from sqlalchemy import Engine, literal, select

from db.store.engine import core_table, reading_transaction
from db.tables import DraftRow, LeaderRow, ReturnCodeRow

_HASHED = (core_table(ReturnCodeRow), core_table(DraftRow), core_table(LeaderRow))


def holds_code_hashes(members: Engine) -> bool:
    """Whether there is a record or a draft that its code alone opens, or a leader.

    Imported records have no code; a leader's secret is sealed with the pepper.
    """
    with reading_transaction(members) as connection:
        return any(
            connection.execute(select(literal(1)).select_from(table).limit(1)).first()
            for table in _HASHED
        )
