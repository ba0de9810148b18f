"""An effect, and feeling much better, by week among people like me, with my own weeks marked."""

from collections.abc import Mapping

from dashboard.findings.number_phrases import sentence_case
from dashboard.findings.peers import precision
from dashboard.findings.peers.effects import (
    OwnEffect,
    effect_in_words,
    weeks_in_words,
)
from dashboard.findings.peers.match import PeerSearch
from dashboard.findings.peers.peer_numbers import IconRows, NamedShare, PeerAnswer
from dashboard.findings.response import BENEFIT
from dashboard.stats.shares import Share
from dashboard.text import say
from db import bands
from db.thresholds import EARLY_WEEK, SETTLED_WEEK

_WEEKS = bands.WEEK_OF_BAND.words
SHOWN_WEEKS = ("w2", "w5_8", "w9_12", "w27_52")
"""Besides my own: fixed before looking, and few enough for a phone."""


def effect_by_week(effect: OwnEffect) -> PeerAnswer[IconRows]:
    """How many have an effect of mine, week by week; my week is marked."""
    word, match = effect.mine.word, effect.match
    shares = {week: match.share_in_week(word, week) for week in _WEEKS}
    numbers = precision.rows_of_shares(_week_rows(shares, effect.week))
    first = _week_to_compare(effect.week)
    early, late = shares[first], shares[SETTLED_WEEK]
    if not (early and late and all(map(precision.has_number, (early, late)))):
        sentence = say("finding.peers.by_week.plain", effect=sentence_case(effect_in_words(word)))
        lines = (precision.people_line(effect.share, numbers.of, match.among_whom),)
        return match.answer_with("by_week", sentence, numbers, lines)
    sentence = _course_sentence(early, late, first, word)
    lines = (_both_weeks_line(early, late, first, numbers.of, match.among_whom),)
    return match.answer_with("by_week", sentence, numbers, lines)


def _week_label(week: str) -> str:
    return say("finding.peers.by_week.row", weeks=say(f"words.week.{week}"))


def _week_to_compare(mine: str) -> str:
    """The week that the settled one is held against: mine, or a fixed early one behind it."""
    return mine if _WEEKS.index(mine) < _WEEKS.index(SETTLED_WEEK) else EARLY_WEEK


def _week_rows(shares: Mapping[str, Share | None], mine: str) -> list[NamedShare]:
    tag = say("charts.peers.week")
    return [
        (_week_label(week), share, tag if week == mine else "")
        for week, share in shares.items()
        if week == mine or (week in SHOWN_WEEKS and precision.has_number(share))
    ]


def _course_sentence(early: Share, late: Share, first: str, word: str) -> str:
    """An early and a late week, fixed before looking."""
    form = "fewer" if late.high < early.low else "more" if late.low > early.high else "level"
    weeks = {"early": weeks_in_words(first), "late": weeks_in_words(SETTLED_WEEK)}
    return say(f"finding.peers.by_week.{form}", effect=effect_in_words(word), **weeks)


def _both_weeks_line(early: Share, late: Share, first: str, of: int, who: str) -> str:
    return say(
        "finding.peers.by_week.line",
        early=_week_label(first),
        late=_week_label(SETTLED_WEEK),
        early_often=precision.count_in_words(early, of),
        late_often=precision.count_in_words(late, of),
        early_people=early.people,
        late_people=late.people,
        who=who,
    )


def change_by_week(peers: PeerSearch) -> PeerAnswer[IconRows]:
    """How many feel much better by week, beside what I said, unless that was "worse"."""
    me = peers.me
    place = (me.week_band,)
    match = peers.match_at(BENEFIT, place)
    share = match.share(place)
    if share is None or not precision.has_number(share):
        return peers.too_few("change")
    shares = {week: match.share((week,)) for week in bands.WEEK.words}
    numbers = precision.rows_of_shares(_week_rows(shares, me.week_band))
    sentence = say(
        "finding.peers.change.sentence",
        people=precision.people_in_words(share, numbers.of),
        weeks=weeks_in_words(me.effect_week),
    )
    lines = (precision.people_line(share, numbers.of, match.among_whom), *_own_answer_lines(peers))
    return match.answer_with("change", sentence, numbers, lines)


def _own_answer_lines(peers: PeerSearch) -> tuple[str, ...]:
    """Worse is never set against the others' better: it has cards of its own, before this one."""
    if peers.me.overall_change is None:
        return ()
    if peers.me.feels_worse:
        return (say("finding.peers.change.not_all"),)
    answer = say(f"words.overall_change.{peers.me.overall_change}")
    return (say("finding.peers.change.you_said", answer=answer[:1].lower() + answer[1:]),)
