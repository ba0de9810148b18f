"""Fixtures that every test may use: empty stores, a plain survey, a filled edition."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from dashboard.settings import settings
from dashboard.stores import Stores, open_stores
from db import members
from db.answers import DoseStep, Episode, Survey
from db.vocabulary import Before, Condition, Effect, OverallChange, Severity, Timing

# A busy machine is no reason to fail: time is measured in tests/benchmarks.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store's folder of this test's own, with a pepper, for settings and all."""
    monkeypatch.setenv("SWEETSPOT_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("SWEETSPOT_PEPPER", secrets.token_hex(16))
    settings.cache_clear()
    yield tmp_path / "store"
    settings.cache_clear()


@pytest.fixture
def stores(folder: Path) -> Stores:
    """Two empty, migrated stores."""
    return open_stores(folder)


@pytest.fixture
def a_survey() -> Callable[..., Survey]:
    """Makes a plain survey: half a milligram at bedtime, vivid dreams in weeks 1 to 3."""

    def make(**changes: object) -> Survey:
        plain: dict[str, object] = {
            "condition": Condition.fibromyalgia,
            "observed_week": 20,
            "steps": (DoseStep(week=1, dose_ug=500, timing=Timing.bedtime),),
            "episodes": (
                Episode(
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
            members.hand_in(stores.members, secrets.token_bytes(32), a_survey(**changes))

    return many
