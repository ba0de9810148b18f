"""A leader, whole: made on the server, signed in on a phone, there after a reload, out again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from dashboard.leaders.access.cookie_tickets import COOKIE
from dashboard.text import say
from db.desk.sessions import IDLE_SECONDS, LONGEST_SECONDS
from tests.browser.leaders_desk import Group, Leader
from tests.leading import PASSPHRASE, Telephone

pytestmark = pytest.mark.browser


def test_a_leader_stays_signed_in_over_a_reload_and_is_out_after_signing_out(
    anna: Leader, group: Group
) -> None:
    """The cookie carries her over, in a new tab too; out means out, in every tab."""
    anna.sign_in()
    anna.is_in()
    cookie = anna.has_cookie()
    anna.page.reload()
    anna.is_in()
    other = Leader(anna.page.context.new_page(), group, anna.telephone)
    other.is_in()
    anna.page.get_by_role("button", name=say("leaders.line.sign_out")).click()
    anna.is_out("signed_out")
    other.page.reload()
    other.is_out("lead")
    anna.page.context.add_cookies([cookie])  # type: ignore[list-item]
    anna.page.reload()
    anna.is_out("ended")


def test_the_cookie_is_for_the_server_alone_and_nothing_secret_is_in_an_address(
    anna: Leader, group: Group
) -> None:
    """HttpOnly, Strict, at most 8 hours; token, ticket, passphrase are in no URL and no log."""
    anna.sign_in()
    anna.is_in()
    cookie = anna.has_cookie()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    now = anna.page.evaluate("Date.now() / 1000")
    assert 0 < float(str(cookie["expires"])) - now <= LONGEST_SECONDS
    assert COOKIE not in anna.page.evaluate("document.cookie")
    traded = [r for r in anna.requests if r.url.endswith("/desk/cookie")]
    assert [r.method for r in traded] == ["POST"]
    hidden = [str(cookie["value"]), str(traded[0].post_data), PASSPHRASE.split()[0]]
    seen = " ".join(r.url for r in anna.requests) + group.log.read_text()
    assert not [secret for secret in hidden if secret in seen]


def test_half_an_hour_without_a_tap_ends_the_session(anna: Leader, group: Group) -> None:
    """The store's clock is moved; the next tap, and a reload, find the form."""
    anna.sign_in()
    anna.is_in()
    anna.has_cookie()
    ago = "UPDATE leader_session SET seen_at = seen_at - ? WHERE leader = ?"
    group.change(ago, IDLE_SECONDS, anna.telephone.name)
    anna.page.get_by_role("button", name=say("leaders.line.sign_out")).click()
    anna.is_out("ended")
    anna.page.reload()
    anna.is_out("ended")


def test_a_code_signs_in_once_and_so_does_a_recovery_code(
    anna: Leader, group: Group, desk: Callable[..., BrowserContext]
) -> None:
    """At another computer the same six digits are refused; a recovery code counts there, once."""
    code = anna.telephone.code()
    anna.sign_in(code)
    anna.is_in()
    thief = Leader(desk().new_page(), group, anna.telephone)
    thief.sign_in(code)
    thief.is_out("refused")
    recovery = anna.telephone.recovery_codes[0]
    thief.sign_in(recovery)
    thief.is_in()
    left = say("leaders.home.recovery_left", count=9)
    expect(thief.page.get_by_text(left)).to_be_visible()
    third = Leader(desk().new_page(), group, anna.telephone)
    third.sign_in(recovery)
    third.is_out("refused")


def test_wrong_ones_sound_the_same_and_then_have_to_wait(anna: Leader) -> None:
    """Passphrase, code, recovery code: one sentence. The fourth try is told to wait."""
    wrong = anna.telephone.code(0)
    anna.sign_in(passphrase="not her passphrase")
    anna.is_out("refused")
    for code in (wrong, "7K2M-QX4D-93TR-HV8B"):
        anna.page.get_by_label(say("leaders.sign_in.code"), exact=True).fill("")
        anna.sign_in(code)
        anna.is_out("refused")
        expect(anna.page.get_by_role("textbox", name="Passphrase")).to_have_value("")
    anna.sign_in(wrong)
    expect(anna.page.get_by_text(re.compile(r"Please wait \d second"))).to_be_visible()


def test_a_double_tap_signs_in_once(anna: Leader) -> None:
    """The second tap finds the code used up, and must not end what the first began."""
    anna.sign_in(passphrase="not her passphrase")
    anna.is_out("refused")
    for field, text in (("passphrase", PASSPHRASE), ("code", anna.telephone.code())):
        label = say(f"leaders.sign_in.{field}")
        anna.page.get_by_role("textbox", name=label, exact=True).fill(text)
    anna.page.get_by_role("button", name=say("leaders.sign_in.go"), exact=True).dblclick()
    anna.is_in()


def test_a_leader_changes_the_passphrase_and_the_telephone(anna: Leader, group: Group) -> None:
    """Scanned from the screen; the new telephone signs in, the old one does not."""
    new_passphrase = "nine loud badgers sing"
    anna.sign_in()
    anna.is_in()
    page = anna.page
    page.get_by_text(say("leaders.renewal.open"), exact=True).first.click()
    typed = {"now": PASSPHRASE, "new": new_passphrase, "again": new_passphrase}
    for field, text in typed.items():
        page.get_by_label(say(f"leaders.renewal.{field}"), exact=True).fill(text)
    page.get_by_role("button", name=say("leaders.renewal.go")).click()
    picture = page.get_by_role("img", name=say("leaders.renewal.alt"))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") >= 200
    old, secret = anna.telephone, page.locator(".desk-secret").inner_text()
    anna.telephone = Telephone(old.name, secret.replace(" ", ""), ())
    page.get_by_label(say("leaders.renewal.code")).fill(anna.telephone.code())
    page.get_by_role("button", name=say("leaders.renewal.store")).click()
    expect(page.locator(".desk-codes li")).to_have_count(10)
    page.get_by_role("button", name=say("leaders.renewal.kept")).click()
    page.get_by_role("button", name=say("leaders.line.sign_out")).click()
    anna.is_out("signed_out")
    anna.sign_in(old.code(), new_passphrase)
    anna.is_out("refused")
    # The code of this half minute proved the new secret and is used up: let it be a minute ago.
    group.change("UPDATE leader SET last_step = last_step - 2 WHERE name = ?", old.name)
    anna.sign_in(passphrase=new_passphrase)
    anna.is_in()


def test_no_script_was_refused_by_the_content_policy(anna: Leader) -> None:
    """The strict policy lets desk.js run and nothing else was tried."""
    refused: list[str] = []
    anna.page.on("console", lambda m: refused.append(m.text) if "Policy" in m.text else None)
    anna.sign_in()
    anna.is_in()
    anna.has_cookie()
    anna.page.reload()
    anna.is_in()
    assert not refused
