"""Two leaders changed the same setting: the second one chooses, and then it is stored."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from dashboard.leaders.access.leader import Leader
from dashboard.leaders.acts.group_settings import decide_settings
from dashboard.leaders.acts.settings_things import FILTER, LINE
from dashboard.leaders.screens.confirm import finish_act
from dashboard.leaders.screens.desk_visit import DeskPageState
from dashboard.leaders.screens.group_papers import retention_in_words
from dashboard.questionnaire.three_way import Disagreement, PersonDecides
from dashboard.text import say
from dashboard.ui import group_settings as shown_group
from dashboard.ui.look import card_container
from dashboard.ui.open_stores import process_stores
from dashboard.ui.two_sides import ask_which_side
from db.desk.group import GroupSettings


def store_or_ask(doing: DeskPageState, store: Callable[[], list[str]]) -> None:
    """Store the settings, or put before the leader what another one changed too."""
    try:
        names = store()
    except PersonDecides as found:
        doing.disagreement = found.disagreement
        doing.told = doing.wrong = ""
        st.rerun()
    shown_group.forget_group_settings()
    finish_act(doing, say("leaders.group.saved" if names else "leaders.group.same"))


def show_settings_choice(
    doing: DeskPageState, leader: Leader, undecided: Disagreement[GroupSettings]
) -> None:
    """One thing at a time, one tap each."""
    with card_container("desk-group-choice"):
        st.header(say("leaders.group.choose.heading"), anchor=False)
        names = (setting_name, setting_text)
        key = f"desk-group-{doing.acts}"
        for_mine = ask_which_side(undecided, "leaders.group.choose", key, names)
        if st.button(say("leaders.group.choose.back"), type="tertiary", key=f"{key}-undecided"):
            doing.disagreement = None
            st.rerun()
    if for_mine is not None:
        members = process_stores().members
        store_or_ask(doing, partial(decide_settings, members, leader, undecided, for_mine=for_mine))


_SWITCHES = {"only_with_invite": "invite_", "found_by_search": "search_"}
"""Name of a setting that is on or off -> what the names of its two texts begin with."""


def setting_name(name: str) -> str:
    """How a setting is called; a help line and a filter by their own names."""
    if name.startswith(LINE):
        return say("leaders.group.choose.line", name=name.removeprefix(LINE))
    if name.startswith(FILTER):
        return say(f"words.filter.{name.removeprefix(FILTER)}")
    return say(f"leaders.group.choose.names.{name}")


def setting_text(name: str, said: Any) -> str:
    """What one leader set."""
    if name.startswith(FILTER) or name in _SWITCHES:
        return say(f"leaders.group.choose.{_SWITCHES.get(name, '')}{'on' if said else 'off'}")
    if name.startswith(LINE):
        return ", ".join(said)
    if said is None or said == "":
        return say("leaders.group.choose.nothing")
    return _WORDS_OF.get(name, str)(said)


_WORDS_OF: dict[str, Callable[[Any], str]] = {
    "languages": lambda said: ", ".join(say(f"leaders.group.language.{code}") for code in said),
    "weekday": lambda said: say(f"leaders.group.weekdays.d{said}"),
    "retention_years": retention_in_words,
    "rhythm_weeks": lambda weeks: say("leaders.group.rhythm_weeks", weeks=weeks),
}
"""Settings that are stored as numbers or codes -> how they are said."""
