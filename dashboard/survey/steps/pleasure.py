"""Step 5: pleasure, drive, pain and stress. The last, and skippable as a whole.

The name of the hypothesis stands nowhere: it would prime the answer.
"""

import streamlit as st

from dashboard.questionnaire.draft import screen_after
from dashboard.questionnaire.questions import Screen
from dashboard.survey.fields.effect_cards import show_effect_cards, show_effect_pills
from dashboard.survey.fields.frame import show_safety_sentence
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say


def show_pleasure_step(visit: SurveyVisit) -> None:
    """Show the safety sentence, the way past, and the items by group.

    Whether the step was skipped or answered is told by the button that was tapped last.
    """
    show_safety_sentence()
    key = f"{visit.token}-skip-pleasure"
    if st.button(say("survey.pleasure.skip"), key=key, width="stretch"):
        if not visit.turn_away_double_tap():
            visit.answers["pleasure.answered"] = False
            visit.leave_for(screen_after(visit.answers, Screen.pleasure))
        st.rerun()
    show_effect_pills(visit.form, Screen.pleasure)


def show_details(visit: SurveyVisit) -> None:
    """Ask a little more about each that was tapped."""
    show_effect_cards(visit, Screen.pleasure)
