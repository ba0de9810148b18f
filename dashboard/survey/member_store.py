"""Keeps a draft and hands a survey in, always under a return code's keyed hash.

The code itself goes no further than this module: not into a URL, a log, a cache or a store.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from dashboard.admission import rate_limits, visitor_address
from dashboard.questionnaire.draft import Answers, answers_from_json, answers_to_json
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.survey_to_draft import with_earlier_spells
from dashboard.settings import settings
from dashboard.survey.code_wait import wait_for_work
from dashboard.ui.open_stores import process_stores
from db import codes
from db.answers import Survey
from db.desk import invites
from db.members import drafts, record
from db.members import hand_in as hand_in_rows
from db.members.hand_in import SurveyArrival
from db.members.record import MemberRecord
from db.store.errors import StoreError


class StoreUnavailableError(Exception):
    """The members' database does not answer; nothing was stored, nothing is lost."""


@dataclass(frozen=True)
class StoredUnderCode:
    """What was found under a code: a draft with its screen, or that it was handed in."""

    handed_in: bool
    screen: Screen = Screen.you
    answers: Answers | None = None


def save_draft(code: str, screen: Screen, answers: Answers) -> None:
    """Keep a draft, and the screen to open next.

    Raises:
        InviteNeeded: the group lets nobody begin without an invite; nothing was kept.
        StoreUnavailableError: it could not be kept.
    """
    with store_errors():
        draft = drafts.Draft(step=screen, answers=answers_to_json(answers))
        invite = str(answers.get("invite") or "")
        drafts.save_draft(process_stores().members, hash_of_code(code), draft, invite)


def is_invite_open(written: str) -> bool:
    """Whether a survey can be begun with an invite today.

    Raises:
        StoreUnavailableError: the database does not answer.
    """
    today = datetime.datetime.now(datetime.UTC).date()
    with store_errors():
        return invites.is_invite_open(process_stores().members, written, today)


def hand_in(code: str, survey: Survey, arrival: SurveyArrival) -> None:
    """Store a survey; a second time under the same code changes nothing.

    Raises:
        InviteNotOpen: its invite is full or has ended; nothing was stored.
        InviteNeeded: as ``save_draft``.
        StoreUnavailableError: it could not be stored.
    """
    with store_errors():
        hand_in_rows.hand_in(process_stores().members, hash_of_code(code), survey, arrival)


def find_under_code(
    written: str, wait: Callable[[], None] = wait_for_work
) -> tuple[str, StoredUnderCode] | None:
    """The code that was meant, and what is kept under it; None where nothing is.

    Every try is looked up. After ten slips of a household each of its tries waits before that.
    Only a try that finds nothing is a slip. It is taken before the look-up and given back after
    it, so that many tries at the same time cannot all slip through.

    Args:
        written: as it was typed.
        wait: comes back when the code may be looked up.

    Raises:
        StoreUnavailableError: the database does not answer.
    """
    address = visitor_address.address_of_visitor()
    takes_a_slip = rate_limits.may_go_on("code", address)
    if not takes_a_slip:
        wait()
    found, is_slip = None, False
    try:
        found = _look_up_written_code(written)
        is_slip = found is None
    finally:
        if takes_a_slip and not is_slip:
            rate_limits.give_back("code", address)
    return found


def code_in_groups(code: str) -> str:
    """A normalised code in groups of four, as it was first shown."""
    return "-".join(code[i : i + codes.GROUP] for i in range(0, codes.LENGTH, codes.GROUP))


def _look_up_written_code(written: str) -> tuple[str, StoredUnderCode] | None:
    code = codes.normalise_return_code(written)
    if code is None:
        return None
    with store_errors():
        kept = _look_up_by_hash(hash_of_code(code))
    return None if kept is None else (code_in_groups(code), kept)


def _look_up_by_hash(code_hash: bytes) -> StoredUnderCode | None:
    engine = process_stores().members
    if hand_in_rows.is_handed_in(engine, code_hash):
        return StoredUnderCode(handed_in=True)
    draft = drafts.load_draft(engine, code_hash)
    if draft is None:
        return None
    known = draft.step in list(Screen)
    screen = Screen(draft.step) if known else Screen.you
    return StoredUnderCode(handed_in=False, screen=screen, answers=answers_from_json(draft.answers))


def hash_of_code(code: str) -> bytes:
    """A return code's keyed hash.

    Raises:
        ValueError: ``not_a_code``.
    """
    normal = codes.normalise_return_code(code)
    if normal is None:
        raise ValueError("not_a_code")
    return codes.hash_code(normal, settings().pepper_bytes())


@contextmanager
def store_errors() -> Iterator[None]:
    """Whatever a database says becomes StoreUnavailableError, without its words."""
    try:
        yield
    except (SQLAlchemyError, StoreError, OSError) as error:
        # Without the cause: a trace would print what was being stored.
        raise StoreUnavailableError(type(error).__name__) from None


def record_under_code(code: str) -> MemberRecord | None:
    """The record that a code opens, or None.

    Raises:
        keeping.StoreUnavailableError: the database does not answer; so of every function here.
    """
    with store_errors():
        return record.load_record(process_stores().members, hash_of_code(code))


def store_check_in(code: str, survey: Survey) -> bool:
    """Store how the member is this week; False where the code opens nothing any more."""
    with store_errors():
        return record.check_in(process_stores().members, hash_of_code(code), survey)


def replace_record(code: str, corrected: MemberRecord) -> bool:
    """Store a corrected record; False as above."""
    with store_errors():
        return record.amend_record(process_stores().members, hash_of_code(code), corrected)


def erase_record(code: str) -> bool:
    """Take everything away that is kept under a code; False where nothing was."""
    with store_errors():
        return record.erase_member(process_stores().members, hash_of_code(code))


def store_correction(code: str, before: MemberRecord, survey: Survey) -> str | None:
    """Store a corrected survey in the record's place; earlier check-ins and spells stay.

    Args:
        code: the return code.
        before: the record as it was opened.
        survey: as the form made it.

    Returns:
        What was in the way, as a key under ``survey`` in the texts; None where it is stored.
    """
    try:
        whole = with_earlier_spells(survey, before.survey)
        corrected = MemberRecord.of(whole, before.reports[:-1])
    except ValidationError as error:
        late = "report_later_than_now" in str(error.errors()[0]["msg"])
        return "check_in_is_later" if late else "spells_overlap"
    try:
        return None if replace_record(code, corrected) else "code_erased"
    except StoreUnavailableError:
        return "store_away"
