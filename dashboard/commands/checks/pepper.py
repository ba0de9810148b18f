"""The pepper: there, long enough, for its owner alone, and apart from the store."""

import os
import shlex
from pathlib import Path

from dashboard.commands.checks.verdict import CheckVerdict, hint_verdict, ok_verdict, wrong_verdict
from dashboard.settings import Settings
from db.store.folder import FOR_OTHERS

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
    if not file.exists():
        return (
            wrong_verdict("pepper.missing") if there_is_a_store else hint_verdict("pepper.not_yet")
        )
    return _pepper_file_verdict(file, folder)


def _pepper_file_verdict(file: Path, folder: Path) -> CheckVerdict:
    try:
        kept = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return wrong_verdict("pepper.unreadable", file=file)
    if len(kept) < LEAST_CHARACTERS:
        return wrong_verdict("pepper.short", file=file, least=LEAST_CHARACTERS)
    if file.resolve().is_relative_to(folder.resolve()):
        return wrong_verdict("pepper.in_store", file=file)
    if file.stat().st_mode & FOR_OTHERS:
        return _openness_verdict(file)
    return ok_verdict("pepper.apart")


def _openness_verdict(file: Path) -> CheckVerdict:
    """What mends it, and who may run that: closed by its owner, another user cannot read it."""
    name, user = shlex.quote(str(file)), os.geteuid()
    if user in {0, file.stat().st_uid}:
        return wrong_verdict("pepper.open", file=name)
    return wrong_verdict("pepper.open_foreign", command=f"chown {user} {name} && chmod 600 {name}")
