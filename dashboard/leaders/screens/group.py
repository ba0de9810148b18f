"""The page of the group's own settings: one form, one button."""

from functools import partial
from itertools import permutations
from typing import get_args
from zoneinfo import available_timezones

import streamlit as st

from dashboard.edition_days import DAYS_A_WEEK, RHYTHMS, RhythmWeeks, nearest_rhythm
from dashboard.leaders.access.leader import Leader
from dashboard.leaders.acts.group_settings import (
    SettingsInput,
    SettingsProblem,
    settings_from_input,
    store_settings,
)
from dashboard.leaders.screens.confirm import show_outcome
from dashboard.leaders.screens.desk_visit import (
    FORM_OF_SETTINGS,
    SETTINGS_PAGE,
    DeskPageState,
    current_visit,
)
from dashboard.leaders.screens.field_seed import seed_field
from dashboard.leaders.screens.group_choice import show_settings_choice, store_or_ask
from dashboard.leaders.screens.group_papers import show_papers_fields
from dashboard.leaders.screens.sign_in_form import show_quiet_sentence
from dashboard.settings import settings
from dashboard.text import LANGUAGES, say
from dashboard.ui.look import card_container
from dashboard.ui.open_stores import process_stores
from dashboard.ui.resent_values import keys_sent_again
from db.catalogue import FILTERS
from db.desk.group import (
    MOST_HELP_LINES,
    GroupSettings,
    Language,
    read_group,
)
from db.store.revisions import Reading

LONGEST_NAME, LONGEST_WELCOME, LONGEST_NUMBER = 60, 600, 20
SPOKEN: tuple[Language, ...] = tuple(code for code in get_args(Language) if code in LANGUAGES)
"""Languages that may be stored and whose texts are there."""


def show_group_page(leader: Leader) -> None:
    """Show the whole page below its heading."""
    doing = current_visit().doing.on(SETTINGS_PAGE)
    with st.container(key="desk"):
        show_outcome(doing)
        if doing.disagreement:
            show_settings_choice(doing, leader, doing.disagreement)
            return
        # Not the kept settings: a leader sees what is stored now. What the fields were filled
        # with is held, so that a save can tell what this leader changed.
        doing.read = doing.read or read_group(process_stores().members)
        # With the revision in their keys: after a restart of the server a browser sends again what
        # stood in the fields, and over settings that somebody changed since it must not be taken.
        key = f"{FORM_OF_SETTINGS}{doing.acts}-{doing.read.revision or 0}"
        if keys_sent_again(FORM_OF_SETTINGS) and not keys_sent_again(key):
            doing.report_failure(say("leaders.group.restarted"))
            show_outcome(doing)
        with st.form(key, border=False, enter_to_submit=False):
            written = _settings_fields(doing.read.value, key)
            sent = st.form_submit_button(say("leaders.group.save"), type="primary", width="stretch")
        if sent:
            _save_settings(doing, leader, doing.read, written)


def _settings_fields(now: GroupSettings, key: str) -> SettingsInput:
    with card_container("desk-group-name"):
        st.header(say("leaders.group.words"), anchor=False)
        name = st.text_input(
            say("leaders.group.name"),
            max_chars=LONGEST_NAME,
            key=seed_field(f"{key}-name", now.name),
        )
        show_quiet_sentence(say("leaders.group.name_hint"))
        welcome = st.text_area(
            say("leaders.group.welcome"),
            max_chars=LONGEST_WELCOME,
            key=seed_field(f"{key}-welcome", now.welcome),
        )
        show_quiet_sentence(say("leaders.group.welcome_hint"))
    with card_container("desk-group-lines"):
        lines = _help_line_fields(now, key)
    with card_container("desk-group-interval"):
        days = _day_fields(now, key)
    with card_container("desk-group-filters"):
        off = _filter_fields(now, key)
    with card_container("desk-group-invites"):
        only_with_invite = _invite_field(now, key)
    with card_container("desk-group-search"):
        found_by_search = _search_field(now, key)
    with card_container("desk-group-languages"):
        languages = _language_field(now, key)
    papers = show_papers_fields(now, key)
    return SettingsInput(
        name, welcome, lines, days, off, languages, only_with_invite, papers, found_by_search
    )


