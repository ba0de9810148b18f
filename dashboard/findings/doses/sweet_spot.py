"""Where members found their sweet spot: a share of everyone who began, whatever made them stay.

No dose is compared with another. People stay where they do well and go on where they do not, so
benefit by dose makes the low doses 24 to 48 points better than they are (docs/decisions.md).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from dashboard.findings import number_phrases, share_bars, told_times
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import SearchBars, ShareBar, ShareBars
from dashboard.findings.whole_shares import points_of_parts, share_with_points, size_with_number
from dashboard.stats.shares import Share, share_of_added_counts
from dashboard.text import say
from db import bands
from db.axis_words import FOUND_REST
from db.catalogue import MEASURES
from db.editions.editions import Cells
from db.thresholds import FEW_PEOPLE, SAID_FROM_PEOPLE

NAME, FOUND = "doses.sweet_spot", "sweet_spot_found"
_DOSES = bands.FIRST_DOSE_UG.words


class _KnownBar(NamedTuple):
    """A bar with enough people."""

    label: str
    share: Share


def sweet_spot_found(asked: EditionSlice) -> Finding[SearchBars]:
    """Of those who began half a year ago or more: found at which dose, still looking, stopped.

    Beside a group within the group stands everyone.
    """
    cells = asked.cells(FOUND)
    numbers = _search_bars(cells, asked.filters_in_words())
    if numbers is None:
        labels = _bars(_DOSES), _bars(FOUND_REST)
        nothing = SearchBars(ShareBar(say(f"finding.{NAME}.found"), None), *labels)
        return asked.too_few(NAME, nothing, SAID_FROM_PEOPLE)
    if asked.filters:
        everyone = asked.among({}).cells(FOUND)
        numbers = replace(numbers, everyone=_search_bars(everyone, say("finding.everyone")))
    bars = ShareBars((numbers.found, *numbers.parts, *numbers.rest))
    told = FindingText(
        share_bars.shares_table(bars, say(f"finding.{NAME}.column")),
        asked.cells_to_export(FOUND, cells),
        basis=_search_basis(numbers),
    )
    return asked.finding(NAME, _search_in_words(numbers), numbers, told)


def _people(shares: dict[str, Share]) -> int:
    return next(iter(shares.values())).people


def _search_share(cells: Cells, word: str) -> Share | None:
    share = share_bars.cell_share(cells.get((word,)))
    return share and told_times.share_by_weeks(share)


def _search_bars(cells: Cells, who: str) -> SearchBars | None:
    """The shares as they are shown: found, looking and stopped make 100, the doses what was found.

    Who found theirs are all but the others: nine doses that are cut at 0 would add up to too many.
    None under 30 people, where a part of the whole is missing, or where it may be nearly anything.
    """
    words = MEASURES[FOUND].axes[0]
    shares = {w: share for w in words if (share := _search_share(cells, w))}
    if len(shares) < len(words) or _people(shares) < SAID_FROM_PEOPLE:
        return None
    rest = [shares[word] for word in FOUND_REST]
    people, editions = _people(shares), min(share.editions for share in shares.values())
    found = max(0.0, people - sum(share.cases for share in rest))
    of_found = share_of_added_counts(found, people, 1 + len(rest), editions)
    whole = [told_times.share_by_weeks(of_found), *rest]
    if not number_phrases.tells_something(whole[0]):
        return None
    points = points_of_parts([size_with_number(share) for share in whole], people)
    doses = [shares[word] for word in _DOSES]
    of_doses = points_of_parts([size_with_number(share) for share in doses], people, points[0])
    return SearchBars(
        ShareBar(say(f"finding.{NAME}.found"), share_with_points(whole[0], points[0])),
        _bars(_DOSES, [share_with_points(*pair) for pair in zip(doses, of_doses, strict=True)]),
        _bars(
            FOUND_REST, [share_with_points(*pair) for pair in zip(rest, points[1:], strict=True)]
        ),
        say(f"finding.{NAME}.row", who=number_phrases.sentence_case(who), people=people),
    )


def _bars(words: tuple[str, ...], shares: Sequence[Share] = ()) -> tuple[ShareBar, ...]:
    labels = (number_phrases.sentence_case(say(f"words.found.{word}")) for word in words)
    return tuple(ShareBar(*pair) for pair in zip_longest(labels, shares))


def _search_in_words(numbers: SearchBars) -> str:
    found = numbers.found.share
    assert found is not None, "there are enough people"
    key = "sentence" if found.cases >= FEW_PEOPLE else "hardly_any"
    return say(f"finding.{NAME}.{key}", found=number_of_100(found))


def _search_basis(numbers: SearchBars) -> str:
    """What found means; where most did; what became of the others; people and range."""
    found = numbers.found.share
    assert found is not None, "there are enough people"
    looking, stopped = (number_of_100(bar.share) for bar in numbers.rest if bar.share)
    return say(
        f"finding.{NAME}.basis",
        most=_most_often(numbers.parts),
        looking=looking,
        stopped=stopped,
        people=found.people,
        range=number_phrases.percent_range(found),
    )


def number_of_100(share: Share) -> str:
    """How many of 100, for a sentence that began with them; a word where it has no number."""
    if share.cases < FEW_PEOPLE:
        return say(f"finding.{NAME}.few")
    if share.people - share.cases < FEW_PEOPLE:
        return say(f"finding.{NAME}.nearly_all")
    return str(number_phrases.points_of_100(share.value, share.people))


def _most_often(parts: tuple[ShareBar, ...]) -> str:
    """The dose that most found theirs at, if it stands apart from the next."""
    known = [_KnownBar(bar.label, bar.share) for bar in parts if bar.share]
    first, second, *_ = sorted(known, key=lambda bar: -bar.share.value)
    if first.share.cases < FEW_PEOPLE or first.share.low <= second.share.high:
        return say(f"finding.{NAME}.no_most")
    dose = first.label[:1].lower() + first.label[1:]
    return say(f"finding.{NAME}.most", dose=dose, number=number_of_100(first.share))
