"""A share of people with an interval that knows about the blur.

Source: Wilson 1927 by way of statsmodels; Newcombe 1998, Stat Med 17:857-872. The blur enters
as an effective number of people (docs/method.md, "Widened for the blur").
"""

from dataclasses import dataclass

from statsmodels.stats.proportion import proportion_confint

NOISE_VARIANCE = 5.22
"""Two-sided geometric noise of scale 2.5 cut at +-5 (db and publishing agree by test)."""
ROUNDING_VARIANCE = 25 / 12
"""Rounding to the nearest 5, as a uniform error of width 5."""
BLUR_VARIANCE = NOISE_VARIANCE + ROUNDING_VARIANCE
ALPHA = 0.05


@dataclass(frozen=True)
class Share:
    """Of these people, this share; ``low`` and ``high`` bound 95 %, all from 0 to 1."""

    people: int
    cases: int
    value: float
    low: float
    high: float


def wilson(cases: float, people: float, alpha: float = ALPHA) -> tuple[float, float]:
    """The Wilson interval of a share.

    Args:
        cases: from 0 to ``people``; need not be whole.
        people: more than 0; need not be whole.
        alpha: 1 - confidence.

    Returns:
        Lower and upper bound, 0 to 1.

    Raises:
        ValueError: people not above 0, or cases outside 0 to people.
    """
    if people <= 0:
        raise ValueError("people must be above 0")
    if not 0 <= cases <= people:
        raise ValueError("cases must lie in 0..people")
    low, high = proportion_confint(cases, people, alpha=alpha, method="wilson")
    return float(low), float(high)


def effective_people(cases: float, people: float, blur: float = BLUR_VARIANCE) -> float:
    """How many people an unblurred share of the same variance would have.

    The variance of ``cases / people`` with both counts blurred is, to first order,
    p(1-p)/people + blur (1 + p^2) / people^2. p is taken as (cases+2)/(people+4) so that it is
    never 0 or 1 (Agresti & Coull 1998).

    Raises:
        ValueError: people not above 0.
    """
    if people <= 0:
        raise ValueError("people must be above 0")
    p = (cases + 2) / (people + 4)
    sampling = p * (1 - p)
    return people * sampling / (sampling + blur * (1 + p * p) / people)


def blurred_share(cases: int, people: int) -> Share:
    """A share from a published cell, with its interval widened by the blur.

    Raises:
        ValueError: as ``wilson``.
    """
    effective = effective_people(cases, people)
    value = cases / people
    low, high = wilson(value * effective, effective)
    return Share(people, cases, value, low, high)
