"""Decisions that hang on how large a group is: made on blurred sizes that are carried forward.

Decided on exact sizes, an edition would show the day on which the thirtieth member came. No size
is ever published.
"""

from sqlalchemy import Connection

from dashboard.publishing import carry_forward
from dashboard.publishing.batch_rule import MOST_OF_A_CELL, WATCHED_FROM_PEOPLE
from dashboard.publishing.blurring import TrueCell
from dashboard.publishing.carry_forward import Blurring, Memory
from db.counting import cohort, draws
from db.desk.invites import NO_INVITE
from db.thresholds import CONDITION_FROM_MEMBERS
from db.vocabulary import Condition

SIZES = "condition_size"
"""Draws of sizes: remembered, never part of an edition."""
_MOST_GROUPS = 100_000
"""More than there are conditions and batches, so that no two groups share a key."""


class Sizes:
    """Blurred sizes of one snapshot."""

    def __init__(self, snapshot: Connection, secret: bytes) -> None:
        self._snapshot = snapshot
        self._blurring = Blurring(secret, SIZES)
        self._memory = Memory.of(draws.read_draws(snapshot, SIZES))

    @property
    def made(self) -> list[draws.Draw]:
        """Draws to be remembered."""
        return self._memory.made

    def small_conditions(self) -> list[int]:
        """Conditions to be counted under "other"."""
        people = cohort.condition_sizes(self._snapshot)
        sizes = {c: self._blurred(c.name, people.get(c, 0), c.value) for c in Condition}
        return [c.value for c, size in sizes.items() if size < CONDITION_FROM_MEMBERS]

    def watched_batches(self) -> list[int]:
        """Batches of which no cell may mostly consist.

        One that brought over half of the whole group is the group's front door and is not
        watched: else a group that began with one invite would see nothing at all.
        """
        people = cohort.batch_sizes(self._snapshot)
        everyone = self._blurred("everyone", sum(people.values()), _MOST_GROUPS - 1)
        watched = []
        for batch, came in people.items():
            if batch == NO_INVITE or came < WATCHED_FROM_PEOPLE:
                continue
            size = self._blurred(f"batch_{batch}", came, len(Condition) + batch)
            if size <= MOST_OF_A_CELL * everyone:
                watched.append(batch)
        return watched

    def _blurred(self, group: str, people: int, number: int) -> int:
        # Only the number of members is known here, not their keys: the noise is drawn from the
        # group and its size.
        cell = TrueCell(people, 0, people * _MOST_GROUPS + number, 0)
        return carry_forward.blurred_cell(self._blurring, self._memory, ("", group), cell).people
