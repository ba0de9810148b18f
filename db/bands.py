"""The fixed bands for filters and axes, and which band a value lies in.

A band is a word and the lowest value that belongs to it. The bands never move: an edition
must mean the same next year. Source: the questionnaire (docs/questionnaire.md).
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class ValueBands:
    """Consecutive bands of whole numbers.

    Attributes:
        words: the word of each band, lowest first.
        edges: the lowest value of each band, ascending, same length.
        last: the highest value of the last band, or None where it is open.
    """

    words: tuple[str, ...]
    edges: tuple[int, ...]
    last: int | None = None

    def index(self, value: int) -> int:
        """Position of the band that holds ``value``; -1 below the first or above the last."""
        if self.last is not None and value > self.last:
            return -1
        return bisect_right(self.edges, value) - 1

    def word(self, value: int) -> str | None:
        """Word of the band that holds ``value``, or None outside all of them."""
        index = self.index(value)
        return self.words[index] if index >= 0 else None

    def spans(self) -> Iterator[tuple[str, int, int | None]]:
        """Word, lowest and highest value of each band."""
        for index, (word, edge) in enumerate(zip(self.words, self.edges, strict=True)):
            yield word, edge, self.upper(index)

    def upper(self, index: int) -> int | None:
        """Highest value of the band at ``index``; None where it is open."""
        if index + 1 < len(self.edges):
            return self.edges[index + 1] - 1
        return self.last


DOSE_UG = ValueBands(
    (
        "under_100",
        "from_100",
        "from_500",
        "from_1000",
        "from_1500",
        "from_2000",
        "from_3000",
        "at_4500",
        "over_4500",
    ),
    (1, 100, 500, 1_000, 1_500, 2_000, 3_000, 4_500, 4_501),
)
"""Dose axis, total micrograms a day."""

FIRST_DOSE_UG = ValueBands(
    ("under_500", "from_500", "from_1500", "from_3000", "from_4500"),
    (1, 500, 1_500, 3_000, 4_500),
)
"""First dose as a filter, micrograms a day."""

FIRST_DOSE_STRATUM_UG = ValueBands(("under_1000", "from_1000", "from_3000"), (1, 1_000, 3_000))
"""First dose as a stratum of the timing comparison, micrograms a day."""

WEEK = ValueBands(
    ("w1", "w2", "w3_4", "w5_8", "w9_12", "w13_26", "w27_52", "w53_on"),
    (1, 2, 3, 5, 9, 13, 27, 53),
)
"""Week of use; week 1 is the first seven days."""

WEEK_OF_BAND = ValueBands((*WEEK.words[:-1], "w53_104"), WEEK.edges, last=104)
"""Bands of which one week each is looked at: a longer band would show more of whatever comes and
goes. So the last one ends."""

TIME_ON_LDN = ValueBands(("w1_12", "w13_on"), (1, 13))
"""Weeks of use before and after a fair trial, where finer bands would hold too few people."""

LASTING = ValueBands(
    ("w1", "w2", "w3_4", "w5_8", "w9_12", "w13_26", "w27_on"),
    (1, 2, 3, 5, 9, 13, 27),
)
"""Weeks that an effect lasted; the last band only closes the life table."""

STEP_WEEKS = ValueBands(tuple(f"k{week}" for week in range(9)), tuple(range(9)), last=8)
"""Weeks since the latest start or increase; k0 is the week of the step itself."""

PACE_WEEKS = ValueBands(("within_1", "within_2_3", "from_4"), (1, 2, 4))
"""Weeks from the first dose to the first step up; ``from_4`` also where none came by then."""

SPELL_WEEK = ValueBands(("s1", "s2", "s3", "s4", "s5_8"), (1, 2, 3, 4, 5), last=8)
"""Weeks without a break with an effect, as a stratum of the comparison of those who changed."""

EFFECTS_STRATUM = ValueBands(("one", "several"), (1, 2))
"""Effects at one time, as a stratum of the same."""

SEVERITY_STRATUM = ValueBands(("mild", "moderate", "severe"), (0, 2, 3))
"""Worst severity (db.vocabulary.Severity), as a stratum of the same; not said counts as mild."""

OBSERVED_STRATUM = ValueBands(("obs_4", "obs_12"), (4, 12))
"""Weeks of use observed, as a stratum of the timing comparison."""
