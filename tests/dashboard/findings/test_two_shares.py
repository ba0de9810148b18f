import pytest

from dashboard.findings.two_shares import change_between
from dashboard.stats.shares import Share


def share(low: float, value: float, high: float) -> Share:
    """A share with a range; of how many people does not matter here."""
    return Share(600, value * 600, value, low, high, 1)


@pytest.mark.parametrize(
    ("early", "late", "form"),
    [
        (share(0.36, 0.40, 0.44), share(0.37, 0.41, 0.45), "same"),
        (share(0.36, 0.40, 0.44), share(0.30, 0.38, 0.46), "level"),
        (share(0.07, 0.09, 0.13), share(0.03, 0.06, 0.09), "level"),
        (share(0.36, 0.40, 0.44), share(0.20, 0.25, 0.30), "falls"),
        (share(0.20, 0.25, 0.30), share(0.36, 0.40, 0.44), "rises"),
    ],
)
def test_about_as_common_is_said_only_where_no_great_change_is_left(
    early: Share, late: Share, form: str
) -> None:
    """40 and 41 in 100 by ranges of 4; wide ranges; 9 and 6, which may be a fall to a third."""
    assert change_between(early, late) == form
