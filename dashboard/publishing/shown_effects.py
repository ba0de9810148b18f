"""Which single effects an edition shows: a rare one is read too well where few people are.

In groups within the group those that enough of everyone have. In a small group as a whole, those
that ten of the published cases have in some week; all others are one word, "under 10 in every
week" (docs/decisions.md, "Rare effects of a small group").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.publishing.blurring import BlurredCells, PublishedCell, publishable_cell
from db.catalogue import SINGLE_EFFECTS, STAYERS
from db.editions.editions import AXIS_SEPARATOR
from db.thresholds import (
    EFFECT_DOWN_TO_CASES,
    EFFECT_FROM_CASES,
    EFFECT_FROM_SHARE,
    EFFECT_OF_SMALL_GROUP_FROM_CASES,
    GROUPS_DOWN_TO_MEMBERS,
    GROUPS_FROM_MEMBERS,
)

EVERY_SINGLE_EFFECT = frozenset(SINGLE_EFFECTS)


@dataclass(frozen=True)
class ShownEffects:
    """Single effects that an edition shows.

    Attributes:
        everyone: of the whole group.
        groups: in groups within the group.
    """

    everyone: frozenset[str] = EVERY_SINGLE_EFFECT
    groups: frozenset[str] = frozenset()

    def holds_place(self, filters: str, axis: str) -> bool:
        """Whether a place is shown: no rare single effect; in groups no stayers beside starters.

        Args:
            filters: the stored slice; "" for everyone.
            axis: the stored words along the axes.
        """
        words = set(axis.split(AXIS_SEPARATOR))
        if filters and STAYERS in words:
            return False
        return words & EVERY_SINGLE_EFFECT <= (self.groups if filters else self.everyone)


def effects_of_everyone(
    everyone: BlurredCells, members: int, *, every_before: bool
) -> frozenset[str]:
    """Single effects that are shown of everyone: all of them, but for a small group.

    Args:
        everyone: cells of ``effect_by_week``.
        members: the published number.
        every_before: whether the newest edition so far showed every effect: a lot alone makes no
            group small.
    """
    if members >= (GROUPS_DOWN_TO_MEMBERS if every_before else GROUPS_FROM_MEMBERS):
        return EVERY_SINGLE_EFFECT
    return frozenset(
        effect
        for effect, cell in _cells_of_single_effects(everyone)
        if cell.cases >= EFFECT_OF_SMALL_GROUP_FROM_CASES
    )


def effects_in_groups(everyone: BlurredCells, before: frozenset[str]) -> frozenset[str]:
    """Single effects that enough of everyone have in some week, as far as the edition tells.

    Args:
        everyone: cells of ``effect_by_week``.
        before: those that the last edition with groups showed.
    """
    found = set()
    for effect, cell in _cells_of_single_effects(everyone):
        least = EFFECT_DOWN_TO_CASES if effect in before else EFFECT_FROM_CASES
        if cell.cases >= least and cell.cases >= EFFECT_FROM_SHARE * cell.people:
            found.add(effect)
    return frozenset(found)


class _CellOfEffect(NamedTuple):
    effect: str
    cell: PublishedCell


def _cells_of_single_effects(everyone: BlurredCells) -> Iterator[_CellOfEffect]:
    """The cells of everyone as they would be published, week by week."""
    for (filters, axis), blurred in everyone.items():
        effect = axis.partition(AXIS_SEPARATOR)[0]
        cell = publishable_cell(blurred)
        if not filters and effect in EVERY_SINGLE_EFFECT and cell is not None:
            yield _CellOfEffect(effect, cell)
