"""What a leader wrote on the settings page -> the group's settings, or what is wrong with them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Engine

from dashboard.edition_days import RhythmWeeks
from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from db.desk import group
from db.desk.group import GroupSettings, HelpLine, Language
from db.store.engine import writing_transaction

_STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing: a name could read as another."""


class SettingsProblem(ValueError):
    """Raised for what cannot be stored; ``args[0]`` is a key in ``[leaders.group.problem]``."""


@dataclass(frozen=True)
class SettingsInput:
    """What stands in the fields.

    Attributes:
        name: of the group.
        welcome: words of the first page.
        help_lines: name and number of each line; both empty where a line is not used.
        days: weekday, time zone, and rhythm in weeks; None leaves that to the operator.
        filters_off: filters that nobody may set.
        languages: of the texts, the first by default.
        only_with_invite: whether nobody may begin without an invite.
    """

    name: str
    welcome: str
    help_lines: Sequence[tuple[str, str]]
    days: tuple[int, str, RhythmWeeks | None]
    filters_off: frozenset[str]
    languages: tuple[Language, ...] = ("en",)
    only_with_invite: bool = False


def settings_from_input(written: SettingsInput) -> GroupSettings:
    """The settings that were meant.

    Raises:
        SettingsProblem: what cannot be stored.
    """
    lines = [(tidy_line(name), tidy_line(number)) for name, number in written.help_lines]
    try:
        return GroupSettings(
            name=tidy_line(written.name),
            welcome="\n".join(map(tidy_line, written.welcome.splitlines())).strip(),
            help_lines=tuple(_help_line(*line) for line in lines if any(line)),
            weekday=written.days[0],
            time_zone=written.days[1],
            rhythm_weeks=written.days[2],
            filters_off=written.filters_off,
            languages=written.languages,
            only_with_invite=written.only_with_invite,
        )
    except ValidationError as error:
        field = error.errors()[0]["loc"]
        raise SettingsProblem(str(field[0]) if field else "filters_off") from None


def _help_line(name: str, number: str) -> HelpLine:
    try:
        return HelpLine(name=name, number=number)
    except ValidationError:
        raise SettingsProblem("help_line") from None


def tidy_line(text: str) -> str:
    """One line without signs that cannot be seen."""
    seen = _STEERING.sub("", " ".join(text.split()))
    return "".join(sign for sign in seen if unicodedata.category(sign) != "Cc")


def ask_everyone_for_invites(engine: Engine, leader: Leader) -> None:
    """Let nobody begin a survey without an invite from now on; whoever began before may hand in.

    Raises:
        SessionEnded: the session ended meanwhile; nothing was stored.
    """
    with writing_transaction(engine) as connection:
        before = group.load_group_within(connection)
        if not before.only_with_invite:
            asking = before.model_copy(update={"only_with_invite": True})
            group.write_group_within(connection, asking)
            log_leader_act(connection, leader, LeaderAction.setting_changed, "only_with_invite")


def store_settings(engine: Engine, leader: Leader, wanted: GroupSettings) -> list[str]:
    """Replace the settings, with a line in the log for each that changed; never with its value.

    Returns:
        The names of the settings that changed.

    Raises:
        SessionEnded: the session ended meanwhile; nothing was stored.
    """
    with writing_transaction(engine) as connection:
        before = group.load_group_within(connection)
        names = [n for n in GroupSettings.model_fields if getattr(before, n) != getattr(wanted, n)]
        if names:
            group.write_group_within(connection, wanted)
        for name in names:
            log_leader_act(connection, leader, LeaderAction.setting_changed, name)
    return names
