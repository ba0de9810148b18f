"""The desk's pages that are made of published editions: who has answered, the meeting pack."""

import re
from collections.abc import Callable, Sequence

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FINDINGS
from dashboard.leaders.acts import downloads as download_acts
from dashboard.leaders.screens import finding_words
from dashboard.report import chromium
from dashboard.report.chromium import NoPicture
from dashboard.stores import Stores
from dashboard.text import say
from dashboard.ui.group_settings import forget_group_settings
from db.desk import audit, group
from db.desk.group import GroupSettings
from db.editions import editions
from db.store.engine import reading_transaction
from tests.leading import Telephone
from tests.pages.desk import In, OpenPage

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><text>drawn</text></svg>'


def objects(stores: Stores, action: str) -> list[str]:
    with reading_transaction(stores.members) as connection:
        return [e.object for e in audit.load_entries(connection, 20) if e.action == action]


@pytest.fixture
def browser_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure is a small drawing, every page two bytes: a browser costs seconds."""

    def draw(figures: Sequence[object], on_progress: Callable[[int, int], None]) -> list[str]:
        for at in range(len(figures)):
            on_progress(at + 1, len(figures))
        return [DRAWN] * len(figures)

    monkeypatch.setattr(chromium, "svg_drawings", draw)
    monkeypatch.setattr(chromium, "print_page_to_pdf", lambda _page: b"%PDF")
    monkeypatch.setattr(
        chromium, "photograph_pages", lambda _shots, _screen, on_made: on_made(b"\x89PNG")
    )


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Chromium."""

    def fail(*_: object) -> None:
        raise NoPicture("no_browser")

    for name in ("svg_drawings", "print_page_to_pdf", "photograph_pages"):
        monkeypatch.setattr(chromium, name, fail)


def downloads(page: In) -> list[str]:
    return [element.proto.label for element in page.page.get("download_button")]


