"""Opens, changes and erases a member's record, always under a return code's keyed hash."""

from dashboard.survey.member_store import hash_of, store_errors
from dashboard.ui.open_stores import stores
from db.answers import Survey
from db.members import record
from db.members.record import Record


def read(code: str) -> Record | None:
    """The record that a code opens, or None.

    Raises:
        keeping.StoreUnavailableError: the database does not answer; so of every function here.
    """
    with store_errors():
        return record.read(stores().members, hash_of(code))


def check_in(code: str, survey: Survey) -> bool:
    """Store how the member is this week; False where the code opens nothing any more."""
    with store_errors():
        return record.check_in(stores().members, hash_of(code), survey)


def amend(code: str, corrected: Record) -> bool:
    """Store a corrected record; False as above."""
    with store_errors():
        return record.amend(stores().members, hash_of(code), corrected)


def erase(code: str) -> bool:
    """Take everything away that is kept under a code; False where nothing was."""
    with store_errors():
        return record.erase(stores().members, hash_of(code))
