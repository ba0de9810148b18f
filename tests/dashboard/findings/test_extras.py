from collections.abc import Callable
from typing import Any

import pytest

from dashboard.findings import extras, symptoms
from dashboard.findings.doses import restarts
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding, FindingState
from dashboard.text import say
from db.catalogue import EVERY_EFFECT
from db.thresholds import GROUPS_FROM_MEMBERS

MakeAsked = Callable[..., EditionSlice]


def after(people: int, *cases: int) -> dict[str, dict[str, tuple[int, int]]]:
    words = ("as_before_ldn", "worse_than_before", "some_benefit_stayed", "new_symptoms")
    return {"after_stopping": {w: (people, c) for w, c in zip(words, cases, strict=True)}}


def test_who_felt_worse_than_before_is_said_first_with_people_and_range(asked: MakeAsked) -> None:
    """30 of 200 who stopped; the answers beside it make the whole with it."""
    finding = extras.weeks_after_stopping(asked(after(200, 100, 30, 60, 10)))
    assert finding.sentence.startswith("15 in 100 of those who stopped felt worse than before LDN")
    assert "200 people" in finding.basis
    points = [round(100 * bar.share.value) for bar in finding.numbers.bars if bar.share]
    assert sum(points) == 100


def test_where_hardly_anybody_was_worse_it_is_said_so(asked: MakeAsked) -> None:
    """Nobody of 200."""
    finding = extras.weeks_after_stopping(asked(after(200, 120, 0, 70, 10)))
    assert finding.sentence.startswith("Hardly any of those who stopped felt worse")


def test_of_too_few_who_stopped_nothing_is_said(asked: MakeAsked) -> None:
    """25 people."""
    finding = extras.weeks_after_stopping(asked(after(25, 10, 5, 5, 5)))
    assert finding.state is FindingState.too_few


def scales(scale: str, people: int, *cases: int) -> dict[str, tuple[int, int]]:
    words = ("better", "about_same", "worse")
    return {f"{scale}|w13_on|{w}": (people, c) for w, c in zip(words, cases, strict=True)}


def test_a_scale_is_told_with_those_who_are_better_and_those_who_are_worse(
    asked: MakeAsked,
) -> None:
    """80 of 200 better in pain, 20 worse; of tiredness 60 of 150."""
    cells = scales("pain", 200, 80, 100, 20) | scales("fatigue", 150, 60, 60, 30)
    finding = symptoms.scales_since_before(asked({"scale_change": cells}))
    assert finding.sentence.startswith("Pain: about 40 in 100 have less than before LDN")
    assert "200 people" in finding.basis
    assert "More by as much: about 10 in 100" in finding.basis
    assert [row.label for row in finding.numbers.rows] == ["Pain", "Tiredness"]
    assert [round(100 * share) for share in finding.numbers.rows[1].shares] == [40, 40, 20]


def test_where_pain_is_too_rare_the_next_scale_is_said(asked: MakeAsked) -> None:
    """25 people with pain, 150 with tiredness; and with neither a state of its own."""
    rare = scales("pain", 25, 10, 10, 5)
    cells = rare | scales("fatigue", 150, 60, 60, 30)
    finding = symptoms.scales_since_before(asked({"scale_change": cells}))
    assert finding.sentence.startswith("Tiredness: about 40 in 100")
    assert finding.table.rows[1][2] == "too few people to show"


def test_before_enough_told_their_scales_a_state_says_so(asked: MakeAsked) -> None:
    """25 people with pain, and nobody else."""
    finding = symptoms.scales_since_before(asked({"scale_change": scales("pain", 25, 10, 10, 5)}))
    assert finding.state is FindingState.too_few


