"""What the law asks to be said: before the survey, on the page *Imprint*, and in the record."""

import datetime
from collections.abc import Callable

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores
from dashboard.text import say
from dashboard.ui.group_settings import forget_group_settings
from db.desk.group import GroupSettings, load_group, write_group
from db.members import retention_note
from db.tables import DraftRow, Member
from tests.leading import Telephone
from tests.pages.at_the_survey import Visitor, count
from tests.pages.desk import In

OpenPage = Callable[[str], AppTest]
POINTS = ("stored", "until", "erase", "age", "responsible")
SET = GroupSettings(
    name="Quiet Mornings",
    responsible="Association <b>Quiet</b> Mornings",
    responsible_contact="ana@example.org",
    least_age=14,
    retention_years=3,
)


def words(page: AppTest) -> str:
    assert not page.exception
    return " ".join(str(h.proto.body) for h in page.get("html"))


def group_says(stores: Stores, group: GroupSettings) -> None:
    write_group(stores.members, group)
    forget_group_settings()


def test_nothing_begins_before_somebody_agrees(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """What, how long, how to erase, from which age, who: all five; going back stores nothing."""
    page = visitor()
    page.press("Begin")
    assert page.sees("papers.consent.heading")
    assert all(page.sees(f"papers.point.{name}") for name in POINTS)
    assert page.sees("papers.point.until_never") and page.sees("papers.point.age_more", age=16)
    assert not page.page.button_group
    page.press(say("papers.consent.back"))
    assert page.sees("survey.start.heading")
    page.begin()
    assert page.sees("survey.you.heading")
    assert (count(stores, DraftRow), count(stores, Member)) == (0, 0)


def test_who_has_stopped_still_has_stopped_after_agreeing(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """The other way in goes through the same face, and keeps what it said."""
    page = visitor()
    page.press(say("survey.start.stopped"))
    assert page.sees("papers.consent.heading")
    page.press(say("papers.consent.agree"))
    assert page.page.session_state["survey_visit"].answers["doses.still"] == "stopped"


def test_what_leaders_said_of_themselves_is_before_the_survey_and_on_the_imprint(
    stores: Stores, visitor: Callable[[], Visitor], open_page: OpenPage
) -> None:
    """Escaped; before they have said it, that is said, and whom to ask (control)."""
    empty = words(open_page("imprint"))
    assert escape(say("imprint.responsible.nobody")) in empty
    group_says(stores, SET)
    page = visitor()
    page.press("Begin")
    for shown in (page.html, words(open_page("imprint"))):
        assert escape(SET.responsible) in shown and "<b>Quiet</b>" not in shown
        assert SET.responsible_contact in shown
        assert escape(say("papers.point.until_years", years=3)) in shown
        assert escape(say("papers.point.age_more", age=14)) in shown
        assert escape(say("imprint.responsible.nobody")) not in shown


def test_leaders_set_it_at_the_desk(open_page: OpenPage, anna: Telephone, stores: Stores) -> None:
    """All five fields, one button; what cannot be is said."""
    page = In(open_page, anna, "group")
    page.write("leaders.group.responsible", "Ana Ruiz")
    page.write("leaders.group.responsible_contact", "Postfach 1, Wien")
    boxes = {box.label: box for box in page.page.selectbox}
    boxes[say("leaders.group.least_age")].set_value(14)
    boxes[say("leaders.group.retention_years")].set_value(5)
    page.write("leaders.group.group_size", "seven thousand")
    page.press("leaders.group.save")
    assert page.sees("leaders.group.problem.group_size")
    assert load_group(stores.members) == GroupSettings()
    page.write("leaders.group.group_size", "7,000")
    page.press("leaders.group.save")
    assert page.sees("leaders.group.saved")
    assert load_group(stores.members) == GroupSettings(
        responsible="Ana Ruiz",
        responsible_contact="Postfach 1, Wien",
        least_age=14,
        retention_years=5,
        group_size=7_000,
    )


def test_a_record_says_how_long_it_stays_and_one_tap_keeps_it(
    stores: Stores,
    visitor: Callable[[], Visitor],
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Handed in in 2026, opened in 2029, of three years: told, kept, told no more."""
    group_says(stores, SET)

    def set_year(number: int) -> None:
        day = datetime.date(number, 6, 1)
        monkeypatch.setattr(retention_note, "day_of_group", lambda _connection: day)

    set_year(2026)
    page = visitor()
    page.to_check()
    page.press("Hand in")
    for number, is_told in ((2027, False), (2029, True)):
        set_year(number)
        record = open_page("record")
        record.text_input[0].set_value(page.code)
        press(record, "Open my record")
        soon = say("my_record.retention.soon", until=2029, last=2026)
        assert (escape(soon) in words(record)) == is_told
    press(record, say("my_record.retention.keep"))
    assert escape(say("my_record.told.stays")) in words(record)
    assert escape(soon) not in words(record)
    assert say("my_record.retention.rule", years=3, last=2029, until=2032) in words(record)


def press(page: AppTest, label: str) -> None:
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception
