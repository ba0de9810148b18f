"""The tour: a picture of every page in every state, both themes, both widths, into a folder."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from dashboard.commands.failures import CommandProblem, print_sentence
from dashboard.text import say

NEEDED = {"playwright": "playwright", "PIL": "pillow"}
"""Module -> the package that brings it: a tour is for who changes looks, not for who serves."""


def make_tour_pictures(to: Path) -> None:
    """Make every picture.

    Args:
        to: the folder; its files are called page-state-width-theme.

    Raises:
        Problem: something that a tour needs is not installed, or the folder cannot be written.
    """
    _check_installed()
    from dashboard.commands.touring import album  # noqa: PLC0415 - only where Playwright is

    _check_writable(to)
    with Console(stderr=True).status("") as status:
        made = album.make_album(to, _progress_callback(status.update))
    print_sentence(say("command.tour.done", count=made, folder=to))


def make_readme_pictures(pictures: Path) -> None:
    """Make the README's pictures.

    Args:
        pictures: the folder that they stand in.

    Raises:
        Problem: as ``make_tour_pictures``.
    """
    _check_installed()
    from dashboard.commands.touring import readme as few  # noqa: PLC0415

    _check_writable(pictures)
    with Console(stderr=True).status("") as status:
        made = few.make_pictures(pictures, _progress_callback(status.update))
    print_sentence(say("command.tour.done", count=made, folder=pictures))


def _progress_callback(update: Callable[[str], None]) -> Callable[[str], None]:
    return lambda name: update(say("command.tour.at", name=name))


def _check_installed() -> None:
    missing = [package for module, package in NEEDED.items() if find_spec(module) is None]
    if missing:
        raise CommandProblem("tour_missing", packages=" ".join(missing))


def _check_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CommandProblem("file_unwritable", file=folder) from None
