"""The survey under AppTest: walked, stopped, resumed, handed in."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.survey import keeping, visit, weeks
from dashboard.text import say
from dashboard.ui import stores as opened
from db import codes, drafts, members
from db.engine import reading
from db.errors import StoreError
from db.tables import DoseStepRow, DraftRow, EpisodeRow, Member, ReturnCodeRow

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
WEEKS = {say_week(w): w for say_week in (weeks.ago, weeks.within) for w in weeks.choices()}
BOX = '<div class="code-box">'
UNKNOWN = "7K2M-QX4D-93TR-HV8B"


class Visitor:
    """A member at the survey, who reads labels and taps."""

    def __init__(self) -> None:
        app = AppTest.from_file(APP, default_timeout=30).run()
        self.page = app.switch_page("../pages/share.py").run()

    @property
    def html(self) -> str:
        """All markup of our own that is on the page; fails where the page did."""
        assert not self.page.exception and not self.page.error
        return " ".join(element.proto.body for element in self.page.get("html"))

    @property
    def code(self) -> str:
        """The return code on the screen."""
        return self.html.split('translate="no">')[1].split("<")[0]

    def sees(self, key: str, **values: Any) -> bool:
        """Whether a text stands on the page."""
        return escape(say(key, **values)) in self.html

    def press(self, label: str) -> None:
        """Press the first button whose label begins so."""
        next(button for button in self.page.button if button.label.startswith(label)).click().run()

    def go_on(self) -> None:
        """Save and go on."""
        self.press(say("survey.go_on"))

    def tap(self, question: str, *choices: str, several: bool = False) -> None:
        """Choose, by the words of the question and of the choices."""
        pills = next(w for w in self.page.button_group if w.label.startswith(question))
        pills.set_value(list(choices) if several else choices[0]).run()

    def choose(self, question: str, label: str) -> None:
        """Choose from a list."""
        box = next(w for w in self.page.selectbox if w.label.startswith(question))
        assert label in box.options
        box.set_value(WEEKS[label]).run()

    def write(self, text: str, nth: int = 0) -> None:
        """Write a dose."""
        [w for w in self.page.text_input if w.label == say("survey.doses.dose_typed")][
            nth
        ].set_value(text).run()

    def begin(self) -> None:
        """Open step 1."""
        self.press("Begin")

    def tell_doses(self) -> None:
        """What is needed of step 2."""
        self.choose("How long ago", "6 months ago")
        self.write("1,5")
        self.tap("When did you take it", "Bedtime")

    def open(self, code: str) -> None:
        """Type a return code and send it."""
        self.page.text_input[0].set_value(code)
        self.press("Open my survey")

    def to_check(self) -> None:
        """The shortest way: only what is needed."""
        self.begin()
        self.go_on()
        self.tell_doses()
        for _ in ("doses", "effects", "benefit", "pleasure"):
            self.go_on()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test taps faster than any finger; one test looks at double taps."""
    monkeypatch.setattr(visit, "DOUBLE_TAP_SECONDS", 0.0)


@pytest.fixture
def visitor(stores: Stores) -> Callable[[], Visitor]:
    """Opens the survey in a new browser session."""
    return Visitor


def tell_of_one_effect(page: Visitor, group: str, effect: str, severity: str) -> None:
    """From the start to how bad it was at its worst."""
    page.begin()
    page.go_on()
    page.tell_doses()
    page.go_on()
    page.tap(group, effect, several=True)
    page.go_on()
    page.tap("How bad", severity)


def count(stores: Stores, table: Any) -> int:
    with reading(stores.members) as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)


