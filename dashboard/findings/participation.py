"""Who has answered: how the group grew from edition to edition, and who is missing."""

import datetime
from dataclasses import dataclass
from math import sqrt

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBar, ShareBars
from dashboard.findings.slice_labels import answered_words, slice_label
from dashboard.stats.interval_width import Z
from dashboard.stats.noise import LOT_VARIANCE, NOISE_VARIANCE
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db.catalogue import MEASURES
from db.editions import editions
from db.editions.editions import EditionCell
from db.editions.heads import member_steps, width_of_step
from db.thresholds import SAID_FROM_PEOPLE, SMALLEST_GROUP

MEASURE, JOINED = "who_answered", "when_joined"
_UNSAID = "not_said"


@dataclass(frozen=True)
class MembersByEdition:
    """Published members of every edition, the first one first.

    ``low`` and ``high``: between them lies the number of members in 95 of 100 editions, whatever
    the lot, the noise and the steps did.
    """

    numbers: tuple[int, ...]
    days: tuple[datetime.date, ...]
    members: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]


def members_range(members: int) -> tuple[int, int]:
    """How far off a number of members may be, as it is said: the lot, the noise, and the step."""
    step = width_of_step(members)
    variance = LOT_VARIANCE * members + NOISE_VARIANCE + step**2 / 12
    half = round(Z * sqrt(variance))
    return max(members - half, 0), members + half


def members_by_edition(asked: EditionSlice) -> Finding[MembersByEdition]:
    """How many members each edition was made of."""
    name = "leaders.participation"
    found = [e for e in editions.all_editions(asked.reader) if e.number <= asked.edition.number]
    # Editions of an earlier rule told members to the nearest 5.
    members = tuple(member_steps(edition.members) for edition in found)
    low, high = zip(*map(members_range, members), strict=True)
    numbers = MembersByEdition(
        tuple(edition.number for edition in found),
        tuple(edition.published_on for edition in found),
        members,
        low,
        high,
    )
    first, last = found[0], found[-1]
    text = say(
        f"finding.{name}.{'first' if first == last else 'sentence'}",
        first=first.number,
        first_members=members[0],
        last=last.number,
        members=members[-1],
    )
    rows = tuple(
        (str(e.number), day_in_words(e.published_on), str(told))
        for e, told in zip(reversed(found), reversed(members), strict=True)
    )
    head = tuple(say(f"finding.{name}.column_{word}") for word in ("edition", "day", "members"))
    return asked.finding(name, text, numbers, FindingText(Table(head, rows), ()))


def day_in_words(on: datetime.date) -> str:
    """A day in words, such as "3 May 2026"."""
    month = say(f"app.months.m{on.month}")
    return say("finding.leaders.day", day=on.day, month=month, year=on.year)


def people_by_answer(asked: EditionSlice, name: str) -> Finding[ShareBars]:
    """Of everyone who answered, how many gave each answer to one question about themselves.

    Args:
        asked: an edition without filters.
        name: a filter of ``catalogue.FILTERS``.
    """
    cells = asked.answered_cells()
    words = answered_words(name, cells)
    shown = {(f"{name}:{word}",): cells.get((f"{name}:{word}",)) for word in words}
    bars = (
        ShareBar(_answer_label(name, axis), _share_if_enough(cell)) for axis, cell in shown.items()
    )
    numbers = share_bars.agreeing_bars(ShareBars(tuple(bars)))
    unsaid = say(f"words.{name}.{_UNSAID}") if _UNSAID in words else ""
    missing = [b.label for b in numbers.bars if b.share is None and b.label != unsaid]
    form = "missing" if missing else "nobody_missing"
    texts = {"about": say(f"words.filter.{name}")}
    text = say(f"finding.leaders.who.{form}", count=len(missing))
    listed = say("finding.between").join(missing)
    basis = say("finding.leaders.who.basis", list=listed) if missing else ""
    table = share_bars.shares_table(numbers, texts["about"])
    stored = tuple(
        EditionCell(MEASURE, "", axis[0], cell.people, int(cell.cases))
        for axis, cell in shown.items()
        if cell
    )
    return asked.finding("leaders.who", text, numbers, FindingText(table, stored, texts, basis))


def people_by_joining(asked: EditionSlice) -> Finding[ShareBars]:
    """Of those who said so: who joined before LDN, in its first month, later; of everyone."""
    name = "leaders.joined"
    cells = asked.cells(JOINED)
    numbers = share_bars.bars_from_cells(
        cells, (((word,), say(f"words.joined.{word}")) for word in MEASURES[JOINED].axes[0])
    )
    before = numbers.bars[0].share
    if before is None or before.people < SAID_FROM_PEOPLE:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    text = say(f"finding.{name}.sentence", often=number_phrases.frequency_in_100(before))
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(JOINED, cells),
        basis=number_phrases.share_basis(before),
    )
    return asked.finding(name, number_phrases.sentence_case(text), numbers, told)


def _answer_label(name: str, axis: tuple[str]) -> str:
    return slice_label(name, axis[0].removeprefix(f"{name}:"))


def _share_if_enough(cell: editions.CellCounts | None) -> Share | None:
    return share_bars.cell_share(cell) if cell and cell.cases >= SMALLEST_GROUP else None
