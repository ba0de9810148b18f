"""Every finding about effects, in a group that shows "any effect" alone."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding, FindingState
from dashboard.findings.timelines import by_week, course, durations, spells
from dashboard.findings.timings import contrasts, switches
from dashboard.text import say
from db.catalogue import BY_MORNING, EVERY_EFFECT
from db.thresholds import GROUPS_FROM_MEMBERS

DREAMS = "effect_vivid_dreams"
FINDINGS: dict[str, Callable[[EditionSlice], Finding[Any]]] = {
    "one by week": lambda asked: by_week.effect_by_week(asked, DREAMS),
    "kinds by week": by_week.groups_by_week,
    "the map": by_week.effect_map,
    "how long": lambda asked: durations.effect_lasting(asked, DREAMS),
    "after a step": lambda asked: course.effect_after_step(asked, DREAMS),
    "what helped": lambda asked: spells.what_helped(asked, "sleep"),
    "hours": spells.hours_after_dose,
    "by first timing": lambda asked: contrasts.effect_differences(asked, BY_MORNING),
    "moved": switches.sleep_after_switch,
}


@pytest.mark.parametrize("finding", FINDINGS.values(), ids=FINDINGS)
def test_a_small_group_hears_from_how_many_members_on_effects_are_shown(
    asked: Callable[..., EditionSlice], finding: Callable[[EditionSlice], Finding[Any]]
) -> None:
    """And not that too few people answered: 40 told of any effect."""
    edition = asked({"effect_by_week": {f"{EVERY_EFFECT}|w2": (40, 20)}})
    found = finding(edition)
    assert found.state is FindingState.too_rare
    assert found.sentence == say("finding.rare.small_group", members=GROUPS_FROM_MEMBERS)


@pytest.mark.parametrize("finding", FINDINGS.values(), ids=FINDINGS)
def test_where_nobody_answered_it_is_another_state(
    asked: Callable[..., EditionSlice], finding: Callable[[EditionSlice], Finding[Any]]
) -> None:
    """An edition without cells."""
    assert finding(asked()).state is FindingState.too_few
