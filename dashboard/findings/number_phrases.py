"""Numbers into words: natural frequencies, with as much precision as the people allow.

Rules of DESIGN.md, "Blurring": percentages from 30 people, in 5-point steps below 100 and whole
points above; words for 10 to 29 people; no number for cases or non-cases under 5.
"""

from dashboard.stats.shares import Share
from dashboard.text import say
from db.thresholds import FEW_PEOPLE, PERCENT_FROM_PEOPLE, WHOLE_POINTS_FROM_PEOPLE

_ONE_IN_UP_TO = 0.15
"""Below this share "1 in 8" is easier to picture than tenths."""


def natural_frequency(share: Share) -> str:
    """How often, for a sentence: "about 4 in 10", "about half", "under 1 in 20"."""
    if share.cases < FEW_PEOPLE:
        return say("finding.share.hardly_any")
    if share.people - share.cases < FEW_PEOPLE:
        return say("finding.share.nearly_all")
    if share.people < PERCENT_FROM_PEOPLE:
        return say(f"finding.share.{_rough_word(share.value)}")
    return natural_frequency_of_value(share.value)


def natural_frequency_of_value(value: float) -> str:
    """A share of enough people, 0 to 1, as a natural frequency."""
    if value < 0.05:
        return say("finding.share.hardly_any")
    if value >= 0.95:
        return say("finding.share.nearly_all")
    if value < _ONE_IN_UP_TO:
        return say("finding.share.one_in", number=round(1 / value))
    return say("finding.share.in_ten", number=round(10 * value))


def percent_in_words(share: Share) -> str:
    """How often, for a table: "41 %", "40 %" in steps of 5, or words."""
    return _points_in_words(share, "percent")


def hundredths_in_words(share: Share) -> str:
    """How often, beside a bar: "41 in 100", "40 in 100" in steps of 5, or words."""
    return _points_in_words(share, "in_hundred")


def points_of_100(value: float, people: int) -> int:
    """A share from 0 to 1 in points, in steps of 5 for under 100 people."""
    step = 1 if people >= WHOLE_POINTS_FROM_PEOPLE else 5
    return step * round(100 * value / step)


def _points_in_words(share: Share, key: str) -> str:
    if share.cases < FEW_PEOPLE or share.people - share.cases < FEW_PEOPLE:
        return natural_frequency(share)
    if share.people < PERCENT_FROM_PEOPLE:
        return natural_frequency(share)
    number = points_of_100(share.value, share.people)
    return say(f"finding.share.{key}", number=number) if number else natural_frequency(share)


def map_square_text(share: Share | None) -> str:
    """The shortest form, for a square of a map: "41", or a sign where no number may be told."""
    if share is None:
        return say("finding.share.none_sign")
    if share.cases < FEW_PEOPLE:
        return say("finding.share.hardly_any_sign")
    if share.people < PERCENT_FROM_PEOPLE or share.people - share.cases < FEW_PEOPLE:
        return say("finding.share.roughly_sign")
    return str(points_of_100(share.value, share.people))


def percent_range(share: Share) -> str:
    """The interval for a table, with the same precision; words have none."""
    if share.people < PERCENT_FROM_PEOPLE:
        return say("finding.share.no_range")
    low, high = (points_of_100(bound, share.people) for bound in (share.low, share.high))
    return say("finding.share.range", low=low, high=high)


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
    """A band of weeks in a sentence: "week 2", "weeks 3–4", "week 53 and later"."""
    return say(f"finding.weeks.{word}")


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
