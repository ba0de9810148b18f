"""What a leader wrote on the settings page -> the group's settings, or what is wrong with them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Engine

from dashboard.leaders.access.leader import Action, Leader, audit
from db.desk import group
from db.desk.group import Group, HelpLine, Language
from db.store.engine import writing

_STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing: a name could read as another."""


class Wrong(ValueError):
    """Raised for what cannot be stored; ``args[0]`` is a key in ``[leaders.group.problem]``."""


@dataclass(frozen=True)
class Written:
    """What stands in the fields.

    Attributes:
        name: of the group.
        welcome: words of the first page.
        help_lines: name and number of each line; both empty where a line is not used.
        interval_days: None leaves it to the operator.
        filters_off: filters that nobody may set.
        languages: of the texts, the first by default.
    """

    name: str
    welcome: str
    help_lines: Sequence[tuple[str, str]]
    interval_days: int | None
    filters_off: frozenset[str]
    languages: tuple[Language, ...] = ("en",)


def settings_of(written: Written) -> Group:
    """The settings that were meant.

    Raises:
        Wrong: what cannot be stored.
    """
    lines = [(tidy(name), tidy(number)) for name, number in written.help_lines]
    try:
        return Group(
            name=tidy(written.name),
            welcome="\n".join(map(tidy, written.welcome.splitlines())).strip(),
            help_lines=tuple(_line(*line) for line in lines if any(line)),
            interval_days=written.interval_days,
            filters_off=written.filters_off,
            languages=written.languages,
        )
    except ValidationError as error:
        field = error.errors()[0]["loc"]
        raise Wrong(str(field[0]) if field else "filters_off") from None


def _line(name: str, number: str) -> HelpLine:
    try:
        return HelpLine(name=name, number=number)
    except ValidationError:
        raise Wrong("help_line") from None


def tidy(text: str) -> str:
    """One line without signs that cannot be seen."""
    seen = _STEERING.sub("", " ".join(text.split()))
    return "".join(sign for sign in seen if unicodedata.category(sign) != "Cc")


def store(engine: Engine, leader: Leader, wanted: Group) -> list[str]:
    """Replace the settings, with a line in the log for each that changed; never with its value.

    Returns:
        The names of the settings that changed.

    Raises:
        SignedOut: the session ended meanwhile; nothing was stored.
    """
    with writing(engine) as connection:
        before = group.of(connection)
        names = [n for n in Group.model_fields if getattr(before, n) != getattr(wanted, n)]
        if names:
            group.write_within(connection, wanted)
        for name in names:
            audit(connection, leader, Action.setting_changed, name)
    return names
