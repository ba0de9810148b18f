"""The faces of the survey's page, and what a person was doing when two devices disagreed."""

from typing import Literal

from dashboard.questionnaire.questions import Screen
from dashboard.survey.ticket_holder import TicketHolder

View = Literal[
    "start",
    "consent",
    "survey",
    "paused",
    "done",
    "choose",
    "hand_over",
    "come_back",
    "earlier",
    "code_asked",
]
Then = Screen | Literal["pause", "hand_in"]


def face_before_screen(holder: TicketHolder, screen: Screen) -> View:
    """The screen itself, or first what a person has to be asked or given before it."""
    is_last = screen is Screen.check
    if holder.amends:
        return "survey"
    if holder.code and not holder.has_code:
        return "hand_over"
    if screen in holder.hidden or (is_last and holder.hidden):
        return "earlier"
    return "code_asked" if is_last and not holder.has_code else "survey"
