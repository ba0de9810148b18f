"""docs/questionnaire.md says which of the questions that members ask a figure answers."""

import re
from pathlib import Path

from dashboard.gallery import FINDINGS
from dashboard.navigation import PAGES

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "questionnaire.md"
CLAIMS = {f"C{number:02}" for number in range(1, 17)}
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| (?:-|`([a-z_.C0-9]+)`) \|$", re.MULTILINE)


def rows() -> list[tuple[str, str, str]]:
    """Number, question, and the figure that answers it, or nothing."""
    return ROW.findall(DOCUMENT.read_text(encoding="utf-8"))


def test_every_figure_that_answers_a_question_is_published() -> None:
    """A finding of a chart page, a row of the ledger, or people like me."""
    named = {figure for _, _, figure in rows() if figure}
    pages = {path.stem for path in PAGES.glob("*.py")}
    assert named <= {*FINDINGS, *CLAIMS} | (pages & {"peers"})


def test_the_document_counts_the_answered_questions_as_they_are() -> None:
    """Each number once, 46 in all without the two that ask for advice; and the sentence says so."""
    numbers = [int(number) for number, _, _ in rows()]
    assert numbers == [n for n in range(1, 49) if n not in {31, 38}]
    answered = sum(bool(figure) for _, _, figure in rows())
    assert f"{answered} of the 46 are answered by a figure" in DOCUMENT.read_text(encoding="utf-8")
