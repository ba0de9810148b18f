"""Lines to call or text when someone needs a person now: the same for everyone, on every page."""

import datetime as dt
import tomllib
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.text import FOLDER, language, say
from dashboard.ui.group_settings import settings_of_group

LINES = FOLDER / "help_lines.toml"
SHEET = Path(__file__).with_name("help.css")


@cache
def help_lines() -> dict[str, Any]:
    """The lines, each with its source and the day on which it was looked up, as in their file."""
    return tomllib.loads(LINES.read_text(encoding="utf-8"))


@cache
def _help_style() -> str:
    return f"<style>{SHEET.read_text(encoding='utf-8')}</style>"


def show_help_panel() -> None:
    """The calm, closed panel that every page ends with."""
    st.html(_help_style())
    with st.expander(say("help.heading"), key="help-panel"):
        st.html(
            f'<p class="lead">{escape(say("help.lead"))}</p>{_lines_html()}{_check_date_line()}'
        )


def lines_in_language() -> list[dict[str, Any]]:
    """The lines for who reads this language: first those that are in it."""
    code = language.get()
    lines = [line for line in help_lines()["line"] if code in line.get("languages", (code,))]
    return sorted(lines, key=lambda line: "languages" not in line)


def show_help_card(*, is_red_flag: bool = True) -> None:
    """The larger card for who just told of something hard; nothing remembers that it was shown.

    Args:
        is_red_flag: whether the article lists it as one; the card says so only then.
    """
    keys = ("card", *(["card_red_flag"] if is_red_flag else []), "card_kept")
    sentences = "".join(f"<p>{escape(say(f'help.{key}'))}</p>" for key in keys)
    st.html(
        f'<section class="help-card" role="alert"><h2>{escape(say("help.card_heading"))}</h2>'
        f"{sentences}{_lines_html()}</section>",
    )


def show_help_again() -> None:
    """The same lines, closed, on the screens after the one where the card stood."""
    lead = f"<p>{escape(say('help.card'))}</p>"
    st.html(
        f'<details class="help-again"><summary>{escape(say("help.again"))}</summary>'
        f"{lead}{_lines_html()}</details>"
    )


def _lines_html() -> str:
    return _list_of_lines(lines_in_language()) + _group_lines_html()


def _group_lines_html() -> str:
    """The lines that the group's leaders added, below those of every group."""
    lines = [{"where": line.name, "call": line.number} for line in settings_of_group().help_lines]
    if not lines:
        return ""
    return f'<p class="lead">{escape(say("help.of_group"))}</p>{_list_of_lines(lines)}'


def _list_of_lines(lines: list[dict[str, Any]]) -> str:
    items = "".join(f"<li>{_line_with_links(line)}</li>" for line in lines)
    return f'<ul class="help-lines">{items}</ul>'


def _line_with_links(line: dict[str, Any]) -> str:
    links = []
    if "call" in line:
        key = "help.call_and_press" if "press" in line else "help.call"
        label = say(key, number=line["call"], press=line.get("press", ""))
        links.append(_line_link(f"tel:{_digits_to_dial(line['call'])}", label))
    if "text" in line:
        word = line.get("word", "")
        label = say("help.text_word" if word else "help.text", number=line["text"], word=word)
        body = f"?&body={word}" if word else ""  # as both kinds of phones read it
        links.append(_line_link(f"sms:{_digits_to_dial(line['text'])}{body}", label))
    if "site" in line:
        links.append(_line_link(f"https://{line['site']}", say("help.open", site=line["site"])))
    return f"<span>{escape(_place_in_language(line))}</span><div>{''.join(links)}</div>"


def _place_in_language(line: dict[str, Any]) -> str:
    told: dict[str, str] = help_lines().get(language.get(), {})
    where = str(line["where"])
    return told.get(where, where)


def _line_link(address: str, label: str) -> str:
    away = ' target="_blank"' if address.startswith("https:") else ""
    return f'<a href="{escape(address)}"{away}>{escape(label)}</a>'


def _digits_to_dial(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign in "+*")


def oldest_check() -> dt.date:
    """The day on which the line of this language that was looked up longest ago was looked up."""
    days: list[dt.date] = [line["checked_on"] for line in lines_in_language()]
    return min(days)


def _check_date_line() -> str:
    day = oldest_check()
    month = say(f"app.months.m{day.month}")
    told = say("help.day", day=day.day, month=month, year=day.year)
    return f'<p class="checked">{escape(say("help.checked", day=told))}</p>'
