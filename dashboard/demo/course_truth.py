"""The truth about benefit, about what members do when they suffer, and about stopping."""

from typing import Annotated

from pydantic import AfterValidator, Field

from dashboard.demo.kinds import Curve, Share, Times, TruthSection, Weeks, words_check


class BenefitTruth(TruthSection):
    """Who feels much better, at which dose, and when."""

    share: Curve = Field(
        default={
            1: 0.12,
            100: 0.20,
            500: 0.36,
            1_000: 0.43,
            1_500: 0.48,
            3_000: 0.52,
            4_500: 0.53,
            6_000: 0.50,
        }
    )
    """Share who benefit from a dose once it has had its time: within the published 32 % (Younger
    2013), 44 % (Bruun-Plesner 2020), 65 % (Driver & D'Souza 2023) and 74 % (Polo 2019). The plateau
    from 1.5 mg is assumed, with a lead so small that "no single best dose" is the honest answer."""
    a_little: Share = 0.17
    """A little better only, beside the share above: any relief 64 % (McKenzie-Brown 2023)."""
    median_weeks: Weeks = 4.0
    """From the first helping dose until it helps much. The article: builds over 2 to 8 weeks."""
    spread: Annotated[float, Field(gt=0, le=3)] = 0.55
    """Standard deviation of its logarithm: eight in ten between 2 and 8 weeks."""
    redrawn: Share = 0.3
    """Whom one dose did not help, another may, and the other way round: at a new dose so many
    respond as if they had never tried. Assumed."""
    first_notice: Share = 0.6
    """The first help is noticed after this part of that time. Assumed."""
    keeps_that_dose: Share = 0.50
    """Stays at a dose that has begun to help. The article: keep the lowest dose that helps.
    The share is assumed."""
    more_per_week: Share = 0.08
    """Eight weeks on a dose under 4.5 mg without help, and up a step. Assumed."""


Severities = AfterValidator(words_check(("moderate", "severe", "very_severe")))


class ReactionTruth(TruthSection):
    """What members do in a week after one with an effect. All shares are assumed."""

    stop_per_week: Annotated[dict[str, Share], Severities] = Field(
        default={
            "moderate": 0.04,
            "severe": 0.16,
            "very_severe": 0.40,
        }
    )
    """Stops, by the worst effect; brings "stopped for effects" within 12 weeks to 5 to 8 % (O'Kelly
    2022 5 %, Polo 2019 7.3 %, FINAL 2024 8 %)."""
    lower_per_week: Share = 0.20
    """Takes half, with a bothersome effect. The article: cut by half at once."""
    to_morning_per_week: Share = 0.15
    """Moves from bedtime to morning, with a sleep effect of the usual length, whatever its severity
    and age."""
    stubborn_move: Annotated[float, Field(ge=0, le=2)] = 0.5
    """Who has the stubborn kind moves more: that share, times how often the usual length the effect
    lasts, to this power. At 0 who has moved and who has not yet are equally ill."""
    steps_no_further: Share = 0.50
    """Stays at the dose for good after a new bothersome effect."""
    tries_again: Share = 0.25
    """Of those who took half, steps up again later."""
    lowering_ends: Share = 0.15
    """Of the effects present, those that end because the dose was lowered."""
    switch_effect: Share = 0.0
    """Of the sleep effects present, those that end because of the move to the morning. None by
    default: no trial is known that asked."""
    stopping_ends: Share = 0.9
    """Of the effects present, those that end within a week of stopping."""
    cost_per_week: Share = 0.0005
    """Takes half because it ran out or costs too much."""


class StoppingTruth(TruthSection):
    """Stopping for other reasons, in a week. All shares are assumed, and low.

    With those for effects they bring "stopped within a year" to about 38 %. Of 11,247 people in the
    Norwegian register 45 % had four or more dispensings in a year (Raknes & Smabrekke 2019).
    """

    no_benefit: Share = 0.03
    """From week 13 on, without any help. The article: a fair trial is 8 to 12 weeks."""
    not_needed: Share = 0.0007
    """While it helps, from week 13 on."""
    surgery_or_opioids: Share = 0.0006
    cost_or_supply: Share = 0.0008
    prescriber: Share = 0.0004
    other: Share = 0.0006


class HandInTruth(TruthSection):
    """Who hands in a survey, of everybody who began. All of it is assumed."""

    began_per_member: Annotated[float, Field(ge=1, le=10)] = 2.0
    """So many began for each who hands in; at 1 everybody does, and the rest says nothing."""
    ill: Times = 2.0
    """With a bothersome effect in that week: hands in at so many times the rate of others."""
    much_better: Times = 1.5
    stopped: Times = 0.5
    """Who no longer takes it leaves the group, too."""


EVERYONE_HANDS_IN = HandInTruth(began_per_member=1)
"""For tests that look for the truth about everybody who began."""


class StoryTruth(TruthSection):
    """What version 2 of the survey asks besides. All of it is assumed.

    The first five are mechanisms; the others are drawn by themselves and depend on nothing.
    """

    pauses: Share = 0.05
    """Of those who were on LDN for 20 weeks: paused once, after the last change of dose."""
    pause_weeks: Annotated[float, Field(ge=1, le=52)] = 8.0
    """On average."""
    restart_half: Share = 0.5
    """Of those who started again, at half the dose; the others at the same."""
    comes_back: Share = 0.4
    """Of the effects that would have lasted beyond the break: there again after the restart."""
    every_other_day: Share = 0.03
    """Take twice the dose on every other day, so that the mean of a day is that of the others."""
    later_effect: Share = 0.01
    """Each of the effects that version 2 added."""
    answers_for: Share = 0.02
    """Answer for a child or an adult in their care."""
    tried_before: Share = 0.12
    other_condition: Share = 0.06
    """Each other condition."""


PLAIN_STORY = StoryTruth(pauses=0, every_other_day=0, later_effect=0)
"""For charts that know no break: daily doses, and the effects of version 1."""
