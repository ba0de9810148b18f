"""Where people like me have got to with their dose, and where my own dose lies in that."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.doses.dose_kept import KEPT
from dashboard.findings.edition_slice import FindingText
from dashboard.findings.finding_numbers import ShareBar, ShareBars
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import PeerMatch, PeerSearch
from dashboard.findings.peers.me import MyFacts
from dashboard.findings.peers.peer_numbers import DoseRow, DoseRows, PeerAnswer
from dashboard.findings.whole_shares import agreeing_shares
from dashboard.stats.shares import Share, share_of_added_counts
from dashboard.tables import Table
from dashboard.text import number_in_language, say
from db import bands
from db.catalogue import MEASURES
from db.thresholds import KEPT_FOR_WEEKS, KEPT_FROM_WEEK, PEER_NUMBER_FROM_PEOPLE, PEERS_FROM_PEOPLE

NAME = "peers.dose"
STOPPED = "stopped"
_DOSES = bands.DOSE_UG.words


def dose_kept(peers: PeerSearch) -> PeerAnswer[DoseRows]:
    """Which dose people like me keep, 12 weeks or more after they started; mine is marked."""
    # Eleven places share the people: told in thirds, nearly all would be "fewer than a third".
    match = peers.closest_match(KEPT, (STOPPED,), PEER_NUMBER_FROM_PEOPLE)
    mine = bands.DOSE_UG.word(peers.me.dose_ug) if peers.me.dose_ug else None
    words = MEASURES[KEPT].axes[0]
    told = agreeing_shares([share_bars.cell_share(match.cells.get((word,))) for word in words])
    shares = dict(zip(words, told, strict=True))
    numbers = _dose_rows(shares, mine, peers.me.dose_ug)
    if not match.people:
        return match.too_few(NAME, numbers, PEER_NUMBER_FROM_PEOPLE)
    own = shares[mine] if mine else None
    sentence = (
        _own_dose_sentence(match, mine, own) if mine and own else _commonest_sentence(match, shares)
    )
    lines = (*(_position_lines(shares, mine) if mine else ()), *_caveat_lines(peers.me))
    finding = match.asked.finding(NAME, sentence, numbers, FindingText(_doses_table(numbers), ()))
    return PeerAnswer(finding, lines, match.omissions_for_few())


def _dose_rows(
    shares: dict[str, Share | None],
    mine: str | None,
    dose_ug: int | None,
) -> DoseRows:
    rows = tuple(
        DoseRow(
            number_phrases.sentence_case(say(f"words.dose_place.{word}")),
            share,
            _share_in_words(share),
            mine=word == mine,
        )
        for word, share in shares.items()
    )
    said = (
        say("charts.peers.your_dose", mg=number_in_language(f"{dose_ug / 1000:g}"))
        if dose_ug
        else ""
    )
    return DoseRows(rows, said)


def _share_in_words(share: Share | None) -> str:
    return number_phrases.percent_in_words(share) if share else say("charts.fewer_people")


def _own_dose_sentence(match: PeerMatch, mine: str, share: Share) -> str:
    return say(
        "finding.peers.dose.mine",
        often=number_phrases.sentence_case(precision.how_often(share)),
        range=precision.range_in_brackets(share),
        people=share.people,
        group=match.group,
        dose=say(f"words.dose_place.{mine}"),
    )


def _commonest_sentence(match: PeerMatch, shares: dict[str, Share | None]) -> str:
    doses = tuple(ShareBar(say(f"words.dose_place.{word}"), shares[word]) for word in _DOSES)
    found = share_bars.commonest_bar(ShareBars(doses))
    assert found is not None, "all places of a measure have the people of the one asked for"
    return say(
        f"finding.peers.dose.{'commonest' if found.apart else 'close'}",
        people=found.share.people,
        group=match.group,
        dose=found.label,
        often=precision.how_often(found.share),
        range=precision.range_in_brackets(found.share),
    )


def _position_lines(shares: dict[str, Share | None], mine: str) -> tuple[str, ...]:
    """Where my dose lies among the doses kept: a third, or how many keep a lower and a higher."""
    at = _DOSES.index(mine)
    lower, same, higher = (
        sum(share.cases for word in words if (share := shares[word]))
        for words in (_DOSES[:at], (mine,), _DOSES[at + 1 :])
    )
    kept = lower + same + higher
    if kept < PEERS_FROM_PEOPLE:
        return ()
    editions = min(share.editions for share in shares.values() if share)
    below, above = (share_of_added_counts(n, kept, len(_DOSES), editions) for n in (lower, higher))
    if precision.is_rough(below):
        middle = precision.third_of_share((lower + same / 2) / kept)
        return (say(f"finding.peers.dose.third_{middle}", people=round(kept)),)
    return (
        say(
            "finding.peers.dose.position",
            people=round(kept),
            lower=precision.how_often(below) + precision.range_in_brackets(below),
            higher=precision.how_often(above) + precision.range_in_brackets(above),
        ),
    )


def _caveat_lines(me: MyFacts) -> tuple[str, ...]:
    if me.week < KEPT_FROM_WEEK:
        return (say("finding.peers.dose.early"),)
    if me.weeks_on_dose is not None and me.weeks_on_dose < KEPT_FOR_WEEKS:
        return (say("finding.peers.dose.new"),)
    return ()


def _doses_table(numbers: DoseRows) -> Table:
    heads = share_bars.week_columns("people", "share", "range")
    rows = tuple((row.label, *precision.share_cells(row.share)) for row in numbers.rows)
    return Table((say("finding.doses.kept.column"), *heads), rows)
