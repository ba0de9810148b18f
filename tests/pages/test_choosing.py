"""Two devices, or two leaders, changed the same: one calm screen, both values in words, one tap."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.text import say
from db import codes
from db.answers import ScaleScores, Survey
from db.desk import group
from db.desk.group import GroupSettings
from db.members import drafts, hand_in, record
from db.members.record import MemberRecord
from db.vocabulary import Sex
from tests.amending import amend_now, check_in_now
from tests.leading import Telephone
from tests.pages.at_the_survey import Visitor
from tests.pages.desk import In

CODE = "7K2M-QX4D-93TR-HV8B"
MakeSurvey = Callable[..., Survey]
OpenPage = Callable[[str], AppTest]


def hash_of(code: str) -> bytes:
    normal = codes.normalise_return_code(code)
    assert normal is not None
    return codes.hash_code(normal, settings().pepper_bytes())


def words(page: AppTest) -> str:
    return " ".join(str(h.proto.body) for h in page.get("html"))


def press(page: AppTest, label: str) -> None:
    next(b for b in page.button if b.label.startswith(label)).click().run()
    assert not page.exception


def correct(page: AppTest) -> None:
    """From the check-in to the check of a correction; AppTest has to be led to the other page."""
    press(page, say("my_record.back"))
    press(page, say("my_record.opened.change"))
    page.switch_page("../pages/share.py").run()


@pytest.fixture
def opened(stores: Stores, a_survey: MakeSurvey, open_page: OpenPage, no_waiting: None) -> AppTest:
    """The desk has the check-in of week 21 open; pain was 4 in week 20."""
    hand_in.hand_in(stores.members, hash_of(CODE), a_survey(now={"pain": 4}))
    page = open_page("record")
    page.text_input[0].set_value(CODE)
    press(page, "Open my record")
    press(page, say("my_record.opened.check_in"))
    return page


def phone_checks_in(stores: Stores, a_survey: MakeSurvey, pain: int) -> None:
    told = a_survey(observed_week=21, now=ScaleScores(pain=pain), sex=Sex.female)
    assert check_in_now(stores.members, hash_of(CODE), told)


def stored(stores: Stores) -> MemberRecord:
    found = record.load_record(stores.members, hash_of(CODE))
    assert found is not None
    return found


@pytest.mark.parametrize(("tap", "pain"), [("mine", 4), ("theirs", 9)])
def test_a_check_in_that_another_device_sent_too_is_a_choice(
    tap: str, pain: int, opened: AppTest, stores: Stores, a_survey: MakeSurvey
) -> None:
    """Nothing is thanked before the tap; the sex that the phone told stays either way."""
    phone_checks_in(stores, a_survey, 9)
    press(opened, say("my_record.check_in.send"))
    assert say("choose.heading") in words(opened)
    assert say("my_record.told.checked_in") not in words(opened)
    assert stored(stores).survey.now.pain == 9
    sides = [b for b in opened.button if b.label.startswith("Much better")]
    assert [b.label.rpartition(" ")[2] for b in sides] == ["4", "9"]
    sides[tap == "theirs"].click().run()
    assert say("my_record.told.checked_in") in words(opened)
    found = stored(stores).survey
    assert (found.now.pain, found.sex, found.observed_week) == (pain, Sex.female, 21)


def test_a_choice_can_wait_and_then_the_check_in_is_as_it_was(
    opened: AppTest, stores: Stores, a_survey: MakeSurvey
) -> None:
    """Back leads to the check-in, with nothing stored; sending asks again."""
    phone_checks_in(stores, a_survey, 9)
    press(opened, say("my_record.check_in.send"))
    press(opened, say("choose.back"))
    assert say("my_record.check_in.heading") in words(opened)
    assert stored(stores).survey.now.pain == 9
    press(opened, say("my_record.check_in.send"))
    assert say("choose.heading") in words(opened)


def test_the_record_is_read_anew_after_a_correction(
    opened: AppTest, stores: Stores, a_survey: MakeSurvey
) -> None:
    """Also what another device stored meanwhile is in the next check-in."""
    correct(opened)
    phone_checks_in(stores, a_survey, 6)
    press(opened, say("survey.check.save"))
    assert say("survey.amended.heading") in words(opened)
    page = opened.switch_page("../pages/record.py").run()
    press(page, say("my_record.opened.check_in"))
    press(page, say("my_record.check_in.send"))
    assert [report.week for report in stored(stores).reports] == [20, 21, 22]
    assert stored(stores).survey.sex is Sex.female


def test_a_correction_of_the_same_fact_is_a_choice(
    opened: AppTest, stores: Stores, a_survey: MakeSurvey
) -> None:
    """The main condition, corrected on both devices."""
    correct(opened)
    amend_now(stores.members, hash_of(CODE), MemberRecord.of(a_survey(condition=3)))
    press(opened, say("survey.check.change"))
    pills = next(w for w in opened.button_group if w.label.startswith(say("survey.you.condition")))
    pills.set_value(say("words.condition.me_cfs")).run()
    press(opened, say("survey.back_to_check"))
    press(opened, say("survey.check.save"))
    assert say("choose.heading") in words(opened)
    press(opened, say("words.condition.me_cfs"))
    assert say("survey.amended.heading") in words(opened)
    assert stored(stores).survey.condition.name == "me_cfs"


def test_a_draft_that_both_devices_changed_is_a_choice_in_the_steps(
    visitor: Callable[[], Visitor], stores: Stores
) -> None:
    """The other device said male; this one says female, and goes on after its tap."""
    here = visitor()
    here.to_doses()
    read = drafts.read_draft(stores.members, hash_of(here.code))
    assert read is not None
    theirs = drafts.Draft(2, '{"you.sex":"male","you.condition":"mcas"}')
    drafts.save_draft(stores.members, hash_of(here.code), theirs, read.revision)
    here.press(say("survey.back"))  # merged without a word to choose
    assert here.sees("survey.joined")
    read = drafts.read_draft(stores.members, hash_of(here.code))
    assert read is not None
    other = drafts.Draft(2, '{"you.sex":"female","you.condition":"mcas"}')
    drafts.save_draft(stores.members, hash_of(here.code), other, read.revision)
    here.tap(say("survey.you.sex"), say("words.sex.other"))
    here.go_on()
    assert here.sees("choose.heading")
    here.press(say("words.sex.other"))
    assert here.sees("survey.doses.heading")
    kept = drafts.load_draft(stores.members, hash_of(here.code))
    assert kept is not None
    assert '"you.sex":"other"' in kept.answers and '"mcas"' in kept.answers


def test_two_leaders_who_set_the_same_choose(
    anna: Telephone, stores: Stores, open_page: OpenPage
) -> None:
    """Another leader named the group; Anna sees both names and taps hers."""
    page = In(open_page, anna, "group").page
    group.write_group(stores.members, GroupSettings(name="Sleepers", welcome="Hello"))
    next(f for f in page.text_input if f.label == say("leaders.group.name")).set_value("Wakers")
    press(page, say("leaders.group.save"))
    assert say("leaders.group.choose.heading") in [h.value for h in page.header]
    assert group.load_group(stores.members).name == "Sleepers"
    press(page, "Wakers")
    assert group.load_group(stores.members) == GroupSettings(name="Wakers", welcome="Hello")
