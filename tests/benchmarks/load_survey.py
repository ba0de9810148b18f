"""What a member taps who fills in the whole survey: what is on the screen, from top to bottom."""

import random
from dataclasses import dataclass, field
from typing import Any

from load_tab import Tab, chosen, options_of, pressed
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.text import say

PAGE = "share"
QUESTIONS = ("selectbox", "button_group")
FIRST_FEW, LAST_TWO = slice(0, 3), slice(-2, None)
CHOSEN_AMONG = {
    "survey.doses.since": slice(1, None),  # months or years: time for a change
    "survey.weeks.how_many_month": slice(3, 9),  # a few of them, none behind "more"
    "survey.weeks.how_many_year": slice(0, 5),
    "survey.doses.dose": FIRST_FEW,
    "survey.change.dose": LAST_TWO,  # another dose than the first, else it is no change
    "survey.doses.still": slice(0, 1),
}
"""Question -> its options that fit together with the other answers; elsewhere all do."""
PASSED_OVER = {say("survey.start.for_whom"), say("survey.effects.had")}
"""Members tell their own story; "I had none" does not go with a side effect."""
ANSWERED_IN_100 = 60
"""Rows of side effects in which a member taps one; in the others there was none."""
WAYS_ON = (
    "survey.check.hand_in",
    "survey.card.close",
    "survey.go_on",
    "survey.hand_over.noted",
    "papers.consent.agree",
    "survey.start.begin",
)
THANKS = say("survey.done.heading")
"""What a member reads once the survey is stored."""
STEPS = frozenset(WAYS_ON[2:])


@dataclass
class Filling:
    """A survey under way.

    Attributes:
        tab: where it is filled in.
        chance: what is answered.
    """

    tab: Tab
    chance: random.Random
    _passed: set[str] = field(default_factory=set)

    def next_tap(self) -> tuple[str, WidgetState]:
        """What to tap now: ``tap`` a question, ``step`` on, or ``hand_in``."""
        for question in self.tab.widgets_of(*QUESTIONS):
            if question.id in self.tab.widgets or question.id in self._passed:
                continue
            if question.label in PASSED_OVER:
                continue
            if _is_row_of_effects(question) and self.chance.randrange(100) >= ANSWERED_IN_100:
                self._passed.add(question.id)
                continue
            return "tap", self._answer(question)
        return self._way_on()

    def _answer(self, question: Any) -> WidgetState:
        among = CHOSEN_AMONG_SAID.get(question.label, slice(None))
        return chosen(question, self.chance.choice(options_of(question)[among]))

    def _way_on(self) -> tuple[str, WidgetState]:
        buttons = {button.label: button for button in self.tab.widgets_of("button")}
        after = say("survey.card.next", title="")
        for label, button in buttons.items():
            if label.startswith(after):
                return "tap", pressed(button)
        for way in WAYS_ON:
            if say(way) in buttons:
                kind = "hand_in" if way == WAYS_ON[0] else "step" if way in STEPS else "tap"
                return kind, pressed(buttons[say(way)])
        raise LookupError("no way on")


CHOSEN_AMONG_SAID = {say(key): among for key, among in CHOSEN_AMONG.items()}


def _is_row_of_effects(question: Any) -> bool:
    """Pills of which several may be tapped, but for what helped."""
    several = question.DESCRIPTOR.name == "ButtonGroup" and question.click_mode == 1
    return several and question.label != say("survey.effect.helped")
