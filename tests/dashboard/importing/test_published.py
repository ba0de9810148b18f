"""What an import says, once it is published: its own truth, and nothing that was not asked."""

from collections import Counter
from pathlib import Path

import pytest
from editions_of import publish_next

from dashboard.findings.older_forms import older_forms_sentence
from dashboard.importing import draft_map, spreadsheet, survey_rows
from dashboard.importing import store as import_store
from dashboard.importing.column_map import map_from_toml
from dashboard.stats.noise import LOT_VARIANCE, NOISE_VARIANCE
from dashboard.stores import Stores
from dashboard.text import say
from db.catalogue import WORD_SEPARATOR
from db.editions import editions
from db.members import hand_in
from tests.dashboard.importing import dialects
from tests.dashboard.importing.dialects import KEPT, OldAnswer

EXPORTS = Path(__file__).with_name("exports")
SIGMAS = 5
"""So far off by chance: once in two million counts."""


@pytest.fixture
def people(stores: Stores) -> list[OldAnswer]:
    """All six exports, imported and published."""
    for name in KEPT:
        sheet = spreadsheet.sheet_from_file(EXPORTS / name)
        the_map = map_from_toml(dialects.decided_map(draft_map.draft_column_map(sheet)))
        outcome = survey_rows.surveys_from_sheet(sheet, the_map)
        import_store.store_as_batch(stores.members, outcome.surveys, sheet.digest())
    publish_next(stores)
    return [told for *_, seed in KEPT.values() for told in dialects.drawn_answers(seed)]


def count_is_near(published: int, truth: int) -> bool:
    """As near as the lot, the noise and the rounding let it be."""
    spread = (LOT_VARIANCE * truth + NOISE_VARIANCE + 5**2 / 12) ** 0.5
    return abs(published - truth) <= SIGMAS * spread + 5


def test_published_counts_are_those_that_were_put_in(
    stores: Stores, people: list[OldAnswer]
) -> None:
    """Of 180 people: how many have each illness, sex and age, in every cell that is shown.

    Small answers are shown together: then their truths are added.
    """
    edition = editions.latest_edition(stores.editions)
    assert edition is not None
    truth: Counter[str] = Counter()
    for told in people:
        truth.update([f"condition:{told.condition.name}", f"sex:{told.sex.name}"])
        truth.update([f"age_band:{told.age.name}"])
    held = editions.load_contents(stores.editions, edition).cells
    far = {}
    for cell in held:
        name, _, words = cell.axis.partition(":")
        put_in = sum(truth[f"{name}:{word}"] for word in words.split(WORD_SEPARATOR))
        if cell.measure == "who_answered" and put_in and not count_is_near(cell.cases, put_in):
            far[cell.axis] = (cell.cases, put_in)
    assert any(cell.axis.startswith("condition:") for cell in held)
    assert far == {}


def test_published_shares_of_who_feels_better_are_those_that_were_put_in(
    stores: Stores, people: list[OldAnswer]
) -> None:
    """Much better among those on LDN or not, by the weeks since they began; all bands together."""
    edition = editions.latest_edition(stores.editions)
    assert edition is not None
    cells = [
        cell
        for cell in editions.load_contents(stores.editions, edition).cells
        if cell.measure == "benefit_by_week" and cell.filters == ""
    ]
    assert cells
    on_ldn = [told for told in people if told.stop is None]
    better = sum(told.change.name == "much_better" for told in on_ldn) / len(on_ldn)
    found = sum(c.cases for c in cells) / sum(c.people for c in cells)
    spread = (better * (1 - better) * (1 + LOT_VARIANCE) / sum(c.people for c in cells)) ** 0.5
    assert abs(found - better) <= SIGMAS * spread + 0.05


def test_what_was_not_asked_is_in_no_cell_and_is_named(
    stores: Stores, people: list[OldAnswer]
) -> None:
    """None of the six forms asked for the weeks of an effect: so no chart has one."""
    edition = editions.latest_edition(stores.editions)
    assert edition is not None
    measures = {cell.measure for cell in editions.load_contents(stores.editions, edition).cells}
    assert not measures & {"effect_by_week", "course_by_week", "effect_lasting"}
    assert edition.not_asked == ("side_effects", "effect_weeks", "severity")
    told = [say(f"finding.older_forms.{word}") for word in edition.not_asked]
    assert older_forms_sentence(edition) == say(
        "finding.older_forms.some", list=say("finding.between").join(told)
    )


def test_an_edition_of_ones_own_answers_names_no_older_form(
    stores: Stores, a_survey: object
) -> None:
    """Nor does one from before editions said so."""
    for number in range(60):
        survey = a_survey(observed_week=20 + number)  # type: ignore[operator]
        hand_in.hand_in(stores.members, number.to_bytes(32, "big"), survey)
    publish_next(stores)
    edition = editions.latest_edition(stores.editions)
    assert edition is not None
    assert (edition.older_forms, older_forms_sentence(edition)) == ("", "")
