"""My side effects beside those of people like me in the same weeks of use."""

from typing import NamedTuple

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import Told
from dashboard.findings.finding import Table
from dashboard.findings.peers import durations, precision
from dashboard.findings.peers.match import NEEDED, Match, Peers
from dashboard.findings.peers.me import Me
from dashboard.findings.peers.numbers import Answer, Figures, IconRow, IconRows
from dashboard.findings.timelines.by_week import SINGLE_EFFECTS
from dashboard.stats.shares import Share, blurred_share
from dashboard.text import say
from db.catalogue import EVERY_EFFECT

MEASURE = "effect_by_week"
NAME = "peers.effects"
OTHERS = 3
"""Effects that I do not have, told most often by the others in my weeks."""
FIGURES = (10, 20)
TENTHS_FROM = 0.1
"""A rarer effect needs 20 little figures, or its row would be empty."""


class Beside(NamedTuple):
    """An effect, how often people like me have it, and whether I do."""

    word: str
    share: Share
    mine: bool


def who(peers: Peers) -> Answer[None]:
    """Which people I am compared with, and what of me was left out."""
    match = _match(peers)
    texts = {"weeks": number_phrases.weeks(peers.me.week_band), "people": match.people}
    if not match.people:
        return Answer(match.asked.too_few("peers.who", None, NEEDED), (), match.left_out())
    form = "like_you" if match.asked.filters else "everyone"
    sentence = say(f"finding.peers.who.{form}", **texts)
    lines = [say("finding.peers.who.share", facts=match.asked.who())] * bool(match.asked.filters)
    if peers.me.stopped:
        lines.append(say("finding.peers.who.stopped"))
    told = Told(Table((), ()), ())
    finding = match.asked.shown("peers.who", sentence, None, told)
    return Answer(finding, tuple(lines), match.left_out())


def effects(peers: Peers) -> Answer[IconRows]:
    """Each effect that I have, and the most common that I do not, among people like me."""
    match = _match(peers)
    week = number_phrases.weeks(peers.me.week_band)
    rows = beside(match, peers.me)
    if not rows:
        nobody = IconRows((), FIGURES[0], 0, rough=True)
        return Answer(
            match.asked.too_few(NAME, nobody, NEEDED, weeks=week), (), match.left_for_few()
        )
    first, *lines = _in_words(peers, match, rows) or [_most_told(match, rows, week)]
    told = Told(_table(rows), (), {"weeks": week})
    finding = match.asked.shown(NAME, first, _icons(rows), told)
    return Answer(finding, tuple(lines), match.left_for_few())


def words(peers: Peers) -> list[str]:
    """The effects that ``effects`` compares, mine first."""
    return [row.word for row in beside(_match(peers), peers.me)]


def beside(match: Match, me: Me) -> list[Beside]:
    """My effects, then the most common others; each group with the most common first."""
    mine = {effect.word for effect in me.effects}
    found = []
    for word in SINGLE_EFFECTS if match.people else ():
        cell = match.cells.get((word, me.week_band))
        if cell:
            share = blurred_share(cell.cases, cell.people)
            found.append(Beside(word, share, word in mine))
    return _chosen(found)


def _chosen(found: list[Beside]) -> list[Beside]:
    found.sort(key=lambda row: -row.share.cases)
    mine = [row for row in found if row.mine]
    others = [row for row in found if not row.mine]
    common = [row for row in others if row.share.cases >= number_phrases.FEW][:OTHERS]
    return mine + common or others[:1]


def _match(peers: Peers) -> Match:
    return peers.closest(MEASURE, (EVERY_EFFECT, peers.me.week_band))


def _in_words(peers: Peers, match: Match, rows: list[Beside]) -> list[str]:
    """Each effect of mine: how many have it in my weeks, how soon it passed for them."""
    found = []
    for row in rows:
        if row.mine:
            soon, as_long = durations.passed(peers, match, row.word)
            found += [f"{_mine(peers, match, row)} {soon}", as_long]
    return [text for text in found if text]


def _mine(peers: Peers, match: Match, row: Beside) -> str:
    return say(
        "finding.peers.effects.mine",
        often=number_phrases.sentence(precision.often(row.share)),
        range=precision.between(row.share),
        people=row.share.people,
        group=match.group,
        effect=say(f"words.effect_axis.{row.word}"),
        weeks=number_phrases.weeks(peers.me.week_band),
    )


def _most_told(match: Match, rows: list[Beside], week: str) -> str:
    most = rows[0]
    return say(
        "finding.peers.effects.most_told",
        people=most.share.people,
        group=match.group,
        weeks=week,
        effect=say(f"words.effect_axis.{most.word}"),
        often=precision.often(most.share),
        range=precision.between(most.share),
    )


def _icons(rows: list[Beside]) -> IconRows:
    people = rows[0].share.people
    few, many = FIGURES
    rough = precision.is_rough(rows[0].share)
    of = few if not rough and min(row.share.value for row in rows) >= TENTHS_FROM else many
    return IconRows(tuple(_icon_row(row, of) for row in rows), of, people, rough)


def _icon_row(row: Beside, of: int) -> IconRow:
    label = number_phrases.sentence(say(f"words.effect_axis.{row.word}"))
    figures = precision.figures(row.share, of)
    return IconRow(label, _number(row.share, figures, of), figures, row.mine)


def _number(share: Share, figures: Figures, of: int) -> str:
    """What stands beside the figures: as many as are filled, unless no number may be told."""
    if (
        precision.is_rough(share)
        or not figures.filled
        or share.people - share.cases < number_phrases.FEW
    ):
        return precision.often(share)
    return say("finding.peers.effects.of", number=figures.filled, of=of)


def _table(rows: list[Beside]) -> Table:
    columns = ("effect", "people", "share", "range")
    head = tuple(say(f"finding.timelines.by_week.column_{column}") for column in columns)
    body = ((say(f"words.effect_axis.{row.word}"), *precision.cells(row.share)) for row in rows)
    return Table(head, tuple(body))
