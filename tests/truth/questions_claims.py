"""The article's claims: a verdict is false where the world says otherwise."""

from collections.abc import Callable, Iterator

import numpy as np

from dashboard.findings.claims import Verdict, judge_claims
from dashboard.findings.edition_slice import EditionSlice
from dashboard.publishing.measures import TALLIES
from db.thresholds import EARLY_WEEK
from db.vocabulary import EFFECT_GROUPS, Timing
from tests.truth.judged import Claim, Judged, Question
from tests.truth.worlds.settings import RISK_OF_STEP
from tests.truth.worlds.truths import Truths

PHYSICAL = [effect for effect in RISK_OF_STEP if effect in EFFECT_GROUPS["physical"]]


def headache_leads(truths: Truths) -> bool:
    """In the early week, of the effects on the body."""
    shares = {effect: truths.in_week(f"effect_{effect.name}", EARLY_WEEK) for effect in PHYSICAL}
    return max(shares, key=lambda effect: shares[effect]).name == "headache"


def soon_is_higher(truths: Truths) -> bool:
    """After a step, one week after it against six."""
    return truths.after_step("any_effect", 1) > truths.after_step("any_effect", 6)


def bedtime_leads(truths: Truths) -> bool:
    """Most begin at bedtime."""
    return bool(np.mean([life.steps[0].timing is Timing.bedtime for life in truths.lives]) > 0.5)


def low_start_spares(truths: Truths) -> bool:
    """Of the sensitive, fewer who began under 0.5 mg than with 1.5 to under 3."""
    low, standard = (truths.start_of(band, "yes") for band in ("under_500", "from_1500"))
    return low < standard


def stays_low(truths: Truths) -> float:
    """Share who have stayed with 0.5 to under 1.5 mg."""
    return truths.kept("from_500") + truths.kept("from_1000")


TRUE: dict[str, Callable[[Truths], bool]] = {
    "C01": lambda truths: truths.still_after("sleep", 4) < 0.5,
    "C02": lambda truths: truths.still_after("mood", 2) < 0.5,
    "C03": lambda truths: truths.still_after("physical", 2) < 0.5,
    "C04": headache_leads,
    "C05": soon_is_higher,
    "C06": lambda _: True,
    "C07": lambda truths: truths.world.moving_ends > 0,
    "C08": lambda _: True,
    "C09": lambda truths: truths.noticed_when(2, 8) > 0.5,
    "C10": lambda truths: truths.unhelped_late > 0.05,
    "C11": lambda _: True,
    "C12": low_start_spares,
    "C13": lambda _: False,
    "C14": lambda truths: stays_low(truths) > 0.05,
    "C15": bedtime_leads,
    "C16": lambda _: False,
}
"""Whether the article is right in a world. Halving does nothing in any, nor does dividing."""
NEVER_WORSE = {"C16"}
"""A claim of more that is simply not so: "not in line" would say the opposite, which is false."""


def claims(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Both verdicts of every claim."""
    for topic in judge_claims(asked).topics.values():
        for claim in topic:
            is_true = TRUE[claim.name](truths)
            yield Claim(f"{claim.name} in line", claim.verdict is Verdict.in_line, is_true)
            against = not is_true and claim.name not in NEVER_WORSE
            yield Claim(f"{claim.name} not in line", claim.verdict is Verdict.not_in_line, against)


QUESTIONS = (
    Question(
        "claims",
        tuple(TALLIES),
        claims,
    ),
)
