"""Two app processes behind nginx: one is killed, and nobody loses anything."""

import datetime
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from attacks_visit import Visit
from playwright.sync_api import Browser, BrowserContext, expect
from sqlalchemy import func, select
from websockets.exceptions import WebSocketException

from dashboard import demo
from dashboard.questionnaire.draft import answers_to_json
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.stores import Stores, open_postgresql
from dashboard.survey.visit import DOUBLE_TAP_SECONDS
from dashboard.text import say
from db import codes
from db.answers import Survey
from db.desk.group import GroupSettings, write_group
from db.editions import editions
from db.members import drafts, hand_in, record
from db.store.engine import core_table, reading_transaction
from db.tables import Member
from tests.browser.conftest import PHONE
from tests.browser.fingers import Finger
from tests.chromium import PATIENCE_MS
from tests.faults.proxied import skip_or_fail
from tests.faults.replicas import Replicas, replicas, served_by
from tests.postgresql import Cluster

INVENTED = 200
"""Enough for a first edition, which both processes find due on the group's weekday."""
SURVEYS, TABS, KILLED_AFTER = 48, 6, 12
"""Surveys to hand in, how many at a time, and after how many the power goes."""
SECONDS_TO_PUBLISH = 30
PEPPER = secrets.token_hex(16)


@pytest.fixture(scope="module")
def shared(postgres: Cluster) -> Iterator[tuple[str, Stores]]:
    """A database with an invented group and no edition: its address, and the stores."""
    skip_or_fail()
    url = postgres.new()
    stores = open_postgresql(url)
    demo.fill_with_members(stores.members, INVENTED, 1)
    today = datetime.datetime.now(datetime.UTC).date()
    write_group(stores.members, GroupSettings(weekday=today.weekday()))
    yield url, stores
    stores.close()


@pytest.fixture(scope="module")
def pair(
    shared: tuple[str, Stores], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Replicas]:
    """Two processes of the app on that database, behind nginx."""
    folder = tmp_path_factory.mktemp("pair")
    environment = {
        "SWEETSPOT_DATABASE_URL": shared[0],
        "SWEETSPOT_PEPPER": PEPPER,
        "SWEETSPOT_TRUSTED_PROXIES": "1",
        "TMPDIR": str(folder),  # who is killed cannot clear away its copy of the edition
    }
    with replicas(folder, environment) as running:
        yield running


@pytest.fixture
def both(pair: Replicas) -> Replicas:
    """Both of them alive."""
    pair.mend()
    return pair


