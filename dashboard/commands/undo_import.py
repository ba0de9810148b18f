"""An import taken out again: whole, once and for good, and only by its name."""

from sqlalchemy import Engine

from dashboard.commands.failures import CommandProblem, print_sentence
from dashboard.commands.import_answers import raise_as_problems
from dashboard.importing import store as import_store
from dashboard.text import say


def undo_import(members: Engine, batch: int, confirm: str | None) -> None:
    """Erase every survey of an imported batch.

    Args:
        members: the members' database.
        batch: its number.
        confirm: its name, as whoever types this has read it.

    Raises:
        CommandProblem: it is no imported batch, was taken out before, or its name is not there.
    """
    with raise_as_problems():
        label = import_store.import_label(members, batch)
        if confirm != label:
            raise CommandProblem("import.undo_confirm", batch=batch, label=label)
        count = import_store.take_out_batch(members, batch)
    print_sentence(say("command.undo_import.done", count=count, batch=batch, label=label))
