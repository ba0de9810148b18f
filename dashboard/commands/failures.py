"""One plain sentence and an exit code for whatever a command runs into; never a trace."""

import io
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec

import typer
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import DatabaseError

from dashboard import settings as settings_module
from dashboard.serving.log_redaction import without_values
from dashboard.settings import Settings
from dashboard.text import has_text, say
from db.store.errors import StoreError, is_disk_full, trouble_key

FAILED = 1
INTERRUPTED = 130
"""What a shell reports for a command that Ctrl-C cut off."""
HELP_NAMES = {"help_option_names": ["-h", "--help"]}

Parameters = ParamSpec("Parameters")


class CommandProblem(Exception):
    """Something an operator can mend; ``args[0]`` is a key in ``[command.problem]``."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.values = values


def print_sentence(sentence: str, *, problem: bool = False) -> None:
    """Print a sentence as it is; a problem goes to standard error."""
    console = Console(stderr=problem, soft_wrap=True)
    console.print(sentence, markup=False, highlight=False, style="bold red" if problem else None)


def let_any_terminal_print() -> None:
    """Write what a terminal's encoding does not have as an escape: nothing ends a command half way.

    Windows' cp1252 has no block of a picture for a telephone, and a pipe may be plain ASCII.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def settings_or_problem() -> Settings:
    """The settings of this process.

    Raises:
        CommandProblem: a variable of the environment holds what cannot be used.
    """
    try:
        return settings_module.settings()
    except ValidationError as error:
        # The error itself quotes the values, and one of them may be the pepper.
        names = {f"SWEETSPOT_{place}".upper() for e in error.errors() for place in e["loc"][:1]}
        raise CommandProblem("settings_wrong", names=", ".join(sorted(names))) from None


def one_sentence_on_failure(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """A command that ends every failure with one sentence and a code that is not 0."""

    @wraps(command)
    def run_command(*given: Parameters.args, **named: Parameters.kwargs) -> None:
        try:
            with _ending_like_ctrl_c():
                command(*given, **named)
        except KeyboardInterrupt:
            print_sentence(say("command.interrupted"), problem=True)
            raise typer.Exit(INTERRUPTED) from None
        except typer.Exit:
            raise
        except Exception as error:  # noqa: BLE001 - the last stop before a trace
            print_sentence(failure_sentence(error), problem=True)
            raise typer.Exit(FAILED) from None

    return run_command


@contextmanager
def _ending_like_ctrl_c() -> Iterator[None]:
    """``kill`` and a closed terminal end a command as Ctrl-C does: cleanly."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def raise_interrupt(_signal: int, _frame: Any) -> None:
        raise KeyboardInterrupt

    before = {name: signal.signal(getattr(signal, name), raise_interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def failure_sentence(error: Exception) -> str:
    """What to tell an operator about a failure, without any value in it."""
    # First of all: whatever could not be written, such a disk has nothing to do with permissions,
    # and such a store is whole.
    if is_disk_full(error):
        return say("command.problem.disk_full")
    if isinstance(error, CommandProblem):
        return say(f"command.problem.{error.args[0]}", **error.values)
    if isinstance(error, StoreError) and has_text(f"command.problem.{error.args[0]}"):
        return say(f"command.problem.{error.args[0]}", **error.values)
    if isinstance(error, DatabaseError):
        return say(f"command.problem.{trouble_key(error)}")
    return say("command.problem.unexpected", what=without_values(error))
