"""Where everyone who started has got to, and when effects come after a start or an increase."""

from dashboard.findings import number_phrases, share_bars, told_times, two_shares
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import (
    ByWeek,
    CourseByWeek,
    ShareBar,
    ShareBars,
    WeekSeries,
)
from dashboard.findings.whole_shares import agreeing_shares
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.catalogue import COURSES
from db.editions.editions import Cells
from db.thresholds import COMPARED_WEEKS, SAID_FROM_PEOPLE

COURSE, AFTER_STEP = "course_by_week", "effect_after_step"
_TOLD_WEEK = "w13_26"
_STOPPED = tuple(COURSES.index(f"stopped_{why}") for why in ("for_effects", "otherwise"))
_WEEKS = bands.WEEK_OF_BAND.words


def course_by_week(asked: EditionSlice) -> Finding[CourseByWeek]:
    """Of everyone who started: who had stopped; on LDN with an effect or without; why stopped."""
    name = "timelines.course"
    cells = asked.cells(COURSE)
    shares = {week: state_shares(cells, week) for week in _WEEKS}
    people = tuple(_people_in_week(shares[week]) for week in _WEEKS)
    numbers = CourseByWeek(
        _WEEKS,
        people,
        COURSES,
        tuple(tuple(_state_fraction(shares[w], place) for w in _WEEKS) for place in range(4)),
    )
    told = [week for week in _WEEKS if (_people_in_week(shares[week]) or 0) >= SAID_FROM_PEOPLE]
    if not told:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    week = _TOLD_WEEK if _TOLD_WEEK in told else told[-1]
    often = number_phrases.frequencies_of_whole(shares[week])
    listed = say("finding.between").join(
        say(f"finding.{name}.item_{state}", often=text)
        for state, text in zip(COURSES, often, strict=True)
        if text
    )
    stopped = share_of_stopped(cells, week)
    if stopped is None:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    text = say(
        f"finding.{name}.sentence",
        week=number_phrases.weeks_in_words(week),
        often=number_phrases.frequency_in_100(stopped),
    )
    basis = say(
        f"finding.{name}.basis",
        people=_people_in_week(shares[week]),
        range=number_phrases.percent_range(stopped),
        week=number_phrases.one_week_in_words(week),
        list=listed,
    )
    table = _course_table(shares)
    under = FindingText(table, asked.cells_to_export(COURSE, cells), basis=basis)
    return asked.finding(name, text, numbers, under)


def share_of_stopped(cells: Cells, week: str) -> Share | None:
    """Who had stopped, for whatever reason, of all who began; as the parts of the card add up.

    Args:
        cells: of the measure.
        week: the band that is looked at.
    """
    return share_bars.sum_as_shown(state_shares(cells, week), _STOPPED)


def state_shares(cells: Cells, week: str) -> tuple[Share | None, ...]:
    """The share in each state of ``COURSES`` in one week of a band."""
    found = (share_bars.cell_share(cells.get((state, week))) for state in COURSES)
    return tuple(share and told_times.share_in_band(share, week) for share in found)


def _people_in_week(shares: tuple[Share | None, ...]) -> int | None:
    return next((share.people for share in shares if share), None)


def _state_fraction(shares: tuple[Share | None, ...], place: int) -> float | None:
    """A state's part of the four, which blurring keeps from summing to the people."""
    total = sum(share.cases for share in shares if share)
    share = shares[place]
    return share.cases / total if share and total else None


def _course_table(shares: dict[str, tuple[Share | None, ...]]) -> Table:
    head = (
        *share_bars.week_columns("week", "people"),
        *(say(f"words.course.{state}") for state in COURSES),
    )
    rows = []
    for week, states in shares.items():
        people = _people_in_week(states)
        first = str(people) if people else say("finding.share.too_few")
        agreeing = agreeing_shares(states)
        parts = (number_phrases.percent_in_words(share) if share else "" for share in agreeing)
        rows.append((say(f"words.week.{week}"), first, *parts))
    return Table(head, tuple(rows))


def effect_after_step(asked: EditionSlice, word: str) -> Finding[ByWeek]:
    """Share with an effect, by weeks since the latest start or increase.

    Args:
        asked: edition and filters.
        word: a word of ``catalogue.EFFECT_AXIS``.
    """
    name = "timelines.after_step"
    cells = asked.cells(AFTER_STEP)
    weeks = bands.STEP_WEEKS.words
    shares = {week: _share_after_step(cells, word, week) for week in weeks}
    numbers = ByWeek(weeks, (WeekSeries(word, tuple(shares.values())),), counted="since")
    soon, late = (share_in_step_week(cells, word, week) for week in COMPARED_WEEKS)
    if word in asked.effects_left_out():
        return asked.too_rare(name, numbers)
    if soon is None:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    form = "single" if late is None else two_shares.change_between(soon, late)
    text = say(
        f"finding.{name}.{form}",
        effect=say(f"words.effect_axis.{word}"),
        often=number_phrases.frequency_in_100(soon),
    )
    basis = number_phrases.share_basis(soon)
    if late is not None:
        both = (say(f"finding.{name}.soon"), soon), (say(f"finding.{name}.late"), late)
        basis = two_shares.basis_of_both(*both, form)
    shown: Cells = {(word, week): cells[word, week] for week in weeks if (word, week) in cells}
    line = ShareBars(
        tuple(ShareBar(say(f"words.week.{week}"), share) for week, share in shares.items())
    )
    told = FindingText(
        share_bars.shares_table(line, say(f"finding.{name}.column")),
        asked.cells_to_export(AFTER_STEP, shown),
        basis=basis,
    )
    return asked.finding(name, number_phrases.sentence_case(text), numbers, told)


def share_in_step_week(cells: Cells, word: str, week: str) -> Share | None:
    """The share with an effect in one week after a step; None where too few people are for one."""
    share = _share_after_step(cells, word, week)
    return share if share and share.people >= SAID_FROM_PEOPLE else None


def _share_after_step(cells: Cells, word: str, week: str) -> Share | None:
    share = share_bars.cell_share(cells.get((word, week)))
    return share and told_times.share_by_weeks(share)
