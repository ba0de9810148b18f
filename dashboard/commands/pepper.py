"""The way out where the pepper is lost for good: by name alone, never by itself."""

from pathlib import Path

from dashboard.commands.failures import CommandProblem, print_sentence, settings_or_problem
from dashboard.commands.stores import existing_stores, store_pepper
from dashboard.text import say
from db.store.engine import writing_transaction
from db.store.fingerprint import forget_fingerprint


def take_new_pepper(store: Path | None, *, give_up_codes: bool) -> None:
    """Let a store take the pepper that is set now; what was hashed with another stays shut.

    Args:
        store: the folder that was named, or that of the settings.
        give_up_codes: whether whoever types this knows what it costs.

    Raises:
        CommandProblem: they do not; or there is no pepper yet, or none that can be used.
    """
    if not give_up_codes:
        raise CommandProblem("pepper_give_up")
    found = settings_or_problem()
    if found.is_pepper_file_gone():
        raise CommandProblem("pepper_set_first", file=found.pepper_file)
    with existing_stores(store) as stores:
        with writing_transaction(stores.members) as connection:
            forget_fingerprint(connection)
        store_pepper(stores.members)
    print_sentence(say("command.new_pepper.done", place=found.pepper_place()))
