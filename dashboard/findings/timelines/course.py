"""Where everyone who started has got to, and when effects come after a start or an increase."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import Asked, Told
from dashboard.findings.finding import Finding, Table
from dashboard.findings.numbers import ByWeek, Course, WeekSeries
from dashboard.stats.shares import Share, blurred_share
from dashboard.text import say
from db import bands
from db.catalogue import COURSES
from db.editions.editions import Cells

COURSE, AFTER_STEP = "course_by_week", "effect_after_step"
SAID_FROM_PEOPLE = 30
_TOLD_WEEK = "w13_26"
SOON, LATE = ("k0", "k1"), ("k5", "k6", "k7", "k8")
"""Weeks 0 and 1 against weeks 5 to 8 (docs/measures.md, C05), fixed before looking."""


def course(asked: Asked) -> Finding[Course]:
    """Of everyone who started: on LDN with an effect, without, stopped for effects, otherwise."""
    name = "timelines.course"
    cells = asked.cells(COURSE)
    shares = {week: _states(cells, week) for week in bands.WEEK.words}
    people = tuple(_people(shares[week]) for week in bands.WEEK.words)
    numbers = Course(
        bands.WEEK.words,
        people,
        COURSES,
        tuple(tuple(_of_all(shares[w], place) for w in bands.WEEK.words) for place in range(4)),
    )
    told = [week for week in bands.WEEK.words if (_people(shares[week]) or 0) >= SAID_FROM_PEOPLE]
    if not told:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    week = _TOLD_WEEK if _TOLD_WEEK in told else told[-1]
    listed = say("finding.between").join(
        say(f"finding.{name}.item_{state}", often=number_phrases.of_ten(share))
        for state, share in zip(COURSES, shares[week], strict=True)
        if share
    )
    text = say(
        f"finding.{name}.sentence",
        people=_people(shares[week]),
        week=number_phrases.weeks(week),
        list=listed,
    )
    table = _course_table(shares)
    return asked.shown(name, text, numbers, Told(table, asked.stored(COURSE, cells)))


def _states(cells: Cells, week: str) -> tuple[Share | None, ...]:
    return tuple(share_bars.share_of(cells.get((state, week))) for state in COURSES)


def _people(shares: tuple[Share | None, ...]) -> int | None:
    return next((share.people for share in shares if share), None)


def _of_all(shares: tuple[Share | None, ...], place: int) -> float | None:
    """A state's part of the four, which blurring keeps from summing to the people."""
    total = sum(share.cases for share in shares if share)
    share = shares[place]
    return share.cases / total if share and total else None


def _course_table(shares: dict[str, tuple[Share | None, ...]]) -> Table:
    head = (
        say("finding.timelines.by_week.column_week"),
        say("finding.timelines.by_week.column_people"),
        *(say(f"words.course.{state}") for state in COURSES),
    )
    rows = []
    for week, states in shares.items():
        people = _people(states)
        first = str(people) if people else say("finding.share.too_few")
        parts = (number_phrases.percent(share) if share else "" for share in states)
        rows.append((say(f"words.week.{week}"), first, *parts))
    return Table(head, tuple(rows))


def after_step(asked: Asked, word: str) -> Finding[ByWeek]:
    """Share with an effect, by weeks since the latest start or increase.

    Args:
        asked: edition and filters.
        word: a word of ``catalogue.EFFECT_AXIS``.
    """
    name = "timelines.after_step"
    cells = asked.cells(AFTER_STEP)
    weeks = bands.STEP_WEEKS.words
    shares = tuple(share_bars.share_of(cells.get((word, week))) for week in weeks)
    numbers = ByWeek(weeks, (WeekSeries(word, shares),), counted="since")
    soon, late = (pooled(cells, word, places) for places in (SOON, LATE))
    if soon is None:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    texts = {
        "effect": say(f"words.effect_axis.{word}"),
        "often": number_phrases.sentence(number_phrases.of_ten(soon)),
        "people": soon.people,
    }
    form = "single"
    if late is not None:
        form = "falls" if late.high < soon.low else "rises" if late.low > soon.high else "level"
        texts |= {"late_often": number_phrases.of_ten(late), "late_people": late.people}
    shown = {(word, week): cells[word, week] for week in weeks if (word, week) in cells}
    line = share_bars.bars(cells, (((word, week), say(f"words.week.{week}")) for week in weeks))
    told = Told(
        share_bars.table(line, say(f"finding.{name}.column")), asked.stored(AFTER_STEP, shown)
    )
    return asked.shown(name, say(f"finding.{name}.{form}", **texts), numbers, told)


def pooled(cells: Cells, word: str, places: tuple[str, ...]) -> Share | None:
    """The mean share over some weeks, with the people of their smallest; None where one is missing.

    The same members are in every week, so their numbers must not be added up.
    """
    found = [cells.get((word, place)) for place in places]
    known = [cell for cell in found if cell and cell.people >= SAID_FROM_PEOPLE]
    if len(known) < len(places):
        return None
    people = min(cell.people for cell in known)
    share = sum(cell.cases / cell.people for cell in known) / len(known)
    return blurred_share(5 * round(share * people / 5), people)
