"""The desk's pages of invites and held surveys, under AppTest."""

import re
from typing import Any

import pytest
from markupsafe import escape

from dashboard import demo
from dashboard.stores import Stores
from dashboard.text import say
from db.answers import Survey
from db.desk import audit, invites
from db.desk.group import load_group
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


def test_an_invite_comes_with_a_link_and_words_to_post(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """The link opens the survey with the code filled in, and stands in the words, too."""
    page = In(open_page, anna, "invites")
    page.write("leaders.invites.label", "March meeting")
    page.press("leaders.invites.make")
    page.write("leaders.invites.site", "https://survey.example/")
    page.page.run()
    (invite,) = invites.all_invites(stores.members)
    link, words = (element.value for element in page.page.code)
    assert link == f"https://survey.example/share?invite={invite.code}"
    assert link in words and invite.label not in words


def test_quotes_and_emoji_in_an_invite_s_name_stay_as_they_were_typed(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """In the store, on the card and in the list of posters; the words to post never hold it."""
    name = '"Ana\'s" 🎉 «tarde» {code} 👩‍👧'
    page = In(open_page, anna, "invites")
    page.write("leaders.invites.label", name)
    page.press("leaders.invites.make")
    (invite,) = invites.all_invites(stores.members)
    assert invite.label == name
    assert escape(name) in page.html
    (posters,) = (box for box in page.page.selectbox if box.key == "desk-poster-of")
    assert posters.options == [f"{name} ({invite.code})"]


def test_an_invite_has_places_for_the_largest_group(stores: Stores) -> None:
    """7,000 are in the group that this was made for."""
    assert invites.create_invite(stores.members, "everybody", 7_000, None).cap == 7_000


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
    """One word for how full each is, from the newest edition; a hostile label is text."""
    few = invites.create_invite(stores.members, "few", 100, None)
    many = invites.create_invite(stores.members, HOSTILE, 100, None)
    come(stores, range(3), invite=few.code)
    come(stores, range(3, 58), invite=many.code)
    page = In(open_page, anna, "invites")
    assert page.sees("leaders.invites.used", used=fullness("unknown"), cap=100)
    publish_next(stores)
    page.page.run()
    for word in ("none", "half"):
        assert page.sees("leaders.invites.used", used=fullness(word), cap=100)
    assert not re.search(r"\b(3|55)\b", page.html)
    assert escape(HOSTILE) in page.html
    assert "<b>x</b>" not in page.html
    assert "e.example" not in markdown(page)


def fullness(word: str) -> str:
    return say(f"leaders.invites.fullness.{word}")


@pytest.mark.parametrize("people", [0, 9, 60])
def test_the_page_of_held_surveys_is_the_same_whatever_is_held(
    open_page: OpenPage, anna: Telephone, stores: Stores, people: int
) -> None:
    """Until an edition: the same words, and the same orders to give."""
    come(stores, range(people), reasons=FAST)
    page = In(open_page, anna, "held")
    few = say("leaders.held.count", count=say("leaders.count.few"))
    assert page.html.count(escape(few)) == 2  # all together, and without an invite
    ways = [say(f"leaders.held.{word}.ask") for word in ("released", "dropped")]
    asked = [button.label for button in page.page.button if button.label in ways]
    assert asked == 2 * ways


def test_asking_for_invites_is_offered_with_the_first_and_off(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """The second form does not ask; the settings do."""
    page = In(open_page, anna, "invites")
    (asked,) = page.page.checkbox
    assert asked.label == say("leaders.group.only_with_invite") and asked.value is False
    asked.check()
    page.write("leaders.invites.label", "March meeting")
    page.press("leaders.invites.make")
    assert load_group(stores.members).only_with_invite
    assert objects(stores, "setting_changed") == ["only_with_invite"]
    assert not page.page.checkbox


def test_an_invite_without_a_tick_asks_nobody_for_one(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """The setting stays off."""
    page = In(open_page, anna, "invites")
    page.write("leaders.invites.label", "March meeting")
    page.press("leaders.invites.make")
    assert not load_group(stores.members).only_with_invite


@pytest.mark.parametrize("standing", ["released", "dropped"])
def test_an_order_is_given_at_the_second_tap_and_can_be_taken_back(
    open_page: OpenPage, anna: Telephone, stores: Stores, standing: str
) -> None:
    """The batch's label is text, its number is tens, every act is in the log."""
    demo.fill_with_members(stores.members, 100, seed=1)
    invite = invites.create_invite(stores.members, HOSTILE, 100, None)
    come(stores, range(60), reasons=FAST, invite=invite.code)
    publish_next(stores)
    page = In(open_page, anna, "held")
    assert escape(say("leaders.held.batch", label=HOSTILE)) in page.html
    assert "e.example" not in markdown(page)
    assert [int(told) % 10 for told in re.findall(r"about (\d0)", page.html)] == [0] * 4
    first = f"leaders.held.{standing}"
    page.press(f"{first}.ask")  # of the first card: all of them together
    assert page.sees(f"{first}.warning")
    assert not objects(stores, f"held_{standing}")
    page.press(f"{first}.yes")
    assert page.sees(f"{first}.done")
    assert page.sees(f"{first}.ordered")
    assert f'class="desk-told desk-{standing}"' in page.html  # the two look different
    assert objects(stores, f"held_{standing}") == ["all batches"]
    page.press("leaders.held.undo")
    assert page.sees("leaders.held.undone")
    assert objects(stores, "decision_undone") == ["all batches"]
