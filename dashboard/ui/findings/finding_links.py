"""Links that open a finding as somebody saw it: page, view, effect, filters and edition.

What a reader looks at stands in no address until they take a link: the address bar keeps plain, and
so do their history and a proxy's log. A link holds choices of a chart and nothing of a person; what
it asks for is checked like a tap.
"""

import re
from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.logger import get_logger

from dashboard.findings.answers.questions import QUESTIONS
from dashboard.findings.edition_slice import EditionSlice
from dashboard.text import say
from dashboard.ui.language import language_query
from dashboard.ui.newest_edition import newest_edition_or_end, reader_of_edition
from dashboard.ui.open_stores import process_stores
from db.catalogue import FILTERS
from db.editions import cells, editions
from db.editions.editions import Edition, EditionDamaged

Word = TypeVar("Word")
_log = get_logger("dashboard")
EDITION = "edition"
CHOICES = ("view", "effect")
"""Keys of widgets that belong to a link, beside its filters."""
QUESTION = "question"
"""Which of the members' questions a link opens; also the name of their page."""
LONGEST_NUMBER = 6
"""Digits; an edition a day for 2,700 years."""
KEPT_OLDER = 8
"""Older editions that are looked up once."""
_NOT_IN_A_CLASS = re.compile(r"[^a-zA-Z0-9_-]")


def link_to_card(asked: EditionSlice, key: str) -> str:
    """What leads back to a card, behind the page's own address.

    Args:
        asked: edition and filters that the card shows.
        key: of the card.
    """
    chosen = {name: st.session_state[name] for name in CHOICES if name in st.session_state}
    opened = st.query_params.get(QUESTION)
    asked_for = {QUESTION: opened} if opened in QUESTIONS else {}
    spoken = language_query() or {}
    parts = {**spoken, **asked_for, **chosen, **asked.filters, EDITION: asked.edition.number}
    return f"?{urlencode(parts)}#{_NOT_IN_A_CLASS.sub('-', key)}"


def word_from_link(name: str, words: Sequence[Word], otherwise: Word) -> Word:
    """The word that the open link asks for; another where it asks for none of these.

    Args:
        name: of the choice.
        words: that may be chosen.
        otherwise: what is chosen without a link.
    """
    written = st.query_params.get(name)
    return next((word for word in words if str(word) == written), otherwise)


def edition_from_link() -> Edition:
    """The edition that the open link was made from, with a word where it is not the newest.

    Raises:
        PageEnded: there is no edition, or none can be opened.
    """
    newest = newest_edition_or_end()
    written = st.query_params.get(EDITION, "")
    if not written.isdecimal() or len(written) > LONGEST_NUMBER or int(written) >= newest.number:
        return newest
    try:
        older = _older_edition(int(written))
    except (SQLAlchemyError, EditionDamaged) as error:
        _log.error("an older edition cannot be opened: %s", type(error).__name__)
        older = None
    if older is not None and not older.is_of_this_rule:
        older = None  # of an earlier rule: for leaders' exports alone
    if older is not None and older == _newest_with_groups(newest) and _asks_for_group():
        return newest  # what filters show now
    told = "app.link.gone" if older is None else "app.link.older"
    st.info(say(told, number=int(written), newest=newest.number))
    return older or newest


def _newest_with_groups(newest: Edition) -> Edition | None:
    return cells.groups_edition(reader_of_edition(newest), newest)


def _asks_for_group() -> bool:
    return any(name in FILTERS for name in st.query_params)


@st.cache_resource(max_entries=KEPT_OLDER, show_spinner=False)
def _older_edition(number: int) -> Edition | None:
    """An older edition, held against its checksum once."""
    found = editions.edition_of_number(process_stores().editions, number)
    if found is not None:
        editions.verify_edition(process_stores().editions, found)
    return found
