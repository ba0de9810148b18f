"""The meeting pack: of one edition, one file, the same every time."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import Engine, text

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.report import pack
from dashboard.report.chromium import NoPicture
from dashboard.report.pack import FINDINGS, UnknownFinding
from dashboard.report.templates import JOINED, NO_BREAK
from dashboard.stores import Stores
from dashboard.text import say
from db.editions import editions
from db.editions.editions import Edition, EditionDamaged
from db.store.engine import writing_transaction

GROUP = "LDN friends"
EVERYTHING = tuple(FINDINGS)


def quiet(_done: int, _of: int) -> None:
    """Nobody watches the progress."""


def page_of(reader: Engine, edition: Edition, *chosen: str, group: str = GROUP) -> str:
    """A pack's HTML as it is read: without entities, and with plain spaces."""
    made = pack.meeting_pack(reader, edition, chosen, group, quiet)
    return unescape(made.html.decode()).replace(NO_BREAK, " ").replace(JOINED, "")


def test_every_chosen_finding_has_a_page_with_its_sentence_and_caveat(
    drawn: None, published: EditionSlice
) -> None:
    """Those that too few people answered are listed on one page, and not drawn."""
    html = page_of(published.reader, published.edition, *EVERYTHING)
    findings = {name: FINDINGS[name](published)[0] for name in EVERYTHING}
    shown = [found for found in findings.values() if found.state is FindingState.shown]
    assert len(shown) > 15
    assert html.count('<section class="page finding drawn"') == len(shown)
    for found in shown:
        assert found.sentence in html and found.basis in html and found.trust in html
    waiting = html.split('<section class="page waiting"')[-1]
    too_few = [name for name, found in findings.items() if found.state is FindingState.too_few]
    assert all(FINDINGS[name].title in waiting for name in too_few)


def test_pages_are_numbered_as_the_list_at_the_front_says(
    drawn: None, reader: Engine, edition: Edition
) -> None:
    """Each link leads to a page, whose foot says its number; the last page says the last."""
    html = page_of(reader, edition, *EVERYTHING)
    linked = [int(number) for number in re.findall(r'href="#page-(\d+)"', html)]
    placed = [int(number) for number in re.findall(r'<section [^>]*id="page-(\d+)"', html)]
    told = [int(number) for number in re.findall(r"<b>Page (\d+) of", html)]
    assert placed == told == list(range(2, html.count("<section ") + 1))
    assert set(linked) <= set(placed)
    assert f"Page {placed[-1]} of {placed[-1]}" in html


def test_a_pack_needs_no_other_file_and_runs_nothing(
    drawn: None, reader: Engine, edition: Edition
) -> None:
    """No script, no handler, and whatever is referred to is inside; the browser is told so."""
    html = page_of(reader, edition, *EVERYTHING)
    assert "<script" not in html and "javascript:" not in html
    assert not re.search(r"<[^>]+ on\w+=", html)
    referred = re.findall(r'(?:src|href)="([^"]+)"|url\(([^)]+)\)', html)
    assert all(re.match(r"#|data:", one or other) for one, other in referred)
    assert "default-src 'none'" in html


def test_a_groups_name_is_shown_as_it_is_written(
    drawn: None, reader: Engine, edition: Edition
) -> None:
    """And never becomes part of the page."""
    name = '<img src=x onerror=alert(1)> & "friends"'
    made = pack.meeting_pack(reader, edition, (), name, quiet).html.decode()
    assert "<img" not in made
    assert name in unescape(made)


def test_the_same_edition_gives_the_same_bytes_also_after_the_next_one(
    drawn: None, write: Callable[..., EditionSlice]
) -> None:
    """Edition 1 before and after edition 2, in which everything is different."""
    week = ("effect_by_week", "", "effect_vivid_dreams|w2")
    first = write((*week, 200, 60))
    before = pack.meeting_pack(first.reader, first.edition, EVERYTHING, GROUP, quiet).html
    second = write((*week, 300, 240), number=2)
    again = editions.edition_of_number(first.reader, 1)
    assert again
    assert pack.meeting_pack(first.reader, again, EVERYTHING, GROUP, quiet).html == before
    assert pack.meeting_pack(second.reader, second.edition, EVERYTHING, GROUP, quiet).html != before


def test_a_pack_says_which_edition_it_is_of(drawn: None, published: EditionSlice) -> None:
    """Number, day and members on the cover, the checksum on the last page."""
    html = page_of(published.reader, published.edition)
    checksum = editions.edition_checksum(
        published.edition, editions.load_contents(published.reader, published.edition)
    )
    assert f"<dd>{published.edition.number}</dd>" in html
    assert str(published.edition.published_on.year) in html
    assert say("report.cover.members_value", members=published.edition.members) in html
    assert f"checksum begins with {checksum[:12]}" in html


def test_only_invented_answers_are_called_so(
    drawn: None, published: EditionSlice, write: Callable[..., EditionSlice]
) -> None:
    """On the cover and on every page; nowhere in a pack of real ones."""
    invented = page_of(published.reader, published.edition, *EVERYTHING)
    assert invented.count(say("report.invented")) >= invented.count("<section ")
    real = write()
    assert say("report.invented") not in page_of(real.reader, real.edition, *EVERYTHING)


def test_the_claims_and_those_who_are_missing_are_in_every_pack(
    drawn: None, reader: Engine, edition: Edition
) -> None:
    """Also in one without findings."""
    html = page_of(reader, edition)
    assert html.count('<div class="claim ') == 16
    assert say("report.who.missing") in html
    assert say("report.method.medical") in html


def test_progress_is_told_from_the_first_to_the_last_figure(
    drawn: None, reader: Engine, edition: Edition
) -> None:
    """Of two findings: none, one, two."""
    told: list[tuple[int, int]] = []
    chosen = ("timelines.groups", "timelines.map")
    pack.meeting_pack(reader, edition, chosen, GROUP, lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_without_a_browser_tables_stand_in_for_the_figures(
    no_browser: None, published: EditionSlice
) -> None:
    """The page says what to install; a PDF cannot be made, and says so by its key."""
    made = pack.meeting_pack(
        published.reader, published.edition, ("timelines.groups",), GROUP, quiet
    )
    html = unescape(made.html.decode())
    finding, _ = FINDINGS["timelines.groups"](published)
    assert "<figure" not in html
    assert html.count("<td>") >= sum(len(row) - 1 for row in finding.table.rows)
    assert say("report.no_picture.no_browser") in html
    assert made.missing == "no_browser"
    with pytest.raises(NoPicture, match="no_browser"):
        made.pdf()


def test_an_unknown_finding_is_refused_before_anything_is_drawn(
    reader: Engine, edition: Edition
) -> None:
    """No pack with a page less than was asked for."""
    with pytest.raises(UnknownFinding):
        pack.meeting_pack(reader, edition, ("timelines.map", "timelines.none"), GROUP, quiet)


def test_no_pack_is_made_of_an_edition_that_is_damaged(
    drawn: None, stores: Stores, write: Callable[..., EditionSlice]
) -> None:
    """One number changed by hand, and the checksum differs."""
    asked = write(("who_answered", "", "everyone", 400, 400))
    with writing_transaction(stores.edition_writer) as connection:
        connection.execute(text("UPDATE cell SET cases = 395"))
    with pytest.raises(EditionDamaged):
        pack.meeting_pack(asked.reader, asked.edition, (), GROUP, quiet)
