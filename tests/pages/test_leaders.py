"""The leaders' desk under AppTest: who is let in, what they see."""

import ast
import re
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import update
from streamlit.runtime.context import ContextProxy

from dashboard.leaders.access.cookie_tickets import COOKIE, tickets
from dashboard.leaders.screens import gate
from dashboard.leaders.screens.audit_log import ENTRIES
from dashboard.navigation import DESK
from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.text import say, text_table
from db.desk import audit, sessions
from db.desk.audit import LeaderAction, note_action
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import LeaderSessionRow
from tests.leading import PASSPHRASE, Telephone, enrol
from tests.pages.desk import In, OpenPage, Page, signed_in

PAGES = Path(__file__).resolve().parents[2] / "pages"
LEADERS_PAGES = ("leaders", *DESK)


@pytest.mark.parametrize("name", LEADERS_PAGES)
def test_nobody_sees_a_leaders_page_without_signing_in(
    open_page: OpenPage, anna: Telephone, name: str
) -> None:
    """The form is there and nothing of the page: three fields, and one for who was invited."""
    page = Page(open_page, name)
    assert [field.label for field in page.page.text_input] == [
        *(say(f"leaders.sign_in.{field}") for field in ("name", "passphrase", "code")),
        say("leaders.invited.code"),
    ]
    assert [title.value for title in page.page.title] == [say("leaders.sign_in.title")]
    assert not page.page.header
    assert not signed_in(page)


@pytest.mark.parametrize("name", LEADERS_PAGES)
def test_every_leaders_page_asks_for_a_leader_before_all_else(name: str) -> None:
    """Its first line after the imports; a page that forgets fails here."""
    tree = ast.parse((PAGES / f"{name}.py").read_text(encoding="utf-8"))
    first = next(n for n in tree.body[1:] if not isinstance(n, ast.Import | ast.ImportFrom))
    called = [n.func.id for n in ast.walk(first) if isinstance(n, ast.Call)]  # type: ignore[attr-defined]
    assert called[0] == "require_leader"


def test_only_leaders_pages_ask_for_a_leader() -> None:
    """A desk page that is missing in DESK would escape the two rules above."""
    asking = {p.stem for p in PAGES.glob("*.py") if "require_leader" in p.read_text("utf-8")}
    assert asking == set(LEADERS_PAGES)


def test_the_fields_tell_a_password_manager_what_they_are(
    open_page: OpenPage, anna: Telephone
) -> None:
    """WCAG 1.3.5: user name, current password, one-time code; the passphrase is not shown."""
    fields = [field.proto for field in Page(open_page).page.text_input]
    assert [f.autocomplete for f in fields] == [
        "username",
        "current-password",
        "one-time-code",
        "off",
    ]
    assert [f.type == f.PASSWORD for f in fields] == [False, True, False, False]


def test_a_group_without_leaders_is_told_how_to_make_one(
    open_page: OpenPage, stores: Stores
) -> None:
    """And not any more, once there is one."""
    assert Page(open_page).sees("leaders.sign_in.nobody_yet")
    enrol(stores.members, settings().pepper_bytes())
    assert not Page(open_page).sees("leaders.sign_in.nobody_yet")


def test_passphrase_and_code_open_the_desk(open_page: OpenPage, anna: Telephone) -> None:
    """Who it is, the way out, the log; no field holds the passphrase any more."""
    page = In(open_page, anna)
    assert page.sees("leaders.line.who", name="Anna")
    assert page.sees("leaders.log.action.signed_in")
    assert PASSPHRASE not in map(str, page.page.session_state.to_dict().values())


