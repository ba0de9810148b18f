"""Which language a visitor reads: by hand, by the address, by their browser, or the group's first.

A language is no answer, so it may stand in the address: a link that is passed on keeps it.
"""

from collections.abc import Iterator

import streamlit as st
from markupsafe import Markup

from dashboard.text import LANGUAGES, language, say
from dashboard.ui.group_settings import settings_of_group

PARAMETER = "lang"
KEY = "language"
LONGEST_HEADER = 200
"""A browser's list of languages is far shorter."""
SCRIPT = '<script src="app/static/language.js"></script>'
"""Tells screen readers the language. Served from this host, as the content policy asks."""


def set_language() -> None:
    """Set the language of this run; first thing in every run, and in every fragment's own."""
    offered = languages_on_offer()
    if (written := st.query_params.get(PARAMETER)) in offered:
        st.session_state[KEY] = written
    wanted = (st.session_state.get(KEY), *_browser_languages())
    language.set(next((code for code in wanted if code in offered), offered[0]))


def language_query() -> dict[str, str] | None:
    """What a link to another page carries on, or None where the browser alone chose."""
    return {PARAMETER: language.get()} if KEY in st.session_state else None


def show_language_switch() -> None:
    """Show the languages on offer: the one in use as text, the others as buttons."""
    offered = languages_on_offer()
    with st.container(horizontal=True, key="language", width="content", gap="small"):
        for code in offered:
            if code == language.get():
                st.html(f"{_current_language_line(offered)}{SCRIPT}", unsafe_allow_javascript=True)
                continue
            name, key = say(f"language.{code}"), f"language-{code}"
            st.button(name, type="tertiary", key=key, on_click=_switch_language, args=[code])


def _switch_language(code: str) -> None:
    """Before the run, so that no word of the old language is shown in it."""
    st.session_state[KEY] = code
    st.query_params[PARAMETER] = code


def _current_language_line(offered: tuple[str, ...]) -> Markup:
    """The language that shows; where there is no other, only the script reads it."""
    code = language.get()
    shown = "ss-language" if len(offered) > 1 else "ss-language ss-alone"
    line = Markup('<p class="{}" data-language="{}"><span class="ss-unseen">{}: </span>{}</p>')
    return line.format(shown, code, say("language.switch"), say(f"language.{code}"))


def languages_on_offer() -> tuple[str, ...]:
    """Codes of the group's languages, the first by default."""
    return tuple(code for code in settings_of_group().languages if code in LANGUAGES)


def _browser_languages() -> Iterator[str]:
    header = st.context.headers.get("Accept-Language")
    if isinstance(header, str):
        yield from accepted_languages(header)
    locale: object = st.context.locale
    if isinstance(locale, str):
        yield locale.partition("-")[0].lower()


def accepted_languages(header: str) -> Iterator[str]:
    """Codes that a header asks for, the dearest first: "es-MX,es;q=0.9" -> es."""
    asked = header[:LONGEST_HEADER].split(",")
    for part in sorted(asked, key=_language_weight, reverse=True):
        yield part.partition(";")[0].strip().partition("-")[0].lower()


def _language_weight(part: str) -> float:
    """Its ``q``, 1 where none is written, 0 where it cannot be read."""
    written = part.partition(";")[2].replace(" ", "").removeprefix("q=")
    try:
        return float(written or 1)
    except ValueError:
        return 0.0
