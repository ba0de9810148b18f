"""Every word that may be stored, and its number, which never changes.

Numbers are what the members' database holds; words are what an edition holds. New words get
new numbers; a word that is no longer asked keeps its own. ``tests/db/test_vocabulary.py``
freezes them. Source of the words: the questionnaire (docs/questionnaire.md).
"""

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


class Timing(IntEnum):
    """The time of day at which the dose is taken; required, so there is no 0."""

    bedtime = 1
    morning = 2
    divided = 3
    other = 4


class ChangeReason(IntEnum):
    """Why a dose or its time was changed."""

    not_said = 0
    planned_step = 1
    ease_effects = 2
    more_benefit = 3
    ran_out_or_cost = 4
    other = 5


class EffectsAfter(IntEnum):
    """What the side effects did after a lower dose or another time."""

    not_said = 0
    better = 1
    same = 2
    worse = 3


class BenefitAfter(IntEnum):
    """What the benefit did after a lower dose or another time."""

    not_said = 0
    kept = 1
    partly_lost = 2
    lost = 3
    not_sure = 4


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


class Before(IntEnum):
    """Whether the effect was there before LDN; ``the_same`` is never a side effect."""

    not_said = 0
    no = 1
    the_same = 2
    worse_now = 3


class Severity(IntEnum):
    """Worst severity, in the questionnaire's own words; 2 and over is bothersome."""

    not_said = 0
    mild = 1
    moderate = 2
    severe = 3
    very_severe = 4


class Helped(IntEnum):
    """What helped against an effect; stored as one bit each (1 << number)."""

    nothing_yet = 1
    time = 2
    lower_dose = 3
    slower_steps = 4
    moved_to_morning = 5
    moved_to_bedtime = 6
    split_dose = 7
    stopped = 8


class HoursAfter(IntEnum):
    """Hours between the dose and the effect (night waking and vivid dreams only)."""

    not_said = 0
    under_2 = 1
    from_2_to_4 = 2
    from_4_to_6 = 3
    over_6 = 4
    not_sure = 5


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


class Effect(IntEnum):
    """What may be tapped in steps 3 (1 to 25) and 5 (26 to 37) of the survey."""

    sleep_onset_insomnia = 1
    night_waking = 2
    vivid_dreams = 3
    nightmares = 4
    unrefreshing_sleep = 5
    irritability = 6
    emotional_sensitivity = 7
    low_mood = 8
    anxiety = 9
    emotional_reactivity = 10
    headache = 11
    fatigue = 12
    malaise = 13
    muscle_aches = 14
    nausea = 15
    abdominal_discomfort = 16
    diarrhea = 17
    pain_flare = 18
    dizziness = 19
    constipation = 20
    decreased_appetite = 21
    dry_mouth = 22
    hot_flushes = 23
    brain_fog = 24
    palpitations = 25
    anhedonia = 26
    blunted_positive_affect = 27
    dysphoria_lasting = 28
    emotional_hyperreactivity = 29
    hyperalgesia = 30
    baseline_pain_worsening = 31
    reduced_stress_analgesia = 32
    reduced_drive = 33
    apathy = 34
    fatigue_unexplained = 35
    reduced_resilience = 36
    stress_reactivity = 37


def _effects_between(first: int, last: int) -> tuple[Effect, ...]:
    return tuple(Effect(number) for number in range(first, last + 1))


EFFECT_GROUPS: dict[str, tuple[Effect, ...]] = {
    "sleep": _effects_between(1, 5),
    "mood": _effects_between(6, 10),
    "physical": _effects_between(11, 18),
    "other": _effects_between(19, 25),
}
"""Side effects of step 3 by group, in the order in which they are asked."""

CLUSTERS: dict[str, tuple[Effect, ...]] = {
    "affective": _effects_between(26, 29),
    "pain": _effects_between(30, 32),
    "drive": _effects_between(33, 35),
    "stress": _effects_between(36, 37),
}
"""The items of step 5 by group."""

SIDE_EFFECTS = tuple(effect for group in EFFECT_GROUPS.values() for effect in group)
HOURS_ASKED = frozenset({Effect.night_waking, Effect.vivid_dreams})
RED_FLAGS = frozenset(
    {Effect.low_mood, Effect.anhedonia, Effect.apathy, Effect.dysphoria_lasting},
)
"""At severity 3 or 4 the help card is shown at once; nothing about that is stored."""

BOTHERSOME = Severity.moderate
"""An effect of this severity or more is bothersome."""
