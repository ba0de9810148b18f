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
    "4.5mg LDN": 4_500,
    "LDN 4.5": 4_500,
    "0.5mg at night": 500,
    "1.5 mg every night": 1_500,
    "1 1/2": 1_500,
    "½": 500,
    "1½ mg": 1_500,
    "1/2 mg": 500,
    "4.5 mg capsule": 4_500,
    "1 capsule of 4.5 mg": 4_500,
    "4.5 x 1": 4_500,
    "1.5 mg once a day": 1_500,
    "1,5 mg por la noche": 1_500,
    "4,5 mg al acostarse": 4_500,  # the word that the form itself uses
    "1,5 mg a la hora de dormir": 1_500,
    "0,5 todas las noches": 500,
    "1,5 mg antes de dormir": 1_500,
    "1.5 mg qhs": 1_500,
    "take 1.5 mg p.o.": 1_500,
    "1'5 mg": 1_500,  # by hand, in Spain
    "1·5 mg": 1_500,
    "1.5 mg 1 capsule": 1_500,
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
    "1'500 mcg": "two_ways",
    "1.500 ug": "two_ways",
    "-1": "unreadable",
    "1e3": "unreadable",
    "1.5.2": "unreadable",
    "1.5 g": "unreadable",
    "one": "unreadable",
    "1.5-3": "unreadable",
    "half a tablet": "strength",
    "half": "strength",
    "1/2 tablet of 3 mg": "strength",
    "1 ml": "strength",
    "5 drops": "strength",
    "media pastilla": "strength",
    "twice daily": "times_alone",
    "dos veces al día": "times_alone",
    "20 mg x 3": "too_high",
    "1,500 mcg x 2": "two_ways",
    "1500 mcg + 3": "unreadable",
    "1/0": "unreadable",
    "10/2": "unreadable",
    "3 mg every other day": "unreadable",
    "٣": "unreadable",
    "1" * 41: "unreadable",
}


ASKED = {
    "0.75 x 2": ("times", (1_500, 750)),
    "2x0.75": ("times", (1_500, 750)),
    "0.75 mg twice daily": ("times", (1_500, 750)),
    "0.75 2x/day": ("times", (1_500, 750)),
    "750 mcg x2": ("times", (1_500, 750)),
    "0.75 morning and night": ("times", (1_500, 750)),
    "0,75 dos veces al día": ("times", (1_500, 750)),
    "1.5 mg three times a day": ("times", (4_500, 1_500)),
    "2 capsules of 1.5 mg": ("times", (3_000, 1_500)),
    "0.75 mg, twice daily": ("times", (1_500, 750)),
    "0.75x2mg": ("times", (1_500, 750)),
    "1.5 mg 2 capsules": ("times", (3_000, 1_500)),
    "2 1.5mg capsules": ("times", (3_000, 1_500)),
    "2 x 3": ("product", (6_000, 2_000, 3_000)),
    "1.5 + 3 mg": ("sum", (4_500,)),
    "1.5 mg am and 3 mg pm": ("sum", (4_500,)),
    "4.5 capsule": ("pill", (4_500,)),
    "2 capsules": ("pill", (2_000,)),
}
"""Written -> what is asked back, and the doses a day that are offered."""


@pytest.mark.parametrize(("written", "asked"), ASKED.items())
def test_what_may_be_a_part_of_the_day_is_asked_back(
    written: str, asked: tuple[str, tuple[int, ...]]
) -> None:
    """Never stored as it stands; the likeliest is the first choice, and there are words for it."""
    reading = dose_from_text(written)
    assert (reading.problem, reading.choices) == asked
    assert reading.ug is None and not reading.is_good
    assert has_text(f"survey.doses.asks_{reading.problem}")
    assert has_text(f"survey.problem.dose_{reading.problem}")


@given(
    each=st.integers(1, 4_000),
    count=st.integers(2, 10),
    form=st.sampled_from(
        ("{mg} mg x {n}", "{n} x {mg}mg", "{n}x{mg} mg", "{mg} mg {n}x/day", "{ug} mcg x {n}")
    ),
)
def test_a_multiplied_dose_is_always_asked_back(each: int, count: int, form: str) -> None:
    """Each time and the whole day, and nothing else."""
    written = form.format(mg=plain_mg_text(each), ug=each, n=count)
    reading = dose_from_text(written)
    assert reading.problem == "times"
    assert reading.choices == (each * count, each)
    assert (reading.each_ug, reading.count) == (each, count)


@given(
    ug=st.integers(1, HIGHEST_DOSE_UG),
    before=st.sampled_from(("", "LDN ", "about ", "~", "1 x ")),
    after=st.sampled_from(
        ("", " LDN", " at night", " in the morning", " a day", " capsule", " once daily", ".")
    ),
)
def test_words_that_change_nothing_change_nothing(ug: int, before: str, after: str) -> None:
    """Of any dose, whatever stands around it."""
    assert dose_from_text(f"{before}{plain_mg_text(ug)} mg{after}").ug == ug


@given(whole=st.integers(0, 9), above=st.integers(1, 9), below=st.sampled_from((2, 4, 5, 8, 10)))
def test_a_fraction_is_read_exactly_or_not_at_all(whole: int, above: int, below: int) -> None:
    """1 1/2 is 1500 micrograms; 5/4 is no way to write a dose."""
    written = f"{whole} {above}/{below}" if whole else f"{above}/{below}"
    reading = dose_from_text(written)
    if above >= below:
        assert reading.problem == "unreadable"
    else:
        assert reading.ug == whole * 1_000 + 1_000 * above // below


_WORDS = ("0.75", "2", "mg", "mcg", "x", "twice", "a day", "and", "capsules", "night", "1/2", "ml")


@given(st.lists(st.sampled_from(_WORDS), max_size=6))
def test_however_words_are_put_together_nothing_is_guessed(words: list[str]) -> None:
    """Two numbers are never stored as one dose without a question; a choice can be stored."""
    reading = dose_from_text(" ".join(words))
    numbers = sum(word[0].isdigit() for word in words)
    assert not (reading.is_good and numbers > 1 and "1/2" not in words)
    assert all(1 <= ug <= HIGHEST_DOSE_UG for ug in reading.choices)
    assert bool(reading.choices) <= (reading.problem is not None)


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
