"""What was read is checked when it is written: optimistic locking, one rule for every row.

A row that people write back carries a revision. A write names the one that it was read with, in
the transaction that writes; where another device wrote meanwhile, nothing is written, and the
writer gets what is stored now. A revision is 64 random bits: a counter would tell a thief how
often somebody acted.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

BITS = 64
Value = TypeVar("Value")


@dataclass(frozen=True)
class Reading(Generic[Value]):
    """What was read, and the revision that it had; None where there was no row."""

    value: Value
    revision: int | None


class ChangedMeanwhile(Exception):
    """Nothing was written: another device wrote since. Its text holds no answer.

    Attributes:
        stored: what is there now.
    """

    def __init__(self, stored: Reading[Any]) -> None:
        super().__init__("changed_meanwhile")
        self.stored = stored


class GoneMeanwhile(Exception):
    """Nothing was written: what was read was erased since, or its time was over."""


def new_revision() -> int:
    """64 random bits, as a number with a sign: that is how both databases keep them."""
    return secrets.randbits(BITS) - (1 << (BITS - 1))


def is_to_be_written(stored: Reading[Value], read_with: int | None, wanted: Value) -> bool:
    """The rule itself, within the transaction that writes.

    Args:
        stored: what is there now.
        read_with: the revision that the writer read.
        wanted: what the writer wants there.

    Returns:
        False where that is there already: a second tap, or a retry after a lost answer.

    Raises:
        ChangedMeanwhile: it was written since it was read.
    """
    if stored.value == wanted:
        return False
    if stored.revision != read_with:
        raise ChangedMeanwhile(stored)
    return True


def write_merged(
    base: Reading[Value],
    mine: Value,
    merge: Callable[[Value, Value, Reading[Value]], Value],
    write: Callable[[Value, int | None], int | None],
) -> Reading[Value]:
    """Write; where another device wrote meanwhile, merge with that and write again.

    Args:
        base: what was read.
        mine: what was made of it.
        merge: base, mine and what is stored now -> what to write; raises where a person has to
            decide, and then nothing is written.
        write: writes a value that was read with a revision, and gives its new one.

    Returns:
        What was written, with its revision.
    """
    while True:
        try:
            return Reading(mine, write(mine, base.revision))
        except ChangedMeanwhile as found:
            mine = merge(base.value, mine, found.stored)
            base = found.stored
