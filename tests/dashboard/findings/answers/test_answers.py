"""Each of the nine questions has one short sentence with its people, or why there is none yet."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from dashboard.findings.answers.answer import Answer
from dashboard.findings.answers.questions import QUESTIONS, answer_questions
from dashboard.findings.doses.new_effects import effects_on_reaching_dose
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.timelines.course import course_by_week
from dashboard.text import LANGUAGES, language
from db.catalogue import BY_MORNING, EVERY_EFFECT, MEASURES, SINGLE_EFFECTS
from db.editions.editions import AXIS_SEPARATOR, EditionContrast
from db.thresholds import THRESHOLD

MakeAsked = Callable[..., EditionSlice]
Written = dict[str, dict[str, tuple[int, int]]]
MOST_WORDS = 18
SIZES = (40, 60, 90, 120, 180, 300, 500, 700, 1_500, 3_000)
DREAMS = "effect_vivid_dreams"
SPREADS = ((0.4, 6), (2, 5), (5, 5), (12, 12), (6, 0.5))
"""Shares that are rare, spread, near a half, common."""


def answer_of(name: str, asked: EditionSlice) -> Answer:
    return answer_questions(asked, asked)[name]


def contrast(word: str, first: int, second: int) -> EditionContrast:
    return EditionContrast(BY_MORNING, "", word, 200, first, second, 96)


def shown_effects(people: int = 200) -> dict[str, tuple[int, int]]:
    """Of every effect in week 2, so that none counts as left out."""
    words = (EVERY_EFFECT, *SINGLE_EFFECTS)
    return {f"{word}|w2": (people, 40) for word in words}


def test_nine_questions_stand_in_members_own_words(asked: MakeAsked) -> None:
    """Each with a question mark; an edition without a figure says so and names nobody missing."""
    edition = asked()
    answers = answer_questions(edition, edition)
    assert list(answers) == list(QUESTIONS)
    assert len(answers) == 9
    assert all(question.title.endswith("?") for question in QUESTIONS.values())
    few = "Shown from 30 people on; in a group within the group from 50."
    assert {answer.sentence for answer in answers.values()} == {few}
    assert not any(answer.is_shown or answer.under for answer in answers.values())


def test_dreams_are_told_by_when_they_had_stopped(asked: MakeAsked) -> None:
    """200 had them, 50 ended in each of the first three bands: 75 in 100 by week 4."""
    bands = {"w1": (200, 50), "w2": (150, 50), "w3_4": (100, 50), "w5_8": (50, 20)}
    lasting = {f"{DREAMS}|{band}": counts for band, counts in bands.items()}
    found = answer_of("dreams", asked({"effect_lasting": lasting}))
    assert found.sentence == "Within 4 weeks, vivid dreams had stopped for 75 in 100."
    assert found.under.startswith("Of 200 people who had them; range ")
    assert found.picture is not None
    assert [part.points for part in found.picture.parts][:3] == [75, 50, 25]


def test_dreams_that_all_still_have_are_told_so(asked: MakeAsked) -> None:
    """Five of 200 ended: no length is told."""
    lasting = {f"{DREAMS}|w1": (200, 5), f"{DREAMS}|w2": (195, 0)}
    found = answer_of("dreams", asked({"effect_lasting": lasting}))
    assert found.sentence == "Nobody can tell yet: nearly all who have them have them still."
    assert not found.is_shown


def test_a_small_group_is_told_of_any_effect_and_no_single_one(asked: MakeAsked) -> None:
    """Its edition holds "any effect" alone: of 80 it was gone for 60 by week 4."""
    bands = {"w1": (80, 40), "w2": (40, 10), "w3_4": (30, 10), "w5_8": (20, 5)}
    lasting = {f"{EVERY_EFFECT}|{band}": counts for band, counts in bands.items()}
    weeks = {f"{EVERY_EFFECT}|w2": (80, 40)}
    edition = asked({"effect_lasting": lasting, "effect_by_week": weeks})
    told = "Within 4 weeks, side effects of any kind had stopped for 75 in 100."
    assert answer_of("dreams", edition).sentence == told
    rare = "Single effects are shown from 150 members on"
    assert answer_of("morning", edition).sentence.startswith(rare)


def test_morning_is_told_by_the_effect_that_differs_most(asked: MakeAsked) -> None:
    """Dreams: 100 of 200 at bedtime, 40 in the morning; headache differs less."""
    rows = [contrast(DREAMS, 100, 40), contrast("effect_headache", 50, 40)]
    found = answer_of("morning", asked({"effect_by_week": shown_effects()}, rows))
    rarer = "Rarer after a start in the morning: vivid dreams. 20 in 100, at bedtime 50."
    assert found.sentence == rarer
    assert "200 people on each side" in found.under
    assert found.picture is not None
    assert [(part.points, part.marked) for part in found.picture.parts] == [(50, False), (20, True)]


@pytest.mark.parametrize(
    ("morning_dreams", "morning_nausea", "begins"),
    [(160, 100, "Commoner after a start in the morning"), (40, 160, "Both:"), (100, 100, "Too")],
)
def test_morning_says_no_more_than_is_clear(
    morning_dreams: int, morning_nausea: int, begins: str, asked: MakeAsked
) -> None:
    """Dreams and nausea of 100 of 200 at bedtime each: one way, both ways, none."""
    rows = [contrast(DREAMS, 100, morning_dreams), contrast("effect_nausea", 100, morning_nausea)]
    found = answer_of("morning", asked({"effect_by_week": shown_effects()}, rows))
    assert found.sentence.startswith(begins)


def test_the_dose_that_people_stay_with_is_named_and_not_called_best(asked: MakeAsked) -> None:
    """80 of 200 keep 4.5 mg, 30 another; then 80 against 75."""
    kept = {"at_4500": (200, 80), "from_1500": (200, 30), "stopped": (200, 60)}
    found = answer_of("stay", asked({"dose_kept": kept}))
    assert found.sentence == "Most often with 4.5 mg: 40 in 100."
    assert found.under.endswith("It is the commonest, not the best.")
    assert found.picture is not None
    assert [part.label for part in found.picture.parts if part.marked] == ["4.5 mg"]


def test_doses_too_close_to_tell_apart_are_told_so(asked: MakeAsked) -> None:
    """80 against 75 of 200."""
    kept = {"at_4500": (200, 80), "from_1500": (200, 75)}
    sentence = answer_of("stay", asked({"dose_kept": kept})).sentence
    assert sentence == "No one dose stands out. The commonest is 4.5 mg: 40 in 100."


def test_help_is_told_by_how_many_had_noticed_it(asked: MakeAsked) -> None:
    """Of 200, 50 in each of three bands, 30 in the fourth: 180 by week 8."""
    first = {
        "w1": (200, 50),
        "w2": (150, 50),
        "w3_4": (100, 50),
        "w5_8": (50, 30),
        "w9_12": (20, 5),
    }
    found = answer_of("helps", asked({"first_benefit": first}))
    assert found.sentence == "Within 8 weeks, 90 in 100 had noticed it helping."
    assert found.picture is not None
    assert [part.points for part in found.picture.parts][:4] == [25, 50, 75, 90]


def test_stopping_is_told_with_the_reasons_named_most(asked: MakeAsked) -> None:
    """30 + 10 of 200 had stopped; 40 of 60 for side effects, or 25 beside 25 for no help."""
    course = {
        f"{state}|w13_26": (200, cases)
        for state, cases in zip(MEASURES["course_by_week"].axes[0], (60, 100, 30, 10), strict=True)
    }
    reasons = dict.fromkeys(MEASURES["stop_reason"].axes[0], (60, 0))
    alone = reasons | {"side_effects": (60, 45), "no_benefit": (60, 5)}
    found = answer_of("stopped", asked({"course_by_week": course, "stop_reason": alone}))
    told = "By weeks 13 to 26, 20 in 100 had stopped. Top reason: side effects."
    assert found.sentence == told
    assert found.under.startswith("Of 200 people who started; range ")


def test_who_stopped_is_the_sum_that_the_card_shows(asked: MakeAsked) -> None:
    """55 and 65 of 1,430 are 3.8 and 4.5 in 100, shown as 4 and 5: so 9, where 120 would be 8."""
    counts = (130, 1_180, 55, 65)
    course = {
        f"{state}|w13_26": (1_430, cases)
        for state, cases in zip(MEASURES["course_by_week"].axes[0], counts, strict=True)
    }
    edition = asked({"course_by_week": course})
    card = course_by_week(edition)
    assert "4 in 100 had stopped because of side effects, 5 in 100 had stopped for" in card.basis
    assert card.sentence == "By weeks 13 to 26, about 9 in 100 had stopped LDN."
    assert answer_of("stopped", edition).sentence.startswith("By weeks 13 to 26, 9 in 100 had")


def test_new_effects_are_told_of_the_dose_that_the_card_names(asked: MakeAsked) -> None:
    """20 of 200 in the week of reaching 3 mg and 10 of 100 in the next: 1 - 0.9 x 0.9.

    More reached it than 1.5 mg; of those who reached 4.5 mg there are too few to name it.
    """
    reached = {
        f"{EVERY_EFFECT}|from_3000|k0": (200, 20),
        f"{EVERY_EFFECT}|from_3000|k1": (100, 10),
        f"{EVERY_EFFECT}|from_1500|k0": (400, 20),
        f"{EVERY_EFFECT}|from_1500|k1": (300, 10),
        f"{EVERY_EFFECT}|at_4500|k0": (60, 10),
        f"{EVERY_EFFECT}|at_4500|k1": (60, 10),
    }
    edition = asked({"effect_on_reaching_dose": reached})
    found = answer_of("more", edition)
    told = "After reaching 3 to under 4.5 mg, 19 in 100 soon had a new bothersome effect."
    card = "Of 100 who reached 3 to under 4.5 mg, 19 had new side effects in two weeks."
    assert effects_on_reaching_dose(edition).sentence == card
    assert found.sentence == told
    assert found.picture is not None
    assert found.picture.parts[0].points == 19


@pytest.mark.parametrize(("who", "named"), [("yes", "sensitive"), ("no", "not sensitive")])
def test_a_slow_pace_is_held_against_a_fast_one_of_the_same_people(
    who: str, named: str, asked: MakeAsked
) -> None:
    """60 of 100 against 20; of those who are not sensitive where the sensitive are too few."""
    pace = {f"within_1|{who}": (100, 60), f"from_4|{who}": (100, 20)}
    found = answer_of("slower", asked({"pace_and_effects": pace}))
    apart = "After a 4-week wait, 20 in 100 had bothersome effects; after one week, 60."
    assert found.sentence == apart
    assert found.under.startswith(f"People {named} to medicines. 4 weeks: 100 people, range ")


def test_the_start_is_told_of_my_illness_where_one_is_chosen(asked: MakeAsked) -> None:
    """40 of 100 with it began under 0.5 mg, 10 of 100 at each other dose."""
    starts = dict.fromkeys(MEASURES["first_dose"].axes[0], (100, 10))
    mine = {"first_dose": starts | {"under_500": (100, 40)}}
    found = QUESTIONS["start"].answer(asked(mine, filters={"condition": "fibromyalgia"}))
    assert found.sentence == "Most often under 0.5 mg: 40 in 100."
    assert found.under.startswith("Of 100 people with it;")


def test_headache_that_was_there_before_is_told(asked: MakeAsked) -> None:
    """20 of 100 had it the same, 10 had it less; 70 have it since LDN."""
    answers = {"the_same": 20, "worse_now": 10, "new": 70}
    before = {f"effect_headache|{word}": (100, cases) for word, cases in answers.items()}
    found = answer_of("before", asked({"had_before": before}))
    assert found.sentence == "Headache: 30 in 100 who told of it had it before LDN."


def test_a_group_without_an_answer_shows_everyones_and_says_so(asked: MakeAsked) -> None:
    """Of those with one illness the edition holds nothing; paces are published for nobody apart."""
    pace = {"within_1|yes": (100, 60), "from_4|yes": (100, 20)}
    everyone = asked(
        {"pace_and_effects": pace, "first_benefit": {"w1": (200, 50), "w2": (150, 50)}}
    )
    ill = EditionSlice(everyone.reader, everyone.edition, {"condition": "fibromyalgia"})
    answers = answer_questions(ill, everyone)
    assert answers["slower"].under.startswith("Everyone. People sensitive")
    assert answers["helps"].under.startswith("Everyone. Of 200 people")


@pytest.mark.parametrize("members", SIZES)
def test_every_answer_is_short_in_every_language(members: int, asked: MakeAsked) -> None:
    """Eighteen words at most, with shares by lot in an edition of any size; numbers are words."""
    edition = asked(*drawn_contents(members))
    for code in LANGUAGES:
        language.set(code)
        for name, answer in answer_questions(edition, edition).items():
            assert len(answer.sentence.split()) <= MOST_WORDS, (code, name, answer.sentence)
            assert answer.is_shown == bool(answer.under)
    language.set("en")


def drawn_contents(members: int) -> tuple[Written, list[EditionContrast]]:
    """Cells of every measure that is published, and of the morning's contrast."""
    rng = np.random.default_rng(members)
    cells: Written = {}
    for name, spec in MEASURES.items():
        people = 5 * round(members * float(rng.choice([1, 0.7, 0.4])) / 5)
        spread = SPREADS[rng.integers(len(SPREADS))]
        if people < THRESHOLD or spec.inner:
            continue
        cells[name] = {
            AXIS_SEPARATOR.join(axis): (people, 5 * round(people * rng.beta(*spread) / 5))
            for axis in product(*spec.axes)
        }
    side = 5 * round(members * 0.4 / 5)
    rows = [
        EditionContrast(
            BY_MORNING, "", word, side, *(5 * round(side * at / 5) for at in (0.6, 0.2, 0.48))
        )
        for word in SINGLE_EFFECTS[:12]
    ]
    return cells, rows if side >= THRESHOLD else []
