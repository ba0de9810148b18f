"""Which effects an edition shows: a rare one is read too well where few people are.

Of a small group no single effect and no kind of effects, "any effect" alone, whatever the counts:
what a count has to reach is reached by fakes who say that they have it (docs/decisions.md, "A small
group shows no single effect"); nor what the extras ask. In groups within the group those single
effects that enough of everyone have.
"""

from dataclasses import dataclass

from dashboard.publishing.blurring import BlurredCells, publishable_cell
from db.catalogue import (
    CONTRASTS,
    EFFECT_GROUP_WORDS,
    MEASURES,
    OF_EXTRAS,
    SINGLE_EFFECTS,
    SLEEP_ALONE,
    STAYERS,
)
from db.editions.editions import AXIS_SEPARATOR
from db.thresholds import (
    EFFECT_DOWN_TO_CASES,
    EFFECT_FROM_CASES,
    EFFECT_FROM_SHARE,
    GROUPS_DOWN_TO_MEMBERS,
    GROUPS_FROM_MEMBERS,
)

EVERY_SINGLE_EFFECT = frozenset(SINGLE_EFFECTS)
EVERY_NAMED_EFFECT = EVERY_SINGLE_EFFECT | frozenset(EFFECT_GROUP_WORDS)
"""Single effects and kinds of effects: all but "any effect"."""
_KINDS_OF_EFFECTS = {"effect", "single_effect", "group"}


@dataclass(frozen=True)
class ShownEffects:
    """Effects that an edition shows.

    Attributes:
        is_small: whether the group is: then everyone's effects are "any effect" alone, and extras
            are left out.
        groups: single effects in groups within the group; kinds of effects are all shown there.
    """

    is_small: bool = False
    groups: frozenset[str] = frozenset()

    def holds_place(self, measure: str, filters: str, axis: str) -> bool:
        """Whether a place is shown: no rare effect; in groups no stayers beside starters.

        Args:
            measure: its name, or a contrast's.
            filters: the stored slice; "" for everyone.
            axis: the stored words along the axes.
        """
        effect = effect_of_place(measure, axis)
        if not filters:
            return not (self.is_small and (effect in EVERY_NAMED_EFFECT or measure in OF_EXTRAS))
        if STAYERS in axis.split(AXIS_SEPARATOR):
            return False
        return effect not in EVERY_SINGLE_EFFECT - self.groups


def effect_of_place(measure: str, axis: str) -> str | None:
    """The effect, or kind of effects, that a place is of; None for a place of no effect.

    Args:
        measure: its name, or a contrast's.
        axis: the stored words along the axes; that of effects is the first.
    """
    if measure in SLEEP_ALONE:
        return "sleep"
    # The same word is elsewhere a symptom that gets better, or another reason.
    if measure in CONTRASTS or MEASURES[measure].kinds[0] in _KINDS_OF_EFFECTS:
        return axis.partition(AXIS_SEPARATOR)[0]
    return None


def is_small_group(members: int, *, was_small: bool) -> bool:
    """Whether a group is so small that an edition shows "any effect" alone.

    Args:
        members: the published number.
        was_small: whether it was in the newest edition so far: a lot alone makes no group small.
    """
    return members < (GROUPS_FROM_MEMBERS if was_small else GROUPS_DOWN_TO_MEMBERS)


def effects_in_groups(everyone: BlurredCells, before: frozenset[str]) -> frozenset[str]:
    """Single effects that enough of everyone have in some week, as far as the edition tells.

    Args:
        everyone: cells of ``effect_by_week``.
        before: those that the last edition with groups showed.
    """
    found = set()
    for (filters, axis), blurred in everyone.items():
        effect = axis.partition(AXIS_SEPARATOR)[0]
        cell = None if filters else publishable_cell(blurred)
        least = EFFECT_DOWN_TO_CASES if effect in before else EFFECT_FROM_CASES
        if cell and cell.cases >= least and cell.cases >= EFFECT_FROM_SHARE * cell.people:
            found.add(effect)
    return frozenset(found) & EVERY_SINGLE_EFFECT
