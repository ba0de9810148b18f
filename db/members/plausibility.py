"""What makes a survey look made up or careless. Such a survey is held, never dropped."""

import hashlib
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from db.answers import Survey
from db.vocabulary import AgeBand, HeldFor

STEEPEST = 50
"""A dose this many times the one of the week before is more likely a slip or an invention."""
MOST_CHANGES_A_WEEK = 0.75
MANY_CHANGES = 12
"""More than twelve changes, three in four weeks: nobody titrates like that."""
HIGHEST_BELIEVED_UG = 20_000
"""Cases of 12 mg are published; above 20 mg nobody would call it a low dose."""
YOUNGEST_START = 12
UNDER_30_WEEKS = (30 - YOUNGEST_START) * 52
SAME_SCORES = 6
SAME_SEVERITIES = 12
NEARLY_EVERY_EFFECT = 22
"""Of 25 side effects."""
PARTS_ALIKE = 3
"""Of four parts of a survey: facts, doses, effects, how one is."""
TOLD_FROM = 4
"""Doses and effects that a survey must tell before likeness to another means anything."""
_HASH_BYTES = 7
"""Fits an integer column with its sign."""


def reasons_to_hold(survey: Survey) -> set[HeldFor]:
    """What can be seen in one survey alone."""
    return {why for why, breaks in _RULES if breaks(survey)}


def reasons_of_change(before: Survey, after: Survey) -> set[HeldFor]:
    """What a check-in or a correction brought that can be seen in the survey alone.

    Each rule is looked at by itself, and only where ``before`` kept to it: nobody is held for what
    did not change. Too fast, and very many at once, are about handing in alone.
    """
    return {why for why, breaks in _RULES if breaks(after) and not breaks(before)}


def likeness_hashes(survey: Survey) -> list[int]:
    """Numbers of which two surveys share one when three of their four parts are the same.

    A part that tells nothing is like nobody's: who had no effect and skipped the scores, and steps
    up as most do, was like a stranger in 9 of 100 honest surveys.

    Returns:
        Four numbers below 2^56; fewer where a part tells nothing, none for a survey that tells too
        little to be recognised.
    """
    if len(survey.steps) + len(survey.episodes) < TOLD_FROM:
        return []
    parts = [pair for pair in enumerate(_parts_of_survey(survey)) if pair[1]]
    return [_hash_parts(kept) for kept in combinations(parts, PARTS_ALIKE)]


def is_impossible(survey: Survey) -> bool:
    """Whether a dose or a time cannot be."""
    changes = len(survey.steps) - 1
    weeks = survey.steps[-1].week
    leaps = (
        later.dose_ug >= STEEPEST * earlier.dose_ug and later.week <= earlier.week + 1
        for earlier, later in pairwise(survey.steps)
    )
    return (
        any(step.dose_ug > HIGHEST_BELIEVED_UG for step in survey.steps)
        or any(leaps)
        or (changes >= MANY_CHANGES and changes > MOST_CHANGES_A_WEEK * weeks)
        or (survey.age_band is AgeBand.under_30 and survey.observed_week > UNDER_30_WEEKS)
    )


def _scores_of_survey(survey: Survey) -> list[int]:
    scores = [*survey.now.model_dump().values(), *survey.before.model_dump().values()]
    return [score for score in scores if score is not None]


def _is_straight_lined(survey: Survey) -> bool:
    given = _scores_of_survey(survey)
    told = {(e.severity, e.began_week, e.still_there) for e in survey.episodes}
    return (len(given) >= SAME_SCORES and len(set(given)) == 1) or (
        len(survey.episodes) >= SAME_SEVERITIES and len(told) == 1
    )


def _has_nearly_every_effect(survey: Survey) -> bool:
    return len({e.effect for e in survey.episodes}) >= NEARLY_EVERY_EFFECT


_RULES: tuple[tuple[HeldFor, Callable[[Survey], bool]], ...] = (
    (HeldFor.impossible, is_impossible),
    (HeldFor.straight_lined, _is_straight_lined),
    (HeldFor.straight_lined, _has_nearly_every_effect),
)


def _parts_of_survey(survey: Survey) -> Iterator[str]:
    """Facts, doses, effects, how one is; an empty text for a part that tells nothing."""
    facts = survey.model_dump(include={"condition", "age_band", "sex", "sensitivity", "joined"})
    yield repr(sorted(facts.items()))
    yield repr([(step.week, step.dose_ug, step.timing) for step in survey.steps])
    effects = sorted((e.effect, e.began_week or 0, e.severity) for e in survey.episodes)
    yield repr(effects) if effects else ""
    how = survey.model_dump(include={"overall_change", "first_benefit", "now", "before"})
    yield repr(sorted(how.items())) if _scores_of_survey(survey) else ""


def _hash_parts(parts: object) -> int:
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:_HASH_BYTES])
