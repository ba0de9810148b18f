"""Step 5: pleasure, drive, pain and stress. The last, and skippable as a whole.

The name of the hypothesis stands nowhere: it would prime the answer.
"""

import streamlit as st

from dashboard.questionnaire.draft import following
from dashboard.questionnaire.questions import Screen
from dashboard.survey.fields.effect_cards import show_more, show_pills
from dashboard.survey.fields.frame import nobody_reads
from dashboard.survey.visit import Visit
from dashboard.text import say


def show(visit: Visit) -> None:
    """The safety sentence, the way past, and the items by group.

    Whether the step was skipped or answered is told by the button that was tapped last.
    """
    nobody_reads()
    key = f"{visit.token}-skip-pleasure"
    if st.button(say("survey.pleasure.skip"), key=key, width="stretch"):
        if not visit.is_double_tap():
            visit.answers["pleasure.answered"] = False
            visit.leave_for(following(visit.answers, Screen.pleasure))
        st.rerun()
    show_pills(visit.form, Screen.pleasure)


def show_details(visit: Visit) -> None:
    """A little more about each that was tapped."""
    show_more(visit, Screen.pleasure)
