"""A member at the survey under AppTest, and how many rows that left in the store."""

from pathlib import Path
from typing import Any

from markupsafe import escape
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from dashboard.questionnaire import week_choices
from dashboard.questionnaire.labels import NOT_SURE
from dashboard.stores import Stores
from dashboard.survey.fields.week_field import LATER
from dashboard.text import say
from db.store.engine import reading_transaction

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
WEEKS = {
    say_week(w): w
    for say_week in (week_choices.time_ago_in_words, week_choices.week_of_use_in_words)
    for w in week_choices.weeks_on_offer()
}
MARK = '<div class="arrive-wrong"'
"""What takes the page to its first field with a problem."""
BOX = '<div class="code-box">'
UNKNOWN = "7K2M-QX4D-93TR-HV8B"


def chip_label(week: int) -> str:
    """What stands on a week's chip."""
    return say("survey.not_sure") if week == NOT_SURE else str(week)


def chip_count(week: int) -> str:
    """What stands on the chip of a time ago."""
    return str(week_choices.time_choice(week).count or say("survey.weeks.under_1"))


class Visitor:
    """A member at the survey, who reads labels and taps."""

    noted = ""

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
        """The return code on the screen, or as it was written down."""
        shown = self.html.split('translate="no">')[1:]
        return shown[0].split("<")[0] if shown else self.noted

    def sees(self, key: str, **values: Any) -> bool:
        """Whether a text stands on the page."""
        return escape(say(key, **values)) in self.html

    def press(self, label: str) -> None:
        """Press the first button whose label begins so."""
        next(button for button in self.page.button if button.label.startswith(label)).click().run()

    def go_on(self) -> None:
        """Save and go on; a code that is handed over is written down."""
        self.press(say("survey.go_on"))
        self.write_code_down()

    def write_code_down(self) -> None:
        """Where the code is on a screen of its own."""
        if self.sees("survey.hand_over.heading"):
            self.noted = self.code
            self.press(say("survey.hand_over.noted"))

    def tap(self, question: str, *choices: str, several: bool = False) -> None:
        """Choose, by the words of the question and of the choices."""
        pills = next(w for w in self.page.button_group if w.label.startswith(question))
        pills.set_value(list(choices) if several else choices[0]).run()

    def choose(self, question: str, label: str) -> None:
        """Choose a week: its chip, or the list behind "later"; or how long ago, unit and count."""
        week = WEEKS.get(label, NOT_SURE)
        if question.startswith("How long ago"):
            self._choose_time_ago(week)
            return
        asked = next((w for w in self.page.button_group if w.label.startswith(question)), None)
        if asked is None:  # one that is asked in a list
            box = next(w for w in self.page.selectbox if w.label.startswith(question))
            assert label in box.options
            box.set_value(week).run()
        elif chip_label(week) in asked.options:
            asked.set_value(week).run()
        else:
            asked.set_value(LATER).run()
            box = next(w for w in self.page.selectbox if w.label == say("survey.weeks.which_later"))
            assert label in box.options
            box.set_value(week).run()

    def _choose_time_ago(self, week: int) -> None:
        unit = week_choices.time_choice(week).unit
        self.tap("How long ago", unit)
        count = next(
            w for w in self.page.button_group if w.label == say(f"survey.weeks.how_many_{unit}")
        )
        if chip_count(week) not in count.options:
            count.set_value(LATER).run()
            count = next(
                w for w in self.page.button_group if w.label == say(f"survey.weeks.how_many_{unit}")
            )
        count.set_value(week).run()

    def write(self, text: str, nth: int = 0) -> None:
        """Write a dose."""
        [w for w in self.page.text_input if w.label == say("survey.doses.dose_typed")][
            nth
        ].set_value(text).run()

    def begin(self) -> None:
        """Open step 1."""
        self.press("Begin")
        self.press(say("papers.consent.agree"))

    def to_doses(self) -> None:
        """Begin, and write the code down: the first questions stand there."""
        self.begin()
        self.go_on()

    def to_changes(self) -> None:
        """The first dose is told; the step after it stands there."""
        self.to_doses()
        self.tell_doses()
        self.go_on()

    def tell_doses(self) -> None:
        """What is needed of step 2; the next one asks what changed."""
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
        for _ in ("doses", "changes", "effects", "benefit"):
            self.go_on()


def count(stores: Stores, table: Any) -> int:
    with reading_transaction(stores.members) as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)
