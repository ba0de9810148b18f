"""What a leader writes on the settings page, and what is stored of it."""

import time

import pytest

from dashboard.leaders.access.leader import leader_of_session
from dashboard.leaders.acts.group_settings import (
    SettingsInput,
    SettingsProblem,
    settings_from_input,
    store_settings,
    tidy_line,
)
from db.desk import audit, group, sessions
from db.desk.group import GroupSettings, HelpLine
from db.store.engine import reading_transaction, writing_transaction
from tests.dashboard.leaders.conftest import Desk

NOTHING = SettingsInput("", "", (), (6, "UTC", None), frozenset())
HOSTILE = "<img src=x onerror=alert(1)> ![i](https://e.example/i.png) **{name}**"


def written(**fields: object) -> SettingsInput:
    return SettingsInput(**vars(NOTHING) | fields)  # type: ignore[arg-type]


def test_what_is_written_is_what_is_set() -> None:
    """Lines of the welcome stay lines; a help line that was emptied is gone."""
    wanted = settings_from_input(
        written(
            name="  Sleepers  of Leeds ",
            welcome="Hello.\n\nCome in. ",
            help_lines=[("Our Ruth", "0113 496 0000"), ("", "")],
            days=(2, "Europe/London", 6),
            filters_off=frozenset({"sex"}),
            languages=("es", "en"),
        ),
    )
    assert wanted == GroupSettings(
        name="Sleepers of Leeds",
        welcome="Hello.\n\nCome in.",
        help_lines=(HelpLine(name="Our Ruth", number="0113 496 0000"),),
        weekday=2,
        time_zone="Europe/London",
        rhythm_weeks=6,
        filters_off={"sex"},
        languages=("es", "en"),
    )


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": "x" * 61}, "name"),
        ({"welcome": "x" * 601}, "welcome"),
        ({"help_lines": [("Ruth", "")]}, "help_line"),
        ({"help_lines": [("", "0113 496 0000")]}, "help_line"),
        ({"help_lines": [("Ruth", "tel:0113")]}, "help_line"),
        ({"help_lines": [("Ruth", "0113 496 0000")] * 7}, "help_lines"),
        ({"days": (6, "Mars/Olympus", None)}, "time_zone"),
        ({"filters_off": frozenset({"shoe_size"})}, "filters_off"),
        ({"languages": ()}, "languages"),
    ],
)
def test_what_cannot_be_says_which_field(fields: dict[str, object], problem: str) -> None:
    """Each has a sentence of its own."""
    with pytest.raises(SettingsProblem, match=f"^{problem}$"):
        settings_from_input(written(**fields))


def test_signs_that_cannot_be_seen_are_dropped_and_all_others_stay() -> None:
    """A name cannot be turned around; what looks like markup is kept, to be shown as text."""
    assert tidy_line("Le\u202eeds\u0000\u2066 \t Group") == "Leeds Group"
    assert tidy_line(HOSTILE) == HOSTILE
    assert tidy_line("Gruppe Köln 東京") == "Gruppe Köln 東京"


def test_each_setting_that_changed_is_a_line_without_its_value(desk: Desk) -> None:
    """Two of six; the second time nothing is different and nothing is noted."""
    engine = desk.stores.members
    with writing_transaction(engine) as connection:
        token = sessions.begin_session(connection, "Anna", int(time.time()))
    anna = leader_of_session(engine, token)
    assert anna
    wanted = settings_from_input(
        written(name="Sleepers", days=(6, "UTC", 12), languages=("en", "es"))
    )
    assert store_settings(engine, anna, group.read_group(engine), wanted) == [
        "name",
        "rhythm_weeks",
    ]
    assert store_settings(engine, anna, group.read_group(engine), wanted) == []
    assert group.load_group(engine) == wanted
    with reading_transaction(engine) as connection:
        found = [
            e.object for e in audit.load_entries(connection, 9) if e.action == "setting_changed"
        ]
    assert sorted(found) == ["name", "rhythm_weeks"]
