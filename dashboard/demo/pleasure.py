"""Step 5 of the survey: pleasure, drive, pain and stress. Flat: LDN does nothing to them."""

import numpy as np

from dashboard.demo.people import Flags, Ints, draw_words
from dashboard.demo.spells import FOREVER, SpellList
from dashboard.demo.state import CohortCourse
from db.vocabulary import CLUSTERS, Before, Severity

ITEMS = [effect for group in CLUSTERS.values() for effect in group]
_BEFORE = {"not_said": 0.02, "no": 0.50, "the_same": 0.40, "worse_now": 0.08}
"""Assumed."""


def pleasure_spells(course: CohortCourse) -> tuple[SpellList, Ints]:
    """Spells of the items by those who answered the step, and the answer about "before"."""
    members = np.flatnonzero(course.people.answered_pleasure)
    shape = (len(members), len(ITEMS))
    first = course.rng.random(shape) < course.truth.answers.pleasure_item
    # As many begin in a week as end in it, so that the share stays where it was in week 1.
    weekly = course.truth.answers.pleasure_item / course.truth.answers.pleasure_weeks
    weeks = course.people.observed_week[members][:, None]
    later = course.rng.random(shape) < -np.expm1(-weekly * (weeks - 1))
    later &= ~first
    return _spells_and_before(course, members, first, later)


def _spells_and_before(
    course: CohortCourse, members: Ints, first: Flags, later: Flags
) -> tuple[SpellList, Ints]:
    rows, columns = (at.astype(np.int64) for at in (first | later).nonzero())
    member, size = members[rows], len(rows)
    week = course.rng.integers(2, np.maximum(course.people.observed_week[member], 2) + 1)
    began = np.where(first[rows, columns], 1, week)
    lasting = course.rng.geometric(min(1.0, 1 / course.truth.answers.pleasure_weeks), size)
    severity = draw_words(course.rng, course.truth.effects.severity, Severity, size)
    before = draw_words(course.rng, _BEFORE, Before, size)
    until = began - 1 + np.minimum(lasting, FOREVER)
    effect = np.asarray(ITEMS, dtype=np.int64)[columns]
    return SpellList(member, effect, began, until, severity, np.zeros_like(began)), before
