import pytest

from dashboard.findings.peers import precision
from dashboard.stats.shares import Share, share_with_blur

SHARE = Share(100, 20, 0.2, 0.11, 0.33)


def test_headline_figures_range_and_table_count_in_one_denominator() -> None:
    """20 of 100, between 11 and 33 in 100: 2 in 10, within 1 to 4 in 10."""
    assert precision.people_in_words(SHARE, 10) == "About 2 in 10 people"
    assert precision.little_figures(SHARE, 10) == (2, 1, 4)
    assert precision.range_in_words(SHARE, 10) == "1 to 4 in 10"
    assert precision.table_cells(SHARE, 10) == ("100", "2 in 10", "1 to 4 in 10")


def test_a_range_in_figures_is_no_narrower_than_the_range() -> None:
    """In 20: 2.2 down to 2, 6.6 up to 7."""
    assert precision.little_figures(SHARE, 20)[1:] == (2, 7)


@pytest.mark.parametrize(("rarest", "of"), [(0.1, 10), (0.09, 20), (0.05, 20), (0.02, 100)])
def test_a_card_counts_in_ten_unless_a_row_would_be_empty(rarest: float, of: int) -> None:
    """The rarest share of the card decides; in 100 only where 100 people are."""
    assert precision.card_denominator((Share(90, 5, 0.04, 0.0, 0.2),)) == 20
    shares = (SHARE, Share(500, 500 * rarest, rarest, 0.0, 0.2))
    assert precision.card_denominator(shares) == of


def test_a_range_that_says_nothing_is_no_number_and_nothing_is_drawn() -> None:
    """0 to 75 in 100."""
    row = precision.icon_row("headache", Share(40, 10, 0.25, 0.0, 0.75), 10)
    assert (row.label, row.count, row.figures) == ("Headache", "too few answered", None)


def test_none_or_a_few_is_told_only_where_it_cannot_be_many() -> None:
    """0 of 45 may be 7 in 20; 0 of 200 may not."""
    assert not precision.has_number(Share(45, 0, 0.0, 0.0, 0.35))
    assert precision.has_number(share_with_blur(0, 200))


@pytest.mark.parametrize("people", [25, 29])
def test_under_thirty_people_have_no_number(people: int) -> None:
    """However narrow the range."""
    assert not precision.has_number(Share(people, 10, 0.4, 0.35, 0.45))


def test_under_one_in_twenty_is_said_only_where_the_range_is_under_it() -> None:
    """14 of 700 surely, 4 of 100 not."""
    assert precision.count_in_words(share_with_blur(15, 700), 20) == "at most 1 in 20"
    assert precision.count_in_words(Share(100, 4, 0.04, 0.0, 0.14), 20) == "none or a few"


@pytest.mark.parametrize(("cases", "count"), [(0, "at most 1 in 10"), (200, "most or all")])
def test_no_number_for_under_five_people_either_way(cases: int, count: str) -> None:
    """As everywhere on the pages."""
    assert precision.count_in_words(share_with_blur(cases, 200), 10) == count


def test_parts_of_a_whole_make_the_whole_and_so_does_their_sum() -> None:
    """33, 33 and 34 of 100: 7 + 6 + 7 figures; the first two together are 13."""
    parts = precision.parts_of_whole([share_with_blur(n, 100) for n in (34, 33, 33)]).shares
    filled = [precision.little_figures(part, 20).filled for part in parts]
    assert sum(filled) == 20
    both = precision.sum_of_parts(parts[:2])
    assert precision.little_figures(both, 20).filled == sum(filled[:2])


def test_a_part_of_under_five_people_has_no_figure_and_the_others_still_make_the_whole() -> None:
    """3 of 100 count as none."""
    parts = precision.parts_of_whole([share_with_blur(n, 100) for n in (3, 97)]).shares
    assert [precision.little_figures(part, 20).filled for part in parts] == [0, 20]
