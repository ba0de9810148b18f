"""Opens, changes and erases a member's record, always under a return code's keyed hash."""

from dashboard.survey.member_store import hash_of_code, store_errors
from dashboard.ui.open_stores import process_stores
from db.answers import Survey
from db.members import record
from db.members.record import MemberRecord


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
