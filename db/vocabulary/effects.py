"""Words about effects."""

from enum import IntEnum


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


class HadEffects(IntEnum):
    """Whether there was any side effect: "I had none" is an answer, skipping is not."""

    not_said = 0
    had_some = 1
    had_none = 2
    not_sure = 3


class Effect(IntEnum):
    """What may be tapped: side effects (1 to 25, 38 on), step 5 (26 to 37)."""

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
    more_appetite = 38
    twitching = 39
    restless_legs = 40
    overactive = 41
    sleepy_by_day = 42
    skin_rash = 43
    joint_pain = 44
    less_interest_in_sex = 45
    ringing_ears = 46
    vomiting = 47
    something_else = 48


def _effects_between(first: int, last: int) -> tuple[Effect, ...]:
    return tuple(Effect(number) for number in range(first, last + 1))


EFFECT_GROUPS: dict[str, tuple[Effect, ...]] = {
    "sleep": _effects_between(1, 5),
    "mood": _effects_between(6, 10),
    "physical": _effects_between(11, 18),
    "other": _effects_between(19, 25),
}
"""Side effects of version 1 by group, in the order in which they are asked."""

MORE_EFFECTS: dict[str, tuple[Effect, ...]] = {
    "sleep": (Effect.sleepy_by_day,),
    "mood": (),
    "physical": (Effect.joint_pain,),
    "other": (*_effects_between(38, 41), Effect.skin_rash, *_effects_between(45, 48)),
}
"""Side effects that version 2 added, by the same groups; asked under "more"."""

CLUSTERS: dict[str, tuple[Effect, ...]] = {
    "affective": _effects_between(26, 29),
    "pain": _effects_between(30, 32),
    "drive": _effects_between(33, 35),
    "stress": _effects_between(36, 37),
}
"""The items of step 5 by group."""

LATER_EFFECTS = (*_effects_between(38, 48),)
"""All of them, in the order of their numbers."""
SIDE_EFFECTS = tuple(effect for group in EFFECT_GROUPS.values() for effect in group)

HOURS_ASKED = frozenset({Effect.night_waking, Effect.vivid_dreams})

RED_FLAGS = frozenset(
    {Effect.low_mood, Effect.anhedonia, Effect.apathy, Effect.dysphoria_lasting},
)
"""At severity 3 or 4 the help card is shown at once; nothing about that is stored."""

BOTHERSOME = Severity.moderate
"""An effect of this severity or more is bothersome."""
