"""When do effects come, and when do they pass?"""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.findings import number_phrases, share_bars, told_times, two_shares
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ByWeek, ShareMap, WeekSeries
from dashboard.stats.shares import Share
from dashboard.text import say
from db import bands
from db.catalogue import (
    EFFECT_GROUP_WORDS,
    FIRST_EFFECT_AXIS,
    GROUP_OF_EFFECT,
    SINGLE_EFFECTS,
)
from db.editions.editions import Cells
from db.thresholds import EARLY_WEEK, SAID_FROM_PEOPLE, SETTLED_WEEK, SMALLEST_GROUP

MEASURE = "effect_by_week"
_WEEKS = bands.WEEK_OF_BAND.words
MOST_TOLD = 10
"""Rows of the map: as many as a phone shows at once."""
_WINDOWS = {"sleep": ("w1", "w3_4"), "mood": ("w1", "w2"), "physical": ("w1", "w2")}
"""In which weeks the article says that effects of a group pass (ARTICLE.md, "Early effects")."""


def article_window(word: str) -> tuple[str, str] | None:
    """The weeks in which the article says that an effect passes; None where it says nothing."""
    return _WINDOWS.get(GROUP_OF_EFFECT[word])


def groups_by_week(asked: EditionSlice) -> Finding[ByWeek]:
    """Share with an effect of each group, by week of use."""
    cells = asked.cells(MEASURE)
    series = tuple(_week_series(cells, word) for word in EFFECT_GROUP_WORDS)
    numbers = ByWeek(_WEEKS, series)
    if asked.effects_left_out().issuperset(EFFECT_GROUP_WORDS):
        return asked.too_rare("timelines.groups", numbers)
    early = [line.shares[_WEEKS.index(EARLY_WEEK)] for line in series]
    had = [(word, share) for word, share in zip(EFFECT_GROUP_WORDS, early, strict=True) if share]
    if not had:
        return asked.too_few("timelines.groups", numbers, SMALLEST_GROUP)
    first, share = had[0]
    text = say(
        "finding.timelines.groups.sentence",
        often=number_phrases.frequency_in_100(share),
        had=say(f"finding.timelines.groups.had_{first}"),
    )
    basis = [number_phrases.share_basis(share), *(_group_basis(*pair) for pair in had[1:])]
    told = replace(_weeks_text(asked, cells, series), basis=" ".join(basis))
    return asked.finding("timelines.groups", text, numbers, told)


def _group_basis(word: str, share: Share) -> str:
    return say(
        "finding.timelines.groups.also",
        had=number_phrases.sentence_case(say(f"finding.timelines.groups.had_{word}")),
        often=number_phrases.share_with_range(share),
    )


def effect_by_week(asked: EditionSlice, word: str) -> Finding[ByWeek]:
    """Share with one effect, or one group of effects, by week of use.

    Args:
        asked: edition and filters.
        word: a word of ``catalogue.EFFECT_AXIS``.
    """
    cells = asked.cells(MEASURE)
    series = _week_series(cells, word)
    numbers = ByWeek(_WEEKS, (series,), article_window(word))
    named = [
        (week, share)
        for week, share in zip(_WEEKS, series.shares, strict=True)
        if share and share.people >= SAID_FROM_PEOPLE
    ]
    if word in asked.effects_left_out():
        return asked.too_rare("timelines.by_week", numbers)
    if not named:
        return asked.too_few("timelines.by_week", numbers, SAID_FROM_PEOPLE)
    text, basis = _course_in_words(word, named)
    told = replace(_weeks_text(asked, cells, numbers.series), basis=basis)
    return asked.finding("timelines.by_week", text, numbers, told)


