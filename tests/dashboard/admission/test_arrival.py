import json

import pytest
from altcha import solve_challenge_v1

from dashboard.admission import arrival, proof_of_work
from db.vocabulary import HeldFor


@pytest.mark.parametrize(("seconds", "held"), [(59.9, True), (60.0, False), (None, False)])
def test_a_survey_in_under_a_minute_is_held(*, seconds: float | None, held: bool) -> None:
    """One that is resumed is not known to be fast."""
    assert (HeldFor.too_fast in arrival.survey_arrival("", seconds, 400).reasons) is held


def solved(visit: str) -> dict[str, object]:
    task = json.loads(proof_of_work.new_challenge(visit))
    number = solve_challenge_v1(task["challenge"], task["salt"], "SHA-256", task["maxNumber"])
    assert number is not None
    return {**task, "number": number.number}


def test_work_that_is_done_opens_its_own_visit_and_no_other() -> None:
    """A solution bears the visit's token in what was signed."""
    assert proof_of_work.accept_solution(json.dumps(solved("mine")).encode())
    assert proof_of_work.work_is_done("mine") and not proof_of_work.work_is_done("another")


@pytest.mark.parametrize(
    "sent",
    [b"", b"{}", b"[1]", b"nonsense", b"x" * 10_000, b"[" * 2_000],
    ids=["empty", "no fields", "no object", "no JSON", "long", "deep"],
)
def test_nonsense_is_no_solution(sent: bytes) -> None:
    """Whatever is sent to that door."""
    assert not proof_of_work.accept_solution(sent)


@pytest.mark.parametrize("changed", [{"number": -1}, {"signature": "0"}, {"algorithm": "SHA-1"}])
def test_a_changed_solution_is_none(changed: dict[str, object]) -> None:
    """Neither another number nor a signature of one's own."""
    assert not proof_of_work.accept_solution(json.dumps(solved("changed") | changed).encode())
    assert not proof_of_work.work_is_done("changed")


def test_a_solution_moved_to_another_visit_is_none() -> None:
    """The token is under the signature."""
    found = solved("first")
    found["salt"] = str(found["salt"]).replace("visit=first", "visit=second")
    assert not proof_of_work.accept_solution(json.dumps(found).encode())
    assert not proof_of_work.work_is_done("second")
