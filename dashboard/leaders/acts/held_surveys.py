"""What leaders do with held surveys: release, drop, take back. By batch, ten or more at a time."""

from sqlalchemy import Engine

from dashboard.leaders.access.leader import Action, Leader, audit
from dashboard.leaders.acts.invites import batch_name
from dashboard.publishing import desk_counts
from dashboard.stores import Stores
from db.members import held_surveys
from db.members.held_surveys import TooFewHeld
from db.store.engine import writing
from db.vocabulary import Standing

__all__ = ["TooFewHeld", "can_undo", "decide", "take_back"]

_ACTIONS = {
    Standing.released: Action.held_released,
    Standing.dropped: Action.held_dropped,
}


def decide(stores: Stores, leader: Leader, batch: int | None, standing: Standing) -> None:
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
        SignedOut: the session ended meanwhile; nothing was decided.
    """
    if batch not in desk_counts.blurred_held(stores):
        raise TooFewHeld("held_too_few")
    with writing(stores.members) as connection:
        held_surveys.decide_within(connection, batch, standing)
        audit(connection, leader, _ACTIONS[standing], batch_name(batch))


def take_back(engine: Engine, leader: Leader, batch: int | None) -> None:
    """Hold again what was released or dropped since the last edition.

    Raises:
        SignedOut: the session ended meanwhile; the decision stands.
    """
    with writing(engine) as connection:
        held_surveys.undo_within(connection, batch)
        audit(connection, leader, Action.decision_undone, batch_name(batch))


def can_undo(engine: Engine) -> set[int]:
    """Batches about which a decision can still be taken back."""
    return held_surveys.can_undo(engine)