def break_the_store(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError("no", {}, OSError())

    monkeypatch.setattr(drafts, "save", fail)
    monkeypatch.setattr(members, "hand_in", fail)
    monkeypatch.setattr(members, "is_handed_in", fail)


def test_it_opens_with_two_ways_in_and_nothing_stored(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Begin, or a return code; looking stores nothing."""
    page = visitor()
    assert page.sees("survey.start.heading") and page.sees("survey.start.have_code")
    assert count(stores, DraftRow) == 0


def test_nothing_is_chosen_beforehand(visitor: Callable[[], Visitor]) -> None:
    """A choice that is already made primes the answer; so does the name of a hypothesis."""
    page = visitor()
    page.begin()
    for _ in range(5):
        assert all(not group.value for group in page.page.button_group)
        assert all(box.value is None for box in page.page.selectbox)
        assert "endorphin" not in page.html.casefold()
        if page.sees("survey.doses.heading"):
            page.tell_doses()
        page.go_on()
    assert page.sees("survey.check.heading")


def test_the_shortest_survey_is_stored_whole(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Dose and timing alone; the draft is gone afterwards."""
    page = visitor()
    page.to_check()
    page.press("Hand in")
    assert page.sees("survey.done.heading")
    assert (count(stores, Member), count(stores, DoseStepRow), count(stores, DraftRow)) == (1, 1, 0)


def test_a_full_survey_is_stored_as_it_was_told(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """A change of time, an effect that has gone, scores, and step 5."""
    page = visitor()
    page.begin()
    page.tap("What is your main condition", "MCAS")
    page.go_on()
    page.tell_doses()
    page.tap("Have you changed", "+ Add a change")
    page.choose("In which week on LDN was", "Week 4")
    page.tap("The new time", "Morning")
    page.tap("What did the side effects", "Better")
    page.go_on()
    page.tap("Sleep", "Vivid or strange dreams, not upsetting", several=True)
    page.go_on()
    page.tap("Did you have it before", "No")
    page.choose("In which week on LDN did", "Week 2")
    page.tap("Is it still there", "It has gone")
    page.choose("In which week did you last", "Week 4")
    page.tap("How bad", "Moderate")
    page.tap("What helped", "Moving to mornings", "Time", several=True)
    page.tap("How long after", "2 to 4 hours")
    page.go_on()
    page.tap("Since you started LDN", "Much better")
    page.tap("Pain now", "3")
    page.go_on()
    page.tap("Drive", "Lost interest in things I used to care about", several=True)
    page.go_on()
    page.tap("How bad", "Mild")
    page.go_on()
    page.press("Hand in")
    with reading(stores.members) as connection:
        member = connection.execute(select(Member.__table__)).mappings().one()
        steps = connection.execute(select(DoseStepRow.__table__)).mappings().all()
        effects = connection.execute(select(EpisodeRow.__table__)).mappings().all()
    assert (member["condition"], member["observed_week"], member["answered_pleasure"]) == (3, 27, 1)
    assert [(s["week"], s["dose_ug"], s["timing"], s["effects_after"]) for s in steps] == [
        (1, 1_500, 1, 0),
        (4, 1_500, 2, 1),
    ]
    said = ("effect", "began_week", "ended_week", "severity", "helped", "hours_after")
    assert [tuple(e[name] for name in said) for e in effects] == [
        (3, 2, 4, 2, (1 << 2) + (1 << 5), 2),
        (34, None, None, 1, 0, 0),
    ]


def test_a_step_is_not_left_without_what_it_needs(visitor: Callable[[], Visitor]) -> None:
    """Each sentence stands until its own answer is there, and no longer."""
    page = visitor()
    page.begin()
    page.go_on()
    page.go_on()
    assert page.sees("survey.put_right", count=3)
    page.tap("When did you take it", "Morning")
    assert not page.sees("survey.problem.timing_missing")
    assert page.sees("survey.problem.since_missing") and page.sees("survey.put_right", count=2)


def test_a_dose_is_echoed_as_it_was_read(visitor: Callable[[], Visitor]) -> None:
    """Written or tapped, field and preset show the same."""
    page = visitor()
    page.begin()
    page.go_on()
    page.write("1,5 mg")
    assert page.sees("survey.doses.echo", mg="1.5", count=1500)
    assert page.page.button_group[0].value == "1.5"
    page.tap("How much was it", "3")
    assert page.sees("survey.doses.echo", mg="3", count=3000)
    assert page.page.text_input[0].value == "3"


def test_a_dose_that_cannot_be_read_stays_in_its_field(visitor: Callable[[], Visitor]) -> None:
    """What was written is still there, and the sentence says what would be right."""
    page = visitor()
    page.begin()
    page.go_on()
    page.write("half a <b>pill</b>")
    assert page.sees("survey.problem.dose_unreadable", written="half a <b>pill</b>")
    assert page.page.text_input[0].value == "half a <b>pill</b>"


@pytest.mark.parametrize(("answer", "mg"), [(1_500, "1.5"), (15_000, "15")])
def test_above_10_mg_it_asks_once_and_believes(
    visitor: Callable[[], Visitor], answer: int, mg: str
) -> None:
    """Yes puts the decimal mark right; no is taken at its word."""
    page = visitor()
    page.begin()
    page.go_on()
    page.write("15")
    assert any(g.label.startswith("You wrote 15 mg") for g in page.page.button_group)
    group = next(g for g in page.page.button_group if g.label.startswith("You wrote"))
    group.set_value(answer).run()
    assert page.sees("survey.doses.echo", mg=mg, count=answer)
    assert not any(g.label.startswith("You wrote") for g in page.page.button_group)


def test_a_code_is_shown_once_there_is_a_draft_and_kept_only_as_a_hash(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Not before step 1 is left; then on every step, the same."""
    page = visitor()
    page.begin()
    assert BOX not in page.html
    page.go_on()
    code = page.code
    page.tell_doses()
    page.go_on()
    assert page.code == code
    normal = codes.normalise(code) or ""
    kept = codes.hashed(normal, settings().pepper_bytes())
    with reading(stores.members) as connection:
        row = connection.execute(select(DraftRow.__table__)).mappings().one()
    assert row["code_hash"] == kept
    assert code not in row["answers"] and normal not in row["answers"]


def test_a_draft_opens_under_its_code_where_it_was(visitor: Callable[[], Visitor]) -> None:
    """In another session, with every answer, however the code is written."""
    first = visitor()
    first.begin()
    first.tap("What is your main condition", "ME/CFS")
    first.go_on()
    first.tell_doses()
    first.go_on()
    second = visitor()
    second.open(first.code.lower().replace("-", " "))
    assert second.sees("survey.effects.heading") and second.code == first.code
    second.press("Back")
    assert second.page.text_input[0].value == "1,5"
    second.press("Back")
    assert second.page.button_group[0].value == "me_cfs"


def test_stopping_keeps_what_is_on_the_screen(visitor: Callable[[], Visitor]) -> None:
    """Also in the middle of a step that is not complete."""
    page = visitor()
    page.begin()
    page.tap("How old are you", "Under 30")
    page.press("Stop here")
    assert page.sees("survey.paused.heading")
    again = visitor()
    again.open(page.code)
    assert again.sees("survey.you.heading")
    assert again.page.button_group[1].value == "under_30"


@pytest.mark.parametrize("written", [UNKNOWN, "7K2M-QX4D-93TR-HV8", "hello", "U" * 16, "x" * 64])
def test_a_code_that_opens_nothing_gets_one_and_the_same_answer(
    visitor: Callable[[], Visitor], written: str
) -> None:
    """Unknown or mistyped: the answer tells neither."""
    page = visitor()
    page.open(written)
    assert page.sees("survey.start.code_unknown")


def test_no_code_at_all_is_asked_for(visitor: Callable[[], Visitor]) -> None:
    """A sentence of its own."""
    page = visitor()
    page.open("   ")
    assert page.sees("survey.start.code_empty")


def test_a_code_of_a_survey_that_is_in_opens_the_record(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """It counts once, and no survey opens a second time."""
    first = visitor()
    first.to_check()
    code = first.code
    first.press("Hand in")
    again = visitor()
    again.open(code)
    assert again.sees("my_record.opened.heading")
    assert count(stores, Member) == 1


def test_two_tabs_hand_in_one_survey(stores: Stores, visitor: Callable[[], Visitor]) -> None:
    """The same code twice is one member; both tabs end at the thank-you."""
    one = visitor()
    one.to_check()
    other = visitor()
    other.open(one.code)
    one.press("Hand in")
    other.press("Hand in")
    assert one.sees("survey.done.heading") and other.sees("survey.done.heading")
    assert (count(stores, Member), count(stores, ReturnCodeRow)) == (1, 1)


def test_a_second_tap_at_once_is_not_meant_for_the_next_screen(
    visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without this a double tap would skip a step, or hand in unseen."""
    page = visitor()
    page.begin()
    page.go_on()
    page.tell_doses()
    page.go_on()
    monkeypatch.setattr(visit, "DOUBLE_TAP_SECONDS", 60.0)
    page.go_on()
    assert page.sees("survey.effects.heading")


def test_when_the_store_is_away_nothing_is_lost(
    stores: Stores, visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clear sentence, the same screen, and the next try works."""
    page = visitor()
    page.begin()
    page.tap("What is your main condition", "Long covid")
    with monkeypatch.context() as broken:
        break_the_store(stores, broken)
        page.go_on()
        assert page.sees("survey.store_away") and BOX not in page.html
        assert page.page.button_group[0].value == "long_covid"
    page.go_on()
    assert page.sees("survey.doses.heading")


def test_handing_in_while_the_store_is_away_keeps_everything(
    stores: Stores, visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last look stays, and handing in again stores one survey."""
    page = visitor()
    page.to_check()
    with monkeypatch.context() as broken:
        break_the_store(stores, broken)
        page.press("Hand in")
        assert page.sees("survey.store_away") and page.sees("survey.check.heading")
        other = visitor()
        other.open(page.code)
        assert other.sees("survey.start.store_away")
    page.press("Hand in")
    assert page.sees("survey.done.heading") and count(stores, Member) == 1


def test_a_store_that_cannot_be_opened_is_said_kindly(
    visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the reason: one sentence, no trace."""
    page = visitor()

    def away() -> None:
        raise StoreError("store_unwritable")

    monkeypatch.setattr(keeping, "stores", away)
    page.begin()
    page.go_on()
    assert page.sees("survey.store_away")


def test_a_problem_found_at_the_last_look_is_put_right_from_there(
    visitor: Callable[[], Visitor],
) -> None:
    """Change goes to the step, saving comes back, and then it can be handed in."""
    page = visitor()
    page.to_check()
    [b for b in page.page.button if b.label == "Change"][2].click().run()
    page.tap("Sleep", "Nightmares or upsetting dreams", several=True)
    page.press("Save and go back")
    page.choose("In which week on LDN did", "About 5 months in")
    page.press("Save and go back")
    [b for b in page.page.button if b.label == "Change"][1].click().run()
    page.choose("How long ago", "4 weeks ago")
    page.press("Save and go back")
    page.press("Hand in")
    effect = "Nightmares or upsetting dreams"
    assert page.sees("survey.problem.effect_later_than_now", effect=effect)
    [b for b in page.page.button if b.label == "Change"][2].click().run()
    page.press("Save and go back")
    assert page.page.selectbox[0].value == 23  # what was said is still there to see
    page.choose("In which week on LDN did", "Week 2")
    page.press("Save and go back")
    page.press("Hand in")
    assert page.sees("survey.done.heading")


def test_only_weeks_up_to_now_are_offered(visitor: Callable[[], Visitor]) -> None:
    """Four weeks in, nothing began in week 6, and no benefit came in month 4."""
    page = visitor()
    page.begin()
    page.go_on()
    page.tell_doses()
    page.choose("How long ago", "3 weeks ago")
    page.go_on()
    page.tap("Body", "Headache", several=True)
    page.go_on()
    assert page.page.selectbox[0].options == [
        "Not sure", "Week 1 (the first week)", "Week 2", "Week 3", "Week 4",
    ]  # fmt: skip
    page.go_on()
    offered = next(g for g in page.page.button_group if g.label.startswith("When did you first"))
    assert offered.options == ["In week 1", "In week 2", "In weeks 3 to 4", "Not yet", "Not sure"]


def test_hours_are_asked_of_two_effects_only(visitor: Callable[[], Visitor]) -> None:
    """Waking and vivid dreams come at set hours; the others were never asked about."""
    page = visitor()
    page.begin()
    page.go_on()
    page.tell_doses()
    page.go_on()
    page.tap("Sleep", "Waking in the night", "Nightmares or upsetting dreams", several=True)
    page.go_on()
    hours = [g for g in page.page.button_group if g.label == say("survey.effect.hours_after")]
    page.press("Next: Nightmares")
    assert len(hours) == 1
    assert not [g for g in page.page.button_group if g.label == say("survey.effect.hours_after")]


@pytest.mark.parametrize(
    ("group", "effect", "severity"),
    [
        ("Mood", "Low or uneasy mood", "Moderate"),
        ("Mood", "More anxious or on edge", "Very severe"),
        ("Body", "Headache", "Very severe"),
    ],
)
def test_the_help_card_is_for_red_flags_alone(
    visitor: Callable[[], Visitor],
    group: str,
    effect: str,
    severity: str,
) -> None:
    """Shown for everything it would frighten; it is for what the article calls a red flag."""
    page = visitor()
    tell_of_one_effect(page, group, effect, severity)
    assert not page.sees("help.card_heading")


@pytest.mark.parametrize("severity", ["Severe", "Very severe"])
def test_the_help_card_comes_at_once_and_blocks_and_keeps_nothing(
    stores: Stores,
    visitor: Callable[[], Visitor],
    severity: str,
) -> None:
    """In this session alone: the draft says nothing of it, and the survey goes on."""
    page = visitor()
    tell_of_one_effect(page, "Mood", "Low or uneasy mood", severity)
    assert page.sees("help.card_heading") and page.sees("help.card_red_flag")
    page.go_on()
    assert page.sees("survey.benefit.heading")
    with reading(stores.members) as connection:
        kept = json.loads(str(connection.execute(select(DraftRow.answers)).scalar()))
    assert set(kept) == {
        "doses.since",
        "doses.first.dose",
        "doses.first.timing",
        "effects.mood",
        "effect.low_mood.severity",
    }


def test_nobody_reads_is_said_before_step_5_and_before_handing_in(
    visitor: Callable[[], Visitor],
) -> None:
    """Word for word, twice, and step 5 bears its own heading."""
    page = visitor()
    page.to_check()
    assert page.sees("survey.nobody_reads")
    page.press("Back")
    assert page.sees("survey.nobody_reads")
    assert '<h1 tabindex="-1">Pleasure, drive, pain and stress</h1>' in page.html
    assert say("survey.nobody_reads") == (
        "Nobody reads answers as they arrive. We cannot contact you or send help."
    )


def test_step_5_is_skipped_whole_with_one_tap(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Even with something tapped: who skips has not answered."""
    page = visitor()
    page.to_check()
    page.press("Back")
    page.tap("Stress", "Everyday stress is harder to cope with", several=True)
    page.press("Skip this step")
    assert page.sees("survey.check.skipped")
    page.press("Hand in")
    with reading(stores.members) as connection:
        answered = connection.execute(select(Member.answered_pleasure)).scalar()
    assert not answered and count(stores, EpisodeRow) == 0


def test_a_removed_change_is_gone_and_the_page_stays(visitor: Callable[[], Visitor]) -> None:
    """Its answers too; an empty card stops nobody."""
    page = visitor()
    page.begin()
    page.go_on()
    page.tell_doses()
    page.tap("Have you changed", "+ Add a change")
    page.choose("In which week on LDN was", "Week 4")
    page.press("Remove this change")
    assert (
        next(b for b in page.page.selectbox if b.label.startswith("In which week on LDN was")).value
        is None
    )
    page.go_on()
    assert page.sees("survey.effects.heading")


def test_a_member_who_stopped_is_thanked_and_asked_when_and_why(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Those who stopped count as much as those who stayed."""
    page = visitor()
    page.begin()
    page.go_on()
    page.tell_doses()
    page.tap("Are you still taking", "I stopped LDN")
    assert page.sees("survey.doses.stop_lead")
    page.choose("In which week did you stop", "Week 9")
    page.tap("What was the main reason", "It did not help")
    for _ in range(4):
        page.go_on()
    page.press("Hand in")
    with reading(stores.members) as connection:
        row = connection.execute(select(Member.stopped_week, Member.stop_reason)).one()
    assert tuple(row) == (9, 2)


def test_no_answer_and_no_code_reaches_the_address(visitor: Callable[[], Visitor]) -> None:
    """Query parameters stay empty from the first step to the last."""
    page = visitor()
    page.to_check()
    assert not page.page.query_params


@pytest.mark.usefixtures("stores")
def test_a_failing_store_tells_no_answer() -> None:
    """The error that goes up carries a class name and nothing else."""

    def refuse(*_: Any) -> None:
        raise OperationalError("INSERT secret", {"answers": "secret"}, OSError("secret"))

    event.listen(opened.stores().members, "before_cursor_execute", refuse)
    with pytest.raises(keeping.StoreUnavailableError) as caught:
        keeping.save(UNKNOWN, visit.Screen.you, {"you.sex": "secret"})
    assert "secret" not in str(caught.value) and caught.value.__suppress_context__
