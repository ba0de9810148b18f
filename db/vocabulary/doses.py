"""Words about doses, their times and their changes."""

from enum import IntEnum


class Timing(IntEnum):
    """The time of day at which the dose is taken; required, so there is no 0."""

    bedtime = 1
    morning = 2
    divided = 3
    other = 4


class HowOften(IntEnum):
    """On which days the dose is taken; not said counts as every day."""

    not_said = 0
    every_day = 1
    every_other_day = 2
    fewer_days = 3
    when_needed = 4


class ChangeReason(IntEnum):
    """Why a dose or its time was changed."""

    not_said = 0
    planned_step = 1
    ease_effects = 2
    more_benefit = 3
    ran_out_or_cost = 4
    other = 5
    prescriber = 6
    after_break = 7
    other_form = 8


class EffectsAfter(IntEnum):
    """What the side effects did after a change of dose or time."""

    not_said = 0
    better = 1
    same = 2
    worse = 3


class BenefitAfter(IntEnum):
    """What the benefit did after a change. Version 1 (1 to 4) asked about a step down alone."""

    not_said = 0
    kept = 1
    partly_lost = 2
    lost = 3
    not_sure = 4
    more = 5
    same = 6
    less = 7
    none_yet = 8


BENEFIT_AFTER_STEP_DOWN = tuple(BenefitAfter(number) for number in range(1, 5))
"""The words of version 1's question."""


class StopReason(IntEnum):
    """Main reason for stopping."""

    not_said = 0
    side_effects = 1
    no_benefit = 2
    not_needed = 3
    surgery_or_opioids = 4
    cost_or_supply = 5
    prescriber = 6
    other = 7
