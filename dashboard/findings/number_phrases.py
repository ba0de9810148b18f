"""Numbers into words: so many in 100, with as much precision as the people allow.

From 30 people in 5-point steps, from 100 in whole points; words for 10 to 29 people; no number for
cases or non-cases under 5. In 100 everywhere, in sentence, axis, tip and table: whoever reads "in
20" on an axis and "1 in 14" above it has to reckon. Only beside little figures it is in tenths.
"""

from collections.abc import Sequence
from math import ceil, floor

from dashboard.findings.whole_shares import HUNDRED, agreeing_parts
from dashboard.stats.shares import Share
from dashboard.text import say
from db.thresholds import (
    FEW_PEOPLE,
    PERCENT_FROM_PEOPLE,
    RANGE_BELOW_PEOPLE,
    WHOLE_POINTS_FROM_PEOPLE,
)

_ONE_IN_UP_TO = 0.15
"""Below this share "1 in 8" is easier to picture than tenths."""
_ALMOST = 1e-9
_BOUNDS = ("hardly_any", "nearly_all")
_HARDLY_ANY = 0.05
"""1 in 20: said only where the upper bound lies below it."""
_NEARLY_ANYTHING = 0.5


def natural_frequency(share: Share) -> str:
    """How often, with a range of few people: "about 40 in 100 (20 to 65 in 100)".

    For a sentence that has no line under it. The range stands in the sentence, so that it goes
    wherever the sentence goes: onto a card, into a picture, behind a link, into a pack.
    """
    word = _word_for_ends(share)
    often = frequency_in_100(share)
    if word in _BOUNDS or (share.people >= RANGE_BELOW_PEOPLE and word is None):
        return often
    return say("finding.share.with_range", share=often, range=percent_range(share))


def _word_for_ends(share: Share) -> str | None:
    """The word for next to nobody or everybody: a bound only where the interval lies beyond it."""
    if share.high < _HARDLY_ANY:
        return "hardly_any"
    if share.low > 1 - _HARDLY_ANY:
        return "nearly_all"
    if share.cases < FEW_PEOPLE:
        return "none_or_few"
    others = share.people - share.cases
    return "most_or_all" if others < FEW_PEOPLE or share.value >= 1 - _HARDLY_ANY else None


def frequency_in_100(share: Share) -> str:
    """How often, in a sentence that has its range beside it: "about 41 in 100", "none or a few"."""
    word = _word_for_ends(share)
    if word is None and share.people < PERCENT_FROM_PEOPLE:
        word = _rough_word(share.value)
    if word:
        return say(f"finding.share.{word}")
    return say("finding.share.about_in_100", number=points_of_100(share.value, share.people))


def share_basis(share: Share) -> str:
    """The people of a share and its range: "Of 690 people. Range: 24 to 31 in 100."."""
    return say("finding.basis.share", people=share.people, range=percent_range(share))


def share_with_basis(share: Share) -> str:
    """A share with both: "about 27 in 100 (690 people, range: 24 to 31)"."""
    return say("finding.basis.often", people=share.people, **_often_and_range(share))


def share_with_range(share: Share) -> str:
    """A share of people who were told already: "about 27 in 100 (range: 24 to 31)"."""
    return say("finding.basis.also", **_often_and_range(share))


def _often_and_range(share: Share) -> dict[str, str]:
    """Behind a word, such as "none or a few", the range says what it is out of; else it is said."""
    often = frequency_in_100(share)
    is_word = not any(letter.isdigit() for letter in often)
    key = "finding.share" if is_word else "finding.share.bare"
    return {"often": often, "range": _range_in_words(share, key)}


def frequency_without_range(share: Share) -> str:
    """How often, beside ten little figures: "about 4 in 10", "about 1 in 14", "none or a few"."""
    word = _word_for_ends(share)
    if word:
        return say(f"finding.share.{word}")
    if share.people < PERCENT_FROM_PEOPLE:
        return say(f"finding.share.{_rough_word(share.value)}")
    if share.value < _ONE_IN_UP_TO:
        return say("finding.share.one_in", number=round(1 / share.value))
    return say("finding.share.in_ten", number=round(10 * share.value))


def estimate_share(people: int, value: float, low: float, high: float) -> Share:
    """An estimated share, 0 to 1, with its bounds and the people it is of."""
    return Share(people, value * people, value, low, high)


