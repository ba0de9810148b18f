"""No slice that is mostly one invite's people: it joins another, as a small one does.

Whoever holds an invite could fill a slice with inventions, to close in on the one other person in
it. Decided on weighted counts with a little noise of their own.
"""

from collections.abc import Mapping

from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.chunks import PeopleOfBatch
from dashboard.publishing.slices import Words
from db.catalogue import FILTERS
from db.desk.invites import NO_INVITE

MOST_OF_A_SLICE = 0.5
WATCHED_FROM_PEOPLE = 10


class InviteRule:
    """Which invites are watched, and which slices are mostly one's.

    An invite that brought over half of the whole group is its front door and is not watched: else
    a group that began with one would see nothing. Imported answers are no invite in this sense.
    """

    def __init__(
        self,
        batches: Mapping[int, PeopleOfBatch],
        imported: frozenset[int],
        noise: CountNoise,
    ) -> None:
        self._noise = noise
        sizes = {batch: int(people["sex"].sum()) for batch, people in batches.items()}
        everyone = sum(sizes.values())
        self._watched = {
            batch: batches[batch]
            for batch, size in sizes.items()
            if batch != NO_INVITE
            and batch not in imported
            and self._blurred(size, f"invite|{batch}") <= MOST_OF_A_SLICE * everyone
        }

    def is_mostly_one(self, name: str, words: Words, people: int) -> bool:
        """Whether over half of a slice came with one invite.

        Args:
            name: of the filter.
            words: of the slice.
            people: published people of the slice.
        """
        for batch, came in self._watched.items():
            size = sum(int(came[name][FILTERS[name].index(word)]) for word in words)
            if size < WATCHED_FROM_PEOPLE:
                continue
            blurred = self._blurred(size, f"invite|{batch}|{name}|{'+'.join(words)}")
            if blurred > MOST_OF_A_SLICE * people:
                return True
        return False

    def _blurred(self, size: int, name: str) -> float:
        return self._noise.blurred(size, name)
