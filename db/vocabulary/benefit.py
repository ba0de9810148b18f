"""Words about benefit and how somebody is."""

from enum import IntEnum


class OverallChange(IntEnum):
    """Overall change since starting (PGIC, after Guy 1976)."""

    not_said = 0
    very_much_better = 1
    much_better = 2
    a_little_better = 3
    no_change = 4
    a_little_worse = 5
    much_worse = 6
    very_much_worse = 7


BENEFIT = frozenset({OverallChange.very_much_better, OverallChange.much_better})
"""The top two answers count as benefit (Farrar 2001)."""

IMPROVED = BENEFIT | {OverallChange.a_little_better}
"""Any improvement at all."""


class FirstBenefit(IntEnum):
    """When LDN was first noticed to help, in the bands of effects' weeks and beyond."""

    not_said = 0
    w1 = 1
    w2 = 2
    w3_4 = 3
    w5_8 = 4
    w9_12 = 5
    w13_26 = 6
    w27_on = 7
    not_yet = 8


class Scale(IntEnum):
    """The four 0 to 10 scales."""

    pain = 1
    fatigue = 2
    sleep = 3
    mood = 4
