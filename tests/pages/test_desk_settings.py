"""What leaders set, on the page where they set it and on the pages that every visitor sees."""

from dataclasses import replace

import pytest
from markupsafe import escape
from sqlalchemy import delete
from streamlit.testing.v1 import AppTest

from dashboard.leaders.access.sign_in import SignInInput
from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.text import say
from dashboard.ui import group_settings as shown_group
from db.desk import group
from db.desk.group import GroupSettings, HelpLine
from db.store.engine import writing_transaction
from db.tables import LeaderSessionRow
from tests.leading import Telephone, enrol
from tests.pages.desk import In, OpenPage
from tests.published import publish_members

HOSTILE = '<img src=x onerror=alert(1)> ![i](https://e.example/i.png) [a](https://e.example) "&'
PAGES = ("home", "timelines", "share", "leaders")


def html(page: AppTest) -> str:
    assert not page.exception and not page.error
    return " ".join(element.proto.body for element in page.get("html"))


def test_settings_are_saved_with_one_button_and_seen_at_once(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """Name, welcome, help lines, rhythm and weekday, a filter less."""
    page = In(open_page, anna, "group")
    app = page.page
    page.write("leaders.group.name", "Sleepers")
    app.text_area[0].set_value("Hello.\nCome in.")
    fields = {f.label: f for f in app.text_input}
    fields[say("leaders.group.line_name", number=1)].set_value("Our Ruth")
    fields[say("leaders.group.line_number", number=1)].set_value("0113 496 0000")
    rhythm = next(b for b in app.selectbox if b.label == say("leaders.group.rhythm"))
    rhythm.set_value(6)
    weekday = next(b for b in app.selectbox if b.label == say("leaders.group.weekday"))
    weekday.set_value(2)
    next(b for b in app.checkbox if b.label == say("words.filter.sex")).uncheck()
    languages = next(b for b in app.selectbox if b.label == say("leaders.group.language.label"))
    assert languages.options[languages.index] == "English first, then Spanish"
    languages.set_value(languages.options.index("English alone"))
    page.press("leaders.group.save")
    assert page.sees("leaders.group.saved")
    assert group.load_group(stores.members) == GroupSettings(
        name="Sleepers",
        welcome="Hello.\nCome in.",
        help_lines=[HelpLine(name="Our Ruth", number="0113 496 0000")],
        weekday=2,
        rhythm_weeks=6,
        filters_off={"sex"},
        languages=("en",),
    )
    assert '<p class="ss-group">Sleepers</p>' in page.html
    assert say("leaders.group.line_name", number=2) in {f.label for f in app.text_input}
    page.press("leaders.group.save")
    assert page.sees("leaders.group.same")


def test_what_cannot_be_is_said_and_nothing_is_stored(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """A help line without a number; what was written stays in its field."""
    page = In(open_page, anna, "group")
    label = say("leaders.group.line_name", number=1)
    next(f for f in page.page.text_input if f.label == label).set_value("Our Ruth")
    page.press("leaders.group.save")
    assert page.sees("leaders.group.problem.help_line")
    assert next(f for f in page.page.text_input if f.label == label).value == "Our Ruth"
    assert group.load_group(stores.members) == GroupSettings()


@pytest.mark.parametrize("name", PAGES)
def test_whatever_a_leader_wrote_is_text_on_every_page(
    open_page: OpenPage, stores: Stores, name: str
) -> None:
    """In markup of our own and escaped; never in Markdown, which would fetch a picture."""
    lines = [HelpLine(name=HOSTILE[:60], number="0113 496 0000")]
    told = GroupSettings(name=HOSTILE[:60], welcome=f"{HOSTILE}\nCome in.", help_lines=lines)
    group.write_group(stores.members, told)
    page = open_page(name)
    shown = html(page)
    assert escape(HOSTILE[:60]) in shown
    assert f"<span>{escape(HOSTILE[:60])}</span>" in shown
    assert 'href="tel:01134960000"' in shown
    assert (f"<p>{escape(HOSTILE)}</p><p>Come in.</p>" in shown) == (name == "home")
    assert "<img src=x" not in shown
    links = [element.proto.label for element in page.get("page_link")]
    read_as_markdown = [*(element.value for element in page.markdown), *links]
    assert not [text for text in read_as_markdown if "e.example" in text]


def test_a_group_that_set_nothing_adds_nothing(open_page: OpenPage, stores: Stores) -> None:
    """No empty line above the bar, no heading without help lines."""
    shown = html(open_page("home"))
    assert "ss-welcome" not in shown.replace(".ss-welcome", "")
    assert 'class="ss-group"' not in shown
    assert escape(say("help.of_group")) not in shown


def test_a_filter_that_was_switched_off_cannot_be_chosen(
    open_page: OpenPage, stores: Stores
) -> None:
    """Neither first nor as a partner, though the edition is older and still has it."""
    publish_members(stores, 400)
    group.write_group(stores.members, GroupSettings(filters_off={"condition", "sex"}))
    page = open_page("timelines")
    box = page.selectbox(key="effect_by_week-among")
    off = tuple(say(f"words.filter.{name}") for name in ("condition", "sex"))
    assert len(box.options) > 1 and not [shown for shown in box.options if shown.startswith(off)]


def test_nor_can_a_forged_choice_reach_it(
    open_page: OpenPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page asks once more before it reads: the older edition has the slice."""
    publish_members(stores, 400)
    monkeypatch.setattr(
        "dashboard.ui.findings.chart_choices.choose_filters", lambda *_, **__: {"sex": "female"}
    )
    assert not list(open_page("timelines").info)
    group.write_group(stores.members, GroupSettings(filters_off={"sex"}))
    shown_group.forget_group_settings()
    page = open_page("timelines")
    assert [info.value for info in page.info] == [say("app.filters.not_published")]
    assert not page.get("plotly_chart")


WELCOME = "A long text that took a while to write."


def field(app: AppTest, key: str, **values: object) -> str | None:
    """What stands in a text field, by its label."""
    return next(f for f in app.text_input if f.label == say(key, **values)).value


def write_until_signed_out(page: In, stores: Stores) -> None:
    """A name, a welcome, a help line and a filter less; the session has ended when she saves."""
    page.write("leaders.group.name", "Sleepers")
    page.page.text_area[0].set_value(WELCOME)
    lines = {f.label: f for f in page.page.text_input}
    lines[say("leaders.group.line_name", number=1)].set_value("Our Ruth")
    next(b for b in page.page.checkbox if b.label == say("words.filter.sex")).uncheck()
    end_sessions(stores)
    page.press("leaders.group.save")
    assert page.sees("leaders.sign_in.ended")
    assert group.load_group(stores.members) == GroupSettings()


def again(leader: Telephone) -> SignInInput:
    """What she signs in with a second time: a code of her telephone is good once."""
    return leader.given(code=leader.recovery_codes[0])


def end_sessions(stores: Stores) -> None:
    with writing_transaction(stores.members) as connection:
        connection.execute(delete(LeaderSessionRow))


def test_what_was_written_is_there_after_signing_in_again(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """Also after a slip at the form; it is said that it is not saved, and can then be."""
    page = In(open_page, anna, "group")
    write_until_signed_out(page, stores)
    page.sign_in(replace(again(anna), passphrase="not hers"))
    page.sign_in(again(anna))
    assert page.sees("leaders.sign_in.still_there")
    assert field(page.page, "leaders.group.name") == "Sleepers"
    assert page.page.text_area[0].value == WELCOME
    assert field(page.page, "leaders.group.line_name", number=1) == "Our Ruth"
    lines = {f.label: f for f in page.page.text_input}
    lines[say("leaders.group.line_number", number=1)].set_value("0113 496 0000")
    page.press("leaders.group.save")
    assert page.sees("leaders.group.saved")
    assert group.load_group(stores.members) == GroupSettings(
        name="Sleepers",
        welcome=WELCOME,
        help_lines=[HelpLine(name="Our Ruth", number="0113 496 0000")],
        filters_off={"sex"},
    )


def test_it_is_merged_with_what_another_leader_saved_meanwhile(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """What the fields were filled with is kept with what was written in them."""
    page = In(open_page, anna, "group")
    page.write("leaders.group.name", "Sleepers")
    end_sessions(stores)
    page.press("leaders.group.save")
    group.write_group(stores.members, GroupSettings(interval_days=14))
    page.sign_in(again(anna))
    page.press("leaders.group.save")
    assert group.load_group(stores.members) == GroupSettings(name="Sleepers", interval_days=14)


def test_another_leader_does_not_find_it(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """Nor does anybody after signing out: nothing of one leader is left for the next."""
    page = In(open_page, anna, "group")
    write_until_signed_out(page, stores)
    page.sign_in(enrol(stores.members, settings().pepper_bytes(), "Bela").given())
    assert not page.sees("leaders.sign_in.still_there")
    assert field(page.page, "leaders.group.name") == ""
    page.press("leaders.line.sign_out")
    page.sign_in(again(anna))
    assert field(page.page, "leaders.group.name") == ""
