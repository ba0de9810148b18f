"""What leaders order about held surveys, by batch: release, drop, take back.

An order may be given and taken back at any time, about any batch, and answers only that it was
taken. It is carried out on a publishing day on which about ten are held there, else it waits, in
silence: whether it was carried out is told by nothing here.
"""

from sqlalchemy import Connection, Engine

from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from dashboard.leaders.acts.invites import batch_name
from db.members import held_orders
from db.members.held_orders import HeldOrder
from db.members.held_surveys import EVERY_BATCH
from db.store.engine import reading_transaction, writing_transaction
from db.vocabulary import Standing

_ACTIONS = {
    Standing.released: LeaderAction.held_released,
    Standing.dropped: LeaderAction.held_dropped,
}


def order_about_held(engine: Engine, leader: Leader, batch: int | None, standing: Standing) -> None:
    """Order that all held surveys of a batch be released or dropped, in an earlier order's place.

    Args:
        engine: the members' database.
        leader: who does it.
        batch: its number; None for all batches at once.
        standing: ``released`` or ``dropped``.

    Raises:
        SessionEnded: the session ended meanwhile; nothing was ordered.
    """
    with writing_transaction(engine) as connection:
        _replace_order(connection, batch, HeldOrder(standing=standing))
        log_leader_act(connection, leader, _ACTIONS[standing], batch_name(batch))


def take_back_order(engine: Engine, leader: Leader, batch: int | None) -> None:
    """Take an order back; what it did already stays done.

    Raises:
        SessionEnded: the session ended meanwhile; the order stands.
    """
    with writing_transaction(engine) as connection:
        _replace_order(connection, batch, None)
        log_leader_act(connection, leader, LeaderAction.decision_undone, batch_name(batch))


def orders_given(engine: Engine) -> dict[int | None, Standing]:
    """The newest order about each batch, carried out or not; None stands for all at once."""
    with reading_transaction(engine) as connection:
        orders = held_orders.load_orders(connection)
    return {
        None if batch == EVERY_BATCH else batch: order.standing for batch, order in orders.items()
    }


def _replace_order(connection: Connection, batch: int | None, order: HeldOrder | None) -> None:
    orders = held_orders.load_orders(connection)
    orders.pop(EVERY_BATCH if batch is None else batch, None)
    if order is not None:
        orders[EVERY_BATCH if batch is None else batch] = order
    held_orders.write_orders(connection, orders)
