"""The questionnaire's section "Safety", rule by rule (docs/questionnaire.md)."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import select
from streamlit.testing.v1.element_tree import Block, Element

from dashboard.questionnaire.questions import Screen
from dashboard.settings import settings
from dashboard.stores import Stores, open_stores
from dashboard.survey import extras, member_store, visit
from dashboard.survey.fields import effect_cards
from dashboard.survey.steps import check
from dashboard.text import say, text_table
from db.store.engine import reading_transaction
from db.tables import members_metadata
from db.vocabulary import CLUSTERS, RED_FLAGS, Effect, Form, Severity
from tests.pages.at_the_survey import Visitor

CARD = ("help.card_heading", "help.card", "help.card_red_flag", "help.card_kept")
STEP_5 = {effect: group for group, effects in CLUSTERS.items() for effect in effects}
BY_CHANCE = {"revision", "member_key", "record_key", "code_hash", "likeness"}
"""Columns that differ between two members with the same answers."""
HOUSE_NAME, FINGERPRINT_NAME = "house", "pepper_fingerprint"
"""Of the setting that holds the store's own random name."""


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No store of an earlier test in the process's cache; and a test taps faster than a finger."""
    monkeypatch.setattr(visit, "DOUBLE_TAP_SECONDS", 0.0)
    monkeypatch.setattr(extras, "next_extra", lambda _: Form.pleasure)  # not the other one first
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def another_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Stores]:
    """Moves the app to a second, empty store: files, also where the first is a PostgreSQL."""

    def move() -> Stores:
        monkeypatch.delenv("SWEETSPOT_DATABASE_URL", raising=False)
        monkeypatch.setenv("SWEETSPOT_STORE", str(tmp_path / "another"))
        settings.cache_clear()
        st.cache_resource.clear()
        return open_stores(tmp_path / "another")

    return move


def tell(effect: Effect, severity: Severity) -> Visitor:
    """From the start to how bad an effect was at its worst, in the story or in the extra."""
    page = Visitor()
    if effect in STEP_5:
        page.to_check()
        page.press("Hand in")
        page.press(say("survey.extra.open"))
        group = say(f"words.cluster.{STEP_5[effect]}")
    else:
        page.begin()
        page.go_on()
        page.tell_doses()
        page.go_on()
        page.go_on()
        group = say("words.effect_group.mood")
    page.tap(group, say(f"words.effect.{effect.name}"), several=True)
    page.press("Save")
    page.tap("How bad", say(f"words.severity.{severity.name}"))
    return page


def has_card(page: Visitor) -> bool:
    return all(page.sees(key) for key in CARD)


def finish(page: Visitor) -> None:
    """On from the effect's card to the end."""
    if page.page.session_state["survey_visit"].extra:
        page.press(say("survey.save_extra"))
        assert page.sees("survey.amended.heading")
        return
    while not page.sees("survey.check.heading"):
        page.go_on()
    page.press("Hand in")
    assert page.sees("survey.done.heading")


def rows(stores: Stores) -> dict[str, list[dict[str, Any]]]:
    """Every row of the members' database, without what is drawn by chance."""
    found = {}
    with reading_transaction(stores.members) as connection:
        for kept in members_metadata.sorted_tables:
            told = [
                row
                for row in connection.execute(select(kept)).mappings()
                if row.get("name") not in {HOUSE_NAME, FINGERPRINT_NAME}
            ]
            found[kept.name] = [{k: v for k, v in r.items() if k not in BY_CHANCE} for r in told]
    return found


def in_order(block: Block) -> list[Element]:
    """Every element of a page, from top to bottom."""
    found: list[Element] = []
    for child in block.children.values():
        found += in_order(child) if isinstance(child, Block) else [child]
    return found


def place(page: Visitor, is_it: Callable[[Element], bool]) -> int:
    return next(at for at, element in enumerate(in_order(page.page.main)) if is_it(element))


def says(key: str) -> Callable[[Element], bool]:
    return lambda element: element.type == "html" and say(key) in element.proto.body


def test_the_four_red_flags_are_those_of_the_questionnaire() -> None:
    """Three of them are asked in step 5."""
    names = {"low_mood", "anhedonia", "apathy", "dysphoria_lasting"}
    assert {effect.name for effect in RED_FLAGS} == names
    assert {effect.name for effect in RED_FLAGS if effect in STEP_5} == names - {"low_mood"}


def test_the_card_says_what_the_questionnaire_says() -> None:
    """Talk to someone now; the red flag, word for word."""
    assert say("help.card_heading") == "Please talk to someone now"
    assert say("help.card_red_flag").casefold() == (
        "the article our group reads lists this as a red flag: "
        "speak to your prescriber or urgent care."
    )


@pytest.mark.usefixtures("stores")
@pytest.mark.parametrize("effect", sorted(RED_FLAGS), ids=lambda told: told.name)
def test_the_card_comes_with_severe_and_very_severe(effect: Effect) -> None:
    """Each of the four, at once, with lines to call and to text; and it goes with the answer."""
    page = tell(effect, Severity.mild)
    for severity in (*list(Severity)[1:], Severity.mild):
        page.tap("How bad", say(f"words.severity.{severity.name}"))
        is_hard = severity in {Severity.severe, Severity.very_severe}
        assert has_card(page) == is_hard
        assert page.sees("help.card_heading") == is_hard
        cards = [
            part for part in page.html.split("<section") if part.startswith(' class="help-card')
        ]
        assert len(cards) == is_hard
        assert all('href="tel:988"' in card and 'href="sms:988"' in card for card in cards)


