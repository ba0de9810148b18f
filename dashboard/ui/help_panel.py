"""Lines to call or text when someone needs a person now: the same for everyone, on every page."""

import datetime as dt
import tomllib
from functools import cache
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.markup import fill_template, paragraph_html, style_element
from dashboard.text import FOLDER, language, say
from dashboard.ui.group_settings import settings_of_group

LINES = FOLDER / "help_lines.toml"


@cache
def help_lines() -> dict[str, Any]:
    """The lines and the day on which they were last checked, as in their file."""
    return tomllib.loads(LINES.read_text(encoding="utf-8"))


def show_help_panel() -> None:
    """Show the calm, closed panel that every page ends with."""
    st.html(style_element("ui/help.css"))
    with st.expander(say("help.heading"), key="help-panel"):
        lead = paragraph_html(say("help.lead"), "lead")
        st.html(lead + _lines_html() + paragraph_html(_check_date_in_words(), "checked"))


def show_help_card() -> None:
    """Show the larger card to who just told of something hard; nothing remembers it."""
    st.html(fill_template("help_card", lines=_lines_html()))


def _lines_html() -> Markup:
    return _list_of_lines(help_lines()["line"]) + _group_lines_html()


def _group_lines_html() -> Markup:
    """The lines that the group's leaders added, below those of every group."""
    lines = [{"where": line.name, "call": line.number} for line in settings_of_group().help_lines]
    if not lines:
        return Markup()
    return paragraph_html(say("help.of_group"), "lead") + _list_of_lines(lines)


def _list_of_lines(lines: list[dict[str, str]]) -> Markup:
    named = [(_place_in_language(line), _line_links(line)) for line in lines]
    return fill_template("help_lines", lines=named)


def _line_links(line: dict[str, str]) -> list[tuple[str, str]]:
    """Address and label of every way to reach a line."""
    links = []
    if "call" in line:
        number = line["call"]
        links.append((f"tel:{_digits_to_dial(number)}", say("help.call", number=number)))
    if "text" in line:
        number = line["text"]
        links.append((f"sms:{_digits_to_dial(number)}", say("help.text", number=number)))
    if "site" in line:
        links.append((f"https://{line['site']}", say("help.open", site=line["site"])))
    return links


def _place_in_language(line: dict[str, str]) -> str:
    told: dict[str, str] = help_lines().get(language.get(), {})
    return told.get(line["where"], line["where"])


def _digits_to_dial(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def _check_date_in_words() -> str:
    day = help_lines()["checked_on"]
    assert isinstance(day, dt.date)
    month = say(f"app.months.m{day.month}")
    told = say("help.day", day=day.day, month=month, year=day.year)
    return say("help.checked", day=told)
