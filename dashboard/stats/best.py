"""Which of several doses may be the best: posterior draws instead of a ranking of points.

Source: empirical-Bayes beta-binomial shrinkage (Efron & Morris 1975) for benefit by itself; for
scores a normal hierarchy (Gelman 2006, Bayesian Analysis 1:515-534); P(best) by simulation.
With a true lead of 5 points the top band is right only 43/61/79 % of the time at 10/40/160
people a band (MEASURES.md), so a band is named only when the draws agree.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import betabinom

from dashboard.stats.shares import effective_people
from db.thresholds import SAME_WITHIN

Draws = NDArray[np.float64]
DRAWS = 4_000
SEED = 20_240_901
"""Fixed, so that the same edition gives the same sentence."""
_APART = np.linspace(0.0025, 0.3, 120)
"""Standard deviations between the bands' scores that are thought possible."""
_LEAST, _MOST = 1.0, 7.0
"""Bounds of the prior's strength, as log of its number of people: 3 to 1,100."""


class Cases(NamedTuple):
    """Published cases and people of one band, and how many editions they are the mean of."""

    cases: float
    people: int
    editions: int = 1


def posterior_draws(bands: Sequence[Cases], seed: int = SEED) -> Draws:
    """Draws of each band's share, shrunk toward the whole.

    Args:
        bands: at least two bands with people above 0.
        seed: of the generator.

    Returns:
        Array of shape (bands, DRAWS), each from 0 to 1.

    Raises:
        ValueError: fewer than two bands, or a band without people.
    """
    if len(bands) < 2:
        raise ValueError("shrinkage needs at least two bands")
    if any(band.people <= 0 for band in bands):
        raise ValueError("every band needs people")
    people = np.array(
        [
            max(1.0, effective_people(band.cases, band.people, editions=band.editions))
            for band in bands
        ]
    )
    cases = people * np.array([band.cases / band.people for band in bands])
    prior_cases, prior_others = _prior(cases, people)
    generator = np.random.default_rng(seed)
    alpha, beta = cases + prior_cases, people - cases + prior_others
    return generator.beta(alpha[:, None], beta[:, None], (len(bands), DRAWS))


def _prior(cases: Draws, people: Draws) -> tuple[float, float]:
    """The beta prior under which the bands' counts are likeliest."""
    whole, tried = np.round(cases), np.round(people)

    def unlikelihood(parameters: Draws) -> float:
        mean, strength = 1 / (1 + np.exp(-parameters[0])), np.exp(parameters[1])
        chances = betabinom.logpmf(whole, tried, mean * strength, (1 - mean) * strength)
        return -float(np.sum(chances))

    overall = (cases.sum() + 1) / (people.sum() + 2)
    start = np.array([np.log(overall / (1 - overall)), 3.0])
    limits = [(-6.0, 6.0), (_LEAST, _MOST)]
    found = minimize(unlikelihood, start, bounds=limits, method="L-BFGS-B").x
    mean, strength = 1 / (1 + np.exp(-found[0])), np.exp(found[1])
    return float(mean * strength), float((1 - mean) * strength)


def score_draws(
    benefit: Sequence[Cases],
    burden: Sequence[Cases],
    weight: float,
    seed: int = SEED,
) -> Draws:
    """Draws of each band's benefit less weight times its burden, shrunk toward their mean.

    It is the score that is shrunk, not its parts: benefit shrunk more than burden would take from
    a high dose what it gives and leave what it costs, and name the lowest of doses that are
    equally good. How far the bands lie apart is drawn, too: four bands cannot tell it well.

    Args:
        benefit: at least two bands with people above 0.
        burden: the same bands.
        weight: cost of a burden, in units of a benefit.
        seed: of the generator.

    Returns:
        Array of shape (bands, DRAWS).
    """
    means, variances = _moments(benefit)
    burden_means, burden_variances = _moments(burden)
    score = means - weight * burden_means
    variance = variances + weight**2 * burden_variances
    generator = np.random.default_rng(seed)
    apart = generator.choice(_APART, DRAWS, p=_chance_of(_APART, score, variance))
    certain = 1 / (variance[:, None] + apart**2)
    middle = (score[:, None] * certain).sum(axis=0) / certain.sum(axis=0)
    middle = generator.normal(middle, 1 / np.sqrt(certain.sum(axis=0)))
    certain = 1 / variance[:, None] + 1 / apart**2
    drawn = (score[:, None] / variance[:, None] + middle / apart**2) / certain
    return generator.normal(drawn, 1 / np.sqrt(certain))


def _moments(bands: Sequence[Cases]) -> tuple[Draws, Draws]:
    """Mean and variance of each band's own beta posterior, under Jeffreys' prior."""
    people = np.array(
        [
            max(1.0, effective_people(band.cases, band.people, editions=band.editions))
            for band in bands
        ]
    )
    cases = people * np.array([band.cases / band.people for band in bands])
    mean = (cases + 0.5) / (people + 1)
    return mean, mean * (1 - mean) / (people + 2)


def _chance_of(apart: Draws, score: Draws, variance: Draws) -> Draws:
    """The posterior of the standard deviation between bands, flat before looking."""
    whole = variance + apart[:, None] ** 2
    certain = 1 / whole
    middle = (score * certain).sum(axis=1) / certain.sum(axis=1)
    misfit = ((score - middle[:, None]) ** 2 * certain).sum(axis=1)
    log_chance = -(np.log(whole).sum(axis=1) + np.log(certain.sum(axis=1)) + misfit) / 2
    chance = np.exp(log_chance - log_chance.max())
    shares: Draws = chance / chance.sum()
    return shares


def probability_best(scores: Draws) -> list[float]:
    """Share of the draws in which each band has the highest score; they sum to 1."""
    best = np.argmax(scores, axis=0)
    return [float(share) for share in np.bincount(best, minlength=len(scores)) / scores.shape[1]]


def nearly_as_good(benefit: Draws) -> list[float]:
    """Share of the draws in which each band's benefit is within 10 points of the best one's."""
    near = benefit >= benefit.max(axis=0) - SAME_WITHIN
    return [float(share) for share in near.mean(axis=1)]
