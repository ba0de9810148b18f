from typing import Any

import pytest

from dashboard.commands.demo import DEMO_EDITIONS, DEMO_MEMBERS, _publish_year
from db.editions.editions import all_editions


@pytest.mark.slow
def test_the_demo_has_an_edition_a_season_of_a_group_that_grows(stores: Any) -> None:
    """Each on its day, the last one today with everybody; 4 seconds of a processor."""
    _publish_year(stores)
    first, *others = heads = all_editions(stores.editions)
    weeks_before_last = [(heads[-1].published_on - head.published_on).days // 7 for head in heads]
    assert weeks_before_last == list(DEMO_EDITIONS)
    assert first.members < others[0].members < others[-1].members == DEMO_MEMBERS
