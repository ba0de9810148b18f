"""Fixtures that every test may use: empty stores, a plain survey, a filled edition."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from dashboard.admission.rate_limits import process_limits
from dashboard.settings import settings
from dashboard.stores import Stores, open_postgresql, open_stores
from db.answers import DoseStep, EffectEpisode, Survey
from db.members import hand_in as hand_in_rows
from db.vocabulary import Before, Condition, Effect, OverallChange, Severity, Timing
from tests.chromium import browser, playwright
from tests.parts import POSTGRESQL, RUNS, part_of, parts_of_file
from tests.postgresql import Cluster, cluster, skip_or_fail
from tests.published import remove_folders

__all__ = ["browser", "playwright"]

# A busy machine is no reason to fail: time is measured in tests/benchmarks.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store's folder of this test's own, with a pepper, for settings and all."""
    monkeypatch.setenv("SWEETSPOT_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("SWEETSPOT_PEPPER", secrets.token_hex(16))
    settings.cache_clear()
    process_limits.cache_clear()  # what an earlier test tried is not held against this one
    yield tmp_path / "store"
    settings.cache_clear()
    process_limits.cache_clear()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A PostgreSQL server of this process of the tests."""
    skip_or_fail()
    # Not below pytest's own folders: the server's user may not enter them.
    with tempfile.TemporaryDirectory(prefix="sweetspot-pg-") as folder, cluster(Path(folder)) as it:
        yield it


@pytest.fixture
def stores(folder: Path, request: pytest.FixtureRequest) -> Iterator[Stores]:
    """Two empty, migrated stores: SQLite's files, or a PostgreSQL with ``--on postgresql``."""
    if request.config.getoption("on") == "sqlite":
        yield open_stores(folder)
        return
    server = request.getfixturevalue("postgres")
    url = server.new()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SWEETSPOT_DATABASE_URL", url)
        settings.cache_clear()
        opened = open_postgresql(url)
        yield opened
        opened.close()
        server.drop(url)


@pytest.fixture
def where(stores: Stores, folder: Path, request: pytest.FixtureRequest) -> tuple[str, ...]:
    """How a command finds these stores: by their folder, or the database's address in settings."""
    return ("--store", str(folder)) if request.config.getoption("on") == "sqlite" else ()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which database the fixture ``stores`` opens; which part of the check runs.

    ``--keep`` writes what attacks gained to the file that the app shows. It stands here, since
    pytest reads no deeper conftest before the options.
    """
    parser.addoption("--keep", action="store_true", dest="keep_gained")
    parser.addoption("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.addoption("--part", choices=sorted(RUNS), help="the tests of one part of the check")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, the tests that open a store; and those of the part that is asked for."""
    left_out = [item for item in items if not _is_asked_for(item, config)]
    items[:] = [item for item in items if _is_asked_for(item, config)]
    config.hook.pytest_deselected(items=left_out)


def _is_asked_for(item: pytest.Item, config: pytest.Config) -> bool:
    if config.getoption("on") == POSTGRESQL:
        return _both(item) or _part_of_item(item) == POSTGRESQL
    return config.getoption("part") in {None, _part_of_item(item)}


def pytest_sessionfinish() -> None:
    """The editions that this process published for its tests."""
    remove_folders()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files without a test of the part that is asked for are not even imported."""
    part = config.getoption("part")
    if part is None or not collection_path.match("test_*.py"):
        return None
    file = collection_path.relative_to(config.rootpath).as_posix()
    return None if part in parts_of_file(file) else True


def _both(item: pytest.Item) -> bool:
    """Whether it opens a store that may be either database's."""
    opens = "stores" in getattr(item, "fixturenames", ())
    return opens and item.get_closest_marker("sqlite") is None


def _part_of_item(item: pytest.Item) -> str:
    return part_of(item.nodeid, slow=item.get_closest_marker("slow") is not None)


@pytest.fixture
def a_survey() -> Callable[..., Survey]:
    """Makes a plain survey: half a milligram at bedtime, vivid dreams in weeks 1 to 3."""

    def make(**changes: object) -> Survey:
        plain: dict[str, object] = {
            "condition": Condition.fibromyalgia,
            "observed_week": 20,
            "steps": (DoseStep(week=1, dose_ug=500, timing=Timing.bedtime),),
            "episodes": (
                EffectEpisode(
                    effect=Effect.vivid_dreams,
                    before=Before.no,
                    began_week=1,
                    still_there=False,
                    ended_week=3,
                    severity=Severity.moderate,
                ),
            ),
            "overall_change": OverallChange.much_better,
        }
        return Survey.model_validate({**plain, **changes})

    return make


@pytest.fixture
def hand_in(stores: Stores, a_survey: Callable[..., Survey]) -> Callable[..., None]:
    """Hands in a number of plain surveys, each under a code of its own."""

    def many(number: int, **changes: object) -> None:
        for _ in range(number):
            hand_in_rows.hand_in(stores.members, secrets.token_bytes(32), a_survey(**changes))

    return many
