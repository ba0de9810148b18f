"""When do effects come, and when do they pass?"""

from typing import TypeVar

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding, FindingState
from dashboard.findings.finding_numbers import ByWeek, ShareMap, WeekSeries
from dashboard.stats.shares import Share, share_with_blur
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.catalogue import EFFECT_AXIS, EFFECT_GROUP_AXIS
from db.editions.editions import Cells

MEASURE = "effect_by_week"
NEEDED = 10
"""People a cell needs to be published at all."""
SAID_FROM_PEOPLE = 30
"""A week is named in a sentence only from here on."""
GROUPS = tuple(word for word in EFFECT_GROUP_AXIS if word != "any_effect")
SINGLE_EFFECTS = EFFECT_AXIS[len(EFFECT_GROUP_AXIS) :]
_EARLY, _LATE = "w2", "w9_12"
"""The weeks that a sentence compares: early, and where the article's passing effects are over."""
_WINDOWS = {"sleep": ("w1", "w3_4"), "mood": ("w1", "w2"), "physical": ("w1", "w2")}
"""In which weeks the article says that effects of a group pass (ARTICLE.md, "Early effects")."""
_GROUP_SIZES = (("sleep", 5), ("mood", 5), ("physical", 8), ("other", 7))


def article_window(word: str) -> tuple[str, str] | None:
    """The weeks in which the article says that an effect passes; None where it says nothing."""
    return _WINDOWS.get(effect_group(word))


def effect_group(word: str) -> str:
    """The group of a word of the effect axis; a group is its own."""
    if word in EFFECT_GROUP_AXIS:
        return word
    owners = [group for group, size in _GROUP_SIZES for _ in range(size)]
    return owners[SINGLE_EFFECTS.index(word)]


def groups_by_week(asked: EditionSlice) -> Finding[ByWeek]:
    """Share with an effect of each group, by week of use."""
    cells = asked.cells(MEASURE)
    numbers = ByWeek(bands.WEEK.words, tuple(_week_series(cells, word) for word in GROUPS))
    early = [series.shares[bands.WEEK.words.index(_EARLY)] for series in numbers.series]
    told = [(word, share) for word, share in zip(GROUPS, early, strict=True) if share]
    if not told:
        return asked.too_few("timelines.groups", numbers, NEEDED)
    told.sort(key=lambda pair: -pair[1].value)
    listed = ", ".join(
        f"{number_phrases.natural_frequency(share)} {say(f'finding.timelines.groups.had_{word}')}"
        for word, share in told
    )
    people = told[0][1].people
    text = say("finding.timelines.groups.sentence", people=people, list=listed)
    return _week_finding(asked, "timelines.groups", text, numbers, (cells, _week_rows(numbers)))


def effect_by_week(asked: EditionSlice, word: str) -> Finding[ByWeek]:
    """Share with one effect, or one group of effects, by week of use.

    Args:
        asked: edition and filters.
        word: a word of ``catalogue.EFFECT_AXIS``.
    """
    cells = asked.cells(MEASURE)
    series = _week_series(cells, word)
    numbers = ByWeek(bands.WEEK.words, (series,), article_window(word))
    named = [
        (week, share)
        for week, share in zip(bands.WEEK.words, series.shares, strict=True)
        if share and share.people >= SAID_FROM_PEOPLE
    ]
    if not named:
        return asked.too_few("timelines.by_week", numbers, SAID_FROM_PEOPLE)
    told = (cells, _week_rows(numbers))
    return _week_finding(asked, "timelines.by_week", _course_sentence(word, named), numbers, told)


def effect_map(asked: EditionSlice) -> Finding[ShareMap]:
    """Share with each single effect by week of use, most told first."""
    cells = asked.cells(MEASURE)
    rows = [(word, _week_series(cells, word).shares) for word in SINGLE_EFFECTS]
    early = bands.WEEK.words.index(_EARLY)
    told = [(word, shares[early]) for word, shares in rows]
    ranked = sorted(
        ((word, share) for word, share in told if share and share.people >= SAID_FROM_PEOPLE),
        key=lambda pair: -pair[1].value,
    )
    order = {word: position for position, (word, _) in enumerate(ranked)}
    rows.sort(key=lambda row: order.get(row[0], len(order)))
    numbers = ShareMap(
        tuple(number_phrases.sentence_case(say(f"words.effect_axis.{word}")) for word, _ in rows),
        tuple(say(f"words.week.{week}") for week in bands.WEEK.words),
        tuple(shares for _, shares in rows),
        say("finding.timelines.map.note"),
    )
    if len(ranked) < 2:
        return asked.too_few("timelines.map", numbers, SAID_FROM_PEOPLE)
    return _week_finding(
        asked, "timelines.map", _commonest_sentence(ranked), numbers, (cells, rows)
    )


