"""What pages say about editions and dates: at the latest, and never that somebody was counted."""

import datetime
import re
from collections.abc import Callable

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.survey import what_comes
from dashboard.text import say, text_table
from dashboard.ui import edition_calendar
from dashboard.ui.edition_calendar import day_with_weekday
from db import codes
from db.answers import Survey
from db.members import hand_in
from db.members.record import MemberRecord
from db.store.engine import core_table, writing_transaction
from db.tables import Member
from db.vocabulary import Condition, Standing
from tests.editions_of import next_day

OpenPage = Callable[[str], AppTest]
MakeSurvey = Callable[..., Survey]
CODE = "7K2M-QX4D-93TR-HV8B"


def code_hash() -> bytes:
    normal = codes.normalise_return_code(CODE)
    assert normal is not None
    return codes.hash_code(normal, settings().pepper_bytes())


@pytest.fixture
def member(filled: Stores, a_survey: MakeSurvey) -> Stores:
    """A member of 700, under CODE."""
    hand_in.hand_in(filled.members, code_hash(), a_survey())
    return filled


def hold(stores: Stores) -> None:
    with writing_transaction(stores.members) as connection:
        standing = Standing.held.value
        connection.execute(update(core_table(Member)).values(standing=standing))


def words(page: AppTest) -> str:
    html = " ".join(str(h.proto.body) for h in page.get("html"))
    return html + " ".join(m.value for m in [*page.markdown, *page.text])


def after_hand_in() -> str:
    def page() -> None:
        from dashboard.survey.what_comes import show_what_comes

        show_what_comes()

    found = AppTest.from_function(page, default_timeout=30).run()
    assert not found.exception
    return words(found)


def test_whoever_hands_in_hears_both_dates(member: Stores) -> None:
    """The next publishing day; groups come with the third after the first edition, on that day."""
    day = next_day(member)
    groups = day + datetime.timedelta(weeks=8)
    shown = after_hand_in()
    assert say("app.dates.drawn_you", day=day_with_weekday(day)) in shown
    assert say("app.dates.groups", day=edition_calendar.day_and_month(groups)) in shown
    assert say("how.drawn.body") in shown


def test_whoever_is_held_hears_the_same(member: Stores) -> None:
    """Else a guess at a friend's answers, held as its copy, would tell that it is right."""
    counted = after_hand_in()
    hold(member)
    assert after_hand_in() == counted


def test_before_the_first_edition_no_date_is_promised(stores: Stores, a_survey: MakeSurvey) -> None:
    """It comes with about 35 members; only the next day on which it may is named."""
    hand_in.hand_in(stores.members, code_hash(), a_survey())
    shown = after_hand_in()
    assert "about 35" in shown
    assert say("app.dates.first_you") in shown
    assert "Charts by illness" not in shown


def test_erasing_names_the_day_of_the_draw_and_the_day_of_the_last_trace(
    member: Stores, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three editions later no mean holds today's; copies are kept as the operator says."""
    monkeypatch.setattr(settings(), "backups_kept_days", 7)
    page = open_page("record")
    page.text_input[0].set_value(CODE)
    for label in (say("my_record.open"), say("my_record.opened.erase")):
        next(b for b in page.button if b.label == label).click().run()
    day = next_day(member)
    gone = day + datetime.timedelta(weeks=8)
    latest = day + 2 * datetime.timedelta(weeks=12, days=6)
    days = {"day": day, "gone": gone, "latest": latest}
    said = {name: day_with_weekday(named) for name, named in days.items()}
    assert say("my_record.erase.numbers_dates", **said) in words(page)
    assert say("my_record.erase.copies_days", count=7) in words(page)


def test_an_edition_is_new_for_a_week_and_then_the_next_is_named(
    filled: Stores, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six days and seven days after it came."""
    day = datetime.datetime.now(datetime.UTC).date()
    new = say("home.new", edition=1, day=edition_calendar.day_and_month(day))
    later = say("home.next", day=day_with_weekday(next_day(filled)))
    for days, told, untold in ((6, new, later), (7, later, new)):
        today = day + datetime.timedelta(days)
        monkeypatch.setattr(edition_calendar, "today_of_group", lambda today=today: today)
        shown = words(open_page("home"))
        assert told in shown and untold not in shown


def test_every_page_says_once_that_numbers_move(filled: Stores, open_page: OpenPage) -> None:
    """Also a page with four figures."""
    for name in ("home", "timelines", "response", "how"):
        assert words(open_page(name)).count(say("card.blurred")) == 1


def test_a_page_with_a_filter_says_once_which_edition_it_reads(
    filled: Stores, open_page: OpenPage
) -> None:
    """Nothing for everyone; one line for a group."""
    line = say("app.filters.from.condition", people=50)
    page = open_page("timelines")
    assert line not in words(page)
    (look,) = [s for s in page.selectbox if s.label == say("app.filters.look_at")]
    look.select_index(1).run()
    assert words(page).count(line) == 1
    assert "Everyone: edition 1." in words(page)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_text_says_that_somebody_was_counted(language: str) -> None:
    """Nobody can know it, and whoever says it would tell who is in an edition."""
    from dashboard.text import load_language_texts

    forbidden = {"en": r"you (are|were) counted|counted you", "es": r"te (contamos|contaron)"}
    assert not re.search(forbidden[language], str(load_language_texts(language)), re.IGNORECASE)
    assert text_table("how.drawn")


def test_a_check_in_says_what_changed_in_the_record(a_survey: MakeSurvey) -> None:
    """The condition and the week's report; the week itself is not a change."""
    before = MemberRecord.of(a_survey(observed_week=20))
    now = MemberRecord.of(a_survey(observed_week=21, condition=Condition.mcas), before.reports)
    changes = dict(what_comes.record_changes(before, now))
    assert changes[say("survey.check.condition")] == say("words.condition.mcas")
    assert list(changes)[-1] == say("choose.report", week=21)
    assert what_comes.record_changes(now, now) == ()
