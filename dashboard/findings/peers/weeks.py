"""An effect, and feeling much better, by week among people like me, with my own weeks marked."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import FindingText
from dashboard.findings.finding_numbers import ByWeek, WeekSeries
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import PeerMatch, PeerSearch
from dashboard.findings.peers.peer_numbers import PeerAnswer, PeerWeeks
from dashboard.findings.response import ARTICLE_BENEFIT, BENEFIT
from dashboard.findings.timelines import by_week
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.thresholds import EARLY_WEEK, PEERS_FROM_PEOPLE, SETTLED_WEEK

EFFECT = by_week.MEASURE
_WORDS = bands.WEEK.words
_EFFECT_WEEKS = bands.WEEK_OF_BAND.words


def effect_by_week(peers: PeerSearch, word: str) -> PeerAnswer[PeerWeeks]:
    """Share of people like me with an effect, by week of use.

    Args:
        peers: whom to look among; the closest group that is large enough at my week counts.
        word: a single effect of ``catalogue.EFFECT_AXIS``.
    """
    name = "peers.by_week"
    match = peers.closest_match(EFFECT, (word, peers.me.effect_week))
    shares = tuple(share_bars.cell_share(match.cells.get((word, week))) for week in _EFFECT_WEEKS)
    theirs = ByWeek(_EFFECT_WEEKS, (WeekSeries(word, shares),), by_week.article_window(word))
    numbers = _weeks_with_mine(peers, theirs, word)
    if not match.people:
        return match.too_few(name, numbers)
    told = FindingText(_weeks_table(shares, _EFFECT_WEEKS), ())
    sentence = _course_sentence(match, word, shares)
    return PeerAnswer(
        match.asked.finding(name, sentence, numbers, told), (), match.omissions_for_few()
    )


def change_by_week(peers: PeerSearch) -> PeerAnswer[PeerWeeks]:
    """Share of people like me who feel much better by week, beside what I said."""
    name, me = "peers.change", peers.me
    match = peers.closest_match(BENEFIT, (me.week_band,))
    shares = tuple(share_bars.cell_share(match.cells.get((week,))) for week in _WORDS)
    theirs = ByWeek(_WORDS, (WeekSeries("benefit", shares),), ARTICLE_BENEFIT)
    at = _WORDS.index(me.week_band)
    answer = say(f"words.overall_change.{me.overall_change}") if me.overall_change else ""
    mark = (
        say("charts.peers.you_said", answer=_small_first_letter(answer))
        if answer
        else say("charts.peers.you")
    )
    numbers = PeerWeeks(theirs, at, at, mark)
    share = shares[at]
    if not match.people or share is None:
        return match.too_few(name, numbers)
    sentence = say(
        "finding.peers.change.sentence",
        often=number_phrases.sentence_case(precision.how_often(share)),
        range=precision.range_in_brackets(share),
        people=share.people,
        group=match.group,
        weeks=number_phrases.weeks_in_words(me.week_band),
    )
    lines = (
        (say("finding.peers.change.you_said", answer=_small_first_letter(answer)),)
        if answer
        else ()
    )
    finding = match.asked.finding(
        name, sentence, numbers, FindingText(_weeks_table(shares, _WORDS), ())
    )
    return PeerAnswer(finding, lines, match.omissions_for_few())


def _weeks_with_mine(peers: PeerSearch, theirs: ByWeek, word: str) -> PeerWeeks:
    """Their line with my weeks: from when it began for me to now."""
    now = _EFFECT_WEEKS.index(peers.me.effect_week)
    mine = next((effect for effect in peers.me.effects if effect.word == word), None)
    if mine is None:
        return PeerWeeks(theirs, now, now, say("charts.peers.you"))
    first = bands.WEEK.index(mine.began_week) if mine.began_week else now
    return PeerWeeks(theirs, first, now, say("charts.peers.you_have"))


def _course_sentence(match: PeerMatch, word: str, shares: tuple[Share | None, ...]) -> str:
    """An early and a late week beside each other; one where the other has too few people."""
    pairs = zip(_EFFECT_WEEKS, shares, strict=True)
    named = {week: share for week, share in pairs if share and share.people >= PEERS_FROM_PEOPLE}
    early = EARLY_WEEK if EARLY_WEEK in named else next(iter(named))
    late = SETTLED_WEEK if SETTLED_WEEK in named else list(named)[-1]
    texts = {
        "often": number_phrases.sentence_case(precision.how_often(named[early])),
        "range": precision.range_in_brackets(named[early]),
        "people": named[early].people,
        "group": match.group,
        "effect": say(f"words.effect_axis.{word}"),
        "weeks": number_phrases.one_week_in_words(early),
    }
    sentence = say("finding.peers.effects.mine", **texts)
    if early == late:
        return sentence
    later = say(
        "finding.peers.by_week.late",
        often=precision.how_often(named[late]),
        range=precision.range_in_brackets(named[late]),
        people=named[late].people,
        weeks=number_phrases.one_week_in_words(late),
    )
    return f"{sentence} {later}"


def _weeks_table(shares: tuple[Share | None, ...], weeks: tuple[str, ...]) -> Table:
    head = share_bars.week_columns("week", "people", "share", "range")
    rows = zip(weeks, shares, strict=True)
    return Table(head, tuple((say(f"words.week.{w}"), *precision.share_cells(s)) for w, s in rows))


def _small_first_letter(label: str) -> str:
    return label[:1].lower() + label[1:]
