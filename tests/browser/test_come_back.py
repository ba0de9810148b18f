"""Members come back: after a crash, every week, to correct, to take along, to leave."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from dashboard.stores import open_stores
from db import codes
from db.answers import Survey
from db.members import hand_in, record
from db.members.record import MemberRecord
from db.vocabulary import Effect
from tests.browser.conftest import Server
from tests.browser.fingers import Finger
from tests.visitor import HERE, free_port, served

pytestmark = pytest.mark.browser
CODE = "7K2M-QX4D-93TR-HV8B"
PEPPER = "a pepper for a test alone"
MOST_TAPS = 12
MOST_TAPS_OF_NEWS = 12
"""A check-in when nothing changed, counted from the page "My record" on."""


class Thumb(Finger):
    """A finger that counts its taps."""

    taps = 0

    def hit(self, target: Locator) -> None:
        """One more tap."""
        self.taps += 1
        super().hit(target)


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """A store in which one member handed in: 0.5 mg at bedtime, dreams that are still there."""
    folder = tmp_path / "store"
    survey = Survey(
        observed_week=5,
        steps=[{"week": 1, "dose_ug": 500, "timing": 1}],
        episodes=[{"effect": 3, "began_week": 1, "severity": 2}],
        now={"pain": 4, "fatigue": 5, "sleep": 6, "mood": 3},
    )
    hand_in.hand_in(open_stores(folder).members, code_hash(), survey)
    return folder


def code_hash() -> bytes:
    normal = codes.normalise_return_code(CODE)
    assert normal is not None
    return codes.hash_code(normal, PEPPER.encode())


def kept(folder: Path) -> MemberRecord | None:
    return record.load_record(open_stores(folder).members, code_hash())


def server_on(folder: Path, port: int) -> object:
    """The real server, started as often as a test wants."""
    command = ["-m", "streamlit", "run", "dashboard/server.py", "--server.address", HERE]
    environment = {
        "SWEETSPOT_STORE": str(folder),
        "SWEETSPOT_PEPPER": PEPPER,
        "SWEETSPOT_CHECK_MINUTES": "1000",
    }
    log = folder.parent / "log"
    return served([*command, "--server.port", str(port)], port, environment, log)


@pytest.fixture
def here(group: Path) -> Iterator[Server]:
    """That group, served."""
    port = free_port()
    with server_on(group, port):
        yield Server(f"http://{HERE}:{port}", group, group.parent / "log")


@pytest.fixture
def thumb(phone: BrowserContext, here: Server) -> Thumb:
    """The member's record, locked."""
    page = phone.new_page()
    page.goto(f"{here.address}/record")
    found = Thumb(page)
    found.survey.get_by_role("heading", level=1).wait_for()
    found.settle()
    return found


def unlock(thumb: Thumb) -> None:
    thumb.write("Your return code", CODE.lower())
    thumb.press("Open my record")
    thumb.survey = thumb.page.locator(".st-key-own-record, .st-key-survey")
    thumb.reads("My record")


def test_a_check_in_without_changes_takes_few_taps(thumb: Thumb, group: Path) -> None:
    """Code, open, check in, send; the report of the week before stays."""
    unlock(thumb)
    thumb.press("Weekly check-in")
    thumb.reads("How is this week?")
    thumb.press("Send my check-in")
    thumb.reads("My record")
    expect(thumb.page.get_by_text("Your check-in is saved")).to_be_visible()
    found = kept(group)
    assert found is not None
    assert [(r.week, r.scores.sleep) for r in found.reports] == [(5, 6), (6, 6)]
    assert thumb.taps <= MOST_TAPS


def test_a_changed_dose_and_an_effect_that_has_gone_are_told_in_place(
    thumb: Thumb,
    group: Path,
) -> None:
    """Down to 0.1 mg in the morning; the dreams were last there in week 5."""
    unlock(thumb)
    thumb.press("Weekly check-in")
    thumb.tap("No, it changed", "0.1 mg", "Morning", "To ease side effects", "It has gone")
    thumb.press("Send my check-in")
    thumb.reads("My record")
    found = kept(group)
    assert found is not None
    assert [(s.week, s.dose_ug) for s in found.survey.steps] == [(1, 500), (6, 100)]
    assert [(e.still_there, e.ended_week) for e in found.survey.episodes] == [(False, 5)]


def test_a_new_effect_and_a_new_dose_take_few_taps(thumb: Thumb, group: Path) -> None:
    """Twelve at the most, from the button "Weekly check-in" on; both are stored."""
    unlock(thumb)
    before = thumb.taps
    thumb.press("Weekly check-in")
    thumb.tap("No, it changed", "1.5 mg", "Planned step up", "Yes, something new", "Dry mouth")
    thumb.tap("Mild", question="Dry mouth")
    thumb.press("Send my check-in")
    thumb.reads("My record")
    found = kept(group)
    assert found is not None
    assert [s.dose_ug for s in found.survey.steps] == [500, 1_500]
    assert Effect.dry_mouth in {e.effect for e in found.survey.episodes}
    assert thumb.taps - before <= MOST_TAPS_OF_NEWS


def test_a_correction_goes_through_the_survey(thumb: Thumb, group: Path) -> None:
    """The condition was left out; it is added, and the rest is as it was."""
    unlock(thumb)
    before = kept(group)
    thumb.press("Change or add something")
    thumb.survey = thumb.page.locator(".st-key-survey")
    thumb.reads("Is this right?")
    thumb.press("Change")
    thumb.tap("MCAS")
    thumb.press("Save and go back to the last look")
    thumb.press("Save my changes")
    thumb.reads("Your changes are saved.")
    after = kept(group)
    assert before is not None and after is not None
    assert after.survey.condition.name == "mcas"
    assert after.reports == before.reports


def test_a_member_takes_all_along_and_leaves(thumb: Thumb, group: Path) -> None:
    """The file holds the record and no key; after the word nothing is left under the code."""
    unlock(thumb)
    with thumb.page.expect_download() as saved:
        thumb.hit(thumb.page.get_by_role("button", name="Everything, as JSON"))
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert json.loads(text)["survey"]["steps"][0]["dose_ug"] == 500
    assert CODE not in text
    thumb.press("Erase everything")
    thumb.write("Type the word", "erase")
    thumb.press("Erase everything")
    thumb.reads("All gone.")
    assert kept(group) is None
