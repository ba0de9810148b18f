"""Eight stories, each from the first tap to the record, and what is stored of them.

Printed for each: taps and phone screens of 390 by 844 points, swipes counted.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from db.vocabulary import (
    AnswersFor,
    ChangeReason,
    Condition,
    EarlierTry,
    Effect,
    HadEffects,
    HowOften,
    StopReason,
    Timing,
)
from tests.browser.conftest import Server
from tests.browser.storyteller import Storyteller, rows_of_newest, spells_of, steps_of

pytestmark = pytest.mark.browser


@pytest.fixture
def teller(
    phone: BrowserContext, server: Server, request: pytest.FixtureRequest
) -> Iterator[Storyteller]:
    """The survey's first screen on a phone; prints what the story took."""
    page = phone.new_page()
    page.goto(f"{server.address}/share")
    found = Storyteller(page)
    found.survey.get_by_role("heading", level=1).wait_for()
    found.settle()
    yield found
    print(f"\n{request.node.name}: {found.taps} taps, {found.screens} screens")


def adds_change(teller: Storyteller, week: int, *taps: str, first: bool = False) -> None:
    """One change on the open card."""
    teller.press("+ Add another change") if not first else teller.tap("+ Add a change")
    teller.week("In which week on LDN was it", week)
    teller.tap(*taps)


def test_dreams_come_back_for_a_week_after_a_step_and_another_time(
    teller: Storyteller, server: Server
) -> None:
    """(1) 0.5 mg at bedtime, dreams in weeks 1 to 3; 1.5 mg on day 4 of week 5; back in week 5."""
    teller.begins("Fibromyalgia")
    teller.took_first("0.5 mg", "Bedtime", ("Months", "6"))
    teller.goes_on("Since then")
    adds_change(teller, 5, "1.5 mg", "Planned step up", "I know the day", first=True)
    teller.tap("4", question="Which day")
    adds_change(teller, 6, "To ease side effects", "New time", "Morning")
    teller.goes_on("Side effects")
    teller.tap("Vivid or strange dreams, not upsetting")
    teller.goes_on("A little more about each")
    teller.tells_of(1, 3)
    teller.goes_on("How you are now")
    teller.tap("Much better")
    teller.goes_on("Is this right?")
    teller.press("Yes, a minute more")
    teller.reads("A minute more")
    teller.tap("Worse", question="What did the side effects")
    teller.press("Next: Week 6")
    teller.tap("Better", question="What did the side effects")
    teller.press("Next: Vivid")
    teller.tap("Yes, it came back")
    teller.week("did it come back", 5)
    teller.tap("It has gone")
    teller.week("did you last have it", 5)
    teller.press("Save and go back")
    teller.reads("Is this right?")
    teller.hands_in()
    rows = rows_of_newest(server)
    assert steps_of(rows) == [
        (1, None, 500, Timing.bedtime),
        (5, 4, 1_500, Timing.bedtime),
        (6, None, 1_500, Timing.morning),
    ]
    assert spells_of(rows, Effect.vivid_dreams) == [(1, 3), (5, 5)]


def test_every_other_day_for_two_years_without_effect_or_benefit(
    teller: Storyteller, server: Server
) -> None:
    """(2) 4.5 mg every other day; "I had none" is an answer."""
    teller.begins("ME/CFS")
    teller.took_first("4.5 mg", "Bedtime", ("Years", "2"))
    teller.tap("Not every day", "Every other day")
    teller.goes_on("Since then")
    teller.tap("Not yet", question="Have you changed")
    teller.goes_on("Side effects")
    teller.tap("I had none")
    teller.goes_on("How you are now")
    teller.tap("No change")
    teller.goes_on("Is this right?")
    teller.hands_in()
    rows = rows_of_newest(server)
    (step,), (member,) = rows["step"], rows["member"]
    assert (step["dose_ug"], step["how_often"]) == (4_500, HowOften.every_other_day)
    assert (member["had_effects"], rows["episode"]) == (HadEffects.had_none, [])


