"""The group's settings as things that two leaders can change apart from each other, and back."""

from typing import Any

from dashboard.questionnaire.three_way import Kind, Things
from db.catalogue import FILTERS
from db.desk.group import GroupSettings, HelpLine

LINE, FILTER = "help_lines.", "filters_off."
_IN_PARTS = ("help_lines", "filters_off")


def things_of_settings(group: GroupSettings) -> Things:
    """Each setting; each help line by its name, each filter by its own."""
    things: dict[str, Any] = {
        name: getattr(group, name) for name in GroupSettings.model_fields if name not in _IN_PARTS
    }
    things |= {f"{FILTER}{name}": name in group.filters_off for name in FILTERS}
    for line in group.help_lines:
        name = f"{LINE}{line.name}"
        things[name] = (*things.get(name, ()), line.number)
    return {name: said for name, said in things.items() if said is not None}


def settings_of_things(things: Things, _stored: GroupSettings) -> GroupSettings:
    """The settings whose things these are.

    Raises:
        ValueError: they do not fit together, such as too many help lines.
    """
    whole = {name: said for name, said in things.items() if "." not in name}
    lines = [
        HelpLine(name=name.removeprefix(LINE), number=number)
        for name, numbers in things.items()
        if name.startswith(LINE)
        for number in numbers
    ]
    off = frozenset(name for name in FILTERS if things.get(f"{FILTER}{name}"))
    return GroupSettings(**whole, help_lines=tuple(lines), filters_off=off)


SETTINGS: Kind[GroupSettings] = Kind(things_of_settings, settings_of_things, {})
