"""An edition's head: what every page may know before it asks for cells.

A file may be damaged: SQLite lets any value stand in any column, and the head is read before the
checksum is.
"""

import datetime
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from db.store.errors import StoreError

OLDER_FORM, OLDER_FORM_SEPARATOR = "older_form", ","
"""What an edition's head says of imported answers: that some are there, and what was not asked."""
DRAWN_RULE, THIS_RULE = 2, 3
"""Of rule 1, cells have noise of their own that was carried forward; from rule 2 on, editions count
a drawn group; of rule 3, one week of each band, and steps and lengths as they are counted now.
Editions of two rules are never read together."""


class GroupsHeld(IntEnum):
    """Whether an edition holds groups within the group."""

    not_due = 0
    held = 1
    too_small = 2
    """They were due, and no filter had two slices, or the group was too small for them."""


@dataclass(frozen=True)
class Edition:
    """An edition's head.

    Attributes:
        number: 1 is the first.
        published_on: the group's own day.
        members: published number, in steps (``member_steps``).
        invented: whether its members were invented.
        rule: by which it was made.
        groups: whether it holds groups within the group.
        day_number: of the publishing day on which it appeared.
        older_forms: what forms of imported answers in it did not ask, as it is stored.
    """

    number: int
    published_on: datetime.date
    members: int
    invented: bool
    rule: int = THIS_RULE
    groups: GroupsHeld = GroupsHeld.held
    day_number: int = 0
    older_forms: str = ""

    @property
    def has_older_forms(self) -> bool:
        """Whether answers that came out of a spreadsheet are counted in it."""
        return bool(self.older_forms)

    @property
    def not_asked(self) -> tuple[str, ...]:
        """Words for what at least one older form did not ask."""
        words = self.older_forms.split(OLDER_FORM_SEPARATOR)
        return tuple(word for word in words if word not in {"", OLDER_FORM})

    @property
    def is_of_this_rule(self) -> bool:
        """Whether pages may read it."""
        return self.rule == THIS_RULE

    def checksum_words(self) -> tuple[object, ...]:
        """What of the head the checksum covers: a checksum has the version of its rule."""
        head: tuple[object, ...] = (self.number, self.published_on, self.members, self.invented)
        if self.rule >= DRAWN_RULE:
            head = (*head, self.rule, int(self.groups), self.day_number)
        return (*head, self.older_forms) if self.older_forms else head


def member_steps(people: int) -> int:
    """A number of members as it is said: tens under 100, fifties under 1,000, hundreds above.

    By the lot alone a published number falls by 10 or more in a third of editions.
    """
    step = width_of_step(people)
    return step * ((people + step // 2) // step)


def width_of_step(people: int) -> int:
    """How far apart two numbers of members are that can be said."""
    return 10 if people < 100 else 50 if people < 1_000 else 100


def edition_head(row: Any) -> Edition:
    """The head that a row holds.

    Raises:
        StoreError: ``store_damaged``; nobody wrote that.
    """
    counts = (row.number, row.members, row.rule, row.groups, row.day_number)
    whole = all(type(count) is int and count >= 0 for count in counts)
    whole = whole and type(row.older_forms) is str
    try:
        day = datetime.date.fromisoformat(row.published_on)
        groups = GroupsHeld(row.groups)
    except (TypeError, ValueError):
        whole = False
    if not whole:
        raise StoreError("store_damaged")
    return Edition(
        row.number,
        day,
        row.members,
        bool(row.invented),
        row.rule,
        groups,
        row.day_number,
        row.older_forms,
    )