def effect_map(asked: EditionSlice) -> Finding[ShareMap]:
    """Share with each single effect by week of use: the ten told most; the table has them all."""
    cells = asked.cells(MEASURE)
    left_out = asked.effects_left_out()
    words = [word for word in SINGLE_EFFECTS if word not in left_out]
    leaves_out = len(words) < len(SINGLE_EFFECTS)
    every = (_week_series(cells, word) for word in words or SINGLE_EFFECTS)
    # Whoever was not asked about a later effect is no row of "too few people".
    rows = [row for row in every if row.word in FIRST_EFFECT_AXIS or any(row.shares)]
    early = _WEEKS.index(EARLY_WEEK)
    told = [(line.word, line.shares[early]) for line in rows]
    ranked = sorted(
        ((word, share) for word, share in told if share and share.people >= SAID_FROM_PEOPLE),
        key=lambda pair: -pair[1].value,
    )
    order = {word: position for position, (word, _) in enumerate(ranked)}
    rows.sort(key=lambda row: order.get(row.word, len(order)))
    drawn = rows[:MOST_TOLD]
    notes = [say(f"finding.timelines.map.note{'_rare' * leaves_out}")]
    if len(rows) > len(drawn):
        notes.append(say("finding.timelines.map.more", number=len(rows) - len(drawn)))
    numbers = ShareMap(
        tuple(
            number_phrases.sentence_case(say(f"words.effect_axis.{line.word}")) for line in drawn
        ),
        tuple(say(f"words.week.{week}") for week in _WEEKS),
        tuple(line.shares for line in drawn),
        "<br>".join(notes),
    )
    if len(ranked) < 2 and leaves_out:
        return asked.too_rare("timelines.map", numbers)
    if len(ranked) < 2:
        return asked.too_few("timelines.map", numbers, SAID_FROM_PEOPLE)
    text, basis = _commonest_in_words(ranked)
    under = replace(_weeks_text(asked, cells, rows), basis=basis)
    return asked.finding("timelines.map", text, numbers, under)


def _week_series(cells: Cells, word: str) -> WeekSeries:
    found = {week: share_bars.cell_share(cells.get((word, week))) for week in _WEEKS}
    shares = (share and told_times.share_in_band(share, week) for week, share in found.items())
    return WeekSeries(word, tuple(shares))


def _course_in_words(word: str, named: list[tuple[str, Share]]) -> tuple[str, str]:
    """What to say of one effect, and its basis: a fall or a rise where the intervals are apart.

    The two weeks are fixed before looking. The highest of eight weeks would be too high by
    chance alone, most of all where few people are.
    """
    weeks = dict(named)
    early_week = EARLY_WEEK if EARLY_WEEK in weeks else named[0][0]
    late_week = SETTLED_WEEK if SETTLED_WEEK in weeks else named[-1][0]
    early, late = weeks[early_week], weeks[late_week]
    form = "single" if early_week == late_week else two_shares.change_between(early, late)
    effect = say(f"words.effect_axis.{word}")
    text = say(
        f"finding.timelines.by_week.{form}",
        often=number_phrases.frequency_in_100(early),
        effect=effect,
        early=number_phrases.weeks_in_words(early_week),
        late=number_phrases.weeks_in_words(late_week),
    )
    said = number_phrases.sentence_case(text)
    if form == "single":
        return said, number_phrases.share_basis(early) + _article_line(word)
    still = say(
        "finding.timelines.by_week.still_on", late=number_phrases.one_week_in_words(late_week)
    )
    both = (number_phrases.one_week_in_words(early_week), early), (still, late)
    return said, two_shares.basis_of_both(*both, form) + _article_line(word)


def _article_line(word: str) -> str:
    """What the article says about the weeks that are shaded; nothing where none are."""
    if article_window(word) is None:
        return ""
    return " " + say(f"finding.timelines.article.{GROUP_OF_EFFECT[word]}")


def _commonest_in_words(ranked: list[tuple[str, Share]]) -> tuple[str, str]:
    (first, most), (second, next_most) = ranked[:2]
    form = "sentence" if next_most.high < most.low else "close"
    text = say(
        f"finding.timelines.map.{form}",
        effect=say(f"words.effect_axis.{first}"),
        second=say(f"words.effect_axis.{second}"),
        often=number_phrases.frequency_in_100(most),
    )
    said = number_phrases.sentence_case(text)
    if form == "sentence":
        return said, number_phrases.share_basis(most)
    one, other = (say(f"words.effect_axis.{word}") for word in (first, second))
    return said, two_shares.basis_of_both((one, most), (other, next_most), "level")


def _weeks_text(asked: EditionSlice, cells: Cells, series: Sequence[WeekSeries]) -> FindingText:
    """The lines as a table, with the cells behind them."""
    places = ((line.word, week) for line in series for week in _WEEKS)
    shown: Cells = {place: cells[place] for place in places if place in cells}
    return FindingText(
        share_bars.weeks_table(series, _WEEKS), asked.cells_to_export(MEASURE, shown)
    )
