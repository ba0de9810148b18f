"""What leaders do with held surveys: release, drop, take back. By batch, ten or more at a time."""

from sqlalchemy import Engine

from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from dashboard.leaders.acts.invites import batch_name
from dashboard.publishing import desk_counts
from dashboard.stores import Stores
from db.members import held_surveys
from db.members.held_surveys import TooFewHeld
from db.store.engine import writing_transaction
from db.vocabulary import Standing

__all__ = ["TooFewHeld", "batches_with_undo", "decide_held_surveys", "take_back_decision"]

_ACTIONS = {
    Standing.released: LeaderAction.held_released,
    Standing.dropped: LeaderAction.held_dropped,
}


def decide_held_surveys(
    stores: Stores, leader: Leader, batch: int | None, standing: Standing
) -> None:
    """Release or drop all held surveys of a batch.

    Asked of the blurred number first: whoever could try at every survey that is held would learn
    when the tenth came, and with nine of their own decide about one.

    Args:
        stores: both stores, open for writing.
        leader: who does it.
        batch: its number; None for all batches at once.
        standing: ``released`` or ``dropped``.

    Raises:
        TooFewHeld: fewer than ten are held there, as far as the blurred number tells.
        SessionEnded: the session ended meanwhile; nothing was decided.
    """
    if batch not in desk_counts.surveys_on_hold(stores):
        raise TooFewHeld("held_too_few")
    with writing_transaction(stores.members) as connection:
        held_surveys.decide_batch_within(connection, batch, standing)
        log_leader_act(connection, leader, _ACTIONS[standing], batch_name(batch))


def take_back_decision(engine: Engine, leader: Leader, batch: int | None) -> None:
    """Hold again what was released or dropped since the last edition.

    Raises:
        SessionEnded: the session ended meanwhile; the decision stands.
    """
    with writing_transaction(engine) as connection:
        held_surveys.undo_decision_within(connection, batch)
        log_leader_act(connection, leader, LeaderAction.decision_undone, batch_name(batch))


def batches_with_undo(engine: Engine) -> set[int]:
    """Batches about which a decision can still be taken back."""
    return held_surveys.undoable_batches(engine)
