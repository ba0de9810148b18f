"""Every finding's words, read on ten editions of different sizes, in every language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import text
from dashboard.gallery import FIGURES
from tests.drawn_editions import drawn_editions
from tests.tour.sentences import SaidFinding, said_findings

MOST_WORDS, MOST_WORDS_OF_FIRST = 18, 25
REWRITTEN = {name for name in FIGURES if name.startswith("doses.") and name != "doses.lowered"}
"""Findings whose words are still those of before; this set may only shrink."""
_BETWEEN_NUMBERS = re.compile(r"\d ?[–-] ?\d")
_OUT_OF = re.compile(r"\d+ (?:in|de cada) (\d+)")
_END = re.compile(r"(?<=[.!?]) ")
FORMS = ("falls", "rises", "same", "level", "single", "sentence", "close", "clear", "clear_many")
"""Last parts of the keys of sentences that depend on what was found."""


READ_ELSEWHERE = {"finding.peers", "finding.doses"}
"""Of one member, and not yet rewritten."""


class SaidEverywhere:
    """What is said of all ten editions, and the keys that were looked up for it."""

    def __init__(self, folder: Path) -> None:
        self.keys: set[str] = set()
        find = text._find_text

        def find_and_note(code: str, key: str) -> object:
            self.keys.add(f"{code}:{key}")
            return find(code, key)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(text, "_find_text", find_and_note)
            self.findings = list(self._findings_of_all(folder))

    def _findings_of_all(self, folder: Path) -> Iterator[SaidFinding]:
        with drawn_editions(folder) as drawn:
            for asked in drawn:
                yield from said_findings(asked, f"{asked.edition.members} members")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> SaidEverywhere:
    """Drawn once: 10 editions, 2 languages, some 60 findings."""
    return SaidEverywhere(tmp_path_factory.mktemp("drawn"))


@pytest.fixture
def new(said: SaidEverywhere) -> list[SaidFinding]:
    """All but those that are still to be rewritten."""
    return [one for one in said.findings if one.figure.name not in REWRITTEN]


def test_a_headline_has_18_words_at_the_most(new: list[SaidFinding]) -> None:
    """In five seconds, on a phone, in both languages; with the longest names of effects, too."""
    assert len(new) > 600
    long = {one.finding.sentence for one in new if len(one.finding.sentence.split()) > MOST_WORDS}
    assert not long


def test_no_text_is_left_unfilled(said: SaidEverywhere) -> None:
    """No "{people}" on a page."""
    for one in said.findings:
        finding = one.finding
        assert "{" not in f"{finding.kicker}{finding.whole_sentence}{finding.trust}"


def test_what_is_shown_has_its_people_under_it(new: list[SaidFinding]) -> None:
    """And where they are under 100, the range of the share that the sentence has."""
    for one in new:
        finding = one.finding
        if not finding.is_shown or one.figure.chapter == "answered":
            continue
        people = re.search(r"(\d+) (people|personas|who|que|or more|o más)", finding.basis)
        assert people, finding
        if int(people[1]) < 100 and _OUT_OF.search(finding.sentence):
            assert re.search(r"[Rr]ange|[Rr]ango|\(", finding.basis), finding


def test_no_range_stands_without_people(new: list[SaidFinding]) -> None:
    """The sentence alone never has one: it is told in the line that goes with it."""
    for one in new:
        assert not re.search(r"[Rr]ange|[Rr]ango", one.finding.sentence)
        if re.search(r"[Rr]ange|[Rr]ango", one.finding.basis):
            assert re.search(r"\d+ (people|personas|who|que)", one.finding.basis)


def test_weeks_in_a_sentence_are_told_in_words(said: SaidEverywhere) -> None:
    """A dash between 3 and 4 is read aloud as nothing, or as minus."""
    for one in said.findings:
        finding = one.finding
        assert not _BETWEEN_NUMBERS.search(f"{finding.whole_sentence} {finding.trust}"), finding


def test_a_card_has_one_denominator(said: SaidEverywhere) -> None:
    """In 100: sentence, line, table; and no per cent beside it."""
    for one in said.findings:
        cells = " ".join(" ".join(row) for row in one.finding.table.rows)
        words = f"{one.finding.whole_sentence} {cells}"
        assert set(_OUT_OF.findall(words)) <= {"100"}, words
        assert "%" not in words


@pytest.mark.parametrize("name", FIGURES)
def test_axis_and_tips_are_in_100_too(said: SaidEverywhere, name: str) -> None:
    """The figure of 700 members."""
    drawn = [
        one for one in said.findings if (one.figure.name, one.edition) == (name, "700 members")
    ]
    figure = str(drawn[0].figure.draw(drawn[0].finding.numbers, "light").to_dict())
    assert set(_OUT_OF.findall(figure)) <= {"100"}
    assert not re.search(r"\d %", figure)


def test_the_first_sentence_of_a_caveat_is_short(new: list[SaidFinding]) -> None:
    """It stands alone until somebody opens the rest."""
    firsts = {_END.split(one.finding.trust)[0] for one in new if one.finding.trust}
    assert not {first for first in firsts if len(first.split()) > MOST_WORDS_OF_FIRST}


def test_every_form_of_every_sentence_was_read(said: SaidEverywhere) -> None:
    """A template that no edition leads to would be read by nobody before a member does."""
    for code in text.LANGUAGES:
        unread = {
            f"{code}:{key}"
            for key in _sentence_keys(text.load_language_texts(code)["finding"], "finding")
        } - said.keys
        assert not unread


def _sentence_keys(found: object, path: str) -> Iterator[str]:
    if not isinstance(found, dict):
        if path.rpartition(".")[2] in FORMS:
            yield path
        return
    for key, part in found.items():
        if f"{path}.{key}" not in READ_ELSEWHERE:
            yield from _sentence_keys(part, f"{path}.{key}")