@pytest.mark.parametrize(
    "finding",
    [
        extras.weeks_after_stopping,
        extras.worse_at_first,
        extras.help_faded,
        extras.doses_missed,
        symptoms.scales_since_before,
        symptoms.symptoms_moved,
        restarts.restarts_after_break,
    ],
)
def test_a_small_group_hears_from_how_many_members_on_extras_are_shown(
    asked: MakeAsked, finding: Callable[[EditionSlice], Finding[Any]]
) -> None:
    """Of 120 members: 40 told of any effect, and no single one is shown."""
    found = finding(asked({"effect_by_week": {f"{EVERY_EFFECT}|w2": (40, 20)}}))
    assert found.sentence == say("finding.rare.extras", members=GROUPS_FROM_MEMBERS)
    assert not found.is_shown


def moves(symptom: str, people: int, *cases: int) -> dict[str, tuple[int, int]]:
    words = ("better", "same", "worse")
    return {f"{symptom}|{w}": (people, c) for w, c in zip(words, cases, strict=True)}


def test_the_symptom_that_eased_most_often_is_named_where_it_stands_apart(
    asked: MakeAsked,
) -> None:
    """Pain 120 of 200, crashes 40 of 200; and no belly, of which 25 told."""
    cells = moves("pain", 200, 120, 60, 20) | moves("crashes", 200, 40, 140, 20)
    told = asked({"symptom_moved": cells | moves("belly", 25, 10, 10, 5)})
    finding = symptoms.symptoms_moved(told)
    assert finding.sentence == "Pain: told most often to have eased since LDN."
    assert "about 60 in 100 (200 people" in finding.basis
    assert [row.label for row in finding.numbers.rows] == ["Pain", "Crashes after effort"]


def test_two_symptoms_that_are_close_are_told_so(asked: MakeAsked) -> None:
    """100 and 95 of 200."""
    cells = moves("pain", 200, 100, 80, 20) | moves("crashes", 200, 95, 85, 20)
    assert "none stands out" in symptoms.symptoms_moved(asked({"symptom_moved": cells})).sentence


def test_who_felt_worse_first_and_who_stayed_so_are_added(asked: MakeAsked) -> None:
    """50 and 20 of 200."""
    cells = {"better": 40, "same": 90, "worse_then_better": 50, "stayed_worse": 20}
    told = asked({"first_weeks": {word: (200, cases) for word, cases in cells.items()}})
    finding = extras.worse_at_first(told)
    assert finding.sentence.startswith("35 in 100 felt their illness get worse")
    assert len(finding.numbers.bars) == 4


def test_every_way_of_fading_is_added(asked: MakeAsked) -> None:
    """60 of 200: 30 for good, 10 each that came back."""
    back = dict.fromkeys(("lower_dose", "higher_dose", "break"), 10)
    cells = {"no": 140, "for_good": 30} | {f"back_after_{word}": n for word, n in back.items()}
    told = asked({"faded": {word: (200, cases) for word, cases in cells.items()}})
    assert extras.help_faded(told).sentence.startswith("30 in 100 of those whom LDN helped")


def test_a_restart_is_told_with_what_came_of_it(asked: MakeAsked) -> None:
    """Of 100, 70 at about half, 20 with effects again, 90 on LDN eight weeks later."""
    cells = {"under_half": 10, "half": 70, "more": 20, "effects_again": 20, "stayed": 90}
    told = asked({"restart": {word: (100, cases) for word, cases in cells.items()}})
    finding = restarts.restarts_after_break(told)
    assert "about half of the dose before" in finding.sentence
    assert "Side effects within 8 weeks: about 20 in 100" in finding.basis
    assert "On LDN 8 weeks later: about 90 in 100" in finding.basis


def test_who_missed_a_dose_or_more_is_added(asked: MakeAsked) -> None:
    """30, 20 and 10 of 200."""
    cells = {"none": 140, "just_one": 30, "two_or_three": 20, "from_4": 10}
    told = asked({"doses_missed": {word: (200, cases) for word, cases in cells.items()}})
    assert extras.doses_missed(told).sentence.startswith("30 in 100 missed a dose or more")
