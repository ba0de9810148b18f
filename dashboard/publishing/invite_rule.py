"""No slice that is mostly one invite's people: it joins another, as a small one does.

Whoever holds an invite could fill a slice with inventions, to close in on the one other person in
it. Decided on weighted counts with a little noise of their own.
"""

from collections.abc import Collection, Mapping

from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.chunks import PeopleOfBatch
from dashboard.publishing.slices import Words
from db.catalogue import FILTERS
from db.desk.invites import NO_INVITE

MOST_OF_A_SLICE = 0.5
WATCHED_FROM_PEOPLE = 10


class InviteRule:
    """Which invites are watched, and which slices are mostly one's.

    An invite that brought over half of the whole group at its first edition, and still does, is its
    front door and is not watched: else a group that began with one would see nothing. One that
    brings over half later is watched: surveys that were made up may have lifted it there. Imported
    answers are no invite in this sense.

    Args:
        batches: people of each, weighted.
        imported: batches that came from a spreadsheet.
        noise: of the edition.
        front_doors: of the first edition; None where this is the first.

    Attributes:
        front_doors: those that this edition leaves to the next ones.
    """

    def __init__(
        self,
        batches: Mapping[int, PeopleOfBatch],
        imported: frozenset[int],
        noise: CountNoise,
        front_doors: Collection[int] | None = None,
    ) -> None:
        self._noise = noise
        sizes = {batch: int(people["sex"].sum()) for batch, people in batches.items()}
        most = MOST_OF_A_SLICE * sum(sizes.values())
        over_half = {b for b, size in sizes.items() if self._blurred(size, f"invite|{b}") > most}
        at_first = over_half if front_doors is None else front_doors
        self.front_doors = tuple(sorted({*at_first} - {NO_INVITE}))
        not_watched = {NO_INVITE, *imported, *over_half.intersection(self.front_doors)}
        self._watched = {b: people for b, people in batches.items() if b not in not_watched}

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
