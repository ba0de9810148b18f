"""A leader invites another at the desk; nobody is a leader before they came; the last one stays."""

import datetime
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.leaders.access.leader import leader_of_session
from dashboard.leaders.acts import leader_invitations
from dashboard.leaders.acts.leader_exit import is_last_leader
from dashboard.stores import Stores
from dashboard.text import say
from db import codes
from db.desk import audit, leaders
from db.store.engine import reading_transaction
from tests.leading import PASSPHRASE, Telephone
from tests.pages.desk import In, OpenPage, Page, signed_in

BENS = "nine loud badgers sing"
TODAY = datetime.date(2026, 12, 1)
PEPPER = bytes(16)


def names(stores: Stores) -> list[str]:
    with reading_transaction(stores.members) as connection:
        return leaders.leader_names(connection)


def log(stores: Stores, count: int) -> list[tuple[str, str, str]]:
    with reading_transaction(stores.members) as connection:
        return [(e.leader, e.action, e.object) for e in audit.load_entries(connection, count)]


def invite(page: In, name: str, passphrase: str = PASSPHRASE) -> str:
    """Fill in the form and send it; the code that is shown, or nothing."""
    page.write("leaders.invite_leader.name", name)
    page.write("leaders.invite_leader.passphrase", passphrase)
    page.press("leaders.invite_leader.go")
    shown = [code.value for code in page.page.code]
    return next((text for text in shown if codes.normalise_return_code(text)), "")


def come(open_page: OpenPage, code: str) -> Page:
    """Ben, at a browser of his own, types the code."""
    page = Page(open_page)
    page.write("leaders.invited.code", code)
    page.press("leaders.invited.go")
    return page


def secret_on(page: Page) -> str:
    found = re.search(r'desk-secret" translate="no">([A-Z2-7 ]+)<', page.html)
    assert found is not None
    return found[1].replace(" ", "")


def test_who_was_invited_makes_a_sign_in_of_their_own_and_is_a_leader_only_then(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """A code, a passphrase, a telephone; until the last step Anna is the last leader."""
    page = In(open_page, anna)
    code = invite(page, "  Ben  Okri ")
    assert code and code not in page.html  # in a box to copy, and in no address
    page.press("leaders.invite_leader.kept")
    assert code not in [shown.value for shown in page.page.code]
    assert page.sees("leaders.invite_leader.waiting", name="Ben Okri")
    assert names(stores) == ["Anna"] and is_last_leader(stores.members)
    ben = come(open_page, code.lower())
    assert ben.sees("leaders.passphrase.rule", count=12)
    for typed in ("short", BENS):
        ben.write("leaders.renewal.new", typed)
        ben.write("leaders.renewal.again", typed)
        ben.press("leaders.renewal.go")
        assert ben.sees("leaders.passphrase.short", count=12) == (typed == "short")
    telephone = Telephone("Ben Okri", secret_on(ben), ())
    ben.write("leaders.renewal.code", "000000")
    ben.press("leaders.renewal.store")
    assert ben.sees("leaders.renewal.code_wrong") and names(stores) == ["Anna"]
    ben.write("leaders.renewal.code", telephone.code())
    ben.press("leaders.renewal.store")
    assert signed_in(ben) and names(stores) == ["Anna", "Ben Okri"]
    assert ben.html.count("<li>") >= 10  # recovery codes, this once
    assert log(stores, 1) == [("Ben Okri", "invitation_accepted", "Ben Okri")]
    again = come(open_page, code)
    assert again.sees("leaders.invited.refused") and not signed_in(again)


def test_an_invitation_asks_for_the_passphrase_of_who_gives_it(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """A desk that was left open makes no leader; nor does a name that cannot be, or is taken."""
    page = In(open_page, anna)
    assert invite(page, "Ben", "not her passphrase") == ""
    assert page.sees("leaders.renewal.refused")
    for name, problem in (("anna", "taken"), ("<b>Ben</b>", "name"), ("Ben 🎉", "name")):
        assert invite(page, name) == ""
        assert page.sees(f"leaders.invite_leader.problem.{problem}")
    assert leader_invitations.names_invited(stores.members, TODAY) == []


def test_an_invitation_that_was_taken_back_opens_nothing(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """At the second tap; both are lines in the log."""
    page = In(open_page, anna)
    code = invite(page, "Ben")
    page.press("leaders.invite_leader.kept")
    page.press("leaders.invite_leader.take_back.ask")
    page.press("leaders.invite_leader.take_back.yes")
    assert page.sees("leaders.invite_leader.taken_back", name="Ben")
    told = [("Anna", "invitation_taken_back", "Ben"), ("Anna", "leader_invited", "Ben")]
    assert log(stores, 3)[:1] == told[:1] and told[1] in log(stores, 3)
    assert come(open_page, code).sees("leaders.invited.refused")


@pytest.mark.parametrize(("days", "is_open"), [(0, True), (7, True), (8, False)])
def test_an_invitation_holds_for_seven_days(
    open_page: OpenPage, anna: Telephone, stores: Stores, days: int, is_open: bool
) -> None:
    """And its code is no other code: not a leader's recovery code, not a member's."""
    page = In(open_page, anna)
    leader = leader_of_session(stores.members, page.page.session_state["leaders_visit"].token)
    assert leader is not None
    code = leader_invitations.invite_leader(stores.members, leader, "Ben", PEPPER, TODAY)
    later = TODAY + datetime.timedelta(days)
    found = leader_invitations.name_of_invitation(stores.members, code, PEPPER, later)
    assert (found == "Ben") == is_open
    for written in ("", "0000", anna.recovery_codes[0], codes.make_return_code()):
        assert not leader_invitations.name_of_invitation(stores.members, written, PEPPER, TODAY)


def test_members_are_told_when_the_server_let_somebody_in(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """By the command that recovers a group whose last leader is lost; for twelve weeks, no name."""
    shown = words(open_page("imprint"))
    told = say("imprint.responsible.server", days="{days}").partition("{days}")[0]
    assert told in shown and "Anna" not in shown
    with reading_transaction(stores.members) as connection:
        now = datetime.datetime.now(datetime.UTC).date()
        assert audit.server_days(connection, now) == [now]
        assert audit.server_days(connection, now + datetime.timedelta(1)) == []


def words(page: AppTest) -> str:
    assert not page.exception
    return " ".join(str(h.proto.body) for h in page.get("html"))
