"""Which effects an edition shows: a rare one is read too well where few people are.

In groups within the group those single effects that enough of everyone have. In a small group as a
whole, single effects with ten published cases in some week, and groups of effects with fifteen: all
others are one word, "under 10" or "under 15 in every week" (docs/decisions.md, "A rare effect of a
small group is one word"). "Any effect" is always shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.publishing.blurring import BlurredCells, PublishedCell, publishable_cell
from db.catalogue import (
    CONTRASTS,
    EFFECT_GROUP_WORDS,
    MEASURES,
    SINGLE_EFFECTS,
    STAYERS,
)
from db.editions.editions import AXIS_SEPARATOR
from db.thresholds import (
    EFFECT_DOWN_TO_CASES,
    EFFECT_FROM_CASES,
    EFFECT_FROM_SHARE,
    EFFECT_OF_SMALL_GROUP_FROM_CASES,
    EFFECTS_OF_SMALL_GROUP_FROM_CASES,
    GROUPS_DOWN_TO_MEMBERS,
    GROUPS_FROM_MEMBERS,
)

EVERY_SINGLE_EFFECT = frozenset(SINGLE_EFFECTS)
EVERY_NAMED_EFFECT = EVERY_SINGLE_EFFECT | frozenset(EFFECT_GROUP_WORDS)
"""Single effects and groups of effects: all but "any effect"."""
_KINDS_OF_EFFECTS = {"effect", "group"}


@dataclass(frozen=True)
class ShownEffects:
    """Effects that an edition shows.

    Attributes:
        everyone: of the whole group: single effects and groups of effects.
        groups: single effects in groups within the group; groups of effects are all shown there.
    """

    everyone: frozenset[str] = EVERY_NAMED_EFFECT
    groups: frozenset[str] = frozenset()

    def holds_place(self, measure: str, filters: str, axis: str) -> bool:
        """Whether a place is shown: no rare effect; in groups no stayers beside starters.

        Args:
            measure: its name, or a contrast's.
            filters: the stored slice; "" for everyone.
            axis: the stored words along the axes.
        """
        if filters and STAYERS in axis.split(AXIS_SEPARATOR):
            return False
        effect = effect_of_place(measure, axis)
        if filters:
            return effect not in EVERY_SINGLE_EFFECT - self.groups
        return effect not in EVERY_NAMED_EFFECT - self.everyone


def effect_of_place(measure: str, axis: str) -> str | None:
    """The effect, or group of effects, that a place is of; None for a place of no effect.

    Args:
        measure: its name, or a contrast's.
        axis: the stored words along the axes; that of effects is the first.
    """
    # The same word is elsewhere a symptom that gets better, or another reason.
    if measure in CONTRASTS or MEASURES[measure].kinds[0] in _KINDS_OF_EFFECTS:
        return axis.partition(AXIS_SEPARATOR)[0]
    return None


def effects_of_everyone(
    everyone: BlurredCells, members: int, *, every_before: bool
) -> frozenset[str]:
    """Effects and groups of effects that are shown of everyone: all, but for a small group.

    Args:
        everyone: cells of ``effect_by_week``.
        members: the published number.
        every_before: whether the newest edition so far showed every effect: a lot alone makes no
            group small.
    """
    if members >= (GROUPS_DOWN_TO_MEMBERS if every_before else GROUPS_FROM_MEMBERS):
        return EVERY_NAMED_EFFECT
    return frozenset(
        effect
        for effect, cell in _cells_of_effects(everyone)
        if cell.cases >= cases_of_small_group(effect)
    )


def cases_of_small_group(effect: str) -> int:
    """Published cases in some week from which a small group shows an effect, or a group of them.

    Args:
        effect: a word of ``catalogue.EFFECT_AXIS``.
    """
    if effect in EVERY_SINGLE_EFFECT:
        return EFFECT_OF_SMALL_GROUP_FROM_CASES
    return EFFECTS_OF_SMALL_GROUP_FROM_CASES


def effects_in_groups(everyone: BlurredCells, before: frozenset[str]) -> frozenset[str]:
    """Single effects that enough of everyone have in some week, as far as the edition tells.

    Args:
        everyone: cells of ``effect_by_week``.
        before: those that the last edition with groups showed.
    """
    found = set()
    for effect, cell in _cells_of_effects(everyone):
        least = EFFECT_DOWN_TO_CASES if effect in before else EFFECT_FROM_CASES
        if cell.cases >= least and cell.cases >= EFFECT_FROM_SHARE * cell.people:
            found.add(effect)
    return frozenset(found) & EVERY_SINGLE_EFFECT


class _CellOfEffect(NamedTuple):
    effect: str
    cell: PublishedCell


def _cells_of_effects(everyone: BlurredCells) -> Iterator[_CellOfEffect]:
    """The cells of everyone as they would be published, week by week."""
    for (filters, axis), blurred in everyone.items():
        effect = axis.partition(AXIS_SEPARATOR)[0]
        cell = publishable_cell(blurred)
        if not filters and effect in EVERY_NAMED_EFFECT and cell is not None:
            yield _CellOfEffect(effect, cell)
