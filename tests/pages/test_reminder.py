"""The weekly reminder where members finish: on the thanks page, and after a check-in."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores
from dashboard.text import say
from dashboard.ui.group_settings import forget_group_settings
from db.desk.group import GroupSettings, write_group
from tests.pages.at_the_survey import Visitor

GROUP = "Quiet Mornings"
SAVE = "save-reminder.save"
OpenPage = Callable[[str], AppTest]


def saves(page: AppTest) -> int:
    """How many buttons save a reminder."""
    labels = [button.proto.label for button in page.get("download_button")]
    return labels.count(say("reminder.save"))


def offers(page: AppTest) -> int:
    return [box.label for box in page.expander].count(say("reminder.offer"))


def test_the_thanks_page_offers_a_reminder_that_names_nothing(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Handed in, opened, ticked: only then are medicine and group among its words."""
    write_group(stores.members, GroupSettings(name=GROUP))
    forget_group_settings()
    page = visitor()
    page.to_check()
    page.press("Hand in")
    assert (offers(page.page), saves(page.page)) == (1, 1)
    assert page.sees("reminder.words", summary=say("reminder.summary"))
    named = say("reminder.summary_group", group=GROUP)
    assert named not in page.html
    (box,) = [b for b in page.page.checkbox if b.label == say("reminder.say_purpose")]
    assert not box.value
    box.check().run()
    assert named in page.html


def test_it_is_offered_after_a_check_in_and_stands_once_on_the_page(
    stores: Stores, visitor: Callable[[], Visitor], open_page: OpenPage
) -> None:
    """At the top after the check-in; before it in its card below."""
    page = visitor()
    page.to_check()
    page.press("Hand in")
    record = open_page("record")
    record.text_input[0].set_value(page.code)
    press(record, "Open my record")
    assert (offers(record), saves(record)) == (0, 1)
    press(record, "Weekly check-in")
    press(record, "Send my check-in")
    assert (offers(record), saves(record)) == (1, 1)
    record.selectbox(key="reminder-day").set_value("SU").run()
    assert offers(record) == 1  # choosing a day does not take it away


def press(page: AppTest, label: str) -> None:
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception
