from dashboard.charts.theme import theme_palette
from dashboard.charts.timings import difference_forest
from dashboard.findings.finding_numbers import DifferenceRows
from tests.dashboard.charts import drawn


def test_intervals_and_dots_are_the_findings_differences(differences: DifferenceRows) -> None:
    """Bars from the lower to the upper bound, dots at the value; none where too few people are."""
    bars, dots, _ = drawn.traces(difference_forest(differences, "light"))
    ends = zip(bars["base"], bars["x"], strict=True)
    assert [(low, round(low + length, 4)) for low, length in ends] == [(0.05, 0.19), (-0.06, 0.05)]
    assert dots["x"] == [0.12, -0.01]


def test_the_text_says_what_the_bar_shows(differences: DifferenceRows) -> None:
    """With signs, a true minus, and the interval."""
    texts = drawn.words(difference_forest(differences, "light"))
    assert "+12 in 100 (+5 to +19)" in texts
    assert "−1 in 100 (−6 to +5)" in texts
    assert {"Vivid dreams", "fewer at bedtime", "more at bedtime"} <= set(texts)


def test_only_clear_differences_are_teal(differences: DifferenceRows) -> None:
    """The others are grey, in the dots and in the bars."""
    colours = theme_palette("light")
    bars, dots, _ = drawn.traces(difference_forest(differences, "light"))
    assert dots["marker"]["color"] == [colours.teal, colours.grey]
    assert bars["marker"]["color"] == [colours.teal_tint, colours.grey_tint]


def test_what_is_too_few_to_compare_is_hatched(differences: DifferenceRows) -> None:
    """In its own row, and said."""
    figure = difference_forest(differences, "light")
    (trace,) = drawn.hatched(figure)
    assert [y > 46 + 46 for y in trace["y"]] == [True]
    assert drawn.words(figure).count("too few to compare") == 1


def test_people_are_told_for_each_side(differences: DifferenceRows) -> None:
    """The smallest counts of all compared rows, so that "at least" is true of each."""
    texts = drawn.words(difference_forest(differences, "light"))
    assert "at least 190 people on each side" in texts


def test_zero_stays_in_the_middle(differences: DifferenceRows) -> None:
    """So that there is room for both directions' words on a phone."""
    left, right = drawn.layout(difference_forest(differences, "light"))["xaxis"]["range"]
    assert left == -right
    assert right > 0.19


def test_with_too_few_everywhere_every_row_is_hatched_alike(
    no_differences: DifferenceRows,
) -> None:
    """Of one length, without a dot, without people."""
    figure = difference_forest(no_differences, "dark")
    (trace,) = drawn.hatched(figure)
    assert len(trace["y"]) == 2
    assert len(set(trace["x"])) == 1
    assert not drawn.lines(figure)[0].get("x")
    assert not any("at least" in text for text in drawn.words(figure))
