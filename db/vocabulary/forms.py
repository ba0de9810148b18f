"""Which form asked, and what about."""

from enum import IntEnum


class Form(IntEnum):
    """Which form asked; stored as one bit each (1 << number)."""

    version_1 = 1
    core = 2
    minute = 3
    before_and_now = 4
    pleasure = 5
    how_taken = 6
    illness_and_medicines = 7
    what_changed = 8
    after_stopping = 9
    imported = 10


class Topic(IntEnum):
    """What a form asked about; stored as one bit each (1 << number). Effects have their own."""

    condition = 1
    age_band = 2
    sex = 3
    sensitivity = 4
    joined = 5
    answers_for = 6
    dose_changes = 7
    change_reason = 8
    after_change = 9
    dose_taking = 10
    pauses = 11
    earlier_try = 12
    stop = 13
    stop_reason = 14
    effect_before = 15
    effect_weeks = 16
    severity = 17
    helped = 18
    hours_after = 19
    spells = 20
    overall_change = 21
    first_benefit = 22
    scales_now = 23
    scales_before = 24
    other_conditions = 25