@pytest.mark.usefixtures("stores")
@pytest.mark.parametrize("effect", [Effect.hyperalgesia, Effect.reduced_drive, Effect.anxiety])
def test_other_effects_do_not_bring_the_card(effect: Effect) -> None:
    """However bad they were."""
    assert not tell(effect, Severity.very_severe).sees("help.card_heading")


@pytest.mark.parametrize("effect", [Effect.low_mood, Effect.apathy], ids=lambda told: told.name)
def test_the_rows_are_the_same_as_if_no_card_had_been_shown(
    effect: Effect,
    stores: Stores,
    another_store: Callable[[], Stores],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same answers with the card and, in another store, without: not one value differs."""
    page = tell(effect, Severity.very_severe)
    assert has_card(page)
    finish(page)
    other = another_store()
    monkeypatch.setattr(effect_cards, "show_help_card", lambda **_: None)
    monkeypatch.setattr(check, "show_help_again", lambda: None)
    page = tell(effect, Severity.very_severe)
    assert not page.sees("help.card_heading")
    finish(page)
    assert rows(stores) == rows(other)
    assert sum(map(len, rows(stores).values())) > 4, "there is something to compare"


@pytest.mark.usefixtures("stores")
def test_the_draft_holds_the_answer_and_nothing_of_the_card() -> None:
    """Stopped right under it: the same keys as with a mild answer; an extra has no draft."""
    kept = []
    for severity in (Severity.very_severe, Severity.mild):
        page = tell(Effect.low_mood, severity)
        page.press("Stop here")
        found = member_store.find_under_code(page.code)
        assert found is not None
        kept.append(found[1].answers or {})
    assert kept[0].pop("effect.low_mood.severity") == "very_severe"
    assert kept[1].pop("effect.low_mood.severity") == "mild"
    assert kept[0] == kept[1]


@pytest.mark.usefixtures("stores")
def test_the_session_remembers_the_answer_and_nothing_of_the_card() -> None:
    """The same widgets and the same visit as with a mild answer, token aside."""
    keys = []
    for severity in (Severity.very_severe, Severity.mild):
        page = tell(Effect.low_mood, severity)
        state = page.page.session_state
        visited = state["survey_visit"]
        keys.append({re.sub("^[0-9a-f]{16}-", "", str(key)) for key in state._state.filtered_state})
        assert set(vars(visited)) == {field.name for field in fields(visit.SurveyVisit)}
    assert keys[0] == keys[1]


@pytest.mark.usefixtures("stores")
def test_nothing_about_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Not at any level, from our own code or from Streamlit's."""
    for name in ("", "dashboard", "db", "streamlit"):
        caplog.set_level(logging.DEBUG, logger=name)
    page = tell(Effect.low_mood, Severity.very_severe)
    assert has_card(page)
    finish(page)
    assert caplog.records, "something is listened to"
    said = " ".join(record.getMessage() for record in caplog.records).casefold()
    for word in ("low_mood", "very_severe", "help-card", "red flag", "help_card"):
        assert word not in said


@pytest.mark.usefixtures("stores")
@pytest.mark.parametrize("effect", sorted(RED_FLAGS), ids=lambda told: told.name)
def test_it_never_blocks(effect: Effect) -> None:
    """No answer to it is asked: the way on is the same button as ever."""
    page = tell(effect, Severity.very_severe)
    labels = [button.label for button in page.page.button]
    assert say("survey.go_on") in labels or say("survey.save_extra") in labels
    finish(page)


@pytest.mark.usefixtures("stores")
def test_nobody_reads_is_said_before_the_first_question_of_the_extra_and_before_handing_in() -> (
    None
):
    """Above what is tapped, not under it."""
    page = Visitor()
    page.to_check()
    sentence = place(page, says("survey.nobody_reads"))
    hand_in = say("survey.check.hand_in")
    assert sentence < place(page, lambda e: e.type == "button" and e.proto.label == hand_in)
    page.press("Hand in")
    page.press(say("survey.extra.open"))
    assert page.sees(f"survey.{Screen.pleasure.name}.heading")
    sentence = place(page, says("survey.nobody_reads"))
    assert sentence < place(page, lambda e: e.type == "button_group")


def test_the_sentence_is_the_questionnaires_own() -> None:
    """Word for word."""
    assert say("survey.nobody_reads") == (
        "Nobody reads answers as they arrive. We cannot contact you or send help."
    )


def test_the_survey_asks_nothing_about_suicide() -> None:
    """No question, no choice: nobody watches as answers arrive."""
    asked = json.dumps([text_table("survey"), text_table("words")]).casefold()
    assert not re.search(r"\b(suicid|kill|harm)", asked)


@pytest.mark.usefixtures("stores")
def test_help_and_the_medical_notice_stand_on_every_screen() -> None:
    """From the first face of the page to the last, the panel closed."""
    page = Visitor()

    def is_there() -> None:
        panels = [e for e in page.page.expander if e.label == say("help.heading")]
        assert len(panels) == 1 and not panels[0].proto.expanded
        assert say("app.medical") in [text.value for text in page.page.text]

    is_there()
    page.begin()
    is_there()
    page.go_on()
    page.tell_doses()
    for _ in ("doses", "changes", "effects", "benefit"):
        page.go_on()
        is_there()
    page.press("Hand in")
    is_there()
    medical = say("app.medical").casefold()
    assert "do not start, stop or change a medicine without your prescriber" in medical
