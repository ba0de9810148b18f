"""What a cell means: read as the survey reads it, and never guessed."""

import datetime
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.importing import date_cells, dose_cells, effect_cells, plain_cells, week_cells
from dashboard.importing.column_parts import (
    DoseColumn,
    EffectList,
    ScoreColumn,
    TimeColumn,
    WordsColumn,
)
from dashboard.importing.problems import UnfitCell
from dashboard.importing.week_cells import TimeOfUse
from dashboard.importing.word_cells import meaning_of_cell
from dashboard.questionnaire.week_choices import TimeChoice
from db.vocabulary import AgeBand, Effect, Timing

DOSE = DoseColumn(column="dose")
TICKS = EffectList(
    column="effects",
    still_there=True,
    words={"vivid dreams": "vivid_dreams", "headache": "headache", "insomnia": ""},
)


def dose(cell: str, several: str = "refuse", unit: str | None = None) -> int | str:
    """Micrograms, or the reason why not."""
    asked = {"column": "", "several": several, "unit": unit}
    try:
        return dose_cells.dose_ug_from_cell(cell, DoseColumn.model_validate(asked))
    except UnfitCell as unfit:
        return str(unfit.args[0])


@pytest.mark.parametrize(
    ("cell", "dose_ug"),
    [
        ("1.5 mg at night", 1_500),
        ("LDN 4.5", 4_500),
        ("LDN4.5mg", 4_500),
        ("1,5", 1_500),
        ("500 mcg \U0001f48a", 500),
        ("4.5 mg at 9:30 pm", 4_500),
        ("1.5 mg each night", 1_500),
        ("4,5 mg por la noche", 4_500),
        ("4.5 mg - bedtime", 4_500),
        ("250 μg", 250),
        ("250 \u00b5g", 250),
        ("250\u338d", 250),
        ("4.5 am", 4_500),
        ("1,5pm", 1_500),
        ("4.5mg 10 p.m.", 4_500),
        ("1.5 mg at 3 pm", 1_500),
        ("3 mg @ 21:00", 3_000),
    ],
)
def test_a_cell_with_exactly_one_dose_is_read(cell: str, dose_ug: int) -> None:
    """Words around it do not matter, and times are no doses."""
    assert dose(cell) == dose_ug


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("started 0.5 now 3mg", "dose_several"),
        ("1.5-3 mg", "dose_range"),
        ("3 to 4.5", "dose_range"),
        ("3mg for 2 weeks", "dose_several"),
        ("1.5 am 3 pm", "dose_two_ways"),
        ("1.5 mg am 3 pm", "dose_two_ways"),
        ("1.5 3 pm", "dose_two_ways"),
        ("0.5 am 1 pm", "dose_two_ways"),
        ("3 am", "dose_two_ways"),
        ("4.5:00", "dose_several"),
        ("04.05.", "dose_date"),
        ("04.05", "dose_date"),
        ("4-May", "dose_date"),
        ("May-04", "dose_date"),
        ("04/05/2023", "dose_date"),
        ("2023-05-04 00:00:00", "dose_date"),
        ("<1 mg", "dose_bound"),
        ("up to 4.5", "dose_bound"),
        ("4.5+", "dose_bound"),
        ("4.5 grams", "dose_unit"),
        ("4.5 мкг", "dose_unit"),
        ("4.5 微克", "dose_unit"),
        ("4.5 mikrogramm", "dose_unit"),
        ("4.5 γ", "dose_unit"),
        ("1/2 mg", "dose_several"),
        ("4.5 mg (2021)", "dose_several"),
        ("1.5 mg twice a day", "dose_not_daily"),
        ("1.5 morning and night", "dose_not_daily"),
        ("3 mg every other day", "dose_not_daily"),
        ("0.5 ml", "dose_unreadable"),
        ("not 4.5", "dose_unreadable"),
        ("none yet", "dose_unreadable"),
        ("60 mg", "dose_too_high"),
        ("45", "dose_surprising"),
        ("1,500 mcg", "dose_two_ways"),
        ("N/A", "dose_empty"),
        ("=1.5", "formula"),
        ("=cmd|' /C calc'!A0", "formula"),
        ("1.5" * 200, "too_long"),
    ],
)
def test_a_dose_that_could_be_another_is_refused(cell: str, reason: str) -> None:
    """Each for its own reason."""
    assert dose(cell) == reason


