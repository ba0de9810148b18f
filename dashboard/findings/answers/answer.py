"""What every answer is: one short sentence, the people behind it, and a small picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from dashboard.findings import number_phrases
from dashboard.stats.shares import Share
from dashboard.text import say
from db.thresholds import (
    FEW_PEOPLE,
    GROUP_FROM_PEOPLE,
    GROUPS_FROM_MEMBERS,
    SAID_FROM_PEOPLE,
)

HUNDRED = 100


@dataclass(frozen=True)
class PicturePart:
    """One column or bar: its label, its points of 100, and whether it is what the answer names."""

    label: str
    points: int
    marked: bool = True


@dataclass(frozen=True)
class AnswerPicture:
    """A small picture of an answer; the sentence beside it says what it shows.

    Attributes:
        kind: ``columns`` over weeks or doses, ``bars`` of two groups, or ``people``, a dot each.
        parts: columns and bars from the first on; of people, one for those of 100 who are meant.
        whole: points that fill a column, a bar, or all dots.
    """

    kind: str
    parts: tuple[PicturePart, ...]
    whole: int = HUNDRED


@dataclass(frozen=True)
class Answer:
    """A question's answer.

    Attributes:
        sentence: the answer, or why there is none yet; 18 words at most.
        under: the people behind it and how far off the number may be; they go where it goes.
        picture: of the same numbers; None where there is no answer.
    """

    sentence: str
    under: str = ""
    picture: AnswerPicture | None = None

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered."""
        return self.picture is not None


def too_few_answer() -> Answer:
    """Too few people yet; how many are missing is not told."""
    return Answer(say("answers.too_few", people=SAID_FROM_PEOPLE, group=GROUP_FROM_PEOPLE))


def too_rare_answer() -> Answer:
    """Single effects have no numbers here."""
    return Answer(say("answers.too_rare", members=GROUPS_FROM_MEMBERS))


def people_picture(share: Share) -> AnswerPicture:
    """A hundred dots, as many filled as the share tells."""
    return AnswerPicture("people", (PicturePart("", share_points(share)),))


def bars_picture(shares: Iterable[tuple[str, int]]) -> AnswerPicture:
    """Two groups' points of 100, as bars: the last is what is asked about."""
    *others, last = shares
    parts = (*(PicturePart(*share, marked=False) for share in others), PicturePart(*last))
    return AnswerPicture("bars", parts)


def share_points(share: Share) -> int:
    """A share in points of 100, as a picture draws it; none where no number may be told."""
    if share.cases < FEW_PEOPLE:
        return 0
    return number_phrases.points_of_100(share.value, share.people)


def share_range(share: Share) -> str:
    """The range behind an answer, in points of 100, as no less than it is."""
    low, high = range_points(share)
    return say("answers.range", low=low, high=high)


def range_points(share: Share) -> tuple[int, int]:
    """Both ends of a range in points of 100, as no less than it is."""
    return floor(HUNDRED * share.low), ceil(HUNDRED * share.high)
