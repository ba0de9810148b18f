"""Two devices changed one thing after both had read it: what was read, mine, theirs -> merged.

What is written back is taken apart into *things*: a fact, a dose from a week on, an effect with
all that was said about it. A thing that one side changed is taken from that side. A thing that
both changed differently is a conflict, and a person decides. No screen and no store here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from db.store.revisions import Reading

Value = TypeVar("Value")
Things = Mapping[str, Any]
"""By name; a thing that is not there, or was not said, has no name in it."""
Join = Callable[[Any, Any, Any], Any]
"""Base, mine and theirs of a thing that both changed -> what both mean, or None for a conflict."""
WHOLE = ""
"""Name of the conflict about everything: the merged things do not fit together."""


@dataclass(frozen=True)
class Conflict:
    """A thing that both sides changed, each differently; None where a side has it no more."""

    thing: str
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    """Things of both sides, and the conflicts between them, which are in no things."""

    things: Things
    conflicts: tuple[Conflict, ...]


def merge_things(
    base: Things, mine: Things, theirs: Things, joins: Mapping[str, Join] | None = None
) -> Merged:
    """Merge what two sides made of the same things.

    Args:
        base: what both had read.
        mine: what this side made of it.
        theirs: what the other side made of it.
        joins: for things of which two changes can mean the same.
    """
    things, conflicts = {}, []
    for name in dict.fromkeys((*theirs, *mine, *base)):  # theirs is stored: its order stays
        was, my, their = base.get(name), mine.get(name), theirs.get(name)
        if my in (their, was):
            things[name] = their
        elif their == was:
            things[name] = my
        elif joins and name in joins and (both := joins[name](was, my, their)) is not None:
            things[name] = both
        else:
            conflicts.append(Conflict(name, my, their))
    return Merged(_without_nothing(things), tuple(conflicts))


def _without_nothing(things: Things) -> Things:
    return {name: said for name, said in things.items() if said is not None}


@dataclass(frozen=True)
class Disagreement(Generic[Value]):
    """What a person has to decide before anything is stored; each decision makes a new one.

    Attributes:
        conflicts: what is not decided yet, the next one first.
        things: what is decided.
        mine: all things of this side; what is chosen where things do not fit together.
        stored: what the other side stored, as it was read.
        count: how many there were to decide at first.
    """

    conflicts: tuple[Conflict, ...]
    things: Things
    mine: Things
    stored: Reading[Value]
    count: int

    @property
    def number(self) -> int:
        """Of the conflict that is next, from 1."""
        return self.count - len(self.conflicts) + 1

    def decide(self, *, for_mine: bool) -> "Disagreement[Value]":
        """The next conflict is decided for one side."""
        first, *others = self.conflicts
        said = first.mine if for_mine else first.theirs
        if first.thing == WHOLE:
            return replace(self, conflicts=(), things=said)
        things = _without_nothing({**self.things, first.thing: said})
        return replace(self, conflicts=tuple(others), things=things)


class PersonDecides(Exception):
    """Nothing was stored: both sides changed the same. Its text holds no answer.

    Attributes:
        disagreement: what there is to decide.
    """

    def __init__(self, disagreement: Disagreement[Any]) -> None:
        super().__init__("person_decides")
        self.disagreement = disagreement


@dataclass(frozen=True)
class Kind(Generic[Value]):
    """How one kind of value is taken apart and put together.

    Attributes:
        things_of: takes a value apart; ``base`` first, the others beside it.
        value_of: puts one together, with the stored one beside it for what is no thing; raises
            ValueError where the things do not fit together.
        joins: as in ``merge_things``.
    """

    things_of: Callable[[Value], Things]
    value_of: Callable[[Things, Value], Value]
    joins: Mapping[str, Join]

    def merge(self, base: Value, mine: Value, stored: Reading[Value]) -> Value:
        """What both sides mean.

        Raises:
            PersonDecides: both changed the same, or what they changed does not fit together.
        """
        my, their = self.things_of(mine), self.things_of(stored.value)
        merged = merge_things(self.things_of(base), my, their, self.joins)
        found = merged.conflicts
        undecided = Disagreement(found, merged.things, my, stored, len(found))
        if found:
            raise PersonDecides(undecided)
        return self.settle(undecided)

    def settle(self, decided: Disagreement[Value]) -> Value:
        """The value that was decided for.

        Raises:
            PersonDecides: it does not fit together; now there is one choice, between the sides.
        """
        try:
            return self.value_of(decided.things, decided.stored.value)
        except ValueError:
            theirs = self.things_of(decided.stored.value)
            whole = Conflict(WHOLE, decided.mine, theirs)
            raise PersonDecides(replace(decided, conflicts=(whole,), count=1)) from None
