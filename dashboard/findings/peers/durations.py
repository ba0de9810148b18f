"""How soon an effect passed for people like me, and for those who had it as long as I have."""

from dashboard.findings.finding_numbers import LastingBand
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import PeerMatch, PeerSearch
from dashboard.findings.timelines.durations import MEASURE, life_bands
from dashboard.stats.lifetables import people_exposed
from dashboard.stats.shares import Share, effective_people, wilson_interval
from dashboard.text import say
from db import bands
from db.editions.editions import CellCounts, Cells
from db.thresholds import MOST_SHARE, PEERS_FROM_PEOPLE

_AFTER = "finding.timelines.lasting.after_{}"


def passing_sentences(peers: PeerSearch, match: PeerMatch, word: str) -> tuple[str, str]:
    """How soon an effect passed for them, and for those who had it as long as I have, if known.

    Args:
        peers: whom to look among; the closest group with 30 people who had the effect counts.
        match: the group that the sentence before was about; another one is named.
        word: a single effect of ``catalogue.EFFECT_AXIS``.
    """
    found = peers.closest_match(MEASURE, (word, bands.LASTING.words[0]))
    if not found.people:
        return say("finding.peers.passed.unknown"), ""
    among = found.asked.filters_in_words() if found.asked.filters != match.asked.filters else ""
    texts = {"among": say("finding.peers.among", who=among) if among else ""}
    steps, median = life_bands([found.cells.get((word, b)) for b in bands.LASTING.words])
    began = next((e.began_week for e in peers.me.effects if e.word == word), None)
    weeks_had = peers.me.week - began if began else None
    return _how_soon_sentence(steps, median, texts), _as_long_sentence(
        found.cells, word, weeks_had, texts
    )


def _how_soon_sentence(
    steps: tuple[LastingBand, ...], median: str | None, texts: dict[str, str]
) -> str:
    """By when most were over it; "about half" where the range does not tell it from half."""
    people = steps[0].at_risk
    sure = next((step.word for step in steps if step.high < MOST_SHARE), None)
    after = sure or median
    if after:
        form = "most" if sure else "half"
        return say(f"finding.peers.passed.{form}", people=people, after=_after_band(after), **texts)
    last = steps[-1]
    still = Share(last.at_risk, round(last.still * last.at_risk), last.still, last.low, last.high)
    return say(
        "finding.peers.passed.still",
        people=people,
        often=precision.how_often(still),
        after=_after_band(last.word),
        **texts,
    )


def _as_long_sentence(
    cells: Cells,
    word: str,
    weeks_had: int | None,
    texts: dict[str, str],
) -> str:
    """Of those who still had it at the start of my band: how many were over it at its end."""
    if not weeks_had:
        return ""
    at = bands.LASTING.index(weeks_had)
    last = len(bands.LASTING.words) - 1
    if not 0 < at < last:
        return ""
    cell = cells.get((word, bands.LASTING.words[at]))
    following = cells.get((word, bands.LASTING.words[at + 1]))
    if cell is None or cell.people < PEERS_FROM_PEOPLE or following is None:
        return ""
    share = ending_share(cell, following)
    return say(
        "finding.peers.passed.as_long",
        people=cell.people,
        start=_after_band(bands.LASTING.words[at - 1]),
        after=_after_band(bands.LASTING.words[at]),
        often=precision.how_often(share),
        range=precision.range_in_brackets(share),
        **texts,
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
