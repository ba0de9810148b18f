"""Ranges of lengths that were told in weeks."""

import pytest

from dashboard.findings.finding_numbers import LastingBand
from dashboard.findings.timelines.untold_days import ranges_without_days


def test_a_range_is_wider_by_an_eighth_of_what_the_curve_falls_in_a_week() -> None:
    """From 100 to 60, 40 and 20 after 1, 2 and 4 weeks: by 30 a week, by 13.3, and at last by 10.

    (100 - 40) / 2, (60 - 20) / 3 and (40 - 20) / 2, of which an eighth is 3.75, 1.67 and 1.25.
    """
    steps = [
        LastingBand("w1", 100, 0.6, 0.5, 0.7),
        LastingBand("w2", 60, 0.4, 0.3, 0.5),
        LastingBand("w3_4", 40, 0.2, 0.01, 0.995),
    ]
    wider = ranges_without_days(steps)
    assert [band.still for band in wider] == [0.6, 0.4, 0.2]
    assert [band.low for band in wider] == pytest.approx([0.5 - 0.0375, 0.3 - 0.05 / 3, 0.0])
    assert [band.high for band in wider] == pytest.approx([0.7 + 0.0375, 0.5 + 0.05 / 3, 1.0])


def test_no_bands_have_no_ranges() -> None:
    """A curve of too few people."""
    assert ranges_without_days([]) == ()
