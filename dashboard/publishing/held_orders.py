"""What leaders ordered about held surveys: done on a publishing day, or it waits in silence."""

import secrets

from sqlalchemy import Connection

from dashboard.publishing.blurring import count_noise
from dashboard.publishing.weights import SECRET_BYTES
from db.desk import audit
from db.members import held_surveys
from db.members.held_surveys import EVERY_BATCH, FEWEST_AT_A_TIME

_BATCH = "batch "


def carry_out_orders(connection: Connection) -> None:
    """Carry out each order where about ten are held, by the true number and a noise of this day.

    Args:
        connection: to the members' database, within a write transaction.
    """
    orders = held_surveys.load_orders(connection)
    if not orders:
        return
    secret = secrets.token_bytes(SECRET_BYTES)
    held = {batch.batch: batch.people for batch in held_surveys.load_hold_counts(connection)}
    held[EVERY_BATCH] = sum(held.values())
    waiting = {}
    for batch, standing in orders.items():
        roughly = held.get(batch, 0) + count_noise(secret, f"held|{batch}")
        if roughly >= FEWEST_AT_A_TIME:
            held_surveys.carry_out_order(connection, batch, standing)
        else:
            waiting[batch] = standing
    held_surveys.write_orders(connection, waiting)


def imported_batches(connection: Connection) -> frozenset[int]:
    """Batches that came from a spreadsheet: no invite that somebody could fill."""
    entries = audit.load_entries(connection, audit.count_entries(connection))
    return frozenset(
        int(entry.object.removeprefix(_BATCH))
        for entry in entries
        if entry.action == audit.LeaderAction.answers_imported
        and entry.object.removeprefix(_BATCH).isdecimal()
    )