def test_stopped_on_the_ninth_day_for_sleeplessness_and_anxiety(
    teller: Storyteller, server: Server
) -> None:
    """(3) Day 9 is day 2 of week 2."""
    teller.press("I have stopped LDN")
    teller.reads("About you")
    teller.takes_the_code()
    teller.took_first("1.5 mg", "Bedtime", ("Weeks", "3"))
    teller.goes_on("Since then")
    teller.week("did you stop", 2)
    teller.tap("2", question="Which day")
    teller.tap("Side effects", question="main reason")
    teller.goes_on("Side effects")
    teller.tap("Trouble falling asleep", "More anxious or on edge")
    teller.goes_on("A little more about each")
    teller.tells_of(1, 2, "Severe")
    teller.press("Next: More anxious")
    teller.tells_of(1, 2, "Severe")
    teller.goes_on("How you are now")
    teller.tap("A little worse")
    teller.goes_on("Is this right?")
    teller.hands_in()
    rows = rows_of_newest(server)
    (member,) = rows["member"]
    stopped = (member["stopped_week"], member["stopped_day"], member["stop_reason"])
    assert stopped == (2, 2, StopReason.side_effects)
    assert spells_of(rows, Effect.anxiety) == spells_of(rows, Effect.sleep_onset_insomnia)


def test_twice_a_day_with_a_break_and_a_restart_at_half(
    teller: Storyteller, server: Server
) -> None:
    """(4) 0.75 mg each time, so 1.5 a day; no LDN in weeks 5 to 11; 0.75 a day, and up again."""
    teller.begins("MCAS")
    teller.took_first("0.75", "Divided (morning and evening)", ("Months", "6"))
    expect(teller.survey.get_by_text("Is that each time")).to_be_visible()
    teller.tap("0.75 mg each time, so 1.5 mg a day")
    teller.goes_on("Since then")
    adds_change(teller, 12, "1.5 mg", "1.5 mg for the whole day", first=True)
    teller.press("+ I took a break")
    teller.week("did the break begin", 5)
    teller.tap("Yes", question="Did you start again")
    teller.week("did you start again", 12)
    teller.write("Or write", "0.75")
    teller.tap("0.75 mg for the whole day")
    teller.goes_on("Side effects")
    teller.goes_on("How you are now")
    teller.goes_on("Is this right?")
    teller.hands_in()
    rows = rows_of_newest(server)
    assert [(row["began_week"], row["ended_week"]) for row in rows["pause"]] == [(5, 11)]
    assert [(w, ug) for w, _, ug, _ in steps_of(rows)] == [(1, 1_500), (12, 750), (12, 1_500)]
    first, restart, _ = sorted(rows["step"], key=lambda row: row["step_number"])
    assert (first["times"], restart["reason"]) == (2, ChangeReason.after_break)


def test_a_second_try_with_less_after_one_that_was_stopped(
    teller: Storyteller, server: Server
) -> None:
    """(5) The first try ended for side effects; that is a fact of its own, with no dose."""
    teller.begins()
    teller.took_first("0.1 mg", "Bedtime", ("Weeks", "8"))
    teller.goes_on("Since then")
    teller.goes_on("Side effects")
    teller.tap("Not sure", question="None, or not sure")
    teller.goes_on("How you are now")
    teller.goes_on("Is this right?")
    teller.press("Yes, a minute more")
    teller.reads("A minute more")
    teller.tap("Yes, and I stopped for side effects")
    teller.press("Save and go back")
    teller.reads("Is this right?")
    teller.hands_in()
    (member,) = rows_of_newest(server)["member"]
    assert (member["earlier_try"], member["had_effects"]) == (
        EarlierTry.side_effects,
        HadEffects.not_sure,
    )


