"""The faces of the survey's page, and what a person was doing when two devices disagreed."""

from typing import Literal

from dashboard.questionnaire.questions import Screen

View = Literal[
    "start", "survey", "paused", "done", "choose", "hand_over", "come_back", "earlier", "code_asked"
]
Then = Screen | Literal["pause", "hand_in"]
