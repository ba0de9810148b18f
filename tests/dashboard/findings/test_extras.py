from collections.abc import Callable

from dashboard.findings import extras
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState

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
    finding = extras.scales_since_before(asked({"scale_change": cells}))
    assert finding.sentence.startswith("Pain: about 40 in 100 have less than before LDN")
    assert "200 people" in finding.basis
    assert "More by as much: about 10 in 100" in finding.basis
    assert [row.label for row in finding.numbers.rows] == ["Pain", "Tiredness"]
    assert [round(100 * share) for share in finding.numbers.rows[1].shares] == [40, 40, 20]


def test_where_pain_is_too_rare_the_next_scale_is_said(asked: MakeAsked) -> None:
    """25 people with pain, 150 with tiredness; and with neither a state of its own."""
    rare = scales("pain", 25, 10, 10, 5)
    cells = rare | scales("fatigue", 150, 60, 60, 30)
    finding = extras.scales_since_before(asked({"scale_change": cells}))
    assert finding.sentence.startswith("Tiredness: about 40 in 100")
    assert finding.table.rows[1][2] == "too few people to show"


def test_before_enough_told_their_scales_a_state_says_so(asked: MakeAsked) -> None:
    """25 people with pain, and nobody else."""
    finding = extras.scales_since_before(asked({"scale_change": scales("pain", 25, 10, 10, 5)}))
    assert finding.state is FindingState.too_few
