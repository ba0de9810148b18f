"""The numbers that figures are drawn from: plain, frozen, and never a member's row."""

from dataclasses import dataclass

from dashboard.stats.shares import Share


@dataclass(frozen=True)
class WeekSeries:
    """One line: share affected in each band of ``db.bands.WEEK``; None = too few people."""

    word: str
    shares: tuple[Share | None, ...]


@dataclass(frozen=True)
class ByWeek:
    """One or more lines over the same week bands.

    ``article_weeks`` is the article's own window as (first band, last band), or None;
    ``counted`` says from when the weeks are counted: ``week`` of use, or ``since`` a step.
    """

    weeks: tuple[str, ...]
    series: tuple[WeekSeries, ...]
    article_weeks: tuple[str, str] | None = None
    counted: str = "week"


@dataclass(frozen=True)
class ShareMap:
    """A share at each crossing of rows and columns, None = too few people.

    ``rows`` and ``columns`` are labels as the reader sees them; ``note`` says what the columns
    are.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shares: tuple[tuple[Share | None, ...], ...]
    note: str


@dataclass(frozen=True)
class ShareBar:
    """One share with its label as the reader sees it; None = too few people."""

    label: str
    share: Share | None


@dataclass(frozen=True)
class ShareBars:
    """Shares one under the other, each with its interval.

    ``marked`` is the label of the bar that the article names, if it names one; ``several`` =
    one person may be in several bars, so that they make more than one whole.
    """

    bars: tuple[ShareBar, ...]
    marked: str | None = None
    several: bool = False


@dataclass(frozen=True)
class CourseByWeek:
    """Where everyone who started has got to: one share a state and week band; they sum to 1.

    ``people`` and ``shares`` are None where too few people started so long ago.
    """

    weeks: tuple[str, ...]
    people: tuple[int | None, ...]
    states: tuple[str, ...]
    shares: tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True)
class LastingBand:
    """One step of a life table. Shares are 0 to 1 of those who had the effect.

    Attributes:
        word: a band of ``db.bands.LASTING``.
        at_risk: people who still had it at the start of the band (published).
        still: share who still have it at the END of the band; low and high bound 95 %.
    """

    word: str
    at_risk: int
    still: float
    low: float
    high: float


@dataclass(frozen=True)
class LastingCurve:
    """How long an effect lasts, cut where too few people are at risk.

    ``waiting`` = it is about those who still wait for something good, not about an effect.
    ``joined_before`` is the same of those who joined the group before LDN, where enough did.
    """

    word: str
    bands: tuple[LastingBand, ...]
    median_band: str | None
    article_weeks: tuple[str, str] | None = None
    waiting: bool = False
    joined_before: tuple[LastingBand, ...] = ()


@dataclass(frozen=True)
class SearchBars:
    """Where everyone who began has got to; parts and rest are one whole, and add up to it.

    Attributes:
        found: of those who found their sweet spot, all together; None = too few people.
        parts: the same people by dose; none where too few people are.
        rest: still looking, stopped.
        who: among whom, as the reader sees it.
        everyone: the same of all members, beside a group within the group.
    """

    found: ShareBar
    parts: tuple[ShareBar, ...]
    rest: tuple[ShareBar, ...]
    who: str = ""
    everyone: "SearchBars | None" = None


@dataclass(frozen=True)
class StackedRow:
    """One row that is a whole: its label, its people, and the share of each part, 0 to 1.

    ``told`` stands in the place of the people, where something else matters more.
    """

    label: str
    people: int
    shares: tuple[float, ...]
    told: str = ""


@dataclass(frozen=True)
class StackedRows:
    """Rows of the same parts, whose names are as the reader sees them."""

    parts: tuple[str, ...]
    rows: tuple[StackedRow, ...]


@dataclass(frozen=True)
class DifferenceRow:
    """Share at the one time minus share at the other, -1 to 1, with its 95 % bounds.

    ``word`` is an effect axis word or ``benefit``; ``value`` None = too few to compare;
    ``people`` = on each side, once balanced; ``clear`` = the interval lies wholly on one side of
    what may be said; ``shares`` = of either arm, 0 to 1; ``sampling`` = see ``Difference``.
    """

    word: str
    value: float | None
    low: float | None
    high: float | None
    people: int
    clear: bool
    shares: tuple[float, float] = (0.0, 0.0)
    sampling: float = 0.0


@dataclass(frozen=True)
class DifferenceRows:
    """A forest of differences between two first timings, ``arms[0]`` minus ``arms[1]``."""

    arms: tuple[str, str]
    rows: tuple[DifferenceRow, ...]
