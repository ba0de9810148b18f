"""Words of the extras, which are asked one minute at a time."""

from enum import IntEnum


class DoseForm(IntEnum):
    """In which form LDN is taken."""

    not_said = 0
    capsule = 1
    tablet = 2
    cut_tablet = 3
    liquid = 4
    under_tongue = 5
    cream = 6
    other = 7


class DoseSource(IntEnum):
    """Where LDN comes from; no name of a pharmacy or a prescriber."""

    not_said = 0
    compounding_pharmacy = 1
    online_clinic = 2
    hospital = 3
    own_dilution = 4
    other = 5


class HoursBeforeSleep(IntEnum):
    """Hours between an evening dose and going to sleep."""

    not_said = 0
    in_bed = 1
    under_1 = 2
    from_1_to_2 = 3
    from_3 = 4


class DosesNotTaken(IntEnum):
    """How many doses were missed in the last seven days."""

    not_said = 0
    none = 1
    just_one = 2
    two_or_three = 3
    from_4 = 4


class Alcohol(IntEnum):
    """Alcohol since LDN."""

    not_said = 0
    none = 1
    as_before = 2
    less_pleasant = 3
    hits_harder = 4
    no_wish = 5


class Medicine(IntEnum):
    """Other medicines; stored as one bit each (1 << number)."""

    none_of_these = 1
    thyroid_hormone = 2
    opioid = 3
    antidepressant = 4
    antihistamine = 5
    immune_medicine = 6
    stimulant = 7
    gabapentinoid = 8
    cannabis = 9
    weight_or_diabetes = 10
    hormones = 11


class ThyroidDose(IntEnum):
    """What became of the dose of thyroid hormone since LDN."""

    not_said = 0
    same = 1
    lower = 2
    higher = 3
    not_checked = 4


class Periods(IntEnum):
    """Periods; pregnancy is not asked."""

    not_said = 0
    regular = 1
    perimenopause = 2
    after_menopause = 3
    on_hormones = 4


class FollowsCycle(IntEnum):
    """Whether the effects follow the cycle."""

    not_said = 0
    yes = 1
    no = 2
    not_sure = 3


class FirstWeeks(IntEnum):
    """The illness in the first four weeks."""

    not_said = 0
    better = 1
    same = 2
    worse_then_better = 3
    stayed_worse = 4


class Symptom(IntEnum):
    """What may have moved since LDN."""

    pain = 1
    tiredness = 2
    crashes = 3
    foggy_thinking = 4
    sleep = 5
    mood = 6
    belly = 7
    skin = 8
    dizziness_on_standing = 9
    stiffness = 10


class SymptomMove(IntEnum):
    """Which way a symptom moved."""

    not_said = 0
    better = 1
    same = 2
    worse = 3
    never_had_it = 4


class Fading(IntEnum):
    """Whether LDN has stopped helping, and what brought it back."""

    not_said = 0
    no = 1
    for_good = 2
    back_after_lower_dose = 3
    back_after_higher_dose = 4
    back_after_break = 5


class AfterStopping(IntEnum):
    """How it was two to four weeks after stopping."""

    not_said = 0
    as_before_ldn = 1
    worse_than_before = 2
    some_benefit_stayed = 3
    new_symptoms = 4
    not_sure = 5