@pytest.fixture
def stores(shared: tuple[str, Stores]) -> Stores:
    """The test's own look into their database."""
    return shared[1]


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that takes a certificate that nobody signed."""
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, ignore_https_errors=True
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def code_hash(code: str) -> bytes:
    normal = codes.normalise_return_code(code)
    assert normal is not None
    return codes.hash_code(normal, PEPPER.encode())


def people(stores: Stores) -> int:
    with reading_transaction(stores.members) as connection:
        query = select(func.count()).select_from(core_table(Member))
        return int(connection.execute(query).scalar_one())


def test_two_processes_that_start_together_publish_one_edition(
    both: Replicas, stores: Stores
) -> None:
    """Each looks at its start whether one is due; the other is told so, or overtaken."""
    deadline = time.monotonic() + SECONDS_TO_PUBLISH
    told: list[str] = []
    while "Edition 1 is published" not in told:
        assert time.monotonic() < deadline, told
        time.sleep(0.1)
        told = [line for port in both.processes for line in _told(both.log(port))]
    print(told)
    assert sorted(set(told) - {"Publishing failed: Superseded"}) == ["Edition 1 is published"]
    assert len(told) <= len(both.processes)
    only = editions.all_editions(stores.editions)
    assert [edition.number for edition in only] == [1]
    editions.verify_edition(stores.editions, only[0])


def _told(log: Path) -> list[str]:
    """What a process said about publishing."""
    return re.findall(r"Edition \d+ is published|Publishing failed: \w+", log.read_text())


@pytest.mark.browser
def test_a_member_goes_on_at_the_other_process_when_theirs_is_killed(
    both: Replicas,
    stores: Stores,
    phone: BrowserContext,
) -> None:
    """Half way, in a real browser: the ticket opens the draft over there, and the step stays."""
    page = phone.new_page()
    finger = Finger(page)
    opened = page.goto(f"{both.address}/share")
    assert opened is not None
    before = served_by(opened.headers["x-served-by"])
    code = finger.goes_to_the_side_effects()
    both.kill(before)
    page.wait_for_timeout(1_000)
    finger.press("Save and go on")  # to a process that knows nothing of this visit
    expect(finger.survey.get_by_text("The line was cut for a moment")).to_be_visible()
    finger.reads("Side effects")
    for heading in ("How you are now", "Do you have your return code?"):
        finger.goes_on(heading)
    finger.press("Yes, I have it")
    finger.reads("Is this right?")
    finger.press("Hand in my survey")
    finger.reads("Thank you. Your survey is in.")
    kept = record.load_record(stores.members, code_hash(code))
    assert kept is not None
    assert [step.dose_ug for step in kept.survey.steps] == [1_500]
    with both.visit() as (_, now):
        assert now != before


@dataclass
class Stream:
    """Surveys that are handed in by several tabs at once.

    Attributes:
        waiting: codes of drafts that are complete.
        thanked: code -> the process that acknowledged its survey.
        cut_off: codes of visits that ended in the midst; their members come back.
        under_way: process -> tabs that it serves.
    """

    pair: Replicas
    waiting: SimpleQueue[str] = field(default_factory=SimpleQueue)
    thanked: dict[str, int] = field(default_factory=dict)
    cut_off: list[str] = field(default_factory=list)
    under_way: Counter[int] = field(default_factory=Counter)

    def tab(self) -> None:
        """One member after the other, until all have been thanked."""
        with suppress(Empty):
            while True:
                code = self.waiting.get_nowait()
                try:
                    self._hand_in(code)
                except (WebSocketException, OSError):
                    self.cut_off.append(code)
                    self.waiting.put(code)

    def _hand_in(self, code: str) -> None:
        with self.pair.visit() as (visit, port):
            self.under_way[port] += 1
            try:
                self._thanked(visit, code, port)
            finally:
                self.under_way[port] -= 1

    def _thanked(self, visit: Visit, code: str, port: int) -> None:
        visit.open("share")
        visit.write(say("survey.start.code"), code)
        visit.press(say("survey.start.open"))
        if not visit.has(say("survey.check.hand_in")):
            assert code in self.cut_off  # it had arrived, and only the thanks were cut off
            return
        time.sleep(DOUBLE_TAP_SECONDS)
        visit.press(say("survey.check.hand_in"))
        assert say("survey.done.heading") in str(visit.shown)
        self.thanked[code] = port


def test_a_process_that_is_killed_under_a_stream_of_hand_ins_loses_none(
    both: Replicas,
    stores: Stores,
    a_survey: Callable[..., Survey],
) -> None:
    """Each of 48 is there once: those who were thanked, and those who came back with their code."""
    stream, before, began = Stream(both), people(stores), time.monotonic()
    given = [codes.make_return_code() for _ in range(SURVEYS)]
    for code in given:
        answers = answers_to_json(answers_of_survey(a_survey()))
        drafts.save_draft(stores.members, code_hash(code), drafts.Draft(Screen.check, answers))
        stream.waiting.put(code)
    with ThreadPoolExecutor(TABS) as tabs:
        working = [tabs.submit(stream.tab) for _ in range(TABS)]
        while len(stream.thanked) < KILLED_AFTER:
            assert not all(one.done() for one in working), [one.result() for one in working]
            time.sleep(0.01)
        busiest = max(both.processes, key=lambda port: stream.under_way[port])
        both.kill(busiest)
    for one in working:
        one.result()
    thanked, seconds = Counter(stream.thanked.values()), time.monotonic() - began
    print(f"thanked {thanked}, cut off {len(stream.cut_off)}, killed {busiest}, {seconds:.0f} s")
    assert all(hand_in.is_handed_in(stores.members, code_hash(code)) for code in given)
    assert people(stores) - before == SURVEYS
    assert len(stream.cut_off) > 0
    assert not [code for code in given if drafts.load_draft(stores.members, code_hash(code))]
