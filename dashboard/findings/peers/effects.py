"""My side effects beside those of people like me in the same weeks of use."""

from typing import NamedTuple

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import FindingText
from dashboard.findings.peers import durations, precision
from dashboard.findings.peers.match import PeerMatch, PeerSearch
from dashboard.findings.peers.me import MyFacts
from dashboard.findings.peers.peer_numbers import IconRow, IconRows, LittleFigures, PeerAnswer
from dashboard.stats.shares import Share, share_with_blur
from dashboard.tables import Table
from dashboard.text import say
from db.catalogue import EVERY_EFFECT, SINGLE_EFFECTS
from db.thresholds import FEW_PEOPLE, PEERS_FROM_PEOPLE

MEASURE = "effect_by_week"
NAME = "peers.effects"
OTHERS = 3
"""Effects that I do not have, told most often by the others in my weeks."""
FIGURES = (10, 20)
TENTHS_FROM = 0.1
"""A rarer effect needs 20 little figures, or its row would be empty."""


class PeerEffect(NamedTuple):
    """An effect, how often people like me have it, and whether I do."""

    word: str
    share: Share
    mine: bool


def comparison_group(peers: PeerSearch) -> PeerAnswer[None]:
    """Which people I am compared with, and what of me was left out."""
    match = _match_in_my_weeks(peers)
    texts = {
        "weeks": number_phrases.one_week_in_words(peers.me.effect_week),
        "people": match.people,
    }
    if not match.people:
        few = match.asked.too_few("peers.who", None, PEERS_FROM_PEOPLE)
        return PeerAnswer(few, (), match.omissions_in_words())
    form = "like_you" if match.asked.filters else "everyone"
    sentence = say(f"finding.peers.who.{form}", **texts)
    lines = [say("finding.peers.who.share", facts=match.asked.filters_in_words())] * bool(
        match.asked.filters
    )
    if peers.me.stopped:
        lines.append(say("finding.peers.who.stopped"))
    told = FindingText(Table((), ()), ())
    finding = match.asked.finding("peers.who", sentence, None, told)
    return PeerAnswer(finding, tuple(lines), match.omissions_in_words())


def effects_beside_mine(peers: PeerSearch) -> PeerAnswer[IconRows]:
    """Each effect that I have, and the most common that I do not, among people like me."""
    match = _match_in_my_weeks(peers)
    week = number_phrases.one_week_in_words(peers.me.effect_week)
    rows = peer_effects(match, peers.me)
    if not rows:
        nobody = IconRows((), FIGURES[0], 0, rough=True)
        return match.too_few(NAME, nobody, weeks=week)
    first, *lines = _own_effect_lines(peers, match, rows) or [
        _commonest_sentence(match, rows, week)
    ]
    told = FindingText(_effects_table(rows), (), {"weeks": week})
    finding = match.asked.finding(NAME, first, _icon_rows(rows), told)
    return PeerAnswer(finding, tuple(lines), match.omissions_for_few())


def effect_words(peers: PeerSearch) -> list[str]:
    """The effects that ``effects_beside_mine`` compares, mine first."""
    return [row.word for row in peer_effects(_match_in_my_weeks(peers), peers.me)]


def peer_effects(match: PeerMatch, me: MyFacts) -> list[PeerEffect]:
    """My effects, then the most common others; each group with the most common first."""
    mine = {effect.word for effect in me.effects}
    found = []
    for word in SINGLE_EFFECTS if match.people else ():
        cell = match.cells.get((word, me.effect_week))
        if cell:
            share = share_with_blur(cell.cases, cell.people, cell.editions)
            found.append(PeerEffect(word, share, word in mine))
    return _mine_and_commonest(found)


def _mine_and_commonest(found: list[PeerEffect]) -> list[PeerEffect]:
    found.sort(key=lambda row: -row.share.cases)
    mine = [row for row in found if row.mine]
    others = [row for row in found if not row.mine]
    common = [row for row in others if row.share.cases >= FEW_PEOPLE][:OTHERS]
    return mine + common or others[:1]


def _match_in_my_weeks(peers: PeerSearch) -> PeerMatch:
    return peers.closest_match(MEASURE, (EVERY_EFFECT, peers.me.effect_week))


def _own_effect_lines(peers: PeerSearch, match: PeerMatch, rows: list[PeerEffect]) -> list[str]:
    """Each effect of mine: how many have it in my weeks, how soon it passed for them."""
    found = []
    for row in rows:
        if row.mine:
            soon, as_long = durations.passing_sentences(peers, match, row.word)
            found += [f"{_own_effect_sentence(peers, match, row)} {soon}", as_long]
    return [text for text in found if text]


def _own_effect_sentence(peers: PeerSearch, match: PeerMatch, row: PeerEffect) -> str:
    return say(
        "finding.peers.effects.mine",
        often=number_phrases.sentence_case(precision.how_often(row.share)),
        range=precision.range_in_brackets(row.share),
        people=row.share.people,
        group=match.group,
        effect=say(f"words.effect_axis.{row.word}"),
        weeks=number_phrases.one_week_in_words(peers.me.effect_week),
    )


def _commonest_sentence(match: PeerMatch, rows: list[PeerEffect], week: str) -> str:
    most = rows[0]
    return say(
        "finding.peers.effects.most_told",
        people=most.share.people,
        group=match.group,
        weeks=week,
        effect=say(f"words.effect_axis.{most.word}"),
        often=precision.how_often(most.share),
        range=precision.range_in_brackets(most.share),
    )


def _icon_rows(rows: list[PeerEffect]) -> IconRows:
    people = rows[0].share.people
    few, many = FIGURES
    rough = precision.is_rough(rows[0].share)
    of = few if not rough and min(row.share.value for row in rows) >= TENTHS_FROM else many
    return IconRows(tuple(_icon_row(row, of) for row in rows), of, people, rough)


def _icon_row(row: PeerEffect, of: int) -> IconRow:
    label = number_phrases.sentence_case(say(f"words.effect_axis.{row.word}"))
    figures = precision.little_figures(row.share, of)
    return IconRow(label, _count_in_words(row.share, figures, of), figures, row.mine)


def _count_in_words(share: Share, figures: LittleFigures, of: int) -> str:
    """What stands beside the figures: as many as are filled, unless no number may be told."""
    if precision.is_rough(share) or not figures.filled or share.people - share.cases < FEW_PEOPLE:
        return precision.how_often(share)
    return say("finding.peers.effects.of", number=figures.filled, of=of)


def _effects_table(rows: list[PeerEffect]) -> Table:
    head = share_bars.week_columns("effect", "people", "share", "range")
    body = (
        (say(f"words.effect_axis.{row.word}"), *precision.share_cells(row.share)) for row in rows
    )
    return Table(head, tuple(body))
