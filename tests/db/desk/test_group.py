import json
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import update

from dashboard.stores import Stores
from db.desk import group
from db.desk.group import GroupSettings
from db.store.engine import core_table, writing_transaction
from db.tables import SettingRow


def test_what_leaders_set_comes_back(stores: Stores) -> None:
    """Before anything is set there are defaults; the latest counts."""
    assert group.load_group(stores.members) == GroupSettings()
    for days in (3, 14):
        told = GroupSettings(name=" Sleepers ", interval_days=days, filters_off={"age_band"})
        group.write_group(stores.members, told)
    assert group.load_group(stores.members) == told
    assert told.name == "Sleepers"


@pytest.mark.parametrize(
    "wrong",
    [
        {"rhythm_weeks": 5},
        {"weekday": 7},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../etc/passwd"},
        {"time_zone": "Europe"},
        {"filters_off": ["shoe_size"]},
        {"languages": []},
        {"languages": ["xx"]},
        {"name": "x" * 61},
        {"help_lines": [{"name": "Us", "number": "call me"}]},
        {"help_lines": [{"name": "Us", "number": "123 456"}] * 7},
        {"changed_members": 5},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    """Above all, there is no setting for when, or how often, beyond the three rhythms."""
    with pytest.raises(ValidationError):
        GroupSettings(**wrong)


def test_settings_of_another_version_fall_back_to_the_defaults(stores: Stores) -> None:
    """The app opens all the same."""
    group.write_group(stores.members, GroupSettings(name="Sleepers"))
    with writing_transaction(stores.members) as connection:
        connection.execute(update(core_table(SettingRow)).values(value='{"colour": "pink"}'))
    assert group.load_group(stores.members) == GroupSettings()


@pytest.mark.parametrize(("days", "weeks"), [(None, None), (1, 4), (14, 4), (30, 4)])
def test_an_interval_of_old_becomes_the_nearest_rhythm(
    stores: Stores, days: int | None, weeks: int | None
) -> None:
    """Leaders could set 1 to 30 days: every four weeks is nearest. None stays the operator's."""
    group.write_group(stores.members, GroupSettings(name="Sleepers"))
    old = json.dumps({"name": "Sleepers", "interval_days": days})
    with writing_transaction(stores.members) as connection:
        connection.execute(update(core_table(SettingRow)).values(value=old))
    assert group.load_group(stores.members) == GroupSettings(name="Sleepers", rhythm_weeks=weeks)
