"""What a measure is: its name, its axes, and the facts by which members may be filtered."""

from dataclasses import dataclass
from functools import cached_property

from db import bands
from db.vocabulary import AgeBand, Condition, Sensitivity, Sex, Timing

FILTERS: dict[str, tuple[str, ...]] = {
    "condition": tuple(Condition.__members__),
    "age_band": tuple(AgeBand.__members__),
    "sex": tuple(Sex.__members__),
    "sensitivity": tuple(Sensitivity.__members__),
    "first_timing": tuple(Timing.__members__),
    "first_dose": bands.FIRST_DOSE_UG.words,
}
"""Facts that do not change for a member, so that each filter partitions the members."""


@dataclass(frozen=True)
class MeasureAxis:
    """One axis of a measure.

    Attributes:
        kind: what its words are, such as ``week``; a key of the texts that explain them.
        words: the stored words, in order.
        same_people: whether the same people stand at every word along it, so that they are one
            count however often it is shown.
    """

    kind: str
    words: tuple[str, ...]
    same_people: bool = False


@dataclass(frozen=True)
class MeasureSpec:
    """A measure's name, its axes, and the filters under which it is counted.

    Attributes:
        name: the stored word.
        along: its axes; a cell has one word of each.
        filters: names of the filters that may be set.
        inner: counted for derived numbers alone; its cells stay inside publishing.
    """

    name: str
    along: tuple[MeasureAxis, ...]
    filters: tuple[str, ...] = tuple(FILTERS)
    inner: bool = False

    @cached_property
    def axes(self) -> tuple[tuple[str, ...], ...]:
        """For each axis the words along it."""
        return tuple(axis.words for axis in self.along)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """For each axis its kind."""
        return tuple(axis.kind for axis in self.along)

    @cached_property
    def people_sizes(self) -> tuple[int, ...]:
        """For each axis along how many words people are told apart; 1 where they are the same."""
        return tuple(1 if axis.same_people else len(axis.words) for axis in self.along)
