"""What leaders order about held surveys, by batch: release, drop, take back.

An order may be given and taken back at any time. It is carried out on the publishing day on which
about ten are held there, else it waits, in silence.
"""

from sqlalchemy import Engine

from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from dashboard.leaders.acts.invites import batch_name
from dashboard.stores import Stores
from db.members import held_surveys
from db.members.held_surveys import EVERY_BATCH
from db.store.engine import reading_transaction, writing_transaction
from db.vocabulary import Standing

_ACTIONS = {
    Standing.released: LeaderAction.held_released,
    Standing.dropped: LeaderAction.held_dropped,
}


def order_about_held(stores: Stores, leader: Leader, batch: int | None, standing: Standing) -> None:
    """Order that all held surveys of a batch be released or dropped.

    Args:
        stores: both stores, open for writing.
        leader: who does it.
        batch: its number; None for all batches at once.
        standing: ``released`` or ``dropped``.

    Raises:
        SessionEnded: the session ended meanwhile; nothing was ordered.
    """
    with writing_transaction(stores.members) as connection:
        orders = held_surveys.load_orders(connection)
        orders[EVERY_BATCH if batch is None else batch] = standing
        held_surveys.write_orders(connection, orders)
        log_leader_act(connection, leader, _ACTIONS[standing], batch_name(batch))


def take_back_order(engine: Engine, leader: Leader, batch: int | None) -> None:
    """Take an order back that was not carried out yet.

    Raises:
        SessionEnded: the session ended meanwhile; the order stands.
    """
    with writing_transaction(engine) as connection:
        orders = held_surveys.load_orders(connection)
        orders.pop(EVERY_BATCH if batch is None else batch, None)
        held_surveys.write_orders(connection, orders)
        log_leader_act(connection, leader, LeaderAction.decision_undone, batch_name(batch))


def batches_with_order(engine: Engine) -> set[int | None]:
    """Batches with an order that can be taken back; None stands for all at once."""
    with reading_transaction(engine) as connection:
        orders = held_surveys.load_orders(connection)
    return {None if batch == EVERY_BATCH else batch for batch in orders}
