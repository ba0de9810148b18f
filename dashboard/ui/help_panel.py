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
    """The lines and the day on which they were last checked, as in their file."""
    return tomllib.loads(LINES.read_text(encoding="utf-8"))


@cache
def _help_style() -> str:
    return f"<style>{SHEET.read_text(encoding='utf-8')}</style>"


def show_help_panel() -> None:
    """Show the calm, closed panel that every page ends with."""
    st.html(_help_style())
    with st.expander(say("help.heading"), key="help-panel"):
        st.html(
            f'<p class="lead">{escape(say("help.lead"))}</p>{_lines_html()}{_check_date_line()}'
        )


def show_help_card() -> None:
    """Show the larger card to who just told of something hard; nothing remembers it."""
    sentences = "".join(
        f"<p>{escape(say(f'help.{key}'))}</p>" for key in ("card", "card_red_flag", "card_kept")
    )
    st.html(
        f'<section class="help-card" role="alert"><h2>{escape(say("help.card_heading"))}</h2>'
        f"{sentences}{_lines_html()}</section>",
    )


def _lines_html() -> str:
    return _list_of_lines(help_lines()["line"]) + _group_lines_html()


def _group_lines_html() -> str:
    """The lines that the group's leaders added, below those of every group."""
    lines = [{"where": line.name, "call": line.number} for line in settings_of_group().help_lines]
    if not lines:
        return ""
    return f'<p class="lead">{escape(say("help.of_group"))}</p>{_list_of_lines(lines)}'


def _list_of_lines(lines: list[dict[str, str]]) -> str:
    items = "".join(f"<li>{_line_with_links(line)}</li>" for line in lines)
    return f'<ul class="help-lines">{items}</ul>'


def _line_with_links(line: dict[str, str]) -> str:
    links = []
    if "call" in line:
        links.append(
            _line_link(
                f"tel:{_digits_to_dial(line['call'])}", say("help.call", number=line["call"])
            )
        )
    if "text" in line:
        links.append(
            _line_link(
                f"sms:{_digits_to_dial(line['text'])}", say("help.text", number=line["text"])
            )
        )
    if "site" in line:
        links.append(_line_link(f"https://{line['site']}", say("help.open", site=line["site"])))
    return f"<span>{escape(_place_in_language(line))}</span><div>{''.join(links)}</div>"


def _place_in_language(line: dict[str, str]) -> str:
    told: dict[str, str] = help_lines().get(language.get(), {})
    return told.get(line["where"], line["where"])


def _line_link(address: str, label: str) -> str:
    away = ' target="_blank"' if address.startswith("https:") else ""
    return f'<a href="{escape(address)}"{away}>{escape(label)}</a>'


def _digits_to_dial(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def _check_date_line() -> str:
    day = help_lines()["checked_on"]
    assert isinstance(day, dt.date)
    month = say(f"app.months.m{day.month}")
    told = say("help.day", day=day.day, month=month, year=day.year)
    return f'<p class="checked">{escape(say("help.checked", day=told))}</p>'
