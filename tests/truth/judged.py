"""What a finding says of a group, beside what is true: figures with a range, claims in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isnan

from dashboard.findings import two_shares
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.number_phrases import natural_frequency
from dashboard.stats.shares import Share
from dashboard.text import say
from db.thresholds import SAME_PART, SAME_WITHIN
from tests.truth.worlds.truths import Truths

SEEN_FROM = 1e-9


@dataclass(frozen=True)
class Figure:
    """A number as it is shown, with its range, and the truth; all from -1 to 1."""

    name: str
    value: float
    low: float
    high: float
    truth: float

    @property
    def holds(self) -> bool:
        """Whether the range holds the truth."""
        return self.low - SEEN_FROM <= self.truth <= self.high + SEEN_FROM


@dataclass(frozen=True)
class Claim:
    """Something that may be said in words: whether it was, and whether it is true."""

    name: str
    said: bool
    is_true: bool

    @property
    def is_false(self) -> bool:
        """Said, and not true."""
        return self.said and not self.is_true


Judged = Figure | Claim
Judge = Callable[[EditionSlice, Truths], Iterator[Judged]]


@dataclass(frozen=True)
class Question:
    """A finding, the measures it reads, and how it is held against the truth.

    Attributes:
        name: of the finding, as pages have it.
        measures: of ``db.catalogue`` that an edition needs for it.
        judge: an edition and what is true -> everything that it says.
    """

    name: str
    measures: tuple[str, ...]
    judge: Judge


def share_figure(name: str, share: Share | None, truth: float) -> Iterator[Judged]:
    """A share that is shown, and the words that stand for it."""
    if share is None or isnan(truth):
        return
    yield Figure(name, share.value, share.low, share.high, truth)
    words = natural_frequency(share)
    if words == say("finding.share.hardly_any"):
        yield Claim(f"{name}: under 1 in 20", said=True, is_true=truth < 0.05)
    if words == say("finding.share.nearly_all"):
        yield Claim(f"{name}: nearly all", said=True, is_true=truth > 0.95)


def order_claims(name: str, early: Share, late: Share, truths: tuple[float, float]) -> list[Claim]:
    """That a share falls, rises, or is about as common, by the rule of the page's sentence."""
    said = two_shares.change_between(early, late)
    apart = abs(truths[1] - truths[0])
    true = {
        "falls": truths[1] < truths[0],
        "rises": truths[1] > truths[0],
        "same": apart <= min(SAME_WITHIN, SAME_PART * max(truths)),
    }
    return [Claim(f"{name}: {word}", said == word, is_true) for word, is_true in true.items()]
