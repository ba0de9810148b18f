"""A record that is read and written at once, as by a member with one device."""

from sqlalchemy import Engine

from db.answers import Survey
from db.members import record
from db.members.record import MemberRecord


def amend_now(engine: Engine, code_hash: bytes, wanted: MemberRecord) -> bool:
    """Correct; False where the code opens nothing."""
    read = record.read_record(engine, code_hash)
    if read is None:
        return False
    record.amend_record(engine, code_hash, wanted, read.revision)
    return True


def check_in_now(engine: Engine, code_hash: bytes, survey: Survey) -> bool:
    """Check in; reports of earlier weeks stay. False where the code opens nothing."""
    read = record.read_record(engine, code_hash)
    if read is None:
        return False
    wanted = MemberRecord.of(survey, read.value.reports)
    record.amend_record(engine, code_hash, wanted, read.revision)
    return True