def test_the_desks_other_pages_are_a_tap_away_once_signed_in(
    open_page: OpenPage, anna: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before: a visitor sees the one link in the bar."""
    monkeypatch.setattr(gate, "DESK", ("leaks",))
    links = [link.proto.label for link in Page(open_page).page.get("page_link")]
    assert links.count(say("pages.short_leaks")) == links.count(say("pages.short_leaders")) == 1
    links = [link.proto.label for link in In(open_page, anna).page.get("page_link")]
    assert links.count(say("pages.short_leaks")) == links.count(say("pages.short_leaders")) == 2


@pytest.mark.parametrize(
    "wrong", [{"name": "Bert"}, {"passphrase": "not her passphrase"}, {"code": "000000"}]
)
def test_whatever_is_wrong_the_sentence_is_the_same_and_the_fields_are_empty(
    open_page: OpenPage, anna: Telephone, wrong: dict[str, str]
) -> None:
    """Announced to a screen reader; the name may stay."""
    page = Page(open_page)
    page.sign_in(anna.given(**wrong))
    assert page.sees("leaders.sign_in.refused")
    assert 'role="alert"' in page.html
    assert not any(field.value for field in page.page.text_input[1:])
    assert not signed_in(page)


def test_empty_fields_are_asked_for_and_are_no_failed_try(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """Nothing is checked, nothing is in the log."""
    page = Page(open_page)
    page.sign_in(anna.given(code=" "))
    assert page.sees("leaders.sign_in.empty")
    with reading_transaction(stores.members) as connection:
        assert [e.action for e in audit.load_entries(connection, 5)] == ["leader_added"]


def test_after_three_wrong_tries_the_page_says_how_long_to_wait(
    open_page: OpenPage, anna: Telephone
) -> None:
    """Five seconds, in words; the right code has to wait as well."""
    page = Page(open_page)
    for _ in range(3):
        page.sign_in(anna.given(code="000000"))
    page.sign_in(anna.given())
    assert any(page.sees("leaders.sign_in.too_soon", count=s) for s in range(1, 6))
    assert not signed_in(page)


def test_signing_out_shows_the_form_and_forgets(open_page: OpenPage, anna: Telephone) -> None:
    """The same tab cannot come back, and neither can the token."""
    page = In(open_page, anna)
    token = page.page.session_state["leaders_visit"].token
    page.press("leaders.line.sign_out")
    assert page.sees("leaders.sign_in.signed_out")
    assert not signed_in(page)
    page.page.run()
    assert not signed_in(page)
    assert page.page.session_state["leaders_visit"].token is None
    assert token


def test_the_token_is_on_no_page_and_a_ticket_is(open_page: OpenPage, anna: Telephone) -> None:
    """The ticket is shown until it is used, and then no more."""
    page = In(open_page, anna)
    token = page.page.session_state["leaders_visit"].token
    shown = re.search(r'data-desk-ticket="([^"]+)"', page.html)
    assert shown is not None
    assert token not in page.html
    page.page.run()
    assert shown[1] in page.html
    assert tickets.use(unescape(shown[1])) == token
    page.page.run()
    assert "data-desk-ticket" not in page.html
    assert signed_in(page)


def test_a_reload_finds_its_leader_by_the_cookie(
    open_page: OpenPage, anna: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new browser session, with nothing but the cookie; a made-up one opens nothing."""
    token = In(open_page, anna).page.session_state["leaders_visit"].token
    monkeypatch.setattr(ContextProxy, "cookies", {COOKIE: token})
    assert signed_in(Page(open_page))
    monkeypatch.setattr(ContextProxy, "cookies", {COOKIE: "made up"})
    assert not signed_in(Page(open_page))


def test_half_an_hour_without_a_tap_ends_the_session_and_says_so(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """The next tap shows the form; signing in again opens the desk again."""
    page = In(open_page, anna)
    with writing_transaction(stores.members) as connection:
        seen = core_table(LeaderSessionRow).c.seen_at
        idle = update(core_table(LeaderSessionRow)).values(seen_at=seen - sessions.IDLE_SECONDS)
        connection.execute(idle)
    page.page.run()
    assert page.sees("leaders.sign_in.ended")
    assert not signed_in(page)
    page.sign_in(anna.given(code=anna.recovery_codes[0]))
    assert signed_in(page)


def test_who_used_a_recovery_code_is_told_how_many_are_left(
    open_page: OpenPage, anna: Telephone
) -> None:
    """Nine of ten."""
    page = Page(open_page)
    page.sign_in(anna.given(code=anna.recovery_codes[0]))
    assert page.sees("leaders.home.recovery_left", count=9)


def test_the_log_is_read_page_by_page(open_page: OpenPage, anna: Telephone, stores: Stores) -> None:
    """Ten lines a page, newest first; what a leader wrote is shown as text."""
    with writing_transaction(stores.members) as connection:
        for number in range(ENTRIES):
            note_action(
                connection, "Anna", LeaderAction.invite_made, f"batch {number} <b>spring</b>"
            )
    page = In(open_page, anna)
    assert page.html.count("<td ") == 4 * ENTRIES
    assert f"batch {ENTRIES - 1} &lt;b&gt;spring&lt;/b&gt;" in page.html
    assert page.sees("leaders.log.page", number=1, of=2)
    assert not page.sees("leaders.log.action.leader_added")
    page.press("leaders.log.older")
    assert page.sees("leaders.log.action.leader_added")
    assert page.sees("leaders.log.server")
    page.press("leaders.log.newer")
    assert page.sees("leaders.log.page", number=1, of=2)


def test_every_action_has_its_words() -> None:
    """And no word of the texts is without its action."""
    assert list(text_table("leaders.log.action")) == [action.value for action in LeaderAction]
