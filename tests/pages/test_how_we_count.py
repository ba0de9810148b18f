"""How a page counts, and why it shows no obvious chart: no result, and never in its place."""

import pytest

from dashboard.stores import Stores
from tests.pages.test_charts import OpenPage
from tests.published import publish_members

PAGES = ("doses", "timings")


@pytest.mark.parametrize("name", PAGES)
def test_the_obvious_chart_is_folded_away_and_says_that_its_members_are_invented(
    filled: Stores,
    open_page: OpenPage,
    name: str,
) -> None:
    """Under "How we count", in plain text: no card, and no heading of a result."""
    page = open_page(name)
    (panel,) = [at for at in page.expander if at.label.startswith("How we count")]
    assert not panel.proto.expanded
    text = " ".join(element.proto.body for element in panel.get("html"))
    assert "All 20000 members in this picture are invented." in text
    assert "<h2" not in text and "obvious chart" in text


def test_where_the_card_is_empty_no_invented_number_stands(
    stores: Stores, open_page: OpenPage
) -> None:
    """40 members: too few for a new effect at a dose, or for a comparison of times."""
    publish_members(stores, 40)
    for name in PAGES:
        page = open_page(name)
        assert not page.exception
        assert not [at for at in page.expander if at.label.startswith("How we count")]
