"""The pepper: there, long enough, for its owner alone, and apart from the store."""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from dashboard.commands.checks.verdict import (
    CheckVerdict,
    hint_verdict,
    ok_verdict,
    refusal_verdict,
    wrong_verdict,
)
from dashboard.settings import Settings
from dashboard.stores import fitting_pepper
from db.store.errors import StoreError
from db.store.fingerprint import stored_fingerprint
from db.store.folder import FOR_OTHERS
from db.store.key_text import text_of_bytes, without_edges

LEAST_CHARACTERS = 16
"""As dashboard.settings asks of one in the environment."""


def pepper_verdict(settings: Settings, folder: Path, *, there_is_a_store: bool) -> CheckVerdict:
    """What is wrong with the pepper, the worst first.

    Args:
        settings: that name it.
        folder: of the store.
        there_is_a_store: whether codes may have been given out already.
    """
    if settings.pepper is not None:
        return ok_verdict("pepper.in_environment")
    file = settings.pepper_file
    try:
        is_there = file.exists()
    except PermissionError:  # of a folder above it
        return wrong_verdict("pepper.unreadable", file=file)
    if not is_there:
        return (
            wrong_verdict("pepper.missing") if there_is_a_store else hint_verdict("pepper.not_yet")
        )
    return _pepper_file_verdict(file, folder)


def _pepper_file_verdict(file: Path, folder: Path) -> CheckVerdict:
    try:
        kept = without_edges(text_of_bytes(file.read_bytes()))
        kept.encode("ascii")
    except (OSError, UnicodeError):
        return wrong_verdict("pepper.unreadable", file=file)
    if len(kept) < LEAST_CHARACTERS:
        return wrong_verdict("pepper.short", file=file, least=LEAST_CHARACTERS)
    if file.resolve().is_relative_to(folder.resolve()):
        return wrong_verdict("pepper.in_store", file=file)
    if file.stat().st_mode & FOR_OTHERS:
        return _openness_verdict(file)
    return ok_verdict("pepper.apart")


def agreement_verdicts(settings: Settings, members: Engine) -> Iterator[CheckVerdict]:
    """Whether the pepper is the one that the store was used with; nothing is noted here.

    Args:
        settings: that name it.
        members: reads the members' database.
    """
    fingerprint, place = stored_fingerprint(members), settings.pepper_place()
    try:
        exact, plain = settings.pepper_readings()
        pepper = None if fingerprint is None else fitting_pepper(settings, fingerprint)
    except StoreError as error:
        yield refusal_verdict(error)
        return
    except OSError:
        return  # pepper_verdict says so
    if pepper is not None:
        yield ok_verdict("pepper.fits")
    if exact != plain and pepper in {None, exact}:
        # Only the way that the store knows opens codes: a copy without the signs would not.
        yield hint_verdict("pepper.two_readings", place=place)


def _openness_verdict(file: Path) -> CheckVerdict:
    """What mends it, and who may run that: closed by its owner, another user cannot read it."""
    name, user = shlex.quote(str(file)), os.geteuid()
    if user in {0, file.stat().st_uid}:
        return wrong_verdict("pepper.open", file=name)
    return wrong_verdict("pepper.open_foreign", command=f"chown {user} {name} && chmod 600 {name}")
