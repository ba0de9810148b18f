"""What changed since the last edition: more than the lot and an edition's own noise can move it.

Pages read everyone as the mean of three editions, so two that follow each other share two of them:
the change that is shown is a third of what the newest says less what the fourth said, and its
variance by lot and noise 2/9 of that of one edition. A change is told from two standard errors on.
Nothing is computed here but published numbers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding
from dashboard.findings.number_phrases import frequency_in_100
from dashboard.findings.share_bars import cell_share
from dashboard.stats.noise import BLUR_VARIANCE, LOT_VARIANCE
from dashboard.stats.shares import Share
from db.catalogue import EVERY_EFFECT
from db.editions.editions import Axis
from db.thresholds import SAID_FROM_PEOPLE

STANDARD_ERRORS = 2.0
"""So that 5 in 100 editions in which nothing changed say otherwise of a share."""
WATCHED: dict[str, tuple[str, Axis]] = {
    "effects_first_week": ("effect_by_week", (EVERY_EFFECT, "w1")),
    "effects_third_month": ("effect_by_week", (EVERY_EFFECT, "w9_12")),
    "sleep_first_week": ("effect_by_week", ("sleep", "w1")),
    "mood_first_week": ("effect_by_week", ("mood", "w1")),
    "better_third_month": ("benefit_by_week", ("w9_12",)),
    "better_half_year": ("benefit_by_week", ("w13_26",)),
    "still_looking": ("sweet_spot_found", ("looking",)),
    "low_start": ("first_dose", ("under_500",)),
    "stopped_for_effects": ("stop_reason", ("side_effects",)),
    "no_benefit_late": ("no_benefit_late", ("on_ldn",)),
}
"""Key in ``[changes.watched]`` -> a published share that is looked at, one cell each: chosen once,
so that no share is told because it is the one that moved."""
Question = Callable[[EditionSlice], Finding[Any]]


@dataclass(frozen=True)
class MovedShare:
    """A share that moved; ``key`` of its words, and what was shown before and is now."""

    key: str
    before: Share
    now: Share


@dataclass(frozen=True)
class EditionChanges:
    """What is new in an edition beside the one before.

    Attributes:
        members_before: as they were said, in steps.
        members: as they are said now.
        newly_shown: names of findings that had too few people before.
        moved: shares that moved by more than lot and noise can move them.
        compared: how many shares were looked at.
    """

    members_before: int
    members: int
    newly_shown: tuple[str, ...]
    moved: tuple[MovedShare, ...]
    compared: int


def edition_changes(
    before: EditionSlice, now: EditionSlice, questions: Mapping[str, Question]
) -> EditionChanges:
    """What is new in an edition beside the one before; both of everyone, as pages read them.

    Args:
        before: the edition before.
        now: the newest.
        questions: name of a finding -> what asks it.
    """
    shares = {key: (_share_of(before, *at), _share_of(now, *at)) for key, at in WATCHED.items()}
    compared = {
        key: (then, since)
        for key, (then, since) in shares.items()
        if then and since and min(then.people, since.people) >= SAID_FROM_PEOPLE
    }
    return EditionChanges(
        before.edition.members,
        now.edition.members,
        tuple(
            name
            for name, question in questions.items()
            if question(now).is_shown and not question(before).is_shown
        ),
        tuple(
            MovedShare(key, *pair)
            for key, pair in compared.items()
            if has_moved(*pair) and is_told_apart(*pair)
        ),
        len(compared),
    )


def has_moved(before: Share, now: Share) -> bool:
    """Whether a shown share differs from that of the edition before by two standard errors.

    Args:
        before: the mean of the editions up to the one before.
        now: the mean of those up to the newest: all but the newest are in ``before``, too.
    """
    both = now.editions - 1
    weight = 1 / now.editions + 1 / before.editions - 2 * both / (now.editions * before.editions)
    error = sqrt(weight * _variance_of_one_edition(before, now))
    return abs(now.value - before.value) > STANDARD_ERRORS * error


def is_told_apart(before: Share, now: Share) -> bool:
    """Whether two shares are said in different words: "under 5 in 100" twice is no change."""
    return frequency_in_100(before) != frequency_in_100(now)


def _variance_of_one_edition(before: Share, now: Share) -> float:
    """Of a share of one edition, by its lot, its noise and its rounding; not by sampling."""
    people = min(before.people, now.people)
    p = (before.cases + now.cases + 2) / (before.people + now.people + 4)
    return LOT_VARIANCE * p * (1 - p) / people + BLUR_VARIANCE * (1 + p * p) / people**2


def _share_of(asked: EditionSlice, measure: str, axis: Axis) -> Share | None:
    return cell_share(asked.cells(measure).get(axis))
