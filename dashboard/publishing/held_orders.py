"""Held surveys on a publishing day: leaders' orders, and what counts though nobody decided."""

import secrets

import numpy as np
from sqlalchemy import Connection

from dashboard.publishing.blurring import count_noise
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.settings import settings
from db.desk import leaders
from db.members import held_surveys
from db.members.held_orders import HeldOrder, load_orders, write_orders
from db.members.held_surveys import EVERY_BATCH
from db.vocabulary import Standing

FEWEST_AT_A_TIME = 10
"""An order about fewer, roughly, waits: whoever decides about few decides about somebody."""


def decide_on_publishing_day(connection: Connection, weeks: int) -> None:
    """Carry out orders where about ten are held, then release what waited for twelve weeks.

    In a group without leaders all that is held counts from the next publishing day on, unless it
    is impossible.

    Args:
        connection: to the members' database, within a write transaction.
        weeks: since the last publishing day.
    """
    if not leaders.leader_names(connection) and not settings().organisation_leaders():
        held_surveys.release_possible(connection)
        return
    orders = load_orders(connection)
    _carry_out_orders(connection, orders)
    waiting = [
        batch
        for batch, order in orders.items()
        if order.standing is Standing.dropped and not order.is_done
    ]
    held_surveys.release_undecided(connection, weeks, waiting)


def _carry_out_orders(connection: Connection, orders: dict[int, HeldOrder]) -> None:
    """Each where about ten are held, by a lot and a noise of this day alone.

    By noise alone, three days would tell nine from ten (AUC 0.64; with the lot 0.59).
    """
    secret = secrets.token_bytes(SECRET_BYTES)
    for batch in sorted(orders, reverse=True):  # what is about all of them comes last
        standing, is_done = orders[batch].standing, orders[batch].is_done
        roughly = _weight_held(connection, batch, secret) + count_noise(secret, f"held|{batch}")
        if not is_done and roughly >= FEWEST_AT_A_TIME:
            held_surveys.decide_about_held(connection, batch, standing)
            orders[batch] = HeldOrder(standing=standing, is_done=True)
    write_orders(connection, orders)


def _weight_held(connection: Connection, batch: int, secret: bytes) -> int:
    """Those who are held there, each counted 0, 1 or 2 times."""
    held = (m for m in held_surveys.load_batch_members(connection) if m.is_held)
    keys = [m.record_key for m in held if batch in (m.batch, EVERY_BATCH)]
    return int(LotKey(secret).weights(np.array(keys, dtype=np.int64)).sum())
