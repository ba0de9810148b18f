"""What findings share that show one share under the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.findings import number_phrases, whole_shares
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBar, ShareBars, WeekSeries
from dashboard.stats.shares import Share, share_of_added_counts, share_with_blur
from dashboard.tables import Table
from dashboard.text import label_in_sentence, say
from db.editions.editions import Axis, CellCounts
from db.thresholds import SAID_FROM_PEOPLE


def cell_share(cell: CellCounts | None) -> Share | None:
    """The share of a published cell; None where too few people are."""
    return None if cell is None else share_with_blur(cell.cases, cell.people, cell.editions)


def bars_from_cells(
    cells: Mapping[Axis, CellCounts], labels: Iterable[tuple[Axis, str]]
) -> ShareBars:
    """One bar for each (place on the axis, label), in their order."""
    return ShareBars(
        tuple(ShareBar(label, cell_share(cells.get(place))) for place, label in labels)
    )


def agreeing_bars(numbers: ShareBars) -> ShareBars:
    """The bars as parts of one whole: their shares add up to it (``whole_shares``)."""
    agreeing = whole_shares.agreeing_shares([bar.share for bar in numbers.bars])
    bars = zip(numbers.bars, agreeing, strict=True)
    return replace(numbers, bars=tuple(replace(bar, share=share) for bar, share in bars))


def sum_as_shown(shares: Sequence[Share | None], places: Sequence[int]) -> Share | None:
    """Some parts of a whole together, told as the sum of what each of them is shown as.

    A card that shows 4 and 5 says 9, whatever the counts behind them. Its range is that of the
    added counts, each with its blur. None where one of the parts is missing.

    Args:
        shares: of the same people, who each are in just one of them.
        places: of the parts that are added up.
    """
    parts = [part for place in places if (part := shares[place])]
    if len(parts) < len(places):
        return None
    people, editions = parts[0].people, min(part.editions for part in parts)
    cases = min(sum(part.cases for part in parts), people)
    added = share_of_added_counts(cases, people, len(parts), editions)
    agreeing = whole_shares.agreeing_shares(shares)
    shown = [part for place in places if (part := agreeing[place])]
    points = sum(number_phrases.points_of_100(part.value, part.people) for part in shown)
    return whole_shares.share_with_points(added, points) if points else added


def shares_table(numbers: ShareBars, first: str) -> Table:
    """Label, people, share and range of every bar; ``first`` is the first column's head."""
    head = (first, *week_columns("people", "share", "range"))
    return Table(head, tuple((bar.label, *share_cells(bar.share)) for bar in numbers.bars))


def week_columns(*columns: str) -> tuple[str, ...]:
    """Heads of columns that tables of shares have in common."""
    return tuple(say(f"finding.timelines.by_week.column_{column}") for column in columns)


def weeks_table(series: Iterable[WeekSeries], weeks: tuple[str, ...]) -> Table:
    """People, share and range of every line in every band of weeks."""
    rows = tuple(
        (say(f"words.effect_axis.{line.word}"), say(f"words.week.{week}"), *share_cells(share))
        for line in series
        for week, share in zip(weeks, line.shares, strict=True)
    )
    return Table(week_columns("effect", "week", "people", "share", "range"), rows)


def share_cells(share: Share | None) -> tuple[str, str, str]:
    """People, share and range as words."""
    if share is None:
        return say("finding.share.too_few"), "", ""
    if not number_phrases.tells_something(share):
        return str(share.people), say("finding.share.too_few_to_tell"), ""
    return (
        str(share.people),
        number_phrases.percent_in_words(share),
        number_phrases.percent_range(share),
    )


class CommonestBar(NamedTuple):
    """The highest bar; ``apart`` = its interval lies above the next one's."""

    label: str
    share: Share
    apart: bool


def commonest_bar(numbers: ShareBars) -> CommonestBar | None:
    """The highest bar of 30 people or more; None where there is none."""
    known = [
        (bar.label, bar.share)
        for bar in numbers.bars
        if bar.share and bar.share.people >= SAID_FROM_PEOPLE
    ]
    if not known:
        return None
    known.sort(key=lambda pair: -pair[1].value)
    (label, share), rest = known[0], known[1:]
    return CommonestBar(label, share, not rest or share.low > rest[0][1].high)


def commonest_finding(
    asked: EditionSlice, name: str, numbers: ShareBars, told: FindingText
) -> Finding[ShareBars]:
    """The finding that names the commonest answer, or says that two are close."""
    found = commonest_bar(numbers)
    if found is None:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE, **told.texts)
    form = "sentence" if found.apart else "close"
    label = label_in_sentence(found.label)
    text = say(f"finding.{name}.{form}", label=label, **told.texts)
    basis = say(
        f"finding.basis.commonest_{form}",
        label=number_phrases.sentence_case(label),
        often=number_phrases.share_with_basis(found.share),
    )
    return asked.finding(name, text, numbers, replace(told, basis=basis))
