from math import log10

import pytest

from dashboard.charts import dose_axis
from dashboard.charts import doses as charts
from dashboard.findings.finding_numbers import SweetSpot
from db import bands
from tests.dashboard.charts import drawn

HALF_A_DIGIT = 0.5e-4


@pytest.mark.parametrize(("at", "which"), [(0, "benefit"), (1, "burden")])
def test_points_and_bars_are_the_findings_shares(doses: SweetSpot, at: int, which: str) -> None:
    """The point at the share, the bar from its lower to its upper bound."""
    line = drawn.lines(charts.benefit_and_burden(doses, "light"))[at]
    bars = (line["y"], line["error_y"]["array"], line["error_y"]["arrayminus"])
    for dose, point, above, below in zip(doses.doses, *bars, strict=True):
        share = getattr(dose, which)
        drawn_at = (point, above, below)
        if share is None:
            assert drawn_at == (None, None, None)
        else:
            parts = (share.value, share.high - share.value, share.value - share.low)
            assert drawn_at == pytest.approx(parts, abs=HALF_A_DIGIT)


def test_doses_stand_on_a_log_axis(doses: SweetSpot) -> None:
    """Twice the dose is the same step everywhere; 4.5 mg stands at 4.5 mg."""
    figure = charts.benefit_and_burden(doses, "light")
    axis = drawn.layout(figure)["xaxis"]
    real = dict(zip(axis["ticktext"], axis["tickvals"], strict=True))
    assert real["1"] == 0
    assert real["3"] - real["1.5"] == pytest.approx(log10(2), abs=2 * HALF_A_DIGIT)
    assert dose_axis.dose_band_position("at_4500") == real["4.5"]


def test_every_dose_band_stands_within_its_bounds() -> None:
    """The words of the bands, in their order, each at a dose that belongs to it."""
    assert tuple(dose_axis.POSITIONS) == bands.DOSE_UG.words
    for word, dose_ug in dose_axis.POSITIONS.items():
        assert bands.DOSE_UG.word(dose_ug) == word


def test_shading_begins_and_ends_at_the_bands_own_edges() -> None:
    """Where neighbours share an edge; only 4.5 mg has no width of its own."""
    assert dose_axis.EDGES[1:7] == bands.DOSE_UG.edges[1:7]
    inside = zip(dose_axis.EDGES, dose_axis.POSITIONS.values(), dose_axis.EDGES[1:], strict=False)
    assert all(start < dose < end for start, dose, end in inside)


def test_the_doses_that_may_be_the_best_are_shaded(doses: SweetSpot) -> None:
    """From 0.5 mg to 1.5 mg, and named."""
    figure = charts.benefit_and_burden(doses, "light")
    (window,) = drawn.layout(figure)["shapes"]
    assert [window["x0"], window["x1"]] == pytest.approx([log10(0.5), log10(1.5)], abs=1e-4)
    assert "the sweet spot" in drawn.words(figure)


def test_no_sweet_spot_is_named_where_no_dose_is_ruled_out(doses: SweetSpot) -> None:
    """All seven doses may be the best: that is what is said."""
    judged = tuple(dose.word for dose in doses.doses if dose.p_best is not None)
    everywhere = SweetSpot(doses.doses, doses.weight, judged, None, None)
    texts = drawn.words(charts.benefit_and_burden(everywhere, "light"))
    assert "no dose ruled out" in texts
    assert "the sweet spot" not in texts


def test_doses_with_too_few_people_are_hatched_in_their_strip(doses: SweetSpot) -> None:
    """Benefit lacks the lowest and the highest band, side effects the lowest alone."""
    upper, lower = drawn.hatched(charts.benefit_and_burden(doses, "light"))
    low, high = dose_axis.dose_band_position("under_100"), dose_axis.dose_band_position("over_4500")
    assert (upper["x"], lower["x"]) == ([low, high], [low])
    assert len({*upper["y"], *lower["y"]}) == 1


def test_the_people_stand_under_both_strips(doses: SweetSpot) -> None:
    """Each dose's own count, and "<30" where there are too few."""
    texts = drawn.words(charts.benefit_and_burden(doses, "light"))
    assert [texts.count(text) for text in ("120", "200", "30", "<30")] == [7, 7, 1, 3]


def test_with_too_few_at_every_dose_only_hatching_is_left(no_doses: SweetSpot) -> None:
    """Bars of one height in both strips, no point, no share on the axis."""
    figure = charts.benefit_and_burden(no_doses, "dark")
    hatched = drawn.hatched(figure)
    assert [len(trace["x"]) for trace in hatched] == [len(bands.DOSE_UG.words)] * 2
    assert len({height for trace in hatched for height in trace["y"]}) == 1
    assert {share for line in drawn.lines(figure) for share in line["y"]} == {None}


def test_bars_of_the_score_are_the_chances_of_being_the_best(doses: SweetSpot) -> None:
    """Each as long as its chance in a track of 1, with its number on the right."""
    figure = charts.best_dose_figure(doses, "light")
    bars = drawn.traces(figure)[1]
    assert bars["x"] == pytest.approx([1 / 7] * 7, abs=HALF_A_DIGIT)
    assert drawn.layout(figure)["xaxis"]["range"] == [0, 1]
    texts = drawn.words(figure)
    assert [texts.count("14 in 100"), texts.count("too few to compare")] == [7, 2]
    assert "best = benefit minus 0.5 × bothersome effects" in texts
