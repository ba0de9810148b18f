"""What a leader wrote on the settings page -> the group's settings, or what is wrong with them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Engine

from dashboard.edition_days import RhythmWeeks
from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from dashboard.leaders.acts.settings_things import SETTINGS
from dashboard.questionnaire.three_way import Disagreement, PersonDecides
from db.desk import group
from db.desk.group import GroupSettings, HelpLine, Language
from db.members.retention_note import forget_years_within
from db.store.engine import writing_transaction
from db.store.revisions import Reading, write_merged

_STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing: a name could read as another."""


_BETWEEN_DIGITS = re.compile(r"[\s.,'\u2019]")
LONGEST_SIZE = 7
"""Digits; a million people."""


class SettingsProblem(ValueError):
    """Raised for what cannot be stored; ``args[0]`` is a key in ``[leaders.group.problem]``."""


@dataclass(frozen=True)
class PapersInput:
    """What stands in the fields that the law asks for.

    Attributes:
        responsible: who is responsible for what is stored.
        contact: how they are reached.
        least_age: from which age on somebody answers for themselves.
        retention_years: records of who has not come back for so long are erased; None = never.
        group_size: people in the group, as it was typed; empty where it is not said.
    """

    responsible: str = ""
    contact: str = ""
    least_age: int = 16
    retention_years: int | None = None
    group_size: str = ""


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
        papers: what the law asks for, and the size of the group.
        found_by_search: whether search engines may show the pages.
    """

    name: str
    welcome: str
    help_lines: Sequence[tuple[str, str]]
    days: tuple[int, str, RhythmWeeks | None]
    filters_off: frozenset[str]
    languages: tuple[Language, ...] = ("en",)
    only_with_invite: bool = False
    papers: PapersInput = PapersInput()
    found_by_search: bool = False


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
            responsible=tidy_line(written.papers.responsible),
            responsible_contact=tidy_line(written.papers.contact),
            least_age=written.papers.least_age,
            retention_years=written.papers.retention_years,
            group_size=_people_typed(written.papers.group_size),
            found_by_search=written.found_by_search,
        )
    except ValidationError as error:
        field = error.errors()[0]["loc"]
        raise SettingsProblem(str(field[0]) if field else "filters_off") from None


def _people_typed(written: str) -> int | None:
    """A number of people, with or without marks between its digits; None where nothing is typed."""
    digits = _BETWEEN_DIGITS.sub("", written)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_SIZE):
        raise SettingsProblem("group_size")
    return int(digits)


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
        read = group.read_group_within(connection)
        if not read.value.only_with_invite:
            asking = read.value.model_copy(update={"only_with_invite": True})
            group.write_group_within(connection, asking, read.revision)
            log_leader_act(connection, leader, LeaderAction.setting_changed, "only_with_invite")


def store_settings(
    engine: Engine, leader: Leader, read: Reading[GroupSettings], wanted: GroupSettings
) -> list[str]:
    """Replace the settings, with a line in the log for each that changed; never with its value.

    What another leader stored since they were read is merged in, and not named in this one's log.

    Args:
        engine: the members' database.
        leader: who saves.
        read: the settings that the fields were filled with.
        wanted: what the fields say now.

    Returns:
        The names of the settings that this leader changed.

    Raises:
        PersonDecides: both leaders changed the same; nothing was stored.
        SessionEnded: the session ended meanwhile; nothing was stored.
    """
    changed: list[str] = []

    def write(group_settings: GroupSettings, read_with: int | None) -> int | None:
        with writing_transaction(engine) as connection:
            before = group.read_group_within(connection)
            revision = group.write_group_within(connection, group_settings, read_with)
            changed[:] = _names_of_changed(before.value, group_settings)
            if group_settings.retention_years is None:
                forget_years_within(connection)
            for name in changed:
                log_leader_act(connection, leader, LeaderAction.setting_changed, name)
        return revision

    write_merged(read, wanted, SETTINGS.merge, write)
    return changed


def decide_settings(
    engine: Engine, leader: Leader, disagreement: Disagreement[GroupSettings], *, for_mine: bool
) -> list[str]:
    """Decide the next conflict, and store the settings when all are decided.

    Returns:
        As ``store_settings``.

    Raises:
        PersonDecides: another one is left, or came meanwhile; nothing was stored.
        SessionEnded: as ``store_settings``.
    """
    decided = disagreement.decide(for_mine=for_mine)
    if decided.conflicts:
        raise PersonDecides(decided)
    return store_settings(engine, leader, decided.stored, SETTINGS.settle(decided))


def _names_of_changed(before: GroupSettings, after: GroupSettings) -> list[str]:
    return [n for n in GroupSettings.model_fields if getattr(before, n) != getattr(after, n)]
