"""How soon an effect passed for people like me, and for those who had it as long as I have."""

from dashboard.findings.finding_numbers import LastingBand
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import PeerMatch, PeerSearch
from dashboard.findings.peers.me import MyEffect
from dashboard.findings.timelines.durations import MEASURE, has_enough_ends, life_bands
from dashboard.findings.timelines.untold_days import ranges_without_days
from dashboard.stats.lifetables import people_exposed
from dashboard.stats.shares import Share, effective_people, wilson_interval
from dashboard.text import say
from db import bands
from db.editions.editions import CellCounts
from db.thresholds import MOST_SHARE, PEERS_FROM_PEOPLE

_AFTER = "finding.timelines.lasting.after_{}"


def passing_lines(peers: PeerSearch, effect: MyEffect, of: int) -> tuple[str, ...]:
    """How soon it passed for them, and for those who had it as long as I have, if known.

    Args:
        peers: whom to look among; those who stopped are in it, too.
        effect: of mine.
        of: the denominator of the card.
    """
    place = (effect.word, bands.LASTING.words[0])
    found = peers.match_at(MEASURE, place, lambda m: has_enough_ends(m.cells, effect.word))
    if not has_enough_ends(found.cells, effect.word):
        return (say("finding.peers.passed.unknown"),)
    lines = (_how_soon_line(found, effect.word, of), _as_long_line(found, peers, effect, of))
    return tuple(line for line in lines if line)


def _how_soon_line(found: PeerMatch, word: str, of: int) -> str:
    """By when most were over it; "about half" where the range does not tell it from half."""
    steps, median = life_bands([found.cells.get((word, b)) for b in bands.LASTING.words])
    steps = ranges_without_days(steps)
    sure = next((step.word for step in steps if step.high < MOST_SHARE), None)
    after, texts = sure or median, {"people": steps[0].at_risk, "among": found.among}
    if after:
        form = "most" if sure else "half"
        return say(f"finding.peers.passed.{form}", after=_after_band(after), **texts)
    return _still_line(steps, texts, of)


def _still_line(steps: tuple[LastingBand, ...], texts: dict[str, object], of: int) -> str:
    """How many still had it at the end of the last week that is known."""
    first, last = steps[0], steps[-1]
    still = Share(first.at_risk, last.still * first.at_risk, last.still, last.low, last.high)
    if not precision.has_number(still):
        return say("finding.peers.passed.unknown")
    often, after = precision.count_in_words(still, of), _after_band(last.word)
    return say("finding.peers.passed.still", often=often, after=after, **texts)


def _as_long_line(found: PeerMatch, peers: PeerSearch, effect: MyEffect, of: int) -> str:
    """Of those who still had it at the start of my band: how many were over it at its end."""
    if effect.is_gone or peers.me.stopped or not effect.began_week:
        return ""
    at, last = bands.LASTING.index(peers.me.week - effect.began_week), len(bands.LASTING.words) - 1
    if not 0 < at < last:
        return ""
    before, now, later = bands.LASTING.words[at - 1 : at + 2]
    cell, following = found.cells.get((effect.word, now)), found.cells.get((effect.word, later))
    if cell is None or cell.people < PEERS_FROM_PEOPLE or following is None:
        return ""
    share = ending_share(cell, following)
    if not precision.has_number(share):
        return ""
    return say(
        "finding.peers.passed.as_long",
        people=cell.people,
        start=_after_band(before),
        after=_after_band(now),
        often=precision.count_in_words(share, of),
        range=precision.range_in_words(share, of),
    )


def ending_share(cell: CellCounts, following: CellCounts) -> Share:
    """Share for whom it ended in a band, those censored within it counted half.

    Args:
        cell: at risk at the band's start, and ended in it.
        following: of the next band.
    """
    people = people_exposed(cell.people, cell.cases, following.people)
    effective = effective_people(cell.cases, people, editions=cell.editions)
    value = cell.cases / people
    low, high = wilson_interval(value * effective, effective)
    return Share(cell.people, cell.cases, value, low, high, cell.editions)


def _after_band(word: str) -> str:
    return say(_AFTER.format(word))
