"""Groups that tell nothing to compare, or nothing at all: a sentence says so, never a number."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from dashboard.findings.claims import Verdict, judge_claims
from dashboard.findings.finding import FindingState
from dashboard.gallery import FINDINGS
from dashboard.publishing.measures import TALLIES
from db.answers import DoseStep, Survey
from db.form_marks import FormMarks
from db.vocabulary import Form, HadEffects, Timing
from tests.truth.group import Published, edition
from tests.truth.worlds.answering import told
from tests.truth.worlds.every_world import WORLDS
from tests.truth.worlds.living import live
from tests.truth.worlds.pool import chunk_of_surveys, pool_seeds

MEMBERS = 300
THE_ANSWER = "doses.start"
"""What ``one_answer`` does tell."""
Change = Callable[[Survey], Survey]


def as_it_is(survey: Survey) -> Survey:
    """The control: nothing is changed."""
    return survey


def all_at_bedtime(survey: Survey) -> Survey:
    """Nobody begins, or goes on, at another time."""
    steps = tuple(s.model_copy(update={"timing": Timing.bedtime}) for s in survey.steps)
    return survey.model_copy(update={"steps": steps})


def all_censored(survey: Survey) -> Survey:
    """Every spell is the first of its effect, and there still."""
    first = {episode.effect: episode for episode in reversed(survey.episodes)}
    ongoing = {"still_there": True, "ended_week": None}
    spells = tuple(episode.model_copy(update=ongoing) for episode in first.values())
    return survey.model_copy(update={"episodes": spells})


def one_answer(survey: Survey) -> Survey:
    """The first dose and its time; every other question is skipped."""
    dose = survey.steps[0]
    step = DoseStep(week=1, dose_ug=dose.dose_ug, timing=dose.timing)
    marks = FormMarks.of_forms([Form.core], HadEffects.not_said)
    return Survey(observed_week=1, steps=(step,), marks=marks)


@cache
def asked_of(change: Change) -> Published:
    """What pages read of 300 people who answer so."""
    world = WORLDS["plain"]
    surveys = [change(told(world, live(world, seed), seed)) for seed in pool_seeds(MEMBERS)]
    rng = np.random.default_rng(1)
    return edition(chunk_of_surveys(surveys), rng, *TALLIES, editions=3)


def found(change: Change, name: str) -> Any:
    """A finding of that group, about its first word."""
    figure = FINDINGS[name]
    return figure.question(asked_of(change), *figure.arguments)


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (
            all_at_bedtime,
            ("timings.morning", "timings.divided", "timings.benefit", "timings.switched"),
        ),
        (all_censored, ("timelines.lasting", "timelines.helped")),
        (one_answer, tuple(name for name in FINDINGS if name != THE_ANSWER)),
    ],
)
def test_a_group_that_tells_nothing_of_it_is_told_so(
    change: Change, names: tuple[str, ...]
) -> None:
    """No number, no figure; and the same group, answering in full, has one somewhere."""
    for name in names:
        finding = found(change, name)
        assert finding.state is not FindingState.shown, (name, finding.sentence)
        assert finding.sentence
        assert not finding.trust
    assert any(found(as_it_is, name).is_shown for name in names)


@pytest.mark.parametrize("change", [all_at_bedtime, all_censored, one_answer])
def test_no_claim_is_judged_by_a_group_that_tells_nothing_of_it(change: Change) -> None:
    """Those of times of day, of lengths, and all of them."""
    silent = {
        all_at_bedtime: {"C07", "C08", "C16"},
        all_censored: {"C01", "C02", "C03"},
        one_answer: {f"C{number:02}" for number in range(1, 17)} - {"C15"},
    }[change]
    claims = [claim for some in judge_claims(asked_of(change)).topics.values() for claim in some]
    judged = {claim.name for claim in claims if claim.verdict is not Verdict.too_few}
    assert not judged & silent
