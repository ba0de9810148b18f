"""Keeps a draft and hands a survey in, always under a return code's keyed hash.

The code itself goes no further than this module: not into a URL, a log, a cache or a store.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from dashboard.admission import rate_limits, visitor_address
from dashboard.questionnaire.draft import Answers, answers_from_json, answers_to_json
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.three_way import Disagreement, PersonDecides
from dashboard.record.record_things import RECORDS
from dashboard.survey.code_wait import wait_for_work
from dashboard.ui.edition_calendar import today_of_group
from dashboard.ui.open_stores import process_pepper, process_stores
from db import codes
from db.answers import Survey
from db.desk import invites
from db.members import drafts, record, retention
from db.members import hand_in as hand_in_rows
from db.members.hand_in import SurveyArrival
from db.members.record import MemberRecord
from db.members.retention import RecordRetention
from db.store.errors import StoreError
from db.store.revisions import ChangedMeanwhile, Reading, write_merged

Key = str | bytes
"""A return code as it is written; or its hash, where this session does not know the code."""


class NotKeptError(Exception):
    """Nothing was stored; ``sentence`` is a key under ``survey`` in the texts."""

    sentence: str


class StoreUnavailableError(NotKeptError):
    """The database does not answer."""

    sentence = "store_away"


class TooManyDrafts(NotKeptError):
    """A household begins more surveys than people do; nothing was kept."""

    sentence = "too_many_drafts"


@dataclass(frozen=True)
class StoredUnderCode:
    """What was found under a code: a draft with its screen, or that it was handed in."""

    handed_in: bool
    screen: Screen = Screen.you
    answers: Answers | None = None
    revision: int | None = None


def save_draft(code: Key, screen: Screen, answers: Answers, read_with: int | None = None) -> int:
    """Keep a draft, and the screen to open next; ``read_with`` and what is raised: as in db.

    Returns:
        The draft's new revision.

    Raises:
        ChangedMeanwhile: its ``stored`` holds answers, no JSON.
        InviteNeeded: the group lets nobody begin without an invite; nothing was kept.
        TooManyDrafts: it is a first one, and the household begins very many.
        StoreUnavailableError: it could not be kept.
    """
    if read_with is None:
        with _counted_draft():
            return _keep_draft(code, screen, answers, None)
    return _keep_draft(code, screen, answers, read_with)


@contextmanager
def _counted_draft() -> Iterator[None]:
    address = visitor_address.address_of_visitor()
    site = visitor_address.site_of_address(address)
    if not rate_limits.has_room("drafts_of_site", site):
        raise TooManyDrafts
    if not rate_limits.may_go_on("draft", address):
        raise TooManyDrafts
    try:
        yield
    except BaseException:
        rate_limits.give_back("draft", address)  # it was not kept
        raise
    rate_limits.may_go_on("drafts_of_site", site)


def _keep_draft(code: Key, screen: Screen, answers: Answers, read_with: int | None) -> int:
    draft = drafts.Draft(step=screen, answers=answers_to_json(answers))
    invite = str(answers.get("invite") or "")
    with store_errors(), _answers_for_json():
        members, code_hash = process_stores().members, hash_of_code(code)
        return drafts.save_draft(members, code_hash, draft, read_with, invite)


def is_invite_open(written: str) -> bool:
    """Whether a survey can be begun with an invite today, on the group's own day.

    Raises:
        StoreUnavailableError: the database does not answer.
    """
    with store_errors():
        return invites.is_invite_open(process_stores().members, written, today_of_group())


def hand_in(code: Key, survey: Survey, arrival: SurveyArrival, read_with: int | None) -> bool:
    """Store a survey; False where the code is taken, by this survey or by another one.

    Raises:
        InviteNotOpen: its invite is full or has ended; nothing was stored.
        ChangedMeanwhile: as ``save_draft``.
        InviteNeeded: as ``save_draft``.
        StoreUnavailableError: it could not be stored.
    """
    with store_errors(), _answers_for_json():
        members = process_stores().members
        return hand_in_rows.hand_in(members, hash_of_code(code), survey, arrival, read_with)


@contextmanager
def _answers_for_json() -> Iterator[None]:
    try:
        yield
    except ChangedMeanwhile as found:
        draft: Reading[drafts.Draft] = found.stored
        answers = answers_from_json(draft.value.answers)
        raise ChangedMeanwhile(Reading(answers, draft.revision)) from None


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
    kept = find_under_hash(hash_of_code(code))
    return None if kept is None else (code_in_groups(code), kept)


def find_under_hash(code_hash: bytes) -> StoredUnderCode | None:
    """What is kept under a code's hash, or None.

    Raises:
        StoreUnavailableError: the database does not answer.
    """
    with store_errors():
        return _look_up_by_hash(process_stores().members, code_hash)


def _look_up_by_hash(engine: Engine, code_hash: bytes) -> StoredUnderCode | None:
    if hand_in_rows.is_handed_in(engine, code_hash):
        return StoredUnderCode(handed_in=True)
    read = drafts.read_draft(engine, code_hash)
    if read is None:
        return None
    draft = read.value
    known = draft.step in list(Screen)
    screen = Screen(draft.step) if known else Screen.you
    answers = answers_from_json(draft.answers)
    return StoredUnderCode(handed_in=False, screen=screen, answers=answers, revision=read.revision)


def hash_of_code(code: Key) -> bytes:
    """A return code's keyed hash.

    Raises:
        ValueError: ``not_a_code``.
        StoreUnavailableError: the secret that it is hashed with is not there.
    """
    if isinstance(code, bytes):
        return code
    normal = codes.normalise_return_code(code)
    if normal is None:
        raise ValueError("not_a_code")
    with store_errors():
        return codes.hash_code(normal, process_pepper())


@contextmanager
def store_errors() -> Iterator[None]:
    """Whatever a database says becomes StoreUnavailableError, without its words."""
    try:
        yield
    except (SQLAlchemyError, StoreError, OSError) as error:
        # Without the cause: a trace would print what was being stored.
        raise StoreUnavailableError(type(error).__name__) from None


def record_under_code(code: Key) -> Reading[MemberRecord] | None:
    """The record that a code opens, or None.

    Raises:
        StoreUnavailableError: the database does not answer; so of every function here.
    """
    with store_errors():
        return record.read_record(process_stores().members, hash_of_code(code))


def store_record(
    code: Key, read: Reading[MemberRecord], mine: MemberRecord
) -> Reading[MemberRecord]:
    """Store what was made of a record; what another device stored meanwhile is merged in.

    Returns:
        What is stored now.

    Raises:
        PersonDecides: both changed the same; nothing was stored.
        GoneMeanwhile: the code opens nothing any more.
    """
    with store_errors():
        write = partial(record.amend_record, process_stores().members, hash_of_code(code))
        return write_merged(read, mine, RECORDS.merge, write)


def decide_record(
    code: Key, disagreement: Disagreement[MemberRecord], *, for_mine: bool
) -> Reading[MemberRecord]:
    """Decide the next conflict about a record, and store it when all are decided.

    Raises:
        PersonDecides: another one is left, or came meanwhile; nothing was stored.
        GoneMeanwhile: as ``store_record``.
    """
    decided = disagreement.decide(for_mine=for_mine)
    if decided.conflicts:
        raise PersonDecides(decided)
    return store_record(code, decided.stored, RECORDS.settle(decided))


def retention_under_key(code: Key) -> RecordRetention | None:
    """For how long a record stays; None where the group sets no time.

    Raises:
        StoreUnavailableError: the database does not answer.
    """
    with store_errors():
        return retention.retention_of_record(process_stores().members, hash_of_code(code))


def keep_record(code: Key) -> bool:
    """Note that a member wants the record to stay; False where nothing is under the code."""
    with store_errors():
        return retention.keep_record(process_stores().members, hash_of_code(code))


def erase_record(code: Key) -> bool:
    """Take everything away that is kept under a code; False where nothing was."""
    with store_errors():
        return record.erase_member(process_stores().members, hash_of_code(code))
