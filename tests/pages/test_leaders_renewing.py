"""A leader's own new sign-in, and leaders who come from their organisation."""

import re

import pytest
from markupsafe import escape

from dashboard.leaders.access import openid
from dashboard.leaders.access.openid import OrganisationSignIns
from dashboard.settings import settings
from dashboard.text import say
from tests.leading import PASSPHRASE, Telephone
from tests.pages.desk import In, OpenPage, Page, signed_in

ANOTHER = "nine loud badgers sing"


def renew(page: Page, now: str = PASSPHRASE, again: str = ANOTHER) -> None:
    """Ask for a new sign-in."""
    page.write("leaders.renewal.now", now)
    page.write("leaders.renewal.new", ANOTHER)
    page.write("leaders.renewal.again", again)
    page.press("leaders.renewal.go")


def test_a_leader_takes_a_new_passphrase_and_a_new_telephone(
    open_page: OpenPage, anna: Telephone
) -> None:
    """The picture is in the page itself, with words for it; ten codes are shown until kept."""
    page = In(open_page, anna)
    renew(page)
    assert 'src="data:image/png;base64,' in page.html
    assert f'alt="{escape(say("leaders.renewal.alt"))}"' in page.html
    secret = re.search(r'class="desk-secret" translate="no">([A-Z2-7 ]+)<', page.html)
    assert secret is not None
    new = Telephone("Anna", secret[1].replace(" ", ""), ())
    page.write("leaders.renewal.code", new.code())
    page.press("leaders.renewal.store")
    assert signed_in(page)
    assert len(re.findall(r"<li>([0-9A-Z-]{19})</li>", page.html)) == 10
    assert new.secret not in page.html.replace(" ", "")
    page.press("leaders.renewal.kept")
    assert "desk-codes" not in page.html
    page.press("leaders.line.sign_out")
    page.sign_in(anna.given())
    assert not signed_in(page)
    page.sign_in(new.given(passphrase=ANOTHER))  # the code that proved the secret is used up
    assert not signed_in(page)


@pytest.mark.parametrize(
    ("now", "again", "key"),
    [
        ("not her passphrase", ANOTHER, "leaders.renewal.refused"),
        (PASSPHRASE, "another one, mistyped", "leaders.passphrase.differ"),
    ],
)
def test_nothing_changes_without_the_old_passphrase_and_twice_the_new_one(
    open_page: OpenPage, anna: Telephone, now: str, again: str, key: str
) -> None:
    """Said in words; no picture is shown."""
    page = In(open_page, anna)
    renew(page, now, again)
    assert page.sees(key)
    assert "desk-qr" not in page.html


def test_nothing_changes_before_a_code_of_the_new_secret_was_typed(
    open_page: OpenPage, anna: Telephone
) -> None:
    """A wrong code, then "leave it": the old sign-in still counts."""
    page = In(open_page, anna)
    renew(page)
    page.write("leaders.renewal.code", "000000")
    page.press("leaders.renewal.store")
    assert page.sees("leaders.renewal.code_wrong")
    page.press("leaders.renewal.cancel")
    page.press("leaders.line.sign_out")
    page.sign_in(anna.given(code=anna.recovery_codes[0]))
    assert signed_in(page)


def test_a_new_sign_in_ends_the_leaders_other_sessions(
    open_page: OpenPage, anna: Telephone
) -> None:
    """Whoever sat at another computer is out at the next tap."""
    page = In(open_page, anna)
    other = Page(open_page)
    other.sign_in(anna.given(code=anna.recovery_codes[0]))
    renew(page)
    secret = re.search(r'class="desk-secret" translate="no">([A-Z2-7 ]+)<', page.html)
    assert secret is not None
    page.write("leaders.renewal.code", Telephone("Anna", secret[1].replace(" ", ""), ()).code())
    page.press("leaders.renewal.store")
    other.page.run()
    assert signed_in(page)
    assert not signed_in(other)


class User(dict[str, object]):
    """Streamlit's ``st.user``, as far as it is asked."""

    def to_dict(self) -> dict[str, object]:
        """The claims."""
        return dict(self)


def test_a_leader_of_the_list_comes_in_from_their_organisation(
    open_page: OpenPage, anna: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed in by address, once: signing out means out. No passphrase of ours to change."""
    monkeypatch.setenv("SWEETSPOT_LEADERS_OIDC", "eve@group.example")
    settings.cache_clear()
    claims = {"is_logged_in": True, "email": "Eve@group.example", "email_verified": True}
    out: list[bool] = []
    monkeypatch.setattr(openid, "is_open", lambda: True)
    monkeypatch.setattr(openid, "vouched", OrganisationSignIns(lambda: 100.0))
    monkeypatch.setattr(openid.st, "user", User(claims | {"iat": 100}))
    monkeypatch.setattr(openid.st, "logout", lambda: out.append(True))
    page = Page(open_page)
    assert page.sees("leaders.line.who", name="eve@group.example")
    assert not [b for b in page.page.button if b.label == say("leaders.renewal.go")]
    page.press("leaders.line.sign_out")
    assert out == [True]
    assert not signed_in(page)
    assert not signed_in(Page(open_page))


def test_the_other_way_in_is_offered_only_where_it_is_set_up(
    open_page: OpenPage, anna: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it the form has one button."""
    label = say("leaders.sign_in.organisation")
    assert label not in [b.label for b in Page(open_page).page.button]
    monkeypatch.setattr(openid, "is_open", lambda: True)
    monkeypatch.setattr(openid.st, "user", User(is_logged_in=False))
    assert label in [b.label for b in Page(open_page).page.button]
