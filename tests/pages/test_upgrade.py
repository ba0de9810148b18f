"""A store of an earlier rule, opened by today's app: what readers, links and leaders find there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.publishing import PublishReason, publish_edition
from dashboard.stores import Stores, open_stores
from dashboard.text import say
from db.editions import editions
from tests.leading import Telephone
from tests.old_stores import FIRST_HOUSE
from tests.pages.desk import In
from tests.pages.test_charts import OpenPage, html
from tests.pages.test_links import Follow, follow, links

__all__ = ["follow"]
pytestmark = pytest.mark.sqlite
OLD = [edition["number"] for edition in FIRST_HOUSE.known["editions"]]
NEW = OLD[-1] + 1


@pytest.fixture
def stores(folder: Path) -> Iterator[Stores]:
    """52 invented members and two editions of the first rule, as that version left them."""
    FIRST_HOUSE.copy_store("invented", folder)
    opened = open_stores(folder)
    yield opened
    opened.close()


@pytest.fixture
def upgraded(stores: Stores) -> Stores:
    """The same after the first look, today, whatever day today is."""
    found = publish_edition(stores)
    assert (found.reason, found.edition) == (PublishReason.published, NEW)
    return stores


def test_before_the_first_look_no_page_shows_cells_of_an_earlier_rule(
    stores: Stores, open_page: OpenPage
) -> None:
    """The designed state of a group without an edition; the old ones are in the store."""
    assert [edition.rule for edition in editions.all_editions(stores.editions)] == [1] * len(OLD)
    page = open_page("response")
    assert say("empty.no_edition") in html(page)
    assert not links(page)


def test_the_first_look_writes_an_edition_of_the_new_rule_and_nobody_is_lost(
    upgraded: Stores, open_page: OpenPage
) -> None:
    """Pages show it, and it alone; the old ones are kept as they were."""
    heads = editions.all_editions(upgraded.editions)
    assert [(head.number, head.is_of_this_rule) for head in heads] == [
        *((number, False) for number in OLD),
        (NEW, True),
    ]
    for head in heads:
        editions.verify_edition(upgraded.editions, head)
    page = open_page("response")
    assert html(page).count(f"Edition {NEW} ") == len(links(page)) > 0


@pytest.mark.parametrize("number", OLD)
def test_a_readers_link_of_an_earlier_rule_opens_the_newest_and_says_so(
    upgraded: Stores, follow: Follow, number: int
) -> None:
    """Not one figure of the old edition."""
    page = follow("response", {"edition": str(number)})
    assert page.info[0].value == say("app.link.gone", number=number, newest=NEW)
    assert html(page).count(f"Edition {NEW} ") == len(links(page)) > 0
    assert f"Edition {number} " not in html(page)


def test_an_edition_of_an_earlier_rule_is_in_leaders_files_alone(
    upgraded: Stores, open_page: OpenPage, anna: Telephone
) -> None:
    """The newest has a pack, a slide and files; an old one has its files, and a word why."""
    page = In(open_page, anna, "pack")
    keys = {button.key for button in page.page.button}
    assert {"desk-pack-make", "desk-slide-make"} <= keys
    page.page.selectbox(key="desk-edition").select(OLD[0]).run()
    assert page.sees("leaders.pack.earlier_rule", number=OLD[0])
    keys = {button.key for button in page.page.button}
    assert not {"desk-pack-make", "desk-slide-make"} & keys
    files = {element.proto.label for element in page.page.get("download_button")}
    assert files == {say("leaders.pack.download_csv"), say("leaders.pack.download_xlsx")}
