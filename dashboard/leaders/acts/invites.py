"""What leaders do with invites: make a batch, close a batch. Each act is a line in the log."""

import datetime

from sqlalchemy import Engine

from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from db.desk import invites
from db.store.engine import writing_transaction

LONGEST_LABEL, FEWEST_USES, MOST_USES = (
    invites.LONGEST_LABEL,
    invites.FEWEST_USES,
    invites.MOST_USES,
)


def make_batch(
    engine: Engine, leader: Leader, label: str, cap: int, ends_on: datetime.date | None
) -> int:
    """Make a batch of invites.

    Args:
        engine: the members' database.
        leader: who does it.
        label: what leaders call it; members never see it.
        cap: how many surveys it lets in.
        ends_on: the last day on which it works, or None.

    Returns:
        The batch's number.

    Raises:
        ValueError: a key in ``[leaders.invites.problem]``; nothing was made.
        SessionEnded: the session ended meanwhile.
    """
    with writing_transaction(engine) as connection:
        made = invites.create_invite_within(connection, label, cap, ends_on)
        log_leader_act(connection, leader, LeaderAction.invite_made, batch_name(made.batch))
    return made.batch


def close_batch(engine: Engine, leader: Leader, batch: int) -> None:
    """End a batch; surveys that came with it stay. A batch that was closed before stays so.

    Raises:
        SessionEnded: the session ended meanwhile; the batch is as it was.
    """
    with writing_transaction(engine) as connection:
        if invites.close_invite_within(connection, batch):
            log_leader_act(connection, leader, LeaderAction.invite_closed, batch_name(batch))


def batch_name(batch: int | None) -> str:
    """A batch as the log names it: its number, never its label."""
    return "all batches" if batch is None else f"batch {batch}"
