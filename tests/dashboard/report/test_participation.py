"""Who answered, and who is missing."""

from collections.abc import Callable
from dataclasses import replace

from dashboard.findings.edition_slice import EditionSlice
from dashboard.report.participation import COLUMNS, AnswerPart, who_answered
from dashboard.text import say
from db.catalogue import FILTERS

WHO = "who_answered"
SEX = "words.sex"


def parts(asked: EditionSlice, name: str) -> dict[str, AnswerPart]:
    """The parts of one filter by their words."""
    found = [by for column in who_answered(asked).columns for by in column if by.filter == name]
    return {part.word: part for part in found[0].parts}


def test_every_filter_has_its_place_in_one_of_two_columns() -> None:
    """None is forgotten, none is told twice."""
    assert sorted(name for column in COLUMNS for name in column) == sorted(FILTERS)


def test_a_group_of_fewer_than_ten_looks_the_same_as_nobody(
    write: Callable[..., EditionSlice],
) -> None:
    """5 of 400 and 0 of 400 are both too few to show; 10 of 400 are shown."""
    asked = write(
        (WHO, "", "sex:female", 400, 385),
        (WHO, "", "sex:male", 400, 10),
        (WHO, "", "sex:other", 400, 5),
        (WHO, "", "sex:not_said", 400, 0),
    )
    sex = parts(asked, "sex")
    assert sex["other"].share is None and sex["not_said"].share is None
    assert sex["male"].share and sex["male"].share.cases == 10


def test_who_is_missing_names_the_too_few_and_the_few_and_not_the_silent(
    write: Callable[..., EditionSlice],
) -> None:
    """Under 10 are too few, under 30 are rough; "not said" is no group that is missing."""
    asked = write(
        (WHO, "", "sex:female", 400, 370),
        (WHO, "", "sex:male", 400, 25),
        (WHO, "", "sex:other", 400, 5),
        (WHO, "", "sex:not_said", 400, 0),
    )
    found = who_answered(asked)
    assert say(f"{SEX}.other") in found.too_few
    assert say(f"{SEX}.not_said") not in found.too_few
    assert found.rough == (say(f"{SEX}.male"),)


def test_the_sentence_names_the_largest_group_of_each_fact_in_words(
    write: Callable[..., EditionSlice],
) -> None:
    """300 of 400 are female: about 75 in 100; a fact of which nothing is known is not named."""
    asked = write((WHO, "", "sex:female", 400, 300), (WHO, "", "sex:male", 400, 100))
    item = say("report.who.item", label=say(f"{SEX}.female"), often="about 75 in 100")
    assert who_answered(asked).sentence == say("report.who.largest", list=item)


def test_where_every_group_is_too_few_there_is_no_sentence(
    write: Callable[..., EditionSlice],
) -> None:
    """An edition without these cells."""
    assert who_answered(write()).sentence == ""


def test_the_page_names_answers_of_an_older_survey(published: EditionSlice) -> None:
    """As every card does; of an edition without them nothing."""
    assert who_answered(published).older_forms == ""
    held = replace(published.edition, older_forms="older_form,stop")
    told = who_answered(replace(published, edition=held)).older_forms
    assert say("finding.older_forms.stop") in told


def test_those_who_did_not_say_come_last(published: EditionSlice) -> None:
    """In every filter that may be left out; with whom they are counted together."""
    assert "not_said" in list(parts(published, "age_band"))[-1].split("+")