def test_before_the_first_edition_only_what_is_on_the_way_is_told(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """And that the first results come with 30 answers."""
    page = In(open_page, anna, "answered")
    assert page.sees("leaders.answered.started")
    assert page.sees("empty.no_edition")
    assert not page.page.get("plotly_chart")


def test_who_has_answered_comes_from_the_edition(
    open_page: OpenPage, anna: Telephone, filled: Stores
) -> None:
    """Growth, three facts, when they joined, the course: six figures; four pages with points."""
    page = In(open_page, anna, "answered")
    assert len(page.page.get("plotly_chart")) == 6
    now = [int(points) for points in re.findall(r"±(\d+) points now", page.html)]
    assert len(now) == 4
    box = page.page.selectbox(key="desk-more")
    assert box.value in {120, 250}  # of 700, a quarter is 175; by the lot it may be told as 750
    box.set_value(1000).run()
    told = re.findall(
        r"±(\d+) points now\. Another 1000 answers would narrow it to about ±(\d+)", page.html
    )
    assert told
    assert all(0 < int(then) < int(before) for before, then in told)


def test_there_is_no_pack_before_the_first_edition(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """The designed state, and nothing to press."""
    page = In(open_page, anna, "pack")
    assert page.sees("empty.no_edition")
    assert not downloads(page)


def test_a_pack_is_made_of_the_chosen_findings_and_noted(
    open_page: OpenPage, anna: Telephone, filled: Stores, browser_there: None
) -> None:
    """One of them; as PDF and HTML, with a line in the log under the edition's number."""
    page = In(open_page, anna, "pack")
    for box in page.page.checkbox:
        box.set_value(box.key == "desk-choose-timelines.by_week")
    page.page.run()
    next(b for b in page.page.button if b.key == "desk-pack-make").click()
    page.page.run()
    assert page.sees("leaders.pack.done")
    assert objects(filled, "pack_made") == ["edition 1"]
    assert {say("leaders.pack.download_pdf"), say("leaders.pack.download_html")} <= set(
        downloads(page)
    )
    made = page.page.session_state["leaders_visit"].doing.made["pack"]
    assert isinstance(made, download_acts.MeetingPack)
    assert made.pdf == b"%PDF"
    assert made.html.count(DRAWN.encode()) == 1


def test_without_a_browser_the_pack_is_there_as_html_and_says_why(
    open_page: OpenPage, anna: Telephone, filled: Stores, no_browser: None
) -> None:
    """Tables stand in for the figures; a picture cannot be made, and that is said, too."""
    page = In(open_page, anna, "pack")
    next(b for b in page.page.button if b.key == "desk-pack-make").click()
    page.page.run()
    assert page.sees("report.problem.no_browser")
    assert say("leaders.pack.download_html") in downloads(page)
    assert say("leaders.pack.download_pdf") not in downloads(page)
    page.press("leaders.pack.slide_make")
    assert page.sees("report.problem.no_browser")
    assert say("leaders.pack.download_png") not in downloads(page)


def test_a_slide_is_shown_in_the_page_itself(
    open_page: OpenPage, anna: Telephone, filled: Stores, browser_there: None
) -> None:
    """As a data address: nothing that others could open."""
    page = In(open_page, anna, "pack")
    page.press("leaders.pack.slide_make")
    assert 'class="desk-slide" src="data:image/png;base64,' in page.html
    assert say("leaders.pack.download_png") in downloads(page)


def test_with_nothing_chosen_there_is_nothing_to_make(
    open_page: OpenPage, anna: Telephone, filled: Stores
) -> None:
    """All are chosen at the start; the button is off once none is."""
    page = In(open_page, anna, "pack")
    assert len(page.page.checkbox) == len(FINDINGS)
    for box in page.page.checkbox:
        box.uncheck()
    page.page.run()
    assert page.sees("leaders.pack.nothing_chosen")
    assert next(b for b in page.page.button if b.key == "desk-pack-make").disabled


def test_words_to_post_are_there_in_every_language_with_people_range_and_link(
    open_page: OpenPage, anna: Telephone, filled: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card's sentence and the line under it, the group's name, a link to the page; no more.

    Where the browser tells no address there is no link (control).
    """
    group.write_group(filled.members, GroupSettings(name="Quiet <b>Mornings"))
    forget_group_settings()
    page = In(open_page, anna, "pack")
    assert not [shown for shown in posted(page) if "http" in shown]
    site = "https://ldn.example.org"
    monkeypatch.setattr(finding_words, "site_in_browser", lambda: site)
    page.page.selectbox(key="desk-slide-finding").set_value("response.by_week").run()
    english, spanish = posted(page)
    newest = editions.latest_edition(filled.editions)
    assert newest is not None
    asked = EditionSlice(filled.editions, newest)
    found = FINDINGS["response.by_week"].question(asked)
    assert found.whole_sentence in english and "Quiet <b>Mornings" in english
    assert english.endswith(f"{site}/response?lang=en")
    assert spanish.endswith(f"{site}/response?lang=es") and found.sentence not in spanish
    assert "<b>" not in page.html  # plain text in a box to copy


def posted(page: In) -> list[str]:
    assert not page.page.exception
    return [shown.value for shown in page.page.code]


def test_words_about_a_group_name_it_and_where_a_finding_has_none_everyone_is_told(
    open_page: OpenPage, anna: Telephone, filled: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the slices that the edition holds; the link opens the same group."""
    monkeypatch.setattr(finding_words, "site_in_browser", lambda: "https://ldn.example.org")
    page = In(open_page, anna, "pack")
    slices = page.page.selectbox(key="desk-post-among")
    assert len(slices.options) > 1  # 700 members have groups
    newest = editions.latest_edition(filled.editions)
    assert newest is not None
    stored = EditionSlice(filled.editions, newest).stored_slices()[0]
    name = stored.partition("=")[0]
    page.page.selectbox(key="desk-slide-finding").set_value("response.by_week").run()
    page.page.selectbox(key="desk-post-among").set_value(stored).run()
    assert f"&{name}=" in posted(page)[0] and say(f"words.filter.{name}") in posted(page)[0]
    page.page.selectbox(key="desk-slide-finding").set_value("doses.next_steps").run()
    assert f"&{name}=" not in posted(page)[0] and page.sees("card.everyone_alone")
