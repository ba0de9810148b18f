"""Where people like me have got to with their dose, and where my own dose lies in that."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.doses.dose_kept import KEPT
from dashboard.findings.edition_slice import Told
from dashboard.findings.finding import Table
from dashboard.findings.numbers import Bar, Bars
from dashboard.findings.peers import match as peer_match
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import Match, Peers
from dashboard.findings.peers.me import Me
from dashboard.findings.peers.numbers import Answer, DoseRow, DoseRows
from dashboard.stats.noise import BLUR_VARIANCE
from dashboard.stats.shares import Share, effective_people, wilson
from dashboard.text import number, say
from db import bands
from db.catalogue import MEASURES

NAME = "peers.dose"
NEEDED = precision.NUMBER_FROM_PEOPLE
"""Eleven places share the people: told in thirds, nearly all would be "fewer than a third"."""
STOPPED = "stopped"
KEPT_FROM_WEEK = 12
"""``dose_kept`` counts those who started at least so long ago (docs/measures.md)."""
KEPT_FOR_WEEKS = 4
"""A dose counts as kept after so many full weeks on it (docs/measures.md)."""
_DOSES = bands.DOSE_UG.words


def dose_kept(peers: Peers) -> Answer[DoseRows]:
    """Which dose people like me keep, 12 weeks or more after they started; mine is marked."""
    match = peers.closest(KEPT, (STOPPED,), NEEDED)
    mine = bands.DOSE_UG.word(peers.me.dose_ug) if peers.me.dose_ug else None
    shares = {
        word: share_bars.share_of(match.cells.get((word,))) for word in MEASURES[KEPT].axes[0]
    }
    numbers = _rows(shares, mine, peers.me.dose_ug)
    if not match.people:
        return Answer(match.asked.too_few(NAME, numbers, NEEDED), (), match.left_for_few())
    own = shares[mine] if mine else None
    sentence = _of_mine(match, mine, own) if mine and own else _commonest(match, shares)
    lines = (*(_position(shares, mine) if mine else ()), *_caveats(peers.me))
    finding = match.asked.shown(NAME, sentence, numbers, Told(_table(numbers), ()))
    return Answer(finding, lines, match.left_for_few())


def _rows(
    shares: dict[str, Share | None],
    mine: str | None,
    dose_ug: int | None,
) -> DoseRows:
    rows = tuple(
        DoseRow(
            number_phrases.sentence(say(f"words.dose_place.{word}")),
            share,
            _told(share),
            mine=word == mine,
        )
        for word, share in shares.items()
    )
    said = say("charts.peers.your_dose", mg=number(f"{dose_ug / 1000:g}")) if dose_ug else ""
    return DoseRows(rows, said)


def _told(share: Share | None) -> str:
    return number_phrases.percent(share) if share else say("charts.fewer_people")


def _of_mine(match: Match, mine: str, share: Share) -> str:
    return say(
        "finding.peers.dose.mine",
        often=number_phrases.sentence(precision.often(share)),
        range=precision.between(share),
        people=share.people,
        group=match.group,
        dose=say(f"words.dose_place.{mine}"),
    )


def _commonest(match: Match, shares: dict[str, Share | None]) -> str:
    doses = tuple(Bar(say(f"words.dose_place.{word}"), shares[word]) for word in _DOSES)
    found = share_bars.commonest(Bars(doses))
    assert found is not None, "all places of a measure have the people of the one asked for"
    return say(
        f"finding.peers.dose.{'commonest' if found.apart else 'close'}",
        people=found.share.people,
        group=match.group,
        dose=found.label,
        often=precision.often(found.share),
        range=precision.between(found.share),
    )


def _position(shares: dict[str, Share | None], mine: str) -> tuple[str, ...]:
    """Where my dose lies among the doses kept: a third, or how many keep a lower and a higher."""
    at = _DOSES.index(mine)
    lower, same, higher = (
        sum(share.cases for word in words if (share := shares[word]))
        for words in (_DOSES[:at], (mine,), _DOSES[at + 1 :])
    )
    kept = lower + same + higher
    if kept < peer_match.NEEDED:
        return ()
    below, above = (summed(cases, kept) for cases in (lower, higher))
    if precision.is_rough(below):
        middle = precision.third((lower + same / 2) / kept)
        return (say(f"finding.peers.dose.third_{middle}", people=kept),)
    return (
        say(
            "finding.peers.dose.position",
            people=kept,
            lower=precision.often(below) + precision.between(below),
            higher=precision.often(above) + precision.between(above),
        ),
    )


def summed(cases: int, people: int) -> Share:
    """A share of sums of published cells: each of the nine adds its own blur."""
    effective = effective_people(cases, people, BLUR_VARIANCE * len(_DOSES))
    value = cases / people
    low, high = wilson(value * effective, effective)
    return Share(people, cases, value, low, high)


def _caveats(me: Me) -> tuple[str, ...]:
    if me.week < KEPT_FROM_WEEK:
        return (say("finding.peers.dose.early"),)
    if me.weeks_on_dose is not None and me.weeks_on_dose < KEPT_FOR_WEEKS:
        return (say("finding.peers.dose.new"),)
    return ()


def _table(numbers: DoseRows) -> Table:
    columns = ("people", "share", "range")
    heads = (say(f"finding.timelines.by_week.column_{column}") for column in columns)
    rows = tuple((row.label, *precision.cells(row.share)) for row in numbers.rows)
    return Table((say("finding.doses.kept.column"), *heads), rows)
