"""What cannot be, told by thumb: one clear sentence at the field, and nothing lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.conftest import Server
from tests.browser.storyteller import Storyteller

pytestmark = pytest.mark.browser


@pytest.fixture
def teller(phone: BrowserContext, server: Server) -> Iterator[Storyteller]:
    """A member at "Since then", in month 6, with 0.5 mg at bedtime."""
    page = phone.new_page()
    page.goto(f"{server.address}/share")
    found = Storyteller(page)
    found.survey.get_by_role("heading", level=1).wait_for()
    found.settle()
    found.begins()
    found.took_first("0.5 mg", "Bedtime", ("Months", "6"))
    found.goes_on("Since then")
    yield found
    page.close()


def field_of(teller: Storyteller, question: str) -> Locator:
    """The field of a question, with the sentence that stands under it."""
    return teller.survey.locator('[class*="st-key-weeks-"]').filter(has_text=question)


def is_stopped_with(teller: Storyteller, question: str, sentence: str) -> None:
    """Going on stays here; the sentence stands at its field and is on the screen."""
    teller.press("Save and go")
    found = field_of(teller, question).get_by_text(re.compile(sentence))
    expect(found).to_have_count(1)
    expect(found).to_be_in_viewport()


def test_a_restart_a_change_and_a_second_break_that_do_not_fit_the_break(
    teller: Storyteller,
) -> None:
    """No LDN from week 5, again in week 9: not in week 5, no change in 7, no other break in 8."""
    teller.press("+ I took a break")
    teller.week("did the break begin", 5)
    teller.tap("Yes", question="Did you start again")
    teller.week("did you start again", 5)
    is_stopped_with(teller, "did you start again", "before this break")
    teller.week("did you start again", 9)
    teller.tap("+ Add a change")
    teller.week("In which week on LDN was it", 7)
    teller.tap("1.5 mg", question="The new dose a day")
    is_stopped_with(teller, "In which week on LDN was it", "falls into a break")
    teller.week("In which week on LDN was it", 10)
    teller.press("+ Another break")
    teller.week("did the break begin", 8)
    teller.tap("Not yet", question="Did you start again")
    is_stopped_with(teller, "did the break begin", "share a week")
    teller.press("Remove this break")
    teller.goes_on("Side effects")


def test_a_break_outside_the_time_on_ldn_and_two_steps_on_one_day(teller: Storyteller) -> None:
    """Stopped in week 4, a break from week 6; and day 3 of week 2 twice."""
    teller.press("+ I took a break")
    teller.week("did the break begin", 6)
    teller.tap("Not yet", question="Did you start again")
    teller.tap("I stopped LDN")
    teller.week("did you stop", 4)
    is_stopped_with(teller, "did the break begin", "outside the time on LDN")
    teller.press("Remove this break")
    teller.tap("Yes", question="Are you still taking")
    teller.tap("+ Add a change")
    for dose in ("1.5 mg", "3 mg"):
        teller.week("In which week on LDN was it", 2)
        teller.tap(dose, "I know the day")
        teller.tap("3", question="Which day")
        if dose == "1.5 mg":
            teller.press("+ Add another change")
    is_stopped_with(teller, "Which day", "on the same day")
    teller.tap("5", question="Which day")
    teller.goes_on("Side effects")


def test_a_spell_that_begins_before_the_last_one_ended(teller: Storyteller) -> None:
    """Gone in week 6, back in week 8; then it had gone in week 9 only."""
    teller.goes_on("Side effects")
    teller.tap("Headache")
    teller.goes_on("A little more about each")
    teller.tells_of(2, 6)
    teller.goes_on("How you are now")
    teller.goes_on("Is this right?")
    teller.press("Yes, a minute more")
    teller.reads("A minute more")  # the card of the headache stands open
    teller.tap("Yes, it came back")
    teller.week("did it come back", 8)
    teller.tap("Still there")
    teller.press("Save and go back")
    teller.reads("Is this right?")
    change = teller.survey.get_by_role("button", name="Change")
    teller.page.wait_for_timeout(1_000)
    teller.hit(change.nth(3))
    teller.reads("Side effects")
    teller.press("Save and go back")
    teller.reads("A little more about each")
    teller.press("Headache")
    teller.week("did you last have it", 9)
    teller.press("Save and go back")
    teller.reads("Is this right?")
    teller.press("Hand in my survey")
    teller.reads("A minute more")
    wrong = teller.survey.get_by_text("came back before it had gone")
    expect(wrong).to_have_count(1)
    teller.week("did it come back", 11)
    teller.press("Save and go back")
    teller.reads("Is this right?")
    teller.hands_in()
