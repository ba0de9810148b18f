"""Leaders by hand, on the server: what their telephone and they themselves need is printed once."""

from collections.abc import Callable
from pathlib import Path

import typer
from sqlalchemy import Connection

from dashboard.commands.failures import CommandProblem, print_sentence
from dashboard.commands.stores import store_pepper
from dashboard.leaders.access import enrolment, one_time_codes, passphrases
from dashboard.stores import Stores
from dashboard.text import say
from db.desk import leaders
from db.store.engine import reading_transaction, writing_transaction

Keep = Callable[[Connection, str, leaders.LeaderCredentials], None]


def add_leader(stores: Stores, name: str, picture: Path | None) -> None:
    """Make a leader.

    Raises:
        CommandProblem: the name cannot be used, is taken, or the picture cannot be written.
    """
    tidy = enrolment.tidy_name(name)
    if tidy is None:
        raise CommandProblem("leader_name")
    with reading_transaction(stores.members) as connection:
        if leaders.find_leader(connection, tidy) is not None:
            raise CommandProblem("leader_exists")
    _enrol_leader(stores, tidy, picture, enrolment.add_leader)
    print_sentence(say("command.leader.added", name=tidy))


def reset_leader(stores: Stores, name: str, picture: Path | None) -> None:
    """Give a leader a new passphrase, secret and recovery codes.

    Raises:
        CommandProblem: nobody has this name, or the picture cannot be written.
    """
    known = _leader_name(stores, name)
    _enrol_leader(stores, known, picture, enrolment.reset_leader)
    print_sentence(say("command.leader.reset", name=known))


def remove_leader(stores: Stores, name: str) -> None:
    """Take a leader away.

    Raises:
        CommandProblem: nobody has this name.
    """
    known = _leader_name(stores, name)
    with writing_transaction(stores.members) as connection:
        enrolment.remove_leader(connection, known)
    print_sentence(say("command.leader.removed", name=known))


def print_leaders(stores: Stores) -> None:
    """Print every leader's name and how many recovery codes are left."""
    with reading_transaction(stores.members) as connection:
        named = leaders.leader_names(connection)
        left = {name: leaders.recovery_codes_left(connection, name) for name in named}
    for name in named:
        print_sentence(say("command.leader.line", name=name, count=left[name]))
    if not named:
        print_sentence(say("command.leader.none"))


def _leader_name(stores: Stores, name: str) -> str:
    with reading_transaction(stores.members) as connection:
        known = leaders.find_leader(connection, " ".join(name.split()))
    if known is None:
        raise CommandProblem("leader_unknown")
    return known.name


def _enrol_leader(stores: Stores, name: str, picture: Path | None, keep: Keep) -> None:
    """Print first, store then: what cannot be shown would open a desk for nobody."""
    pepper = store_pepper(stores.members)
    passphrase_hash = passphrases.hash_passphrase(_ask_passphrase(name))
    handed = enrolment.new_credentials(name)
    if picture is not None:
        _write_picture(picture, one_time_codes.qr_picture(handed.secret, name))
    _print_credentials(handed, picture)
    with writing_transaction(stores.members) as connection:
        keep(connection, name, enrolment.seal_credentials(handed, passphrase_hash, pepper))


def _ask_passphrase(name: str) -> str:
    """Ask, hidden and twice, until there is one that may be used."""
    print_sentence(say("leaders.passphrase.rule", count=passphrases.LEAST))
    question, again = say("command.leader.passphrase", name=name), say("command.leader.again")
    while True:
        try:
            passphrase = typer.prompt(question, hide_input=True, confirmation_prompt=again)
        except typer.Abort:
            raise KeyboardInterrupt from None
        trouble = passphrases.passphrase_problem(passphrase, name)
        if trouble is None:
            return str(passphrase)
        print_sentence(say(f"leaders.passphrase.{trouble}", count=passphrases.LEAST), problem=True)


def _write_picture(file: Path, picture: bytes) -> None:
    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_bytes(picture)
    except OSError:
        raise CommandProblem("picture_unwritable", file=file) from None


def _print_credentials(handed: enrolment.NewCredentials, picture: Path | None) -> None:
    if picture is None:
        print_sentence(say("command.leader.scan", name=handed.name))
        typer.echo(one_time_codes.qr_in_text(handed.secret, handed.name))
    else:
        print_sentence(say("command.leader.picture", name=handed.name, file=picture))
    print_sentence(
        say("command.leader.secret", secret=one_time_codes.secret_in_groups(handed.secret))
    )
    print_sentence(say("command.leader.recovery", count=len(handed.recovery_codes)))
    for code in handed.recovery_codes:
        print_sentence(f"  {code}")
    print_sentence(say("command.leader.keep", name=handed.name))