def test_one_microgram(teller: Storyteller, server: Server) -> None:
    """(6) The smallest dose there is."""
    teller.begins()
    teller.took_first("1 mcg", "Morning", ("Weeks", "2"))
    expect(teller.survey.get_by_text("0.001 mg = 1 microgram a day")).to_be_visible()
    teller.goes_on("Since then")
    teller.goes_on("Side effects")
    teller.goes_on("How you are now")
    teller.goes_on("Is this right?")
    teller.hands_in()
    assert steps_of(rows_of_newest(server)) == [(1, None, 1, Timing.morning)]


def test_a_mother_answers_for_her_son_and_confirms_that_she_cares_for_him(
    teller: Storyteller, server: Server
) -> None:
    """(7) Under 16 through a carer alone; the questions say "they"."""
    teller.hit(teller.survey.locator("summary", has_text="I answer for somebody else"))
    teller.tap("For a child I care for")
    teller.press("Begin")
    teller.press("I agree")
    expect(teller.survey.get_by_text("Please tick first that you care")).to_be_visible()
    teller.hit(teller.survey.get_by_test_id("stCheckbox").locator("label"))
    teller.begins("Under 30", heading="About them")
    expect(teller.survey.get_by_text("When did they take it?")).to_be_visible()
    teller.took_first("0.5 mg", "Bedtime", ("Weeks", "10"))
    teller.goes_on("Since then")
    teller.goes_on("Side effects")
    teller.goes_on("How they are now")
    teller.tap("A little better")
    teller.goes_on("Is this right?")
    teller.hands_in()
    (member,) = rows_of_newest(server)["member"]
    assert member["answers_for"] == AnswersFor.child


def test_four_changes_and_six_effects_of_which_two_came_back(
    teller: Storyteller, server: Server
) -> None:
    """(8) ME/CFS is the main condition; the others are asked in an extra, later."""
    teller.begins("ME/CFS")
    teller.took_first("0.5 mg", "Bedtime", ("Months", "12"))
    teller.goes_on("Since then")
    adds_change(teller, 3, "1.5 mg", "Planned step up", first=True)
    for week, dose, why in (
        (5, "3 mg", "Planned step up"),
        (7, "1.5 mg", "To ease side effects"),
        (18, "3 mg", "My prescriber said so"),
    ):
        adds_change(teller, week, dose, why)
    teller.goes_on("Side effects")
    effects = {
        "Waking in the night": (1, 2),
        "Nightmares or upsetting dreams": (1, 3),
        "More irritable or short-tempered": (2, 4),
        "Headache": (1, 1),
        "Feeling sick": (1, 1),
        "Dry mouth": (2, None),
    }
    teller.tap(*effects)
    teller.goes_on("A little more about each")
    names = list(effects)
    for name, after in zip(names, [*names[1:], None], strict=True):
        teller.tells_of(*effects[name])
        if after:
            teller.press(f"Next: {after}")
    teller.goes_on("How you are now")
    teller.tap("A little better")
    teller.goes_on("Is this right?")
    teller.press("Yes, a minute more")
    teller.reads("A minute more")
    for name, week in (("Headache", 6), ("Feeling sick", 5)):
        teller.press(name)
        teller.tap("Yes, it came back")
        teller.week("did it come back", week)
        teller.tap("It has gone")
        teller.week("did you last have it", week + 1)
    teller.press("Save and go back")
    teller.reads("Is this right?")
    teller.hands_in()
    rows = rows_of_newest(server)
    assert rows["member"][0]["condition"] == Condition.me_cfs
    assert [(w, ug) for w, _, ug, _ in steps_of(rows)] == [
        (1, 500), (3, 1_500), (5, 3_000), (7, 1_500), (18, 3_000),
    ]  # fmt: skip
    assert spells_of(rows, Effect.headache) == [(1, 1), (6, 7)]
    assert spells_of(rows, Effect.nausea) == [(1, 1), (5, 6)]
    assert len(rows["episode"]) == 8
