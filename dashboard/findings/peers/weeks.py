"""An effect, and feeling much better, by week among people like me, with my own weeks marked."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import Told
from dashboard.findings.finding import Table
from dashboard.findings.numbers import ByWeek, WeekSeries
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import NEEDED, Match, Peers
from dashboard.findings.peers.numbers import Answer, MyWeeks
from dashboard.findings.response import ARTICLE_BENEFIT, BENEFIT
from dashboard.findings.timelines import by_week
from dashboard.stats.shares import Share
from dashboard.text import say
from db import bands

EFFECT = by_week.MEASURE
_EARLY, _LATE = "w2", "w9_12"
"""The weeks that a sentence compares, fixed before looking, as on the page of timelines."""
_WORDS = bands.WEEK.words


def effect_by_week(peers: Peers, word: str) -> Answer[MyWeeks]:
    """Share of people like me with an effect, by week of use.

    Args:
        peers: whom to look among; the closest group that is large enough at my week counts.
        word: a single effect of ``catalogue.EFFECT_AXIS``.
    """
    name = "peers.by_week"
    match = peers.closest(EFFECT, (word, peers.me.week_band))
    shares = tuple(share_bars.share_of(match.cells.get((word, week))) for week in _WORDS)
    theirs = ByWeek(_WORDS, (WeekSeries(word, shares),), by_week.article_window(word))
    numbers = _marked(peers, theirs, word)
    if not match.people:
        return Answer(match.asked.too_few(name, numbers, NEEDED), (), match.left_for_few())
    told = Told(_table(shares), ())
    sentence = _course(match, word, shares)
    return Answer(match.asked.shown(name, sentence, numbers, told), (), match.left_for_few())


def change_by_week(peers: Peers) -> Answer[MyWeeks]:
    """Share of people like me who feel much better by week, beside what I said."""
    name, me = "peers.change", peers.me
    match = peers.closest(BENEFIT, (me.week_band,))
    shares = tuple(share_bars.share_of(match.cells.get((week,))) for week in _WORDS)
    theirs = ByWeek(_WORDS, (WeekSeries("benefit", shares),), ARTICLE_BENEFIT)
    at = _WORDS.index(me.week_band)
    answer = say(f"words.overall_change.{me.overall_change}") if me.overall_change else ""
    mark = (
        say("charts.peers.you_said", answer=_small(answer)) if answer else say("charts.peers.you")
    )
    numbers = MyWeeks(theirs, at, at, mark)
    share = shares[at]
    if not match.people or share is None:
        return Answer(match.asked.too_few(name, numbers, NEEDED), (), match.left_for_few())
    sentence = say(
        "finding.peers.change.sentence",
        often=number_phrases.sentence(precision.often(share)),
        range=precision.between(share),
        people=share.people,
        group=match.group,
        weeks=number_phrases.weeks(me.week_band),
    )
    lines = (say("finding.peers.change.you_said", answer=_small(answer)),) if answer else ()
    finding = match.asked.shown(name, sentence, numbers, Told(_table(shares), ()))
    return Answer(finding, lines, match.left_for_few())


def _marked(peers: Peers, theirs: ByWeek, word: str) -> MyWeeks:
    """Their line with my weeks: from when it began for me to now."""
    now = _WORDS.index(peers.me.week_band)
    mine = next((effect for effect in peers.me.effects if effect.word == word), None)
    if mine is None:
        return MyWeeks(theirs, now, now, say("charts.peers.you"))
    first = bands.WEEK.index(mine.began_week) if mine.began_week else now
    return MyWeeks(theirs, first, now, say("charts.peers.you_have"))


def _course(match: Match, word: str, shares: tuple[Share | None, ...]) -> str:
    """An early and a late week beside each other; one where the other has too few people."""
    pairs = zip(_WORDS, shares, strict=True)
    named = {week: share for week, share in pairs if share and share.people >= NEEDED}
    early = _EARLY if _EARLY in named else next(iter(named))
    late = _LATE if _LATE in named else list(named)[-1]
    texts = {
        "often": number_phrases.sentence(precision.often(named[early])),
        "range": precision.between(named[early]),
        "people": named[early].people,
        "group": match.group,
        "effect": say(f"words.effect_axis.{word}"),
        "weeks": number_phrases.weeks(early),
    }
    sentence = say("finding.peers.effects.mine", **texts)
    if early == late:
        return sentence
    later = say(
        "finding.peers.by_week.late",
        often=precision.often(named[late]),
        range=precision.between(named[late]),
        people=named[late].people,
        weeks=number_phrases.weeks(late),
    )
    return f"{sentence} {later}"


def _table(shares: tuple[Share | None, ...]) -> Table:
    columns = ("week", "people", "share", "range")
    head = tuple(say(f"finding.timelines.by_week.column_{column}") for column in columns)
    rows = zip(_WORDS, shares, strict=True)
    return Table(head, tuple((say(f"words.week.{w}"), *precision.cells(s)) for w, s in rows))


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
