"""Every word that an edition may hold is in the data dictionary, in plain words."""

import pytest

from dashboard.report import dictionary
from dashboard.report.dictionary import TABLES, DictionaryEntry
from dashboard.text import say
from db.catalogue import CONTRASTS, FILTERS, MEASURES
from db.editions.editions import EditionCell, EditionContrast

PUBLISHED = [name for name, spec in MEASURES.items() if not spec.inner]


@pytest.fixture(scope="module")
def entries() -> list[DictionaryEntry]:
    """The whole dictionary; a word without a text would end it."""
    return list(dictionary.dictionary_entries())


def test_every_published_measure_is_explained_and_no_inner_one_is(
    entries: list[DictionaryEntry],
) -> None:
    """What stays inside publishing is in no export."""
    told = {entry.word for entry in entries if entry.who}
    assert told == {*PUBLISHED, *CONTRASTS}


def test_every_kind_of_axis_has_a_table_of_texts_and_no_table_is_left_over() -> None:
    """A fact has its filter's."""
    kinds = {kind for name in PUBLISHED for kind in MEASURES[name].kinds}
    assert kinds == {*TABLES, dictionary.FACT}


@pytest.mark.parametrize("name", [*PUBLISHED, *CONTRASTS])
def test_every_question_says_who_its_people_and_its_cases_are(
    entries: list[DictionaryEntry], name: str
) -> None:
    """In a sentence each, with the words along which it is counted."""
    (entry,) = [entry for entry in entries if entry.word == name and entry.who]
    assert entry.meaning and entry.who.endswith(".") and entry.which.endswith(".")
    assert entry.along


def test_every_word_along_every_axis_is_explained(entries: list[DictionaryEntry]) -> None:
    """Under the kind of its axis."""
    explained = {(entry.of, entry.word) for entry in entries}
    for name in PUBLISHED:
        for kind, words in zip(MEASURES[name].kinds, MEASURES[name].axes, strict=True):
            assert {(say(f"export.axis.{kind}"), word) for word in words} <= explained


def test_every_word_of_every_filter_is_explained_as_it_is_stored(
    entries: list[DictionaryEntry],
) -> None:
    """Such as condition=mcas."""
    stored = {f"{name}={word}" for name, words in FILTERS.items() for word in words}
    assert stored <= {entry.word for entry in entries}


def test_filters_are_told_in_words() -> None:
    """None is everyone; two stand side by side."""
    assert dictionary.filters_text("") == say("export.everyone")
    assert dictionary.filters_text("condition=mcas&first_dose=from_500") == (
        "Main condition: MCAS · First dose: 0.5 to under 1.5 mg"
    )


def test_a_difference_names_both_groups_and_what_differs() -> None:
    """Bedtime minus morning, in vivid dreams."""
    row = EditionContrast("bedtime_minus_morning", "", "effect_vivid_dreams", 20, 10, 5, 10)
    assert dictionary.question_text(row) == say("export.contrast.bedtime_minus_morning.title")
    assert dictionary.place_on_axes(row) == "vivid dreams"


def test_a_row_of_a_question_that_is_no_longer_counted_is_told_as_it_is_stored() -> None:
    """Editions are never changed: benefit by dose, and effects on reaching one before weeks."""
    former = EditionCell("benefit_at_dose", "", "from_500", 100, 40)
    assert dictionary.question_text(former) == "A question of older editions: benefit_at_dose"
    assert dictionary.place_on_axes(former) == "from_500"
    shorter = EditionCell("effect_on_reaching_dose", "", "sleep|from_500", 100, 40)
    assert dictionary.place_on_axes(shorter) == "any sleep effect · 0.5 to under 1 mg"
