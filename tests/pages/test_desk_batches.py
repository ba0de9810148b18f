"""The desk's pages of invites and held surveys, under AppTest."""

import re
from typing import Any

import pytest
from markupsafe import escape

from dashboard.stores import Stores
from dashboard.text import say
from db.answers import Survey
from db.desk import audit, invites
from db.members import hand_in
from db.members.hand_in import SurveyArrival
from db.store.engine import reading_transaction
from db.vocabulary import HeldFor
from tests.editions_of import publish_next
from tests.leading import Telephone
from tests.pages.desk import In, OpenPage

STEP = {"week": 1, "dose_ug": 500, "timing": 1}
FAST = frozenset({HeldFor.too_fast})
HOSTILE = "<b>x</b> ![i](https://e.example/i.png) $x$"


def come(stores: Stores, people: range, **arrival: Any) -> None:
    for member in people:
        survey = Survey(observed_week=1 + member, steps=[STEP])
        hand_in.hand_in(stores.members, member.to_bytes(32), survey, SurveyArrival(**arrival))


def objects(stores: Stores, action: str) -> list[str]:
    with reading_transaction(stores.members) as connection:
        return [e.object for e in audit.load_entries(connection, 20) if e.action == action]


def markdown(page: In) -> str:
    """Everything that Streamlit reads as Markdown: labels, too."""
    app = page.page
    labels = [element.label for kind in (app.button, app.text_input) for element in kind]
    return " ".join([*(element.value for element in app.markdown), *labels])


def test_an_invite_is_made_seen_and_closed_at_the_second_tap(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """Its code and its poster are there; the first tap on "close" only asks."""
    page = In(open_page, anna, "invites")
    assert page.sees("leaders.invites.none")
    page.write("leaders.invites.label", "March meeting")
    page.press("leaders.invites.make")
    (invite,) = invites.all_invites(stores.members)
    assert page.sees("leaders.invites.made")
    assert invite.code in page.html
    assert 'class="poster-qr"' not in page.html  # AppTest has no address
    page.write("leaders.invites.site", "https://survey.example")
    page.page.run()
    assert 'class="poster-qr"' in page.html
    page.press("leaders.invites.close.ask")
    assert not invites.all_invites(stores.members)[0].closed
    page.press("leaders.invites.close.no")
    page.press("leaders.invites.close.ask")
    page.press("leaders.invites.close.yes")
    assert invites.all_invites(stores.members)[0].closed
    assert objects(stores, "invite_made") == objects(stores, "invite_closed") == ["batch 1"]


def test_an_invite_without_a_label_is_asked_for_one(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """Nothing is made."""
    page = In(open_page, anna, "invites")
    page.press("leaders.invites.make")
    assert page.sees("leaders.invites.problem.invite_label_missing")
    assert not invites.all_invites(stores.members)


def test_the_pages_show_no_exact_number_of_uses(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """3 used look like none; 43 are told as a multiple of 5; a hostile label is text."""
    few = invites.create_invite(stores.members, "few", 100, None)
    many = invites.create_invite(stores.members, HOSTILE, 200, None)
    come(stores, range(3), invite=few.code)
    come(stores, range(3, 46), invite=many.code)
    publish_next(stores)
    page = In(open_page, anna, "invites")
    assert page.sees("leaders.invites.used", used=say("leaders.count.few"), cap=100)
    told = re.search(r"about (\d+) of 200", page.html)
    assert told
    assert int(told[1]) % 5 == 0
    assert escape(HOSTILE) in page.html
    assert "<b>x</b>" not in page.html
    assert "e.example" not in markdown(page)


def test_nothing_is_held(open_page: OpenPage, anna: Telephone, stores: Stores) -> None:
    """Nine held surveys look like none: the same words, and nothing to press."""
    page = In(open_page, anna, "held")
    assert page.sees("leaders.held.none")
    come(stores, range(9), reasons=FAST)
    before = [button.label for button in page.page.button]
    page.page.run()
    assert page.sees("leaders.held.none")
    assert [button.label for button in page.page.button] == before
    ways = {say(f"leaders.held.{word}.ask") for word in ("released", "dropped")}
    assert not ways & set(before)


@pytest.mark.parametrize("standing", ["released", "dropped"])
def test_a_batch_is_decided_about_at_the_second_tap_and_can_be_taken_back(
    open_page: OpenPage, anna: Telephone, stores: Stores, standing: str
) -> None:
    """Its label is text, its number is rounded, every act is in the log."""
    invite = invites.create_invite(stores.members, HOSTILE, 100, None)
    come(stores, range(40), reasons=FAST, invite=invite.code)
    publish_next(stores)
    page = In(open_page, anna, "held")
    assert escape(say("leaders.held.batch", label=HOSTILE)) in page.html
    assert "e.example" not in markdown(page)
    assert [int(told) % 5 for told in re.findall(r"about (\d+)", page.html)] == [0] * 4
    first = f"leaders.held.{standing}"
    page.press(f"{first}.ask")
    assert page.sees(f"{first}.warning")
    assert not objects(stores, f"held_{standing}")
    page.press(f"{first}.yes")
    assert page.sees(f"{first}.done")
    assert page.sees("leaders.held.decided")
    assert objects(stores, f"held_{standing}") == ["batch 1"]
    page.press("leaders.held.undo")
    assert page.sees("leaders.held.undone")
    assert objects(stores, "decision_undone") == ["batch 1"]
