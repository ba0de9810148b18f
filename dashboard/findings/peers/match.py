"""Who is like me: the closest group that is published and large enough, and what it leaves out.

The week of use is an axis of the measures, so it always matches. Of the other facts one is used at
a time: the reader of editions gives out no more.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Engine

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.peers.me import MyFacts
from dashboard.findings.peers.peer_numbers import Numbers, PeerAnswer
from dashboard.findings.slice_labels import slice_label
from dashboard.text import say
from db.catalogue import WORD_SEPARATOR, FiltersNotAllowed
from db.editions.editions import Axis, Cells, Edition
from db.thresholds import GROUP_FROM_PEOPLE, PEERS_FROM_PEOPLE

FACTS = ("first_dose", "condition", "sensitivity", "first_timing")
ORDER: tuple[tuple[str, ...], ...] = (*((name,) for name in FACTS), ())
"""Closest first; the first with enough people is taken. Fixed before any answer was looked at, and
the same for everyone, so that nobody can look for the group that says what they hope.

Why so: effects come with a start or a step (ARTICLE.md, "Early effects"), so the first dose weighs
most; the illness decides what feeling much better means; low starts are said to spare sensitive
people; the time of day has a comparison of its own."""


FEW, ONE_FACT = "few", "one_fact"
"""Why a fact is left out: too few people, or another fact is used."""


class FactLeftOut(NamedTuple):
    """A fact of mine that was not used, and why."""

    name: str
    reason: str


@dataclass(frozen=True, repr=False)
class PeerMatch:
    """A group of people like me.

    Attributes:
        asked: the edition and the filters of the group.
        cells: of the measure that was asked for.
        people: published at my place; 0 where even everyone is too few.
        left: my facts that were not used.
    """

    asked: EditionSlice
    cells: Cells
    people: int
    left: tuple[FactLeftOut, ...]

    @property
    def group(self) -> str:
        """The group in a sentence: "people like you", or "people"."""
        return say(f"finding.peers.{'like_you' if self.asked.filters else 'people'}")

    def omissions_in_words(self) -> tuple[str, ...]:
        """What was left out, one sentence a reason."""
        reasons = dict.fromkeys(left.reason for left in self.left)
        return (
            *self._joined_in_words(),
            *(
                say(f"finding.peers.left_{reason}", facts=self._facts_in_words(reason))
                for reason in reasons
            ),
        )

    def _joined_in_words(self) -> tuple[str, ...]:
        """Where my own answer stands, if too few gave it and it is counted with others."""
        return tuple(
            say("finding.peers.joined", group=slice_label(name, words))
            for name, words in self.asked.filters.items()
            if WORD_SEPARATOR in words
        )

    def omissions_for_few(self) -> tuple[str, ...]:
        """What was left out because too few people are there; the rest is said once a page."""
        if not any(left.reason == FEW for left in self.left):
            return ()
        return (say(f"finding.peers.left_{FEW}", facts=self._facts_in_words(FEW)),)

    def too_few(
        self, name: str, numbers: Numbers, needed: int = PEERS_FROM_PEOPLE, **texts: str
    ) -> PeerAnswer[Numbers]:
        """The answer that too few people are like me, and what was left out for that."""
        finding = self.asked.too_few(name, numbers, needed, **texts)
        return PeerAnswer(finding, (), self.omissions_for_few())

    def _facts_in_words(self, reason: str) -> str:
        *others, last = (
            say(f"finding.peers.your.{left.name}") for left in self.left if left.reason == reason
        )
        if not others:
            return last
        between = say("finding.between")
        return say("finding.peers.and", first=between.join(others), second=last)


@dataclass(frozen=True)
class PeerSearch:
    """An edition, and whom to find people like."""

    reader: Engine = field(repr=False)
    edition: Edition
    me: MyFacts

    def closest_match(
        self, measure: str, place: Axis, needed: int = PEERS_FROM_PEOPLE
    ) -> PeerMatch:
        """The closest group that is large enough at a place of a measure; else everyone, with 0.

        Args:
            measure: a name in ``catalogue.MEASURES``.
            place: the words along its axes that must have enough people.
            needed: published people there, at least PEERS_FROM_PEOPLE; a group needs more.
        """
        too_few: set[str] = set()
        for names in self._candidate_facts():
            try:
                asked = self._slice_among(names)
                cells = asked.cells(measure)
            except FiltersNotAllowed:
                too_few.update(names)
                continue
            cell = cells.get(place)
            if cell and cell.people >= (max(needed, GROUP_FROM_PEOPLE) if names else needed):
                return PeerMatch(asked, cells, cell.people, self._facts_left_out(names, too_few))
            too_few.update(names)
        return PeerMatch(self._slice_among(()), {}, 0, self._facts_left_out((), too_few))

    def _candidate_facts(self) -> list[tuple[str, ...]]:
        return [names for names in ORDER if all(self.me.filter_word(name) for name in names)]

    def _slice_among(self, names: tuple[str, ...]) -> EditionSlice:
        facts = {name: self.me.filter_word(name) for name in names}
        everyone = EditionSlice(self.reader, self.edition)
        return everyone.among({name: word for name, word in facts.items() if word})

    def _facts_left_out(self, used: tuple[str, ...], too_few: set[str]) -> tuple[FactLeftOut, ...]:
        return tuple(
            FactLeftOut(name, FEW if name in too_few else ONE_FACT)
            for name in FACTS
            if self.me.filter_word(name) and name not in used
        )
