"""What leaders set for their group, as publishing keeps to it."""

import datetime

from dashboard import demo
from dashboard.commands.publish import publish_and_say
from dashboard.publishing import PublishReason, interval_days, publish_edition
from dashboard.stores import Stores
from dashboard.text import say
from db.desk import group
from db.desk.group import GroupSettings
from db.editions import editions

MONDAY = datetime.date(2026, 11, 23)


def test_a_filter_that_is_switched_off_is_in_no_slice_of_the_next_edition(stores: Stores) -> None:
    """Neither alone nor in a pair, in cells and in differences; the others stay."""
    demo.fill_with_members(stores.members, 400, seed=1)
    group.write_group(stores.members, GroupSettings(filters_off={"condition"}))
    assert publish_edition(stores, 7).reason is PublishReason.published
    edition = editions.latest_edition(stores.editions)
    assert edition
    held = editions.load_contents(stores.editions, edition)
    stored = {row.filters for row in (*held.cells, *held.contrasts)}
    assert not [filters for filters in stored if "condition=" in filters]
    assert "" in stored
    assert [filters for filters in stored if "sensitivity=" in filters and "&" in filters]


def test_the_groups_interval_comes_before_the_operators(stores: Stores) -> None:
    """7 days unless the group set 14."""
    assert interval_days(stores.members, 7) == 7
    group.write_group(stores.members, GroupSettings(interval_days=14))
    assert interval_days(stores.members, 7) == 14


def test_the_command_waits_as_long_as_the_group_says(stores: Stores) -> None:
    """And says how long."""
    demo.fill_with_members(stores.members, 40, seed=1)
    group.write_group(stores.members, GroupSettings(interval_days=13))
    publish_and_say(stores, now=False)
    waits = say("command.publish.too_early", edition=1, count=13)
    assert publish_and_say(stores, now=False) == waits
