"""How sure the group can be of each chart page yet, and what more answers would do."""

from dataclasses import dataclass

from dashboard.findings import response
from dashboard.findings.doses import sweet_spot
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding_numbers import DifferenceRow
from dashboard.findings.timelines import by_week
from dashboard.findings.timings import contrasts
from dashboard.stats.interval_width import half_width, half_width_after_growth, sampling_variance
from dashboard.stats.shares import Share
from db import bands
from db.catalogue import BY_MORNING
from db.thresholds import EARLY_WEEK, SETTLED_WEEK

DREAMS = "effect_vivid_dreams"
"""The effect that members ask about most (dashboard/ui/findings/chart_choices.py)."""


@dataclass(frozen=True)
class PageCertainty:
    """A page's main number and how far off it may be.

    Attributes:
        page: name of the chart page.
        half_width: of its 95 % interval, 0 to 1; None where too few people can answer.
        sampling: the part of the variance that comes of drawing people, by life and by the lot.
        members: of the edition.
    """

    page: str
    half_width: float | None
    sampling: float
    members: int

    def half_width_with_more(self, answers: int) -> float | None:
        """The half-width after so many more answers of people like those who answered so far."""
        if self.half_width is None or not self.members:
            return None
        growth = (self.members + answers) / self.members
        return half_width_after_growth(self.half_width, self.sampling, growth)


def page_certainties(asked: EditionSlice) -> tuple[PageCertainty, ...]:
    """One a chart page, in the order of the pages; the numbers were fixed before looking."""
    found = (
        ("timelines", _share_precision(_early_dreams_share(asked))),
        ("doses", _share_precision(sweet_spot.sweet_spot_found(asked).numbers.found.share)),
        (
            "timings",
            _difference_precision(contrasts.effect_differences(asked, BY_MORNING).numbers.rows[0]),
        ),
        ("response", _share_precision(_late_benefit_share(asked))),
    )
    return tuple(PageCertainty(page, *width, asked.edition.members) for page, width in found)


def _early_dreams_share(asked: EditionSlice) -> Share | None:
    line = by_week.effect_by_week(asked, DREAMS).numbers.series[0]
    return line.shares[bands.WEEK.words.index(EARLY_WEEK)]


def _late_benefit_share(asked: EditionSlice) -> Share | None:
    line = response.benefit_by_week(asked).numbers.series[0]
    return line.shares[bands.WEEK.words.index(SETTLED_WEEK)]


def _share_precision(share: Share | None) -> tuple[float | None, float]:
    if share is None:
        return None, 0.0
    return half_width(share.low, share.high), sampling_variance(share)


def _difference_precision(row: DifferenceRow) -> tuple[float | None, float]:
    if row.low is None or row.high is None:
        return None, 0.0
    return half_width(row.low, row.high), row.sampling