def _help_line_fields(now: GroupSettings, key: str) -> list[tuple[str, str]]:
    """The lines that are there, and one more to fill in."""
    st.header(say("leaders.group.lines"), anchor=False)
    show_quiet_sentence(say("leaders.group.lines_hint", count=MOST_HELP_LINES))
    kept = [(line.name, line.number) for line in now.help_lines]
    lines = [*kept, ("", "")][:MOST_HELP_LINES]
    found = []
    for at, (name, number) in enumerate(lines, start=1):
        left, right = st.columns(2)
        with left:
            told = say("leaders.group.line_name", number=at)
            at_name = seed_field(f"{key}-line-{at}", name)
            name = st.text_input(told, max_chars=LONGEST_NAME, key=at_name)  # noqa: PLW2901
        with right:
            told = say("leaders.group.line_number", number=at)
            at_number = seed_field(f"{key}-call-{at}", number)
            number = st.text_input(told, max_chars=LONGEST_NUMBER, key=at_number)  # noqa: PLW2901
        found.append((name, number))
    return found


def _day_fields(now: GroupSettings, key: str) -> tuple[int, str, RhythmWeeks | None]:
    """Weekday, time zone and rhythm of the editions."""
    st.header(say("leaders.group.interval"), anchor=False)
    weekday = st.selectbox(
        say("leaders.group.weekday"),
        range(DAYS_A_WEEK),
        format_func=lambda day: say(f"leaders.group.weekdays.d{day}"),
        key=seed_field(f"{key}-weekday", now.weekday),
        filter_mode=None,
    )
    zone = st.selectbox(
        say("leaders.group.time_zone"),
        _time_zones(now.time_zone),
        key=seed_field(f"{key}-zone", now.time_zone),
    )
    rhythm = st.selectbox(
        say("leaders.group.rhythm"),
        (None, *RHYTHMS),
        format_func=_rhythm_in_words,
        key=seed_field(f"{key}-rhythm", now.rhythm_weeks),
        filter_mode=None,
    )
    show_quiet_sentence(say("leaders.group.interval_hint"))
    return weekday, zone, rhythm


def _time_zones(now: str) -> list[str]:
    """Every zone of a place, and UTC; also the one that is set."""
    return sorted({zone for zone in available_timezones() if "/" in zone} | {"UTC", now})


def _rhythm_in_words(weeks: RhythmWeeks | None) -> str:
    if weeks is None:
        operators = nearest_rhythm(settings().interval_days)
        return say("leaders.group.rhythm_operator", weeks=operators)
    return say("leaders.group.rhythm_weeks", weeks=weeks)


def _filter_fields(now: GroupSettings, key: str) -> frozenset[str]:
    st.header(say("leaders.group.filters"), anchor=False)
    show_quiet_sentence(say("leaders.group.filters_hint"))
    on = {
        name: st.checkbox(
            say(f"words.filter.{name}"),
            key=seed_field(f"{key}-{name}", name not in now.filters_off),
        )
        for name in FILTERS
    }
    return frozenset(name for name, is_on in on.items() if not is_on)


def _invite_field(now: GroupSettings, key: str) -> bool:
    st.header(say("leaders.group.invites"), anchor=False)
    show_quiet_sentence(say("leaders.group.only_with_invite_hint"))
    return st.checkbox(
        say("leaders.group.only_with_invite"), now.only_with_invite, key=f"{key}-only-with-invite"
    )


def _search_field(now: GroupSettings, key: str) -> bool:
    st.header(say("leaders.group.search"), anchor=False)
    show_quiet_sentence(say("leaders.group.found_by_search_hint"))
    return st.checkbox(
        say("leaders.group.found_by_search"), now.found_by_search, key=f"{key}-found-by-search"
    )


def _language_field(now: GroupSettings, key: str) -> tuple[Language, ...]:
    """Every order of every choice of them; with two languages there are four."""
    st.subheader(say("leaders.group.languages"), anchor=False)
    orders = [order for many in range(len(SPOKEN), 0, -1) for order in permutations(SPOKEN, many)]
    at = orders.index(now.languages) if now.languages in orders else 0
    chosen = st.selectbox(
        say("leaders.group.language.label"),
        range(len(orders)),
        format_func=lambda number: _language_order_text(orders[number]),
        key=seed_field(f"{key}-languages", at),
        filter_mode=None,
    )
    return orders[chosen]


def _language_order_text(order: tuple[Language, ...]) -> str:
    first, *others = (say(f"leaders.group.language.{code}") for code in order)
    if not others:
        return say("leaders.group.language.alone", first=first)
    second = say("finding.between").join(others)
    return say("leaders.group.language.both", first=first, second=second)


def _save_settings(
    doing: DeskPageState, leader: Leader, read: Reading[GroupSettings], written: SettingsInput
) -> None:
    try:
        wanted = settings_from_input(written)
    except SettingsProblem as wrong:
        doing.report_failure(say(f"leaders.group.problem.{wrong}"))
        st.rerun()
    store_or_ask(doing, partial(store_settings, process_stores().members, leader, read, wanted))
