"""Keeps a draft and hands a survey in, always under a return code's keyed hash.

The code itself goes no further than this module: not into a URL, a log, a cache or a store.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from dashboard.admission import rate_limits, visitor_address
from dashboard.questionnaire.draft import Answers, from_json, to_json
from dashboard.questionnaire.questions import Screen
from dashboard.settings import settings
from dashboard.ui.open_stores import stores
from db.answers import Survey
from db.members import codes, drafts
from db.members import hand_in as hand_in_rows
from db.members.hand_in import Arrival
from db.store.errors import StoreError


class StoreUnavailableError(Exception):
    """The members' database does not answer; nothing was stored, nothing is lost."""


class TooManyTriesError(Exception):
    """Too many codes were tried; nothing was looked up."""


@dataclass(frozen=True)
class Kept:
    """What was found under a code: a draft with its screen, or that it was handed in."""

    handed_in: bool
    screen: Screen = Screen.you
    answers: Answers | None = None


def save(code: str, screen: Screen, answers: Answers) -> None:
    """Keep a draft, and the screen to open next.

    Raises:
        StoreUnavailableError: it could not be kept.
    """
    with store_errors():
        draft = drafts.Draft(step=screen, answers=to_json(answers))
        drafts.save(stores().members, hash_of(code), draft)


def hand_in(code: str, survey: Survey, arrival: Arrival) -> None:
    """Store a survey; a second time under the same code changes nothing.

    Raises:
        InviteNotOpen: its invite is full or has ended; nothing was stored.
        StoreUnavailableError: it could not be stored.
    """
    with store_errors():
        hand_in_rows.hand_in(stores().members, hash_of(code), survey, arrival)


def find(written: str) -> tuple[str, Kept] | None:
    """The code that was meant, and what is kept under it; None where nothing is.

    Only a try that finds nothing is counted. It is taken before the look-up and given back
    after it, so that many tries at the same time cannot all slip through.

    Raises:
        TooManyTriesError: nothing was looked up, right or wrong.
        StoreUnavailableError: the database does not answer.
    """
    address = visitor_address.address()
    if not rate_limits.allowed("code", address):
        raise TooManyTriesError
    try:
        found = _found(written)
    except StoreUnavailableError:
        rate_limits.give_back("code", address)
        raise
    if found is not None:
        rate_limits.give_back("code", address)
    return found


def grouped(code: str) -> str:
    """A normalised code in groups of four, as it was first shown."""
    return "-".join(code[i : i + codes.GROUP] for i in range(0, codes.LENGTH, codes.GROUP))


def _found(written: str) -> tuple[str, Kept] | None:
    code = codes.normalise(written)
    if code is None:
        return None
    with store_errors():
        kept = _kept(hash_of(code))
    return None if kept is None else (grouped(code), kept)


def _kept(code_hash: bytes) -> Kept | None:
    engine = stores().members
    if hand_in_rows.is_handed_in(engine, code_hash):
        return Kept(handed_in=True)
    draft = drafts.read(engine, code_hash)
    if draft is None:
        return None
    known = draft.step in list(Screen)
    screen = Screen(draft.step) if known else Screen.you
    return Kept(handed_in=False, screen=screen, answers=from_json(draft.answers))


def hash_of(code: str) -> bytes:
    """A return code's keyed hash.

    Raises:
        ValueError: ``not_a_code``.
    """
    normal = codes.normalise(code)
    if normal is None:
        raise ValueError("not_a_code")
    return codes.hashed(normal, settings().pepper_bytes())


@contextmanager
def store_errors() -> Iterator[None]:
    """Whatever a database says becomes StoreUnavailableError, without its words."""
    try:
        yield
    except (SQLAlchemyError, StoreError, OSError) as error:
        # Without the cause: a trace would print what was being stored.
        raise StoreUnavailableError(type(error).__name__) from None
