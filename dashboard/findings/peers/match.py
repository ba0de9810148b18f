"""Who is like me: one group for all cards, by the one fact that matters most to me.

The week of use is an axis of the measures, so it always matches. Of the other facts one is used:
editions hold no pairs of filters. Where a number is not shown in the group, everyone's is told.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy import Engine

from dashboard.findings import told_times
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.peers.me import MyFacts
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer
from dashboard.findings.peers.precision import FIGURES, has_number
from dashboard.findings.share_bars import cell_share, week_columns
from dashboard.findings.slice_labels import slice_label
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db.catalogue import WORD_SEPARATOR
from db.editions.editions import Axis, Cells, Edition
from db.filter_rules import FiltersNotAllowed

Tells = Callable[["PeerMatch"], bool]
FACTS = ("condition", "first_dose", "sensitivity", "first_timing")
"""That a member may be compared by, in the order in which they are offered."""


@dataclass(frozen=True, repr=False)
class PeerMatch:
    """The group whose number is told at a place of a measure.

    Attributes:
        asked: the edition and the filters of the group.
        cells: of the measure that was asked for.
        is_everyone_instead: whether the group that was asked for does not show it.
    """

    asked: EditionSlice
    cells: Cells
    is_everyone_instead: bool = False

    @property
    def among_whom(self) -> str:
        """Among whom, in words."""
        return self.asked.filters_in_words()

    @property
    def among(self) -> str:
        """Behind a number of everyone, beside numbers of the group: "(all members)"."""
        return say("finding.peers.among", who=self.among_whom) if self.is_everyone_instead else ""

    @property
    def is_told(self) -> bool:
        """Whether there is a number at all."""
        return bool(self.cells)

    def has_number(self, place: Axis) -> bool:
        """Whether the share at a place can be told."""
        return has_number(self.share(place))

    def share(self, place: Axis) -> Share | None:
        """The share at a place of the measure."""
        return cell_share(self.cells.get(place))

    def share_in_week(self, word: str, week: str) -> Share | None:
        """The share with an effect, or in a state, in one week of a band."""
        share = self.share((word, week))
        return share and told_times.share_in_band(share, week)

    def instead_lines(self) -> tuple[str, ...]:
        """That everyone is told, where the group is not shown."""
        return (say("finding.peers.everyone_instead"),) if self.is_everyone_instead else ()

    def answer_with(
        self, name: str, sentence: str, numbers: IconRows, lines: tuple[str, ...], **texts: str
    ) -> PeerAnswer[IconRows]:
        """The answer of a card, with the table of its rows; ``texts`` go into its kicker."""
        told = FindingText(rows_table(name, numbers), (), texts)
        finding = self.asked.finding(f"peers.{name}", sentence, numbers, told)
        return PeerAnswer(finding, (*lines, *self.instead_lines()))


def rows_table(name: str, numbers: IconRows) -> Table:
    """The rows of a card in words, in the card's own denominator."""
    heads = week_columns("people", "share", "range")
    return Table((say(f"finding.peers.{name}.column"), *heads), numbers.cells)


@dataclass(frozen=True)
class PeerSearch:
    """An edition, me, and the fact that matters most to me; None = everyone."""

    reader: Engine = field(repr=False)
    edition: Edition
    me: MyFacts
    fact: str | None = None
    _cells_read: dict[tuple[bool, str], Cells] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def everyone(self) -> EditionSlice:
        """All members of the edition."""
        return EditionSlice(self.reader, self.edition)

    @cached_property
    def group(self) -> EditionSlice:
        """Those who share the fact; everyone where no edition shows them."""
        word = self.me.filter_word(self.fact) if self.fact else None
        if not self.fact or not word:
            return self.everyone
        try:
            return self.everyone.among({self.fact: word})
        except FiltersNotAllowed:
            return self.everyone

    def match_at(self, measure: str, place: Axis, tells: Tells = lambda _: True) -> PeerMatch:
        """The group, where it has a number at a place of a measure; else everyone.

        Args:
            measure: a name in ``catalogue.MEASURES``.
            place: the words along its axes that must have enough people.
            tells: whether a group has all the numbers that the card needs.
        """
        found = self._match_in(self.group, measure, place)
        if self.group.filters and not (found and tells(found)):
            found = self._match_in(self.everyone, measure, place)
            found = found and replace(found, is_everyone_instead=True)
        return found or PeerMatch(self.everyone, {})

    def _match_in(self, asked: EditionSlice, measure: str, place: Axis) -> PeerMatch | None:
        cells = self._cells_of(asked, measure)
        found = PeerMatch(asked, cells)
        return found if found.has_number(place) else None

    def _cells_of(self, asked: EditionSlice, measure: str) -> Cells:
        """Read once a page: several cards ask for the same."""
        key = (bool(asked.filters), measure)
        if key not in self._cells_read:
            try:
                self._cells_read[key] = asked.cells(measure)
            except FiltersNotAllowed:
                self._cells_read[key] = {}
        return self._cells_read[key]

    def too_few(self, name: str, **texts: str) -> PeerAnswer[IconRows]:
        """The answer that too few people told of it, in the group and among everyone."""
        nothing = IconRows((), FIGURES[0])
        told = say("finding.peers.too_few")
        finding = self.everyone.without_number(f"peers.{name}", nothing, told, **texts)
        return PeerAnswer(finding)


def comparison_group(peers: PeerSearch) -> tuple[str, ...]:
    """Which people I am compared with, and what of me was left out, in sentences."""
    me, group = peers.me, peers.group
    known = [name for name in FACTS if me.filter_word(name) and name != peers.fact]
    lines = []
    if peers.fact and not group.filters:
        lines.append(say("finding.peers.no_group", fact=say(f"finding.peers.your.{peers.fact}")))
    lines += [
        say("finding.peers.joined", group=slice_label(name, words))
        for name, words in group.filters.items()
        if WORD_SEPARATOR in words
    ]
    if peers.fact and known:
        lines.append(say("finding.peers.left_out", facts=_facts_in_words(known)))
    return tuple(lines)


def _facts_in_words(names: list[str]) -> str:
    *others, last = (say(f"finding.peers.your.{name}") for name in names)
    if not others:
        return last
    first = say("finding.between").join(others)
    return say("finding.peers.and", first=first, second=last)