def _week_series(cells: Cells, word: str) -> WeekSeries:
    found = (cells.get((word, week)) for week in bands.WEEK.words)
    shares = (share_with_blur(cell.cases, cell.people) if cell else None for cell in found)
    return WeekSeries(word, tuple(shares))


def _course_sentence(word: str, named: list[tuple[str, Share]]) -> str:
    """What to say of one effect: a fall or a rise only where the intervals are apart.

    The two weeks are fixed before looking. The highest of eight weeks would be too high by
    chance alone, most of all where few people are.
    """
    weeks = dict(named)
    early_week = _EARLY if _EARLY in weeks else named[0][0]
    late_week = _LATE if _LATE in weeks else named[-1][0]
    early, late = weeks[early_week], weeks[late_week]
    texts = {
        "often": number_phrases.sentence_case(number_phrases.natural_frequency(early)),
        "people": early.people,
        "effect": say(f"words.effect_axis.{word}"),
        "early": number_phrases.weeks_in_words(early_week),
    }
    if early_week == late_week:
        return say("finding.timelines.by_week.single", **texts)
    form = "level"
    if late.high < early.low or late.low > early.high:
        form = "moves"
    return say(
        f"finding.timelines.by_week.{form}",
        **texts,
        late=number_phrases.weeks_in_words(late_week),
        late_often=number_phrases.natural_frequency(late),
        late_people=late.people,
    )


def _commonest_sentence(ranked: list[tuple[str, Share]]) -> str:
    (first, most), (second, next_most) = ranked[:2]
    apart = next_most.high < most.low
    return say(
        f"finding.timelines.map.{'sentence' if apart else 'close'}",
        people=most.people,
        effect=say(f"words.effect_axis.{first}"),
        second=say(f"words.effect_axis.{second}"),
        often=number_phrases.natural_frequency(most),
    )


_Numbers = TypeVar("_Numbers", ByWeek, ShareMap)
_Rows = list[tuple[str, tuple[Share | None, ...]]]


def _week_finding(
    asked: EditionSlice,
    name: str,
    sentence: str,
    numbers: _Numbers,
    told: tuple[Cells, _Rows],
) -> Finding[_Numbers]:
    cells, rows = told
    places = ((word, week) for word, _ in rows for week in bands.WEEK.words)
    return Finding(
        name=name,
        edition=asked.edition,
        filters=asked.filters,
        state=FindingState.shown,
        kicker=say(f"finding.{name}.kicker", who=asked.filters_in_words()),
        sentence=sentence,
        trust=say(f"finding.{name}.trust"),
        numbers=numbers,
        table=_weeks_table(bands.WEEK.words, rows),
        cells=asked.cells_to_export(MEASURE, {p: cells[p] for p in places if p in cells}),
    )


def _week_rows(numbers: ByWeek) -> _Rows:
    """Each line's word, and its shares by week."""
    return [(series.word, series.shares) for series in numbers.series]


def _weeks_table(
    weeks: tuple[str, ...],
    rows: list[tuple[str, tuple[Share | None, ...]]],
) -> Table:
    columns = ("effect", "week", "people", "share", "range")
    head = tuple(say(f"finding.timelines.by_week.column_{column}") for column in columns)
    body = [
        (say(f"words.effect_axis.{word}"), say(f"words.week.{week}"), *_share_cells(share))
        for word, shares in rows
        for week, share in zip(weeks, shares, strict=True)
    ]
    return Table(head, tuple(body))


def _share_cells(share: Share | None) -> tuple[str, str, str]:
    if share is None:
        return say("finding.share.too_few"), "", ""
    return (
        str(share.people),
        number_phrases.percent_in_words(share),
        number_phrases.percent_range(share),
    )
