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
    """The lines, each with its source and the day on which it was looked up, as in their file."""
    return tomllib.loads(LINES.read_text(encoding="utf-8"))


def show_help_panel() -> None:
    """Show the calm, closed panel that every page ends with."""
    st.html(style_element("ui/help.css"))
    with st.expander(say("help.heading"), key="help-panel"):
        lead = paragraph_html(say("help.lead"), "lead")
        st.html(lead + _lines_html() + paragraph_html(_check_date_in_words(), "checked"))


def lines_in_language() -> list[dict[str, Any]]:
    """The lines for who reads this language: first those that are in it."""
    code = language.get()
    lines = [line for line in help_lines()["line"] if code in line.get("languages", (code,))]
    return sorted(lines, key=lambda line: "languages" not in line)


def show_help_card(*, is_red_flag: bool = True) -> None:
    """Show the larger card to who just told of something hard; nothing remembers it.

    Args:
        is_red_flag: whether the article lists it as one; the card says so only then.
    """
    st.html(fill_template("help_card", lines=_lines_html(), is_red_flag=is_red_flag))


def show_help_again() -> None:
    """Show the same lines, closed, on the screens after the one where the card stood."""
    st.html(fill_template("help_again", lines=_lines_html()))


def _lines_html() -> Markup:
    return _list_of_lines(lines_in_language()) + _group_lines_html()


def _group_lines_html() -> Markup:
    """The lines that the group's leaders added, below those of every group."""
    lines = [{"where": line.name, "call": line.number} for line in settings_of_group().help_lines]
    if not lines:
        return Markup()
    return paragraph_html(say("help.of_group"), "lead") + _list_of_lines(lines)


def _list_of_lines(lines: list[dict[str, Any]]) -> Markup:
    named = [(_place_in_language(line), _line_links(line)) for line in lines]
    return fill_template("help_lines", lines=named)


def _line_links(line: dict[str, Any]) -> list[tuple[str, str]]:
    """Address and label of every way to reach a line."""
    links = []
    if "call" in line:
        key = "help.call_and_press" if "press" in line else "help.call"
        label = say(key, number=line["call"], press=line.get("press", ""))
        links.append((f"tel:{_digits_to_dial(line['call'])}", label))
    if "text" in line:
        word = line.get("word", "")
        label = say("help.text_word" if word else "help.text", number=line["text"], word=word)
        body = f"?&body={word}" if word else ""  # as both kinds of phones read it
        links.append((f"sms:{_digits_to_dial(line['text'])}{body}", label))
    if "site" in line:
        links.append((f"https://{line['site']}", say("help.open", site=line["site"])))
    return links


def _place_in_language(line: dict[str, Any]) -> str:
    told: dict[str, str] = help_lines().get(language.get(), {})
    where = str(line["where"])
    return told.get(where, where)


def _digits_to_dial(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign in "+*")


def oldest_check() -> dt.date:
    """The day on which the line of this language that was looked up longest ago was looked up."""
    days: list[dt.date] = [line["checked_on"] for line in lines_in_language()]
    return min(days)


def _check_date_in_words() -> str:
    day = oldest_check()
    month = say(f"app.months.m{day.month}")
    told = say("help.day", day=day.day, month=month, year=day.year)
    return say("help.checked", day=told)
