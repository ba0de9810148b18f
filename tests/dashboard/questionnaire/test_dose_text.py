import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.questionnaire.dose_text import (
    PRESETS,
    dose_from_text,
    likelier_dose_ug,
    matching_preset,
    plain_mg_text,
)
from dashboard.text import has_text
from db.answers import HIGHEST_DOSE_UG

READ = {
    "1.5": 1_500,
    "1,5": 1_500,
    ".5": 500,
    ",5": 500,
    "1.": 1_000,
    "0.001": 1,
    "4.5 mg": 4_500,
    "1.5mg": 1_500,
    "1,5 MG.": 1_500,
    "1.5 mg a day": 1_500,
    "3mg/day": 3_000,
    "3 mg daily": 3_000,
    "2 milligrams": 2_000,
    "1500 mcg": 1_500,
    "1500 ug": 1_500,
    "1500 µg": 1_500,  # micro sign
    "1500 μg": 1_500,  # Greek mu
    "1 microgram": 1,
    "  0.5  ": 500,
    "1,500": 1_500,  # the decimal mark, as in 1.500 mg
    "4.50": 4_500,
    "１．５": 1_500,  # a keyboard with wide digits
    "12": 12_000,
    "50": HIGHEST_DOSE_UG,
}

NOT_READ = {
    "": "empty",
    "   ": "empty",
    "0": "zero",
    "0.000 mg": "zero",
    "0.0005": "too_fine",
    "1.5 mcg": "too_fine",
    "50.001": "too_high",
    "1500": "too_high",  # a plain number is milligrams
    "60000 mcg": "too_high",
    "1,500 mcg": "two_ways",
    "1.500 ug": "two_ways",
    "-1": "unreadable",
    "1e3": "unreadable",
    "1.5.2": "unreadable",
    "1.5 g": "unreadable",
    "one": "unreadable",
    "1.5-3": "unreadable",
    "half a tablet": "unreadable",
    "٣": "unreadable",
    "1" * 41: "unreadable",
}


@pytest.mark.parametrize(("written", "ug"), READ.items())
def test_a_dose_is_read_however_it_is_written(written: str, ug: int) -> None:
    """Comma or point, with or without a unit; a plain number is milligrams."""
    assert (dose_from_text(written).ug, dose_from_text(written).is_good) == (ug, True)


@pytest.mark.parametrize(("written", "problem"), NOT_READ.items())
def test_what_is_no_dose_is_told_apart_and_has_a_sentence(written: str, problem: str) -> None:
    """Nothing is guessed, and every reason can be said."""
    assert (dose_from_text(written).problem, dose_from_text(written).is_good) == (problem, False)
    assert has_text(f"survey.problem.dose_{problem}")


@given(st.text(max_size=60))
def test_reading_never_fails_and_keeps_to_the_limits(written: str) -> None:
    """Any text is a storable dose or a problem, never both and never neither."""
    reading = dose_from_text(written)
    assert reading.is_good == (reading.problem is None)
    assert not reading.is_good or 1 <= (reading.ug or 0) <= HIGHEST_DOSE_UG


@given(st.integers(1, HIGHEST_DOSE_UG))
def test_what_is_echoed_reads_as_the_same_dose(ug: int) -> None:
    """In mg, with a comma, and in micrograms."""
    mg = plain_mg_text(ug)
    assert [
        dose_from_text(mg).ug,
        dose_from_text(mg.replace(".", ",") + " mg").ug,
        dose_from_text(f"{ug} mcg").ug,
    ] == [ug] * 3


@given(st.integers(1, HIGHEST_DOSE_UG))
def test_only_above_10_mg_the_member_is_asked_what_was_meant(ug: int) -> None:
    """A slip of the decimal mark; cases of 12 mg are published."""
    assert dose_from_text(plain_mg_text(ug)).is_surprising == (ug > 10_000)


def test_the_likelier_dose_has_its_decimal_mark_one_place_to_the_left() -> None:
    """15 mg was 1.5 mg, 45 mg was 4.5 mg."""
    assert [plain_mg_text(likelier_dose_ug(15_000)), plain_mg_text(likelier_dose_ug(45_000))] == [
        "1.5",
        "4.5",
    ]


def test_a_written_dose_that_equals_a_preset_lights_it_up() -> None:
    """However it was written; nothing else does."""
    assert [matching_preset(preset) for preset in PRESETS] == list(PRESETS)
    assert [matching_preset(text) for text in ("1,50 mg", "2", "", "x")] == [
        "1.5", None, None, None,
    ]  # fmt: skip
