"""The map: a draft is made from the headers, and a wrong map is said to be wrong, and where."""

import pytest

from dashboard.importing import draft_map, spreadsheet
from dashboard.importing.column_map import ColumnMap, map_from_toml
from dashboard.importing.problems import ImportProblem
from dashboard.importing.sheet_marks import marks_of_row
from dashboard.importing.spreadsheet import AnswerSheet, SheetLine
from dashboard.text import say
from db.vocabulary import Effect, Topic

LEAST = """
[file]
accept_lower_shares = true
[first_dose]
column = "Dose"
[since_first_dose]
column = "Weeks"
"""


def wrong(written: str) -> tuple[str, str]:
    """What is said about a map."""
    with pytest.raises(ImportProblem) as told:
        map_from_toml(written)
    return str(told.value), str(told.value.values.get("places", ""))


def test_the_draft_finds_the_questions_of_the_example(
    example: AnswerSheet, example_map: ColumnMap
) -> None:
    """Every column but the e-mail, the name and the story."""
    assert set(example.headers) - example_map.columns() == set(example_map.file.ignored)
    assert len(example_map.file.ignored) == 3
    assert example_map.file.date_order == "day_first"
    assert example_map.since_first_dose.unit == "date"
    assert example_map.condition is not None
    assert example_map.condition.words["fibro"] == "fibromyalgia"


def test_what_few_people_wrote_is_not_in_the_draft(example: AnswerSheet) -> None:
    """No e-mail, no name, no story, and no answer that fewer than three rows share."""
    draft = draft_map.draft_column_map(example).casefold()
    for private in ("example.org", "ottoline", "moved house", "saved my life", "2009", "cmd"):
        assert private in str(example.lines).casefold()
        assert private not in draft
    assert '# "widespread pain" = ""' in draft


def test_a_draft_must_be_decided_by_a_person_before_it_is_a_map(example: AnswerSheet) -> None:
    """As it is, it lacks what no header tells."""
    assert wrong(draft_map.draft_column_map(example)) == ("map_wrong", "effects.still_there")


def test_headers_cannot_write_into_the_draft() -> None:
    """Quotes, brackets and backslashes in a header stay a header."""
    header = 'dose"]\n[first_dose] \\'
    sheet = spreadsheet.sheet_from_bytes(b'"dose""]\n[first_dose] \\",weeks on ldn,note\n1,2,3\n')
    the_map = map_from_toml(draft_map.draft_column_map(sheet).replace("# accept", "accept"))
    assert the_map.first_dose.column == " ".join(header.split())


@pytest.mark.parametrize(
    ("added", "said", "places"),
    [
        ("[sex", "map_toml", ""),
        ("[sex]\ncolum = 3\n", "map_wrong", "sex.column, sex.colum"),
        ('[sex]\ncolumn = "S"\nwords = { f = "feminine" }\n', "map_word", "sex"),
        ('[now]\nhappiness = { column = "H" }\n', "map_word", "now"),
        (
            '[effects]\ncolumn = "E"\nstill_there = true\nwords = { flat = "anhedonia" }\n',
            "map_pleasure",
            "",
        ),
    ],
)
def test_a_wrong_map_is_said_to_be_wrong_and_where(added: str, said: str, places: str) -> None:
    """By places in the map; never by an answer in it."""
    assert map_from_toml(LEAST)
    assert wrong(LEAST + added) == (said, places)


def columns_of_dates(answered: list[str], started: list[str]) -> AnswerSheet:
    headers = ("Timestamp", "When did you start LDN?", "Starting dose")
    rows = zip(answered, started, strict=True)
    lines = (SheetLine(n, (*dates, "1.5 mg")) for n, dates in enumerate(rows, 2))
    return AnswerSheet(headers, tuple(lines))


@pytest.mark.parametrize(
    ("answered", "started", "is_proposed"),
    [
        (["10/22/2024", "3/4/2024"], ["3/4/2023", "5/6/2023"], False),
        (["10/22/2024", "3/4/2024"], ["3/4/2023", "5/26/2023"], True),
        (["10/22/2024", "3/4/2024"], ["3/4/2023", "26/5/2023"], False),
        (["2024-10-22", "2024-03-04"], ["3/4/2023", "5/26/2023"], True),
    ],
)
def test_an_order_of_dates_is_proposed_where_every_column_shows_it(
    answered: list[str], started: list[str], is_proposed: bool
) -> None:
    """A form's program writes 10/22/2024, and people in Spain write 3/4/2023 into it."""
    draft = draft_map.draft_column_map(columns_of_dates(answered, started))
    assert ('\ndate_order = "month_first"' in draft) == is_proposed
    assert ('\n# date_order = "' in draft) != is_proposed


def test_a_second_column_of_a_question_is_named_and_not_taken() -> None:
    """Which of the two counts is for a person to say."""
    sheet = AnswerSheet(("Starting dose", "Starting dose (2)", "Shoe size"), ())
    draft = draft_map.draft_column_map(sheet)
    assert f'"Starting dose (2)", # {say("import.draft.ignored.twice")}' in draft
    assert f'"Shoe size", # {say("import.draft.ignored.unknown")}' in draft


def test_a_map_of_an_earlier_version_is_read() -> None:
    """With what it had to say about lower shares, which nothing depends on any more."""
    unsaid = LEAST.replace("accept_lower_shares = true", "")
    assert map_from_toml(LEAST).columns() == map_from_toml(unsaid).columns()


def test_a_sheet_says_what_its_form_asked() -> None:
    """Ticks without weeks feed no week; columns with a week feed theirs alone, and no other."""
    ticks = '[effects]\ncolumn = "E"\nstill_there = true\nwords = { dreams = "vivid_dreams" }\n'
    rated = '[[effect]]\neffect = "headache"\ncolumn = "H"\nstill_there = true\n'
    rated += 'words = { bad = "severe" }\n[effect.began]\ncolumn = "B"\n'
    ticked = marks_of_row(map_from_toml(LEAST + ticks), 20)
    assert ticked.effects == {Effect.vivid_dreams}
    assert not {Topic.effect_weeks, Topic.stop, Topic.severity} & ticked.topics
    timed = marks_of_row(map_from_toml(LEAST + ticks + rated), 20)
    assert timed.effects == {Effect.headache}
    assert {Topic.effect_weeks, Topic.severity} <= timed.topics
    taking = '[taking]\ncolumn = "T"\nwords = { yes = "taking" }\n'
    assert Topic.stop not in marks_of_row(map_from_toml(LEAST + taking), 20).topics
    both = taking.replace("yes", 'no = "stopped", yes')
    assert Topic.stop not in marks_of_row(map_from_toml(LEAST + both), 20).topics
    week = '[stopped_after]\ncolumn = "S"\n'  # without it, whoever stopped is refused
    assert Topic.stop in marks_of_row(map_from_toml(LEAST + both + week), 20).topics
