"""Leaders by hand, on the server: what their telephone and they themselves need is printed once."""

from collections.abc import Callable
from pathlib import Path

import typer
from sqlalchemy import Connection

from dashboard.commands.failures import Problem, read_settings, tell
from dashboard.leaders.access import enrolment, one_time_codes, passphrases
from dashboard.stores import Stores
from dashboard.text import say
from db.desk import leaders
from db.store.engine import reading, writing

Keep = Callable[[Connection, str, leaders.Credentials], None]


def add(stores: Stores, name: str, picture: Path | None) -> None:
    """Make a leader.

    Raises:
        Problem: the name cannot be used, is taken, or the picture cannot be written.
    """
    tidy = enrolment.tidy_name(name)
    if tidy is None:
        raise Problem("leader_name")
    with reading(stores.members) as connection:
        if leaders.find(connection, tidy) is not None:
            raise Problem("leader_exists")
    handed = _enrol(stores, tidy, picture, enrolment.add)
    tell(say("command.leader.added", name=tidy))
    _hand_over(handed, picture)


def reset(stores: Stores, name: str, picture: Path | None) -> None:
    """Give a leader a new passphrase, secret and recovery codes.

    Raises:
        Problem: nobody has this name, or the picture cannot be written.
    """
    known = _known(stores, name)
    handed = _enrol(stores, known, picture, enrolment.reset)
    tell(say("command.leader.reset", name=known))
    _hand_over(handed, picture)


def remove(stores: Stores, name: str) -> None:
    """Take a leader away.

    Raises:
        Problem: nobody has this name.
    """
    known = _known(stores, name)
    with writing(stores.members) as connection:
        enrolment.remove(connection, known)
    tell(say("command.leader.removed", name=known))


def show(stores: Stores) -> None:
    """Print every leader's name and how many recovery codes are left."""
    with reading(stores.members) as connection:
        named = leaders.names(connection)
        left = {name: leaders.recovery_left(connection, name) for name in named}
    for name in named:
        tell(say("command.leader.line", name=name, count=left[name]))
    if not named:
        tell(say("command.leader.none"))


def _known(stores: Stores, name: str) -> str:
    with reading(stores.members) as connection:
        known = leaders.find(connection, " ".join(name.split()))
    if known is None:
        raise Problem("leader_unknown")
    return known.name


def _enrol(stores: Stores, name: str, picture: Path | None, keep: Keep) -> enrolment.Handed:
    pepper = _pepper()
    passphrase_hash = passphrases.hashed(_ask_passphrase(name))
    handed = enrolment.draw(name)
    if picture is not None:
        _write(picture, one_time_codes.qr_picture(handed.secret, name))
    with writing(stores.members) as connection:
        keep(connection, name, enrolment.sealed(handed, passphrase_hash, pepper))
    return handed


def _ask_passphrase(name: str) -> str:
    """Ask, hidden and twice, until there is one that may be used."""
    tell(say("leaders.passphrase.rule", count=passphrases.LEAST))
    question, again = say("command.leader.passphrase", name=name), say("command.leader.again")
    while True:
        try:
            passphrase = typer.prompt(question, hide_input=True, confirmation_prompt=again)
        except typer.Abort:
            raise KeyboardInterrupt from None
        trouble = passphrases.what_is_wrong(passphrase, name)
        if trouble is None:
            return str(passphrase)
        tell(say(f"leaders.passphrase.{trouble}", count=passphrases.LEAST), problem=True)


def _pepper() -> bytes:
    try:
        return read_settings().pepper_bytes()
    except OSError:
        raise Problem("pepper_unusable") from None


def _write(file: Path, picture: bytes) -> None:
    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_bytes(picture)
    except OSError:
        raise Problem("picture_unwritable", file=file) from None


def _hand_over(handed: enrolment.Handed, picture: Path | None) -> None:
    if picture is None:
        tell(say("command.leader.scan", name=handed.name))
        typer.echo(one_time_codes.qr_in_text(handed.secret, handed.name))
    else:
        tell(say("command.leader.picture", name=handed.name, file=picture))
    tell(say("command.leader.secret", secret=one_time_codes.in_groups(handed.secret)))
    tell(say("command.leader.recovery", count=len(handed.recovery_codes)))
    for code in handed.recovery_codes:
        tell(f"  {code}")
    tell(say("command.leader.keep", name=handed.name))
