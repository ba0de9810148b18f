"""A group that asks for an invite, on the survey's first screen."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.admission import arrival
from dashboard.stores import Stores
from dashboard.survey import code_wait, member_store
from dashboard.text import say
from dashboard.ui.group_settings import forget_group_settings
from db import codes
from db.desk import group, invites
from db.desk.group import GroupSettings
from db.store.engine import writing_transaction
from tests.pages.at_the_survey import Visitor


def ask_for_invites(stores: Stores) -> str:
    group.write_group(stores.members, GroupSettings(only_with_invite=True))
    forget_group_settings()
    return invites.create_invite(stores.members, "poster", 100, None).code


def write_invite(page: Visitor, written: str) -> None:
    field = next(f for f in page.page.text_input if f.label == say("survey.start.invite"))
    field.set_value(written).run()


def test_the_first_screen_asks_for_an_invite_only_where_the_group_does(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Off until a leader turns it on; who began before is told to use the return code."""
    assert not visitor().sees("survey.start.invite_only")
    ask_for_invites(stores)
    page = visitor()
    assert page.sees("survey.start.invite_only") and page.sees("survey.start.invite_only_hint")


@pytest.mark.parametrize(
    ("written", "said"), [("", "invite_empty"), ("0000-0000", "invite_not_open")]
)
@pytest.mark.parametrize("button", ["begin", "stopped"])
def test_without_an_open_invite_nobody_begins(
    stores: Stores, visitor: Callable[[], Visitor], written: str, said: str, button: str
) -> None:
    """By neither button."""
    ask_for_invites(stores)
    page = visitor()
    write_invite(page, written)
    page.press(say(f"survey.start.{button}"))
    assert page.sees(f"survey.start.{said}")
    assert not page.sees("survey.you.heading")


def test_with_an_invite_one_begins_and_a_draft_is_kept(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Small letters, no dash."""
    code = ask_for_invites(stores)
    page = visitor()
    write_invite(page, code.lower().replace("-", ""))
    page.begin()
    assert page.sees("survey.you.heading")
    page.go_on()
    assert page.sees("survey.doses.heading")


def test_who_was_on_the_first_step_when_it_was_turned_on_is_asked_for_one(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """There is no draft yet; nothing of what was tapped is lost, and nothing is stored."""
    page = visitor()
    page.begin()
    ask_for_invites(stores)
    page.go_on()
    assert page.sees("survey.invite_needed")
    page.press(say("survey.back"))
    assert page.sees("survey.start.invite_only")


def test_a_code_waits_over_plain_http_and_is_then_looked_up(
    stores: Stores, visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After ten slips: the sentence, the wait, and the survey."""
    waited = []
    monkeypatch.setattr(code_wait, "_wait", lambda _is_done, seconds, _way: waited.append(seconds))
    own = codes.make_return_code()
    member_store.save_draft(own, member_store.Screen.you, {})
    for _ in range(10):
        member_store.find_under_code(codes.make_return_code())
    assert not waited
    page = visitor()
    field = next(f for f in page.page.text_input if f.label == say("survey.start.code"))
    field.set_value(own)
    page.press(say("survey.start.open"))
    assert waited == [code_wait.PLAIN_HTTP_SECONDS]
    assert page.sees("survey.you.heading")


@pytest.mark.parametrize("only_with_invite", [False, True])
def test_the_first_screen_says_that_the_link_s_invite_is_full(
    stores: Stores, open_page: Callable[[str], AppTest], *, only_with_invite: bool
) -> None:
    """From the midnight on that found it full, and never before; where one may, begin without."""
    group.write_group(stores.members, GroupSettings(only_with_invite=only_with_invite))
    forget_group_settings()
    with writing_transaction(stores.members) as connection:
        made = invites.create_invite_within(connection, "poster", 20, None, is_exact=True)
        for _ in range(20):
            invites.count_use(connection, made.batch)
    page = open_page("share")
    page.query_params[arrival.PARAMETER] = made.code
    assert say("survey.start.invite_full") not in page_markup(page.run())
    with writing_transaction(stores.members) as connection:
        invites.end_full_invites_within(connection)
    said = page_markup(page.run())
    assert say("survey.start.invite_full") in said
    assert (say("survey.start.invite_full_free") in said) is not only_with_invite


def page_markup(page: AppTest) -> str:
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))