def frequencies_of_whole(shares: Sequence[Share | None]) -> list[str]:
    """How often, for the parts of one whole in one sentence: they add up to 100.

    From 100 people in whole points, below in steps of 5 with ranges.

    Args:
        shares: of the same people, who each are in just one of them; None where too few are.
    """
    known = [share for share in shares if share]
    if len(known) < len(shares) or min((s.people for s in known), default=0) < PERCENT_FROM_PEOPLE:
        return [natural_frequency(share) if share else "" for share in shares]
    step = 1 if min(share.people for share in known) >= WHOLE_POINTS_FROM_PEOPLE else 5
    sizes = [share.cases if share.cases >= FEW_PEOPLE else 0.0 for share in known]
    parts = agreeing_parts(sizes, HUNDRED // step)
    return [_part_of_whole(share, step * n) for share, n in zip(known, parts, strict=True)]


def _part_of_whole(share: Share, part: int) -> str:
    if not part or share.cases < FEW_PEOPLE:
        return natural_frequency(share)
    often = say("finding.share.in_hundred", number=part)
    if share.people >= WHOLE_POINTS_FROM_PEOPLE:
        return often
    return say("finding.share.with_range", share=often, range=percent_range(share))


def percent_range(share: Share) -> str:
    """The interval as no less than it is: "24 to 31 in 100", "at most 15 in 100".

    In whole points from 100 people, below in steps of 5.
    """
    return _range_in_words(share, "finding.share")


def _range_in_words(share: Share, key: str) -> str:
    step = 1 if share.people >= WHOLE_POINTS_FROM_PEOPLE else 5
    low = step * floor(HUNDRED * share.low / step + _ALMOST)
    high = step * ceil(HUNDRED * share.high / step - _ALMOST)
    if low <= 0 and high >= HUNDRED:
        return say("finding.share.any_share")
    if low <= 0:
        return say(f"{key}.at_most", number=high)
    if high >= HUNDRED:
        return say(f"{key}.at_least", number=low)
    return say(f"{key}.range", low=low, high=high)


def percent_in_words(share: Share) -> str:
    """How often, for a table: "41 in 100", "40 in 100" in steps of 5, or words."""
    return hundredths_in_words(share)


def hundredths_in_words(share: Share) -> str:
    """How often, beside a bar: "41 in 100", "40 in 100" in steps of 5, or words."""
    number = points_of_100(share.value, share.people)
    few = share.cases < FEW_PEOPLE or share.people - share.cases < FEW_PEOPLE
    if few or share.people < PERCENT_FROM_PEOPLE or not number:
        return frequency_in_100(share)
    return say("finding.share.in_hundred", number=number)


def points_of_100(value: float, people: int) -> int:
    """A share from 0 to 1 in points, in steps of 5 for under 100 people."""
    step = 1 if people >= WHOLE_POINTS_FROM_PEOPLE else 5
    return step * round(100 * value / step)


def map_square_text(share: Share | None) -> str:
    """The shortest form, for a square of a map: "41", or a sign where no number may be told."""
    if share is None:
        return say("finding.share.none_sign")
    if share.cases < FEW_PEOPLE:
        return say("finding.share.hardly_any_sign")
    if share.people < PERCENT_FROM_PEOPLE or share.people - share.cases < FEW_PEOPLE:
        return say("finding.share.roughly_sign")
    return str(points_of_100(share.value, share.people))


def tells_something(share: Share) -> bool:
    """Whether a share may be told: its range leaves out half of what could be, or more."""
    return share.high - share.low < _NEARLY_ANYTHING


def range_of_few(share: Share) -> str:
    """Behind a share of under 100 people its range, in brackets; nothing behind a share of more."""
    if share.people >= WHOLE_POINTS_FROM_PEOPLE:
        return ""
    return say("finding.share.range_of_few", range=percent_range(share))


def _rough_word(value: float) -> str:
    """A word for a share of 10 to 29 people."""
    limits = ((0.15, "few"), (0.4, "under_half"), (0.6, "half"), (0.85, "over_half"))
    return next((word for limit, word in limits if value < limit), "most")


def points_with_sign(value: int) -> str:
    """A difference in points of 100 with its sign: "+12", "−3", "0"."""
    return say(f"finding.points.{'minus' if value < 0 else 'plus' if value else 'none'}").format(
        number=abs(value),
    )


def weeks_in_words(word: str) -> str:
    """A band of weeks in a sentence: "week 2", "weeks 3 to 4", "week 53 and later"."""
    return say(f"finding.weeks.{word}")


def one_week_in_words(word: str) -> str:
    """One week of a band in a sentence: "week 2", "one of weeks 3 to 4"."""
    return say(f"finding.one_week.{word}")


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