@pytest.mark.parametrize(
    ("cell", "dose_ug"),
    [("500", 500), ("LDN 250 at night", 250), ("4.5 mg", 4_500), ("1.500", "dose_two_ways")],
)
def test_a_column_may_say_that_its_plain_numbers_are_micrograms(
    cell: str, dose_ug: int | str
) -> None:
    """A unit in the cell counts first; a mark before three digits is still asked about."""
    assert dose(cell, unit="mcg") == dose_ug


@pytest.mark.parametrize("spelling", ["4.5 {}", "4.5{}", "LDN 4.5 {} at night"])
@pytest.mark.parametrize(
    "unit",
    [
        *("mcg", "MCG", "ug", "\u00b5g", "\u03bcg", "\u338d", "micrograms", "microgramos", "mcgs"),
        *(
            "mkg",
            "мкг",
            "мікрограм",
            "微克",
            "γ",
            "mikrogramm",
            "mikrog",
            "microgr",
            "\u00b5",
            "mc g",
        ),
    ],
)
def test_micrograms_are_never_read_as_milligrams(unit: str, spelling: str) -> None:
    """In whatever spelling or script: 4.5 of them has parts of a microgram, or is refused."""
    assert str(dose(spelling.format(unit))).startswith("dose_")


def test_the_map_may_say_which_of_two_doses_counts() -> None:
    """The first or the last, by the order in the cell."""
    assert dose("started 0.5 now 3mg", "first") == 500
    assert dose("started 0.5 now 3mg", "last") == 3_000


def test_a_time_beside_a_dose_is_read_if_there_is_one() -> None:
    """Two times of day are none."""
    assert dose_cells.time_beside_dose("1.5 mg at night") is Timing.bedtime
    assert dose_cells.time_beside_dose("LDN 4.5") is None
    with pytest.raises(UnfitCell, match="word_two_ways"):
        dose_cells.time_beside_dose("1 mg morning, 2 mg at night")


@pytest.mark.parametrize("count", [1, 3, 6, 11])
@pytest.mark.parametrize("unit", ["week", "month", "year"])
def test_a_length_of_time_is_the_week_that_the_survey_makes_of_it(unit: str, count: int) -> None:
    """With the unit in the cell, or for a plain number in the map."""
    week = TimeChoice(unit, count).week
    assert (
        week_cells.week_from_cell(f"about {count} {unit}s", TimeColumn(column=""), TimeOfUse())
        == week
    )
    plain = TimeColumn.model_validate({"column": "", "unit": f"{unit}s"})
    assert week_cells.week_from_cell(str(count), plain, TimeOfUse()) == week


@pytest.mark.parametrize("cell", ["3-6 months", "last spring", "7", "-2 weeks", "6 moons"])
def test_a_length_of_time_that_is_not_clear_is_refused(cell: str) -> None:
    """Unless the map names the week that it stands for."""
    with pytest.raises(UnfitCell, match="week_unreadable"):
        week_cells.week_from_cell(cell, TimeColumn(column=""), TimeOfUse())
    assert (
        week_cells.week_from_cell(cell, TimeColumn(column="", words={cell: 19}), TimeOfUse()) == 19
    )


def test_dates_become_weeks_since_the_first_dose() -> None:
    """15 days later is week 3, and the day before is an error."""
    use = TimeOfUse(order="day_first", started=datetime.date(2023, 3, 1))
    when = TimeColumn(column="", unit="date")
    assert week_cells.week_from_cell("16/03/2023 10:22:07", when, use) == 1 + 15 // 7
    with pytest.raises(UnfitCell, match="date_too_early"):
        week_cells.week_from_cell("28.02.2023", when, use)


