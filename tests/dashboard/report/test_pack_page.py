"""What stands on a page: sizes, people, dots."""

import pytest

from dashboard.findings.claims.claim_verdict import ClaimStrip
from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FINDINGS
from dashboard.report import pack_page
from dashboard.text import say


@pytest.mark.parametrize("height", [94, 142, 278, 330, 430, 524, 654])
def test_a_figure_fills_the_width_of_a_page_and_fits_its_height(height: int) -> None:
    """Set over 658 pixels, none is taller than 600; the small print stays above 10 pixels."""
    size = pack_page.size_on_paper(height)
    zoom = pack_page.WIDTH / size.width
    assert size.height * zoom < 600
    assert 12 * zoom > 10


def test_a_figure_is_never_squeezed() -> None:
    """Its pixels are those of a phone, or more."""
    assert all(pack_page.size_on_paper(height).height >= height for height in range(90, 700))


def test_people_behind_a_figure_are_those_of_the_numbers_that_it_shows(
    published: EditionSlice,
) -> None:
    """The smallest and the largest count of people of its line."""
    finding, _ = FINDINGS["timelines.by_week"](published)
    counts = [share.people for share in finding.numbers.series[0].shares if share]
    told = say("report.finding.people_each", low=min(counts), high=max(counts))
    assert pack_page.people_behind(finding) == told


def test_people_are_told_once_where_every_row_has_the_same(published: EditionSlice) -> None:
    """Each bar of "what helped" has the same people."""
    finding, _ = FINDINGS["timelines.helped"](published)
    people = {bar.share.people for bar in finding.numbers.bars if bar.share}
    assert len(people) == 1
    assert pack_page.people_behind(finding) == say("report.finding.people_same", low=people.pop())


@pytest.mark.parametrize("name", FINDINGS)
def test_every_figure_that_is_shown_names_people(published: EditionSlice, name: str) -> None:
    """And one that shows nothing names none."""
    finding, _ = FINDINGS[name](published)
    assert bool(pack_page.people_behind(finding)) == (finding.state.name == "shown")


@pytest.mark.parametrize(
    ("members", "dots", "each"), [(30, 6, 5), (400, 80, 5), (700, 70, 10), (100_000, 200, 500)]
)
def test_dots_stand_for_round_numbers_of_members(members: int, dots: int, each: int) -> None:
    """At most 120 on a cover, of the smallest round number that allows it, up to 500 each."""
    assert pack_page.member_dots(members) == (dots, each)


def test_a_strip_of_a_share_begins_at_nobody_and_one_of_a_difference_has_none_in_the_middle() -> (
    None
):
    """A quarter of everyone lies at 25; a difference of 0 at 50, and nothing leaves the strip."""
    share, difference = ClaimStrip(0.25, 0, 1, 0.5), ClaimStrip(0, -1, 1, 0, difference=True)
    assert share.percent_from_left(share.value) == 25
    assert difference.percent_from_left(difference.value) == 50
    assert (
        difference.percent_from_left(-0.9),
        difference.percent_from_left(0.9),
    ) == (0, 100)
