"""The wait before a code: it ends with the work, or with its time, and gives way."""

import pytest

from dashboard.survey import code_wait


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that only sleeping moves."""
    now = [0.0]
    monkeypatch.setattr(code_wait.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(code_wait.time, "sleep", lambda s: now.__setitem__(0, now[0] + s))
    return now


def test_it_ends_when_the_work_is_done(passed: list[float]) -> None:
    """Done after a second: looked at every quarter."""
    code_wait._wait(lambda: passed[0] >= 1, code_wait.LONGEST_SECONDS, lambda: None)
    assert passed[0] == 1


def test_it_ends_without_any_work(passed: list[float]) -> None:
    """A browser that cannot compute is not refused."""
    code_wait._wait(lambda: False, code_wait.LONGEST_SECONDS, lambda: None)
    assert passed[0] == code_wait.LONGEST_SECONDS


def test_whoever_leaves_the_page_ends_it(passed: list[float]) -> None:
    """Streamlit ends the run where the wait gives way to it."""

    def left() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        code_wait._wait(lambda: False, code_wait.LONGEST_SECONDS, left)
    assert passed[0] == code_wait.LOOK_EVERY_SECONDS