def test_a_date_that_can_be_read_in_two_ways_needs_the_map() -> None:
    """4 March, or 3 April."""
    with pytest.raises(UnfitCell, match="date_two_ways"):
        date_cells.date_from_cell("03/04/2023", None)
    assert date_cells.date_from_cell("03/04/2023", "month_first") == datetime.date(2023, 3, 4)
    for cell in ("2023-04-03", "3 April 2023", "Apr 3, 2023", "3.4.2023"):
        assert date_cells.date_from_cell(cell, "day_first") == datetime.date(2023, 4, 3)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3 de abril de 2023", datetime.date(2023, 4, 3)),
        ("abril 3, 2023", datetime.date(2023, 4, 3)),
        ("3-Apr-2023", datetime.date(2023, 4, 3)),
        ("2023-04-03T09:12:00.000-04:00", datetime.date(2023, 4, 3)),
        ("3/4/23", datetime.date(2023, 4, 3)),
        ("March 2023", datetime.date(2023, 3, 15)),
        ("03/2023", datetime.date(2023, 3, 15)),
        ("marzo de 2023", datetime.date(2023, 3, 15)),
    ],
)
def test_dates_are_read_as_the_map_says(cell: str, day: datetime.date) -> None:
    """Day first, and a month alone as its middle."""
    assert date_cells.date_from_cell(cell, "day_first", "middle") == day


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("March 2023", "date_month_only"),
        ("2023-03", "date_month_only"),
        ("3/4/23", "date_two_ways"),
        ("13/04/23", "date_two_ways"),
        ("31/02/2023", "date_unreadable"),
        ("2023", "date_unreadable"),
        ("spring 2023", "date_unreadable"),
        ("45000", "date_unreadable"),
    ],
)
def test_a_date_is_never_guessed(cell: str, reason: str) -> None:
    """Neither its day nor its order, nor what a spreadsheet counts days from."""
    with pytest.raises(UnfitCell, match=reason):
        date_cells.date_from_cell(cell, None)


def test_the_longest_word_in_a_cell_counts_and_a_not_refuses_it() -> None:
    """So "very much better" is not "much better", and "not much better" is neither."""
    words = {"much better": "much_better", "very much better": "very_much_better", "no": "no"}
    assert meaning_of_cell("Very much better!", words) == "very_much_better"
    assert meaning_of_cell("NO", words) == "no"
    assert meaning_of_cell("n/a", words) is None
    for cell, reason in [("not much better", "word_two_ways"), ("no idea", "word_unknown")]:
        with pytest.raises(UnfitCell, match=reason):
            meaning_of_cell(cell, words)


def test_ticks_are_read_whole() -> None:
    """What the map leaves out is left out; an unknown word and a "no" refuse the row."""
    found = effect_cells.episodes_from_ticks("Vivid dreams, Insomnia, HEADACHE", TICKS)
    assert {episode.effect for episode in found} == {Effect.vivid_dreams, Effect.headache}
    assert effect_cells.episodes_from_ticks("None", TICKS) == []
    for cell, reason in [
        ("headache, hiccups", "effect_unknown"),
        ("no headache", "word_two_ways"),
        ("", "effects_blank"),
    ]:
        with pytest.raises(UnfitCell, match=reason):
            effect_cells.episodes_from_ticks(cell, TICKS)


def test_an_age_in_years_lies_in_its_band_and_a_score_may_be_turned_round() -> None:
    """29 and 30 are apart; 3 of 10 where 10 is the best is 7."""
    words = WordsColumn(column="")
    assert plain_cells.age_band_from_cell("29", words) is AgeBand.under_30
    assert plain_cells.age_band_from_cell("30 years", words) is AgeBand.from_30_to_44
    assert plain_cells.score_from_cell("3/10", ScoreColumn(column="", flipped=True)) == 10 - 3
    with pytest.raises(UnfitCell, match="score_unreadable"):
        plain_cells.score_from_cell("7.5", ScoreColumn(column=""))


_cells = st.text(max_size=40) | st.from_regex(r"(LDN|=|-)? ?[0-9,.]{1,6} ?(mg|weeks|/5/2023)?")


@settings(max_examples=100)
@given(_cells)
def test_every_cell_is_read_or_refused_for_a_reason(cell: str) -> None:
    """No cell makes anything else happen."""
    readers = (
        lambda: dose_cells.dose_ug_from_cell(cell, DOSE),
        lambda: dose_cells.time_beside_dose(cell),
        lambda: week_cells.week_from_cell(cell, TimeColumn(column="", unit="weeks"), TimeOfUse()),
        lambda: date_cells.date_from_cell(cell, None),
        lambda: effect_cells.episodes_from_ticks(cell, TICKS),
        lambda: plain_cells.age_band_from_cell(cell, WordsColumn(column="")),
        lambda: plain_cells.score_from_cell(cell, ScoreColumn(column="")),
    )
    for read in readers:
        with suppress(UnfitCell):
            read()
