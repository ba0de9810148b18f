"""Surveys from a spreadsheet go in as one batch, through the checks that every survey meets.

In random order, so that no trace of the file's order is left, each under a hash that no return
code has: nobody can open, check in to or erase an imported survey.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from dashboard.importing.problems import ImportProblem
from dashboard.text import say
from db.answers import Survey
from db.desk import audit, invites
from db.members import hand_in, imported_batches
from db.members.hand_in import SurveyArrival
from db.store.engine import forget_deleted_rows, reading_transaction, writing_transaction
from db.store.errors import StoreError
from db.vocabulary import HeldFor

HASH_BYTES = 32
MOST_SURVEYS = 2_000
"""A spreadsheet's rows: more would keep every writer waiting for many seconds."""
_REPEATED = frozenset({HeldFor.near_duplicate})


def store_as_batch(engine: Engine, surveys: Sequence[tuple[Survey, bool]], digest: str) -> int:
    """Store surveys as a batch of their own, all or none: one transaction, of some seconds.

    Args:
        engine: the members' database.
        surveys: each with whether the same row stood further up in the file.
        digest: of the spreadsheet; the batch's label holds it.

    Returns:
        The number of the batch.

    Raises:
        ImportProblem: ``too_few``, ``too_many`` or ``known``.
    """
    check_batch_size(len(surveys))
    label = say("import.label", digest=digest)
    with writing_transaction(engine) as connection:
        check_digest_is_new(connection, digest)
        invite = invites.create_invite_within(connection, label, len(surveys), None, is_exact=True)
        _store_surveys(connection, surveys, invite)
        invites.close_invite_within(connection, invite.batch)
        audit.note_action(
            connection,
            audit.SERVER,
            audit.LeaderAction.answers_imported,
            imported_batches.audit_object(invite.batch),
        )
    return invite.batch


def check_batch_size(rows: int) -> None:
    """Make sure that so many surveys may be a batch.

    Raises:
        ImportProblem: ``too_few`` or ``too_many``.
    """
    if rows < invites.FEWEST_USES:
        raise ImportProblem("too_few", least=invites.FEWEST_USES, count=rows)
    if rows > MOST_SURVEYS:
        raise ImportProblem("too_many", most=MOST_SURVEYS, count=rows)


def check_not_imported(engine: Engine, digest: str) -> None:
    """Make sure that a spreadsheet was not imported before.

    Raises:
        ImportProblem: ``known``.
    """
    with reading_transaction(engine) as connection:
        check_digest_is_new(connection, digest)


def check_digest_is_new(connection: Connection, digest: str) -> None:
    """``check_not_imported`` within a transaction; what was taken out may come in again."""
    there = imported_batches.batches_there(connection)
    for invite in invites.all_invites_within(connection):
        if digest in invite.label and invite.batch in there:
            raise ImportProblem("known", batch=invite.batch)


def import_label(engine: Engine, batch: int) -> str:
    """What a batch that can be taken out is called.

    Raises:
        ImportProblem: ``no_batch`` or ``undone``.
    """
    with reading_transaction(engine) as connection:
        return _label_within(connection, batch)


def take_out_batch(engine: Engine, batch: int) -> int:
    """Erase every survey of an import, once and for good; the next edition does not count it.

    Its number and its line among the invites stay: no other batch is ever taken for it.

    Returns:
        How many surveys there were.

    Raises:
        ImportProblem: as ``import_label``.
    """
    with writing_transaction(engine) as connection:
        _label_within(connection, batch)
        surveys = imported_batches.erase_batch(connection, batch)
        audit.note_action(
            connection,
            audit.SERVER,
            audit.LeaderAction.import_undone,
            imported_batches.audit_object(batch),
        )
    with suppress(SQLAlchemyError, StoreError):  # the rows are gone, and the clock forgets again
        forget_deleted_rows(engine)
    return surveys


def _label_within(connection: Connection, batch: int) -> str:
    labels = {invite.batch: invite.label for invite in invites.all_invites_within(connection)}
    if batch not in imported_batches.batches_ever(connection):
        there = sorted(imported_batches.batches_there(connection))
        raise ImportProblem("no_batch", batch=batch, there=", ".join(map(str, there)) or "-")
    if batch not in imported_batches.batches_there(connection):
        raise ImportProblem("undone", batch=batch)
    return labels.get(batch, "")


def _store_surveys(
    connection: Connection,
    surveys: Sequence[tuple[Survey, bool]],
    invite: invites.InviteBatch,
) -> None:
    shuffled = list(surveys)
    secrets.SystemRandom().shuffle(shuffled)
    # Repeated rows last: the one that is counted is the first of its kind.
    for survey, repeated in sorted(shuffled, key=lambda told: told[1]):
        nobodys = secrets.token_bytes(HASH_BYTES)
        arrival = SurveyArrival(invite.code, _REPEATED if repeated else frozenset())
        hand_in.hand_in_within(connection, nobodys, survey, arrival)
