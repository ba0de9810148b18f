"""What changed since the last edition, on its page; and how many of the group have answered."""

from collections.abc import Callable

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.findings import changes
from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FINDINGS, PublishedFigure
from dashboard.publishing import publish_edition
from dashboard.stores import Stores
from dashboard.text import say
from dashboard.ui.group_settings import forget_group_settings
from db.desk.group import GroupSettings, write_group
from db.editions import editions
from tests.published import publish_members

OpenPage = Callable[[str], AppTest]


def words(page: AppTest) -> str:
    assert not page.exception
    return " ".join(str(h.proto.body) for h in page.get("html"))


def is_shown(figure: PublishedFigure, asked: EditionSlice) -> bool:
    return bool(figure.question(asked, *figure.arguments).is_shown)


def test_before_an_edition_the_page_says_that_it_waits(stores: Stores, open_page: OpenPage) -> None:
    """As every page of charts does."""
    assert escape(say("empty.no_edition")) in words(open_page("changes"))


def test_with_one_edition_the_page_says_that_it_waits(stores: Stores, open_page: OpenPage) -> None:
    """No empty table, and no change that is none."""
    publish_members(stores, 300)
    assert escape(say("changes.first")) in words(open_page("changes"))


def test_two_editions_in_which_nothing_changed_say_so(
    stores: Stores, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which editions, how many shares were looked at, people; with no error allowed, all (control).

    The group's size stands beside those who answered once leaders have said it.
    """
    publish_members(stores, 300)
    publish_edition(stores, now=True)
    newest = editions.latest_edition(stores.editions)
    assert newest is not None
    write_group(stores.members, GroupSettings(group_size=7_000))
    forget_group_settings()
    shown = words(open_page("changes"))
    assert escape(say("changes.between", now=newest.number, before=newest.number - 1)) in shown
    before, now = (
        EditionSlice(stores.editions, edition)
        for edition in editions.all_editions(stores.editions)[-2:]
    )
    for name, figure in FINDINGS.items():
        is_new = is_shown(figure, now) and not is_shown(figure, before)
        assert (f"<dt>{escape(figure.title)}</dt>" in shown) == is_new, name
    hundred = round(100 * newest.members / 7_000)
    told = {"members": newest.members, "size": 7_000, "hundred": hundred}
    assert escape(say("changes.response_in", **told)) in shown
    monkeypatch.setattr(changes, "STANDARD_ERRORS", 0.0)
    from dashboard.ui import changes_page

    changes_page._changes_once.clear()
    shown = words(open_page("changes"))
    moved = [key for key in changes.WATCHED if escape(say(f"changes.watched.{key}")) in shown]
    assert moved
