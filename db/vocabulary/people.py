"""Words about the member, and about how a survey stands."""

from enum import IntEnum


class Condition(IntEnum):
    """Main condition; 0 = not said."""

    not_said = 0
    fibromyalgia = 1
    me_cfs = 2
    mcas = 3
    multiple_sclerosis = 4
    inflammatory_bowel = 5
    arthritis = 6
    thyroid = 7
    autoimmune = 8
    long_covid = 9
    chronic_pain = 10
    mood_trauma = 11
    other = 12
    dysautonomia = 13
    hypermobility = 14
    sjogrens = 15
    skin_illness = 16
    endometriosis = 17
    lyme_or_mould = 18
    cancer = 19


class AgeBand(IntEnum):
    """Age in years."""

    not_said = 0
    under_30 = 1
    from_30_to_44 = 2
    from_45_to_59 = 3
    from_60 = 4


class Sex(IntEnum):
    """Sex; ``other`` is "another or prefer not to say"."""

    not_said = 0
    female = 1
    male = 2
    other = 3


class Sensitivity(IntEnum):
    """Whether medicines often hit harder than they hit other people."""

    not_said = 0
    no = 1
    yes = 2
    not_sure = 3


class Joined(IntEnum):
    """When the member joined the group."""

    not_said = 0
    before_ldn = 1
    first_month = 2
    later = 3


class AnswersFor(IntEnum):
    """For whom somebody answers; never an axis or a filter."""

    not_said = 0
    myself = 1
    child = 2
    adult = 3


class EarlierTry(IntEnum):
    """Whether LDN was tried before, and why that ended."""

    not_said = 0
    first_try = 1
    side_effects = 2
    no_benefit = 3
    other = 4


class Standing(IntEnum):
    """Whether publishing counts a survey. Leaders decide about held ones by batch, never by row."""

    counted = 1
    held = 2
    released = 3
    dropped = 4


class HeldFor(IntEnum):
    """Why a survey is held; stored as a sum of bits, one for each reason."""

    impossible = 1
    straight_lined = 2
    near_duplicate = 3
    too_fast = 4
    surge = 5
