"""Who has answered, and how sure the group can be: from written editions alone."""

import datetime
import math

import pytest

from dashboard.charts import participation as charts
from dashboard.findings.certainty import PageCertainty, page_certainties
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.participation import members_by_edition, members_range, people_by_answer
from dashboard.stats.interval_width import half_width
from dashboard.stats.shares import share_with_blur
from dashboard.stores import Stores
from dashboard.text import say
from db import bands
from db.catalogue import BY_MORNING
from db.editions import editions
from db.editions.editions import Edition, EditionCell, EditionContents
from tests.drawn import contrast_between

MONDAY = datetime.date(2026, 11, 23)
WEEK = datetime.timedelta(days=7)


def write(
    stores: Stores, number: int, members: int, held: EditionContents | None = None
) -> EditionSlice:
    edition = Edition(number, MONDAY + number * WEEK, members, invented=False)
    editions.write_edition(stores.edition_writer, edition, held or EditionContents([], []))
    return EditionSlice(stores.editions, edition)


def answered(**counts: int) -> EditionContents:
    people = sum(counts.values())
    told = counts.items()
    cells = [EditionCell("who_answered", "", f"age_band:{w}", people, n) for w, n in told if n]
    return EditionContents(cells, [])


def test_the_figure_has_the_published_members_of_every_edition(stores: Stores) -> None:
    """40, 60 and 90, in steps; an older edition knows nothing of later ones."""
    asked = [write(stores, n, m) for n, m in ((1, 40), (2, 55), (3, 90))]
    found = members_by_edition(asked[2])
    band, line = charts.members_figure(found.numbers, "light").data
    assert list(line.y) == [40, 60, 90]
    assert list(band.y) == [*found.numbers.high, *reversed(found.numbers.low)]
    assert members_by_edition(asked[1]).numbers.members == (40, 60)
    assert "40" in found.sentence and "90" in found.sentence
    assert [row[2] for row in found.table.rows] == ["90", "60", "40"]


@pytest.mark.parametrize(("members", "half"), [(50, 10), (400, 36), (3_000, 82)])
def test_the_band_of_the_line_holds_the_lot_the_noise_and_the_step(members: int, half: int) -> None:
    """1.96 x sqrt(0.3 n + 5.2 + step^2 / 12); steps of 10, 50 and 100."""
    step = {50: 10, 400: 50, 3_000: 100}[members]
    expected = 1.96 * math.sqrt(0.3 * members + 5.2 + step**2 / 12)
    assert abs(half - expected) < 1
    assert members_range(members) == (members - half, members + half)


def test_one_edition_is_a_sentence_of_its_own_and_a_point(stores: Stores) -> None:
    """And 60 editions name four of them under the axis: a phone has no room for more."""
    found = members_by_edition(write(stores, 1, 40))
    assert found.sentence == say("finding.leaders.participation.first", last=1, members=40)
    assert charts.members_figure(found.numbers, "dark").data[1].mode == "lines+markers"
    for number in range(2, 61):
        asked = write(stores, number, 40 + number)
    drawn = charts.members_figure(members_by_edition(asked).numbers, "light")
    assert len(drawn.layout.xaxis.tickvals) == 4


def test_whoever_is_missing_is_named_and_not_counted(stores: Stores) -> None:
    """5 and nobody are told alike; "not said" is nobody who could be invited."""
    held = answered(under_30=60, from_30_to_44=40, from_45_to_59=5, from_60=0, not_said=0)
    found = people_by_answer(write(stores, 1, 105, held), "age_band")
    missing = [say(f"words.age_band.{word}") for word in ("from_45_to_59", "from_60")]
    assert found.sentence == "Too few people gave 2 of the answers to show them."
    assert found.basis.endswith(f"{', '.join(missing)}.")
    shares = [bar.share for bar in found.numbers.bars]
    assert [share and share.cases for share in shares] == [60, 40, None, None, None]


def test_where_nobody_is_missing_it_says_so(stores: Stores) -> None:
    """Every band has enough people."""
    held = answered(under_30=60, from_30_to_44=40, from_45_to_59=30, from_60=20)
    found = people_by_answer(write(stores, 1, 150, held), "age_band")
    assert found.sentence == say("finding.leaders.who.nobody_missing")


@pytest.fixture
def sure(stores: Stores) -> dict[str, PageCertainty]:
    """100 members; dreams, benefit and the timing comparison are there, doses are not."""
    dreams = EditionCell("effect_by_week", "", "effect_vivid_dreams|w2", 100, 30)
    benefit = EditionCell("benefit_by_week", "", "w9_12", 60, 30)
    axis = "effect_sleep_onset_insomnia"
    contrast = contrast_between((BY_MORNING, axis), -2, 26, people=100)
    held = EditionContents([dreams, benefit], [contrast])
    return {found.page: found for found in page_certainties(write(stores, 1, 100, held))}


def test_a_page_is_as_sure_as_its_own_interval(sure: dict[str, PageCertainty]) -> None:
    """From the published cell, and from the published sums: (26 + 2) / 2 = 14 points."""
    share = share_with_blur(30, 100)
    assert sure["timelines"].half_width == half_width(share.low, share.high)
    assert sure["timings"].half_width == pytest.approx(0.14)
    assert sure["doses"].half_width is None
    assert sure["doses"].half_width_with_more(60) is None


def test_more_answers_narrow_a_difference_as_its_people_grow(
    sure: dict[str, PageCertainty],
) -> None:
    """60 more of 100 are 1.6 times as many: between 14 / 1.6 and 14 / sqrt(1.6) points."""
    then = sure["timings"].half_width_with_more(60)
    assert then
    assert 0.14 / 1.6 <= then <= 0.14 / math.sqrt(1.6)
    assert sure["timings"].half_width_with_more(0) == pytest.approx(0.14)


def test_the_pages_are_chart_pages_in_their_order(sure: dict[str, PageCertainty]) -> None:
    """Each has its words."""
    assert list(sure) == ["timelines", "doses", "timings", "response"]
    assert all(say(f"leaders.answered.number.{page}") for page in sure)
    assert bands.WEEK.words.index("w9_12") > bands.WEEK.words.index("w2")
