"""A group in which as many members as one likes share the facts that an attacker asks for."""

import random
import secrets
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

import pytest
from dashboard.publishing.due import PublishReason

from dashboard.publishing import publish_edition
from dashboard.stores import Stores, open_stores
from db.answers import DoseStep, EffectEpisode, Survey
from db.editions import editions
from db.members import hand_in
from db.thresholds import PAIRS_FROM_MEMBERS
from db.vocabulary import AgeBand, Before, Condition, Effect, OverallChange, Severity, Sex, Timing

SIZES = {
    Condition.mcas: 60,
    Condition.thyroid: 60,
    Condition.fibromyalgia: 60,
    Condition.me_cfs: 180,
}
"""Members by condition: all above 30, so that none is counted under "other"; 360 in all, so that
pairs of filters are published."""
LOW_UG, USUAL_UG = 500, 1_500
"""The first dose that is asked for, and the one that everybody else began with."""
STEPPED_UP_WEEK = 3


def published(store: Path, low: Mapping[Condition, int], patch: pytest.MonkeyPatch) -> Stores:
    """A store with an edition of a group that is the same every time, but for ``low``.

    Chance is seeded, so that all that differs between two such groups comes of ``low``; and the
    members are moved from one dose to the other, so that every total stays.

    Args:
        store: where.
        low: how many of a condition began with LOW_UG; half of ME/CFS always did.
        patch: takes the seed away again.
    """
    chance = random.Random(4)
    patch.setattr(secrets, "randbits", chance.getrandbits)
    patch.setattr(secrets, "token_bytes", lambda size=32: chance.randbytes(size))
    stores = open_stores(store)
    for survey in _surveys(low):
        hand_in.hand_in(stores.members, chance.randbytes(32), survey)
    assert publish_edition(stores, interval_days=7).reason is PublishReason.published
    patch.undo()
    edition = editions.latest_edition(stores.editions)
    assert edition is not None and edition.members >= PAIRS_FROM_MEMBERS
    return stores


def _surveys(low: Mapping[Condition, int]) -> Iterator[Survey]:
    number = count()
    for condition, size in SIZES.items():
        began_low = {Condition.me_cfs: size // 2, **low}.get(condition, 0)
        for place in range(size):
            yield _survey(condition, LOW_UG if place < began_low else USUAL_UG, next(number))


def _steps(dose_ug: int) -> tuple[DoseStep, ...]:
    """Who began low has stepped up to everybody else's dose, so that only the start differs."""
    first = DoseStep(week=1, dose_ug=dose_ug, timing=Timing.bedtime)
    if dose_ug == USUAL_UG:
        return (first,)
    return first, DoseStep(week=STEPPED_UP_WEEK, dose_ug=USUAL_UG, timing=Timing.bedtime)


def _survey(condition: Condition, dose_ug: int, number: int) -> Survey:
    """A woman in her fifties among every two; dreams and benefit as the number has it."""
    dreams = EffectEpisode(
        effect=Effect.vivid_dreams,
        before=Before.no,
        began_week=1,
        still_there=False,
        ended_week=2 + number % 5,
        severity=Severity.moderate,
    )
    return Survey(
        condition=condition,
        age_band=AgeBand.from_45_to_59 if number % 2 else AgeBand.from_60,
        sex=Sex.female if number % 2 else Sex.male,
        observed_week=20 + number % 7,
        steps=_steps(dose_ug),
        episodes=(dreams,) if number % 3 else (),
        overall_change=OverallChange.much_better if number % 4 else OverallChange.no_change,
    )
